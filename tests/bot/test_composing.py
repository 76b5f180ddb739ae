"""From readings to answers, with readings made by hand."""

import pytest

from bot.answer import Answer
from bot.composing import SEVERAL, Read, compose
from bot.reading.calibration import Calibration, Signs
from bot.reading.reader import Found, Reading
from corpus.article import Article
from index.passage import Hit, Passage

TEXT = "Rome, Oslo and Bern urged calm. “We will wait,” Ana Prado said. The port closed on Monday."
ARTICLE = Article("a", "Calm urged", TEXT)
CURVE = Calibration(1.0, 0.0, 0.0, 0.5)


def read(start: int, end: int, none: float, *words: tuple[str, float]) -> Read:
    """A reading of a stretch of the text, with words and their scores as candidates."""
    passage = Passage("a", start, end, TEXT[start:end])
    found = [
        Found(at, at + len(word), score)
        for word, score in words
        for at in [passage.text.index(word)]
    ]
    return Read(Hit(passage, 0.1), Reading(tuple(found), none))


def answered(question: str, *readings: Read, threshold: float = 0.5) -> Answer:
    """The composed answer to a question."""
    return compose(Answer(question, question), readings, CURVE, threshold, lambda _: ARTICLE)


def test_the_claim_is_the_sentence_that_holds_the_span() -> None:
    """The span is the short answer; the quote is cut out of the article."""
    answer = answered("When did the port close?", read(0, len(TEXT), 0.0, ("Monday", 3.0)))
    assert answer.short_answer == "Monday"
    (claim,) = answer.claims
    assert claim.text == claim.citations[0].quote == "The port closed on Monday."


def test_what_was_said_carries_its_speaker() -> None:
    """As the article names it."""
    answer = answered("What will Rome do?", read(0, len(TEXT), 0.0, ("We will wait", 3.0)))
    assert answer.claims[0].citations[0].speaker == "Ana Prado"


def test_below_the_threshold_it_abstains_and_keeps_the_hits() -> None:
    """No claim, no span, no short answer; the confidence is still told."""
    answer = answered("Who paid?", read(0, len(TEXT), 4.0, ("Rome", 3.0)))
    assert (answer.abstained, answer.claims, answer.spans, answer.short_answer) == (
        True,
        (),
        (),
        "",
    )
    assert len(answer.hits) == 1
    assert 0.0 < answer.confidence < 0.5


@pytest.mark.parametrize(
    "question", ["Who?", "Who is he?", "How many?", "When?", "What did they say?"]
)
def test_a_question_about_nothing_is_declined(question: str) -> None:
    """However sure the reader is of something."""
    answer = answered(question, read(0, len(TEXT), 0.0, ("Rome", 9.0)))
    assert answer.abstained
    assert not answer.claims


def test_an_article_that_never_speaks_of_whom_the_question_names_does_not_answer() -> None:
    """Whatever the reader takes for an answer there."""
    found = read(0, len(TEXT), 0.0, ("Monday", 9.0))
    assert answered("When did Haftar close the port?", found).abstained
    assert not answered("When did Ana close the port?", found).abstained


def test_an_organisation_may_be_called_by_a_question_word() -> None:
    """In capitals it is a name."""
    answer = answered("What did the WHO say?", read(0, len(TEXT), 0.0, ("We will wait", 9.0)))
    assert not answer.abstained


def test_without_passages_it_abstains() -> None:
    """An empty library answers nothing."""
    assert answered("Who paid?").abstained


def test_a_list_question_gets_every_sure_span_once() -> None:
    """Overlapping and unsure ones are left out; one claim for their one sentence."""
    words = (("Rome", 3.0), ("Rome, Oslo", 2.5), ("Oslo", 2.0), ("Bern", 1.9), ("Monday", -1.0))
    answer = answered("Which countries urged calm?", read(0, len(TEXT), 0.0, *words))
    assert answer.short_answer == "Rome, Oslo, Bern"
    assert len(answer.claims) == 1


def test_one_thing_asked_for_gets_one_span() -> None:
    """However many are sure."""
    words = (("Rome", 3.0), ("Oslo", 2.9))
    answer = answered("Which country urged calm?", read(0, len(TEXT), 0.0, *words))
    assert answer.short_answer == "Rome"


def test_who_is_answered_by_all_of_one_sentence() -> None:
    """Not by a name in another one."""
    words = (("Rome", 3.0), ("Oslo", 2.9), ("Ana Prado", 2.8))
    answer = answered("Who urged calm?", read(0, len(TEXT), 0.0, *words))
    assert answer.short_answer == "Rome, Oslo"


def test_a_list_is_not_told_again_in_another_order() -> None:
    """Where an article names the same things twice."""
    text = "Oslo and Bern urged calm. The mayor met Bern and Oslo."
    spans = ("Oslo and Bern", "Bern and Oslo")
    found = tuple(
        Found(text.index(span), text.index(span) + len(span), 3.0 - number / 10)
        for number, span in enumerate(spans)
    )
    made = Read(Hit(Passage("a", 0, len(text), text), 0.1), Reading(found, 0.0))
    article = Article("a", "Calm urged", text)
    question = "Which two cities urged calm?"
    answer = compose(Answer(question, question), [made], CURVE, 0.5, lambda _: article)
    assert answer.short_answer == "Oslo and Bern"


