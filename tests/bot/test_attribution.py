"""Who says it in the article."""

import pytest

from bot.attribution import attribute
from corpus.article import Article


def speaker_of(text: str, words: str) -> str | None:
    """The speaker that a text names for some of its words."""
    start = text.index(words)
    found = attribute(Article("x", "t", text), start, start + len(words))
    assert found is None or text[found.start : found.end] == found.speaker
    return found.speaker if found else None


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“The dam will hold,” Mayor Ines Prado said.", "dam will hold", "Mayor Ines Prado"),
        ("“The dam will hold,” said Ines Prado, the mayor.", "dam will hold", "Ines Prado"),
        ("Ines Prado said the dam will hold.", "dam will hold", "Ines Prado"),
        ("Ines Prado, the town’s mayor, warned that the dam may break.", "may break", "Ines Prado"),
        ("According to Ines Prado, the dam will hold.", "dam will hold", "Ines Prado"),
        ("The dam will hold, according to Ines Prado.", "dam will hold", "Ines Prado"),
        ("The ministry has denied any leak.", "any leak", "The ministry"),
        ("On Friday, Ines Prado said the dam will hold.", "dam will hold", "Ines Prado"),
        (
            "The two villages, along with the port, said in a letter that “it will hold”.",
            "it will hold",
            "The two villages, along with the port",
        ),
        ("“I still hope,” Prado wrote on the town’s page after a visit.", "still hope", "Prado"),
        ("Jo Ek, a spokesman, denied any leak and stressed the need “to wait", "to wait", "Jo Ek"),
    ],
)
def test_the_speaker_is_named(text: str, words: str, speaker: str) -> None:
    """Before, after and around; with appositions; without a closing mark."""
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam broke on Friday.", "broke"),
        ("He said the dam will hold.", "dam will hold"),
        ("“They said it would hold,” a sign reads in the square.", "it would hold"),
    ],
)
def test_nobody_is_named_without_a_source(text: str, words: str) -> None:
    """No verb of saying, a pronoun, or a verb that is itself inside the quotation."""
    assert speaker_of(text, words) is None


def test_a_sentence_within_a_quotation_takes_the_speaker_of_the_rest() -> None:
    """The quotation runs over two sentences; the second names its speaker."""
    text = "“The dam is old. It will hold,” Ines Prado said."
    assert speaker_of(text, "is old") == "Ines Prado"


def test_what_is_said_about_a_speaker_is_not_said_by_the_speaker() -> None:
    """A span inside of the speaker's own name has no speaker."""
    text = "Ines Prado said the dam will hold."
    assert speaker_of(text, "Ines Prado") is None
