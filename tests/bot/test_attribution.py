"""Who says it in the article."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.attribution import Sources, attribute, attribute_sentence, sources_of
from bot.attribution.confidence import HARDLY, LITTLE, MUCH, confidence
from corpus.article import Article
from corpus.sentences import sentences


def speaker_of(text: str, words: str, *, said: bool = True) -> str | None:
    """Who says some words of a text; with `said` False, whose attitude they are."""
    start = text.index(words)
    found = attribute(Article("x", "t", text), start, start + len(words))
    found = found if found and found.said == said else None
    assert found is None or text[found.start : found.end] == found.speaker
    return found.speaker if found else None


def speaker_of_sentence(text: str, number: int = 0) -> str | None:
    """The speaker that a text names for a whole sentence of it."""
    found = attribute_sentence(Article("x", "t", text), *sentences(text)[number])
    assert found is None or text[found.start : found.end] == found.speaker
    return found.speaker if found else None


DIRECT = [
    ("“The dam will hold,” Mayor Ines Prado said.", "dam will hold", "Mayor Ines Prado"),
    ("“The dam will hold,” said Ines Prado, the mayor.", "dam will hold", "Ines Prado"),
    ("“The dam will hold”, Ines Prado told reporters.", "dam will hold", "Ines Prado"),
    ('"The dam will hold," Ines Prado said.', "dam will hold", "Ines Prado"),
    ("''The dam will hold,'' Ines Prado said.", "dam will hold", "Ines Prado"),
    ("‘The dam will hold,’ Ines Prado said.", "dam will hold", "Ines Prado"),
    ("«The dam will hold», said Ines Prado.", "dam will hold", "Ines Prado"),
    ("“Will the dam hold?” Ines Prado asked reporters. “It will,” said Jo Ek.", "It will", "Jo Ek"),
    ("Ines Prado said: “The dam will hold.”", "dam will hold", "Ines Prado"),
    ("Ines Prado said, “The dam will hold.”", "dam will hold", "Ines Prado"),
    ("“I still hope,” Prado wrote on the town’s page after a visit.", "still hope", "Prado"),
    ("“The dam,” Ines Prado said, “will hold for years.”", "hold for years", "Ines Prado"),
    ("“The dam,” Ines Prado said, “will hold for years.”", "The dam", "Ines Prado"),
    ("“The dam will hold,” Ines Prado said on Friday.", "dam will hold", "Ines Prado"),
    ("“The dam will hold,” said a spokesman for the port.", "hold", "a spokesman for the port"),
    ("Ines Prado called the dam “a disgrace to the town”.", "a disgrace", "Ines Prado"),
]
INDIRECT = [
    ("Ines Prado said the dam will hold.", "dam will hold", "Ines Prado"),
    ("Ines Prado said that the dam will hold.", "dam will hold", "Ines Prado"),
    ("On Friday, Ines Prado said the dam will hold.", "dam will hold", "Ines Prado"),
    ("Ines Prado on Friday said the dam will hold.", "dam will hold", "Ines Prado"),
    ("Ines Prado has repeatedly said the dam will hold.", "dam will hold", "Ines Prado"),
    ("The dam will hold, Ines Prado said.", "dam will hold", "Ines Prado"),
    ("The dam will hold, said Ines Prado.", "dam will hold", "Ines Prado"),
    ("The dam, Ines Prado said, will hold.", "will hold", "Ines Prado"),
    ("The dam broke in Almo last year, Ines Prado said in a speech.", "in Almo", "Ines Prado"),
    ("Ines Prado believes the dam will hold.", "dam will hold", "Ines Prado"),
    ("Ines Prado spoke on Friday, saying that the dam will hold.", "dam will hold", "Ines Prado"),
    ("Ines Prado praised the crew and said the dam will hold.", "dam will hold", "Ines Prado"),
    ("Ines Prado agreed that the dam will hold.", "dam will hold", "Ines Prado"),
    ("According to Ines Prado, the dam will hold.", "dam will hold", "Ines Prado"),
    ("The dam will hold, according to Ines Prado.", "dam will hold", "Ines Prado"),
    (
        "The dam may fall, according to US Space Command, which is near.",
        "The dam may fall",
        "US Space Command",
    ),
    ("US officials said the dam will hold.", "dam will hold", "US officials"),
    ("It is expected to hold, according to Ines Prado.", "hold", "Ines Prado"),
    ("The dam will hold, according to PORT's Sunday list.", "hold", "PORT"),
    ("The dam will hold, according to a report by the port.", "hold", "a report by the port"),
]
WHO = [
    ("Ines Prado, the town’s mayor, warned that the dam may break.", "may break", "Ines Prado"),
    ("Dr. Ines Prado said the dam will hold.", "dam will hold", "Dr. Ines Prado"),
    ("Police chief Ines Prado said the dam will hold.", "dam will hold", "Police chief Ines Prado"),
    (
        "Almo police chief Ines Prado said it will hold.",
        "will hold",
        "Almo police chief Ines Prado",
    ),
    ("The Almo Port Authority said the dam will hold.", "will hold", "The Almo Port Authority"),
    ("The ministry has denied any leak.", "any leak", "The ministry"),
    ("Ines Prado and Jo Ek said the dam will hold.", "dam will hold", "Ines Prado and Jo Ek"),
    ("Spain, France and Italy said the dam will hold.", "will hold", "Spain, France and Italy"),
    (
        "The two villages, along with the port, said in a letter that “it will hold”.",
        "it will hold",
        "The two villages, along with the port",
    ),
    ("The two sides said the talks will go on.", "talks will go on", "The two sides"),
]
LONG = [
    ("“The dam is old. It will hold,” Ines Prado said.", "is old", "Ines Prado"),
    ("“It is old,” Ines Prado said. “It will hold.”", "It will hold", "Ines Prado"),
    ("“It is old,” Ines Prado said. “It will hold. It must.”", "It must", "Ines Prado"),
    ("Ines Prado said: “It is old. It will hold.", "It will hold", "Ines Prado"),
    ("“It is old,” Ines Prado said. “It will hold.\n“We will see.”", "We will see", "Ines Prado"),
    ("Jo Ek, a spokesman, denied any leak and said: “We need to wait", "to wait", "Jo Ek"),
]
PRONOUNS = [
    ("Maria Prado came on Friday. She said the dam will hold.", "will hold", "Maria Prado"),
    ("Maria Prado came on Friday. “The dam will hold,” she said.", "will hold", "Maria Prado"),
    ("Sasha Ek came on Friday. He said the dam will hold.", "will hold", "Sasha Ek"),
    ("Jo Ek left. “It is old,” said Paul Roe, a guard. “It leaks,” he said.", "leaks", "Paul Roe"),
    ("Paul Roe came. He saw the dam. He said it will hold.", "it will hold", "Paul Roe"),
    ("Bill Roe set a date. He said the dam will hold.", "dam will hold", "Bill Roe"),
    ("Mr. Ek visited the dam. He said it will hold.", "it will hold", "Mr. Ek"),
    ("Peter Ek said it is old. He added that it will hold.", "it will hold", "Peter Ek"),
    (
        "Port chief Lu Ek said Paul Roe left. He added that it leaks.",
        "it leaks",
        "Lu Ek",
    ),
    ("“It is old,” Mr. White said. He added that it leaks.", "it leaks", "Mr. White"),
    ("Paul Roe’s plan failed on Friday. He said the dam leaks.", "the dam leaks", "Paul Roe"),
]
DESCRIBED = [
    ("About one in five voters say the dam leaks.", "the dam leaks", "About one in five voters"),
    ("47% say the dam leaks.", "the dam leaks", "47%"),
    ("A poll conducted last week found that it leaks.", "it leaks", "A poll conducted last week"),
    ("Retired engineer Jo Ek said the dam leaks.", "the dam leaks", "Retired engineer Jo Ek"),
    ("Public health experts said the dam leaks.", "the dam leaks", "Public health experts"),
    ("Yin May, 60, a doctor, said that the dam leaks.", "the dam leaks", "Yin May"),
    ("“It is bad,” said Roe, who said the owners fail.", "the owners fail", "Roe"),
    ("The plan, which Jo Ek said will fail soon, is old.", "will fail soon", "Jo Ek"),
    ("Jo Ek went on to say that the dam leaks.", "the dam leaks", "Jo Ek"),
    ("Earlier, Jo Ek toured it, and then said that it leaks.", "it leaks", "Jo Ek"),
]
RESUMED = [
    ("“It is old,” said the mayor, “because nobody cares.”", "nobody cares", "the mayor"),
    ("The trouble, says Jo Ek, an engineer, is that it leaks.", "it leaks", "Jo Ek"),
    ("“Will it hold, who knows?” Jo Ek told a station on Friday.", "Will it hold", "Jo Ek"),
    ("Jo Ek said it leaks. “It was built in a hurry.”", "in a hurry", "Jo Ek"),
    ("“It leaks,” said Jo Ek.\n“It was built in a hurry.”", "in a hurry", "Jo Ek"),
    ("Asked what it cost, Jo Ek replied: “Too much.”", "Too much", "Jo Ek"),
    ("Jo Ek said it is “old,” adding that it leaks.", "it leaks", "Jo Ek"),
]


ALL = DIRECT + INDIRECT + WHO + LONG + PRONOUNS + DESCRIBED + RESUMED


@pytest.mark.parametrize(("text", "words", "speaker"), ALL)
def test_the_speaker_is_named(text: str, words: str, speaker: str) -> None:
    """Of direct and indirect speech, before, after and around it, however the speaker is called."""
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "holder"),
    [
        ("Ines Prado criticized the plan for the dam.", "plan for the dam", "Ines Prado"),
        ("Ines Prado praised the crew of the port.", "the crew", "Ines Prado"),
        ("Ines Prado wants a new dam.", "a new dam", "Ines Prado"),
        ("Ines Prado fears that the dam will break.", "the dam will break", "Ines Prado"),
        ("Ines Prado, who opposes the dam, left.", "the dam", "Ines Prado"),
        ("Critics in Almo oppose the dam.", "the dam", "Critics in Almo"),
        ("The dam, opposed by Ines Prado, is old.", "The dam", "Ines Prado"),
        ("Ines Prado’s plan for the dam failed.", "the dam", "Ines Prado"),
        ("Ines Prado tore into the plan for the dam.", "the plan", "Ines Prado"),
    ],
)
def test_an_attitude_is_somebody_s_but_says_nothing(text: str, words: str, holder: str) -> None:
    """What is wanted, praised or feared must never be given as "according to" who does."""
    assert speaker_of(text, words) is None
    assert speaker_of(text, words, said=False) == holder


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ines Prado is saying that the dam will hold.", "the dam will hold", "Ines Prado"),
        ("Ines Prado, 40, toured the dam, arguing that it will hold.", "it will", "Ines Prado"),
        ("Ines Prado told reporters on Friday that the dam will hold.", "the dam", "Ines Prado"),
        ("Ines Prado Says the Dam Will Hold", "the Dam", "Ines Prado"),
        ("It is more than the towns the port says will flood.", "will flood", "the port"),
        ("A poll by the port showed that the dam will hold.", "the dam", "A poll by the port"),
        ("“It is old,” Ines Prado continued. “It leaks.”", "It is old", "Ines Prado"),
        (
            "The fund is full, the dam is old, said Ines Prado, a guard.",
            "the dam is old",
            "Ines Prado",
        ),
        ("As I said, the dam is old, according to Ines Prado.", "the dam is old", "Ines Prado"),
    ],
)
def test_a_speaker_is_read_from_many_forms(text: str, words: str, speaker: str) -> None:
    """Headlines, transcripts, polls, participles and tags."""
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam broke on Friday.", "broke"),
        ("The plan was criticized by the port.", "the port"),
        ("The port could still find a way.", "a way"),
        ("Trump’s wife left. She said it is old.", "it is old"),
        ("He said the dam will hold.", "dam will hold"),
        ("They said the dam will hold.", "dam will hold"),
        ("Peter Ek met Paul Roe. He said the dam will hold.", "dam will hold"),
        ("Maria Prado came on Friday. He said the dam will hold.", "dam will hold"),
        ("“They said it would hold,” a sign reads in the square.", "it would hold"),
        ("Ines Prado did not say the dam will hold.", "dam will hold"),
        ("Ines Prado never said the dam will hold.", "dam will hold"),
        ("Ines Prado didn’t say the dam will hold.", "dam will hold"),
        ("Ines Prado refused to say the dam will hold.", "dam will hold"),
        ("Ines Prado could say the dam will hold.", "dam will hold"),
        ("Ines Prado was told the dam will hold.", "dam will hold"),
        ("The dam is said to hold.", "to hold"),
        ("Ines Prado called a meeting on the dam.", "meeting on the dam"),
        ("Ines Prado’s claims about the dam were read out.", "about the dam"),
        ("The dam, which Ines Prado said would hold, broke on Friday.", "broke on Friday"),
        ("The dam broke on Friday, a day after Ines Prado said it would hold.", "broke on Friday"),
        ("The town calls its square “the gem”. The dam broke.", "dam broke"),
        ("“It will hold,” Ines Prado said. The dam broke on Friday.", "broke on Friday"),
        ("“It will hold,” Ines Prado said. Critics held up “Shame” signs.", "held up"),
        ("The dam broke on Friday. Ines Prado said it was old.", "broke on Friday"),
        ("Ines Prado said it was old.\nThe dam broke on Friday.", "broke on Friday"),
        ("Ines Prado said nothing.", "Ines Prado"),
        ("Most Southern states that have a dam are rich.", "have a dam"),
        ("CORRECTION: The dam will hold.", "dam will hold"),
        ("It is a sign that the dam will hold.", "dam will hold"),
        ("The plan, which Jo Ek said will fail, is old.", "is old"),
        ("Jo Ek told Bo Roe on Friday. “Shame” signs hung there.", "hung there"),
        ("Jo Ek said it leaks. Bo Roe held up a “Shame” sign.", "a “Shame” sign"),
        ("Jo Ek said it leaks.\n“Shame” was written on the dam.", "Shame"),
    ],
)
def test_nobody_is_named(text: str, words: str) -> None:
    """For what is not reported, was not said, or could be of two."""
    assert speaker_of(text, words) is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ines Prado said the dam will hold.", "Ines Prado"),
        ("“The dam will hold,” Ines Prado said.", "Ines Prado"),
        ("“The dam will hold,” said Ines Prado, the mayor.", "Ines Prado"),
        ("“The dam,” Ines Prado said, “will hold.”", "Ines Prado"),
        ("The dam will hold, according to Ines Prado.", "Ines Prado"),
        ("According to Ines Prado, the dam will hold.", "Ines Prado"),
        ("The dam, Ines Prado said, will hold.", "Ines Prado"),
        ("After the flood, Mayor Ines Prado told reporters that it held.", "Mayor Ines Prado"),
        ("Ines Prado criticized the plan, saying that it would fail.", "Ines Prado"),
        ("Ines Prado said Jo Ek had asked her to wait.", "Ines Prado"),
        ("Ines Prado, the mayor, warned the dam may break.", "Ines Prado"),
        ("The port blocked the road last year, Ines Prado said in a speech.", "Ines Prado"),
        (
            "The vote will be put off, an aide to the mayor told The Almo Press.",
            "an aide to the mayor",
        ),
    ],
)
def test_a_sentence_that_reports_has_its_speaker(text: str, speaker: str) -> None:
    """Though the name stands within it."""
    assert speaker_of_sentence(text) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke on Friday.",
        "Ines Prado criticized the plan.",
        "Several towns have urged calm, including those that are near the dam.",
        "Ines Prado did not say the dam will hold.",
        "The dam, which Ines Prado said would hold, broke on Friday.",
        "The dam, built in 1950 according to Ines Prado, broke on Friday.",
        "The dam broke on Friday, a day after Ines Prado said it would hold.",
        "The dam broke on Friday, but Ines Prado said it was old.",
        "Ines Prado said the dam will hold, but Jo Ek denied it.",
        "Painters left “Shame” on the dam that Ines Prado built.",
    ],
)
def test_an_article_s_own_sentence_has_no_speaker(text: str) -> None:
    """Nor has one that two people share."""
    assert speaker_of_sentence(text) is None


def test_a_sentence_of_a_longer_quotation_has_its_speaker() -> None:
    """It names nobody itself."""
    text = "“The dam is old,” Ines Prado said. “It will hold for years.”"
    assert speaker_of_sentence(text, 1) == "Ines Prado"


def test_several_sentences_have_a_speaker_if_each_has_the_same() -> None:
    """One of the article's own among them leaves nobody."""
    text = "“It is old,” Ines Prado said. “It will hold.” The dam broke."
    article = Article("x", "t", text)
    found = attribute_sentence(article, 0, text.index(" The dam"))
    assert found
    assert found.speaker == "Ines Prado"
    assert attribute_sentence(article, 0, len(text)) is None