@pytest.mark.parametrize(
    ("text", "spans", "short"),
    [
        ("Rome, Oslo (capital of Norway) and Bern urged calm.", ("Rome", "Bern"), "Rome"),
        ("Rome (the EU) and Oslo urged calm.", ("Rome", "Oslo"), "Rome, Oslo"),
        ("Rome urged calm after talks with Oslo.", ("Rome", "Oslo"), "Rome"),
        ("Mayor Ana Prado urged calm.", ("Ana Prado", "Mayor"), "Ana Prado"),
        ("Ana Prado, a friend of Ben Holm, urged calm.", ("Ana Prado", "Ben Holm"), "Ana Prado"),
    ],
)
def test_several_of_one_sentence_stand_in_one_list(
    text: str, spans: tuple[str, ...], short: str
) -> None:
    """What else a sentence names plays another part in it."""
    found = tuple(
        Found(text.index(span), text.index(span) + len(span), 3.0 - number / 10)
        for number, span in enumerate(spans)
    )
    made = Read(Hit(Passage("a", 0, len(text), text), 0.1), Reading(found, 0.0))
    article = Article("a", "Calm urged", text)
    blank = Answer("Who urged calm?", "Who urged calm?")
    assert compose(blank, [made], CURVE, 0.5, lambda _: article).short_answer == short


def test_a_span_in_two_passages_counts_once_with_its_better_margin() -> None:
    """Passages overlap by a sentence."""
    one = read(0, len(TEXT), 2.5, ("Monday", 3.0))
    other = read(64, len(TEXT), 0.0, ("Monday", 3.0))
    answer = answered("Which days were the ports shut?", one, other)
    assert [span.text for span in answer.spans] == ["Monday"]
    assert answer.confidence == CURVE.confidence(Signs(3.0))
    assert answer.hits[0].passage.start == 64


@pytest.mark.parametrize(
    ("text", "span", "speaker"),
    [
        ("Ana Prado said that the port will open.", "Ana Prado", "Ana Prado"),
        ("“We will wait,” Ana Prado said.", "Ana Prado", "Ana Prado"),
        ("Ana Prado opened the port.", "Ana Prado", None),
        ("The port, which Ana Prado said would open, was shut.", "Ana Prado", None),
    ],
)
def test_who_said_it_is_cited_with_its_speaker(text: str, span: str, speaker: str | None) -> None:
    """The answer is the name itself; a sentence of the article's own has no speaker."""
    at = text.index(span)
    found = Reading((Found(at, at + len(span), 3.0),), 0.0)
    made = Read(Hit(Passage("a", 0, len(text), text), 0.1), found)
    article = Article("a", "Port", text)
    answer = compose(
        Answer("Who opened it?", "Who opened it?"), [made], CURVE, 0.5, lambda _: article
    )
    assert answer.claims[0].citations[0].speaker == speaker


ECHO = "Ana Prado leads the Harbour Circle. Ana Prado met Lu Ek."


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Ana Prado leads which circle?", "the Harbour Circle"),
        ("Does Ana Prado or Lu Ek lead?", "Ana Prado"),
    ],
)
def test_an_answer_that_repeats_the_question_stands_back(question: str, short: str) -> None:
    """Where another is about as sure, and the question does not offer its answers."""
    article = Article("a", "Circle", ECHO)
    spans = (("Ana Prado", 3.0), ("the Harbour Circle", 2.5))
    found = [Found(ECHO.index(w), ECHO.index(w) + len(w), s) for w, s in spans]
    one = Read(Hit(Passage("a", 0, len(ECHO), ECHO), 0.1), Reading(tuple(found), 0.0))
    answer = compose(Answer(question, question), [one], CURVE, 0.5, lambda _: article)
    assert answer.short_answer == short


def test_an_acronym_of_what_is_asked_about_repeats_it() -> None:
    """As the name itself does."""
    text = "The UN-backed Council of Ports (CP) met."
    found = [Found(text.index(w), text.index(w) + len(w), s) for w, s in (("CP", 3.0), ("UN", 2.5))]
    one = Read(Hit(Passage("a", 0, len(text), text), 0.1), Reading(tuple(found), 0.0))
    question = "Who backs the Council of Ports?"
    answer = compose(
        Answer(question, question), [one], CURVE, 0.5, lambda _: Article("a", "Ports", text)
    )
    assert answer.short_answer.startswith("UN")


def test_an_answer_that_repeats_the_question_stands_where_no_other_is_as_sure() -> None:
    """It may still be the one."""
    answer = answered("Was it Ana Prado?", read(0, len(TEXT), 0.0, ("Ana Prado", 3.0)))
    assert answer.short_answer == "Ana Prado"


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which US national park was flooded?", False),
        ("Which US states were flooded?", True),
        ("What is the furthest the hand has been?", False),
        ("What has the port's chief said?", False),
        ("Which towns urged calm?", True),
        ("Which old European towns urged calm?", True),
        ("What are the names?", True),
    ],
)
def test_a_question_asks_for_several_by_a_plural(question: str, several: bool) -> None:
    """Not by an "is", or a "has", that ends as a plural does."""
    assert bool(SEVERAL.search(question)) == several
