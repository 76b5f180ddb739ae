import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import BLOCK, paragraphs, sentences

MARKS = st.sampled_from([*"“”\"'’‘«»()[].!?…;,:–- \n\t", "U.S. ", "Gen. ", "He said", "no"])
UNBALANCED = st.lists(st.one_of(MARKS, st.text(max_size=6)), max_size=60).map("".join)


def said(text: str) -> list[str]:
    """The sentences of a text, cut out of it."""
    return [text[start:end] for start, end in sentences(text)]


def check(text: str) -> None:
    """What holds for any text: ordered, trimmed, within a paragraph, nothing lost."""
    found = sentences(text)
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(text)]
    assert all(text[a:b].strip() == "" for a, b in zip(ends, starts, strict=True))
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    within = paragraphs(text)
    assert all(any(a <= start and end <= b for a, b in within) for start, end in found)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_every_character_that_is_not_a_space_is_in_one_sentence(text: str) -> None:
    """Any Unicode text is covered, in order."""
    check(text)


@settings(deadline=None)
@given(UNBALANCED)
def test_unbalanced_quotation_marks_lose_nothing(text: str) -> None:
    """Marks without their partners change nothing about that."""
    check(text)


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=12), st.integers(BLOCK - 5, 2 * BLOCK))
def test_a_line_longer_than_a_block_loses_nothing(unit: str, length: int) -> None:
    """Blocks are cut where they must be, and nothing is lost."""
    text = (unit * length)[:length]
    check(text)
    assert all(end - start <= BLOCK for start, end in sentences(text))


def test_paragraphs_are_the_lines_that_hold_something() -> None:
    """Only a line feed ends a line; blank lines are none."""
    text = "  One. \n\n \t\nTwo.\u2028Still two.\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["One.", "Two.\u2028Still two."]


def test_no_sentence_reaches_beyond_its_paragraph() -> None:
    """The end of a paragraph ends a sentence, full stop or not."""
    assert said("No full stop\nand on it goes. End") == ["No full stop", "and on it goes.", "End"]


@pytest.mark.parametrize(
    "sentence",
    [
        "“Nobody will be left behind, whatever happens to the harbour,” Okafor said.",
        "“We must act!” he said.",
        "“Is it over?” asked the mayor.",
        "The U.S. Army and the U.N. mission met Gen. Ola Berg, Lt. Col. Ree and Mr. Moss.",
        "The talks began at 9 a.m. on Friday and ended at 3.5 percent.",
        "J. K. Winter and John F. Sommer signed it on Sept. 5 in St. Gallen.",
        "He resigned; Norway agreed; Chad did not.",
        "Norway (which had asked for it) said the bloc was “deeply worried by the threat”.",
    ],
)
def test_is_one_sentence(sentence: str) -> None:
    """Quotations, abbreviations and initials do not end a sentence."""
    text = f"{sentence} Then they left."
    assert said(text) == [sentence, "Then they left."]


@pytest.mark.parametrize(
    "parts",
    [
        ["He lives in the U.K.", "He left."],
        ["It ended at 9 p.m.", "The crowd went home."],
        ["She called it “a mistake.”", "Others did not."],
        ["They were “worried”.", "Others were not”.", "And then."],
        ["“Stop.", "Go home.” ”", "Then go."],
        ["Is it?", "No!", "(It was not.)", "Good..."],
        ["He works for Acme Ltd.", "He left."],
    ],
)
def test_is_split_where_a_sentence_ends(parts: list[str]) -> None:
    """Closing marks stay behind; abbreviations may end one."""
    assert said(" ".join(parts)) == parts


def test_a_long_line_is_cut_where_a_sentence_ends() -> None:
    """A block ends at a sentence where it can."""
    sentence = "The harbour of Norrvik was closed on Monday."
    assert set(said(" ".join([sentence] * 1000))) == {sentence}


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u3000"])
def test_blank_text_has_no_sentences(text: str) -> None:
    """White space alone is no sentence."""
    assert sentences(text) == []
