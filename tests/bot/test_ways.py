"""The ways in which a question is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bot.answer import Answer, Citation, Claim
from bot.leaning import Leaning
from bot.rewriting import Readings
from bot.ways import Way, chosen, leant, surest, ways
from corpus.article import Article
from index.passage import Hit, Passage


def hits(*texts: str) -> list[Hit]:
    """Hits with these texts, best first."""
    return [Hit(Passage("a", 0, len(text), text), 1.0) for text in texts]


def asked(readings: Readings, *texts: str) -> Sequence[tuple[str, str]]:
    """What is shown and what is asked, way by way."""
    return [(way.understood, way.asked) for way in ways(readings, lambda _: hits(*texts))]


def test_a_question_that_is_clear_is_read_in_one_way() -> None:
    """As it is."""
    assert asked(Readings("Who urged calm?"), "France did.") == [
        ("Who urged calm?", "Who urged calm?")
    ]


def test_either_of_two_is_a_way_each() -> None:
    """Searched apart."""
    readings = Readings("What did X or Y say?", ("What did X say?", "What did Y say?"))
    assert asked(readings) == [
        ("What did X say?", "What did X say?"),
        ("What did Y say?", "What did Y say?"),
    ]


def test_a_name_is_asked_as_short_as_a_passage_has_it() -> None:
    """Beside the full name, and shown in full."""
    readings = Readings("Where is Ana Prado’s shop?", persons=("Ana Prado",))
    full = "Where is Ana Prado’s shop?"
    assert asked(readings, "Ana Prado left.", "Prado has a shop.") == [
        (full, "Where is Ana Prado's shop?"),
        (full, "Where is Prado's shop?"),
    ]


def test_a_name_that_no_passage_shortens_stays() -> None:
    """It is asked in full only."""
    readings = Readings("Where is Ana Prado’s shop?", persons=("Ana Prado",))
    assert len(asked(readings, "Ana Prado left.", "A shop closed.")) == 1


def test_the_surest_answer_that_is_given_wins() -> None:
    """A declined one never does, however sure; of equals the likelier reading."""
    declined = Answer("q", "X", confidence=0.9, abstained=True)
    one = Answer("q", "Y", confidence=0.5, abstained=False)
    other = Answer("q", "Z", confidence=0.5, abstained=False)
    assert surest([declined, one, other], "X or Y").understood == "Y"


def test_where_none_answers_it_is_understood_as_asked() -> None:
    """Both are named."""
    declined = [Answer("q", "X"), Answer("q", "Y")]
    assert surest(declined, "X or Y") == Answer("q", "X or Y")


def test_one_article_is_asked_the_whole_question_and_the_typed_one(
    article: Callable[..., Article],
) -> None:
    """Once where they are the same; not at all where it has no passage."""
    on = Leaning(article("It sank.", title="Ferry"), firmly=False)
    made = list(leant(Readings("When did X’s ship sink?"), on, "When did it?", lambda _: hits("a")))
    assert [(way.understood, way.asked) for way in made] == [
        ("When did X’s ship sink (in “Ferry”)?", "When did X's ship sink?"),
        ("When did it (in “Ferry”)?", "When did it?"),
    ]
    same = Readings("When did it?")
    assert len(list(leant(same, on, "When did it?", lambda _: hits("a")))) == 1
    assert not list(leant(same, on, "When did it?", lambda _: []))


@pytest.mark.parametrize(
    ("firmly", "plain", "own", "wins"),
    [
        (True, 0.9, 0.4, "own"),
        (True, 0.9, 0.0, "own"),
        (False, 0.9, 0.4, "plain"),
        (False, 0.9, 0.8, "own"),
        (False, 0.9, 0.0, "plain"),
        (False, 0.0, 0.4, "own"),
    ],
)
def test_the_article_last_cited_is_preferred(
    article: Callable[..., Article], firmly: bool, plain: float, own: float, wins: str
) -> None:
    """Always by what leans firmly, declining included; else where it is about as sure."""
    home, other = article("It sank.", title="Ferry"), article("It rose.", "b.txt", title="Bread")
    on = Leaning(home, firmly)
    read = [Way("q", "q", ()), Way("q in it", "q", (), on)]
    answers = [given("plain", other, plain), given("own", home, own)]
    assert chosen(read, answers, "q").short_answer.removeprefix("no ") == wins


def given(said: str, article: Article, confidence: float) -> Answer:
    """An answer from an article; a declined one where its confidence is 0."""
    if not confidence:
        return Answer("q", "q", short_answer=f"no {said}")
    claim = Claim(article.text, (Citation.of(article, 0, len(article.text)),))
    return Answer("q", "q", (claim,), said, confidence=confidence, abstained=False)