def test_a_pronoun_is_told_from_who_it_stands_for() -> None:
    """The name is the speaker, the pronoun the mention."""
    text = "Maria Prado came. She said the dam will hold."
    found = attribute(Article("x", "t", text), text.index("dam"), len(text) - 1)
    assert found
    assert found.resolved
    assert text[found.mention_start : found.mention_end] == "She"
    assert found.speaker == "Maria Prado"


def test_a_confidence_is_less_for_each_doubt_that_a_rule_names() -> None:
    """What stands between weighs more for an attitude; a pronoun may be resolved wrongly."""
    assert confidence("quote-after say name") == 1.0
    assert confidence("before say words near name") == round(HARDLY * LITTLE, 3)
    assert confidence("before stance words near name") == round(HARDLY * LITTLE * MUCH, 3)
    assert confidence("quote-after say he") == LITTLE


PIECES = st.lists(
    st.sampled_from(
        ["Ines Prado", "said", "“", "”", '"', "'", "‘", "’", " ", ", ", ". ", "\n", "he", "that",
         "according to", "criticized", "saying", "(", ")", "—", ":", "the dam", "Mr.", "who", "and"]
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=120) | PIECES, st.integers(-3, 130), st.integers(-3, 130))
def test_any_text_and_offsets_give_a_place_in_the_text_or_nobody(
    text: str, start: int, end: int
) -> None:
    """Never an error, also for offsets that the text does not have."""
    article = Article("x", "t", text)
    for found in (Sources(text).of(start, end), attribute_sentence(article, start, end)):
        assert found is None or text[found.start : found.end] == found.speaker != ""
        assert found is None or 0 <= found.mention_start < found.mention_end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "“It is old,” Ines Prado said. “It will hold.” He added that it must.\n",
        "“It is old,” Ines Prado said. ",
        "Ines Prado said, according to Jo Ek, that it “holds” and ",
        "“",
        "he said she said “no",
        "Prado, ",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Lines run for every sentence of a text, and of one twice as long."""
    once, twice = (lines_run(partial(everything, piece * n)) for n in (150, 300))
    assert twice < 2.5 * once


def everything(text: str) -> None:
    """Ask for the speaker of every paragraph's first words."""
    sources = Sources(text)
    for one in sources.paragraphs[:50]:
        sources.of(one.start, min(one.end, one.start + 20))
        assert one.said is not None


def lines_run(work: Callable[[], None]) -> int:
    """How many lines of Python run for some work."""
    count = 0

    def tracing(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return tracing

    before = sys.gettrace()
    sys.settrace(tracing)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_an_article_is_read_once_for_many_questions() -> None:
    """What was found is kept, for the same text in another article too."""
    text = "Ines Prado said the dam will hold."
    assert sources_of(text) is sources_of("".join(list(text)))


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("Senate Minority Leader Joe Prado, R-Almo,", "Leader Joe Prado"),
        ("House Speaker Joe Prado", "Speaker Joe Prado"),
        ("Senate Leader Almod Prado", "Almod Prado"),
        ("British Prime Minister Joe Prado", "Prime Minister Joe Prado"),
        ("The House", None),
    ],
)
def test_he_is_who_is_named_behind_a_body_and_an_office(subject: str, speaker: str | None) -> None:
    """The body is no part of the name, and hides nobody."""
    said_then = "“The dam is dry,” he said in a statement on Friday."
    text = f"{subject} had a different view of the dam.\n\n{said_then}"
    start = text.index("The dam")
    said = attribute(Article("a", "", text), start, start + 14)
    assert (said and said.speaker) == speaker
