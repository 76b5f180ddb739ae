"""Cases from ratings: what is vouched for or put right, and that it passes the check."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer import Answer, Citation, Claim, Span
from bot.evaluation.rated import cases_from
from bot.feedback import Feedback, FeedbackStore
from bot.question import Turn

TEXT = "The council thanked the pilots.\nSo did the union.\nNo ship was lost."
DAY = date(2025, 3, 4)


@pytest.fixture
def shelf(article):
    """An article, and what finds it."""
    one = article(TEXT, "harbour.txt")
    return one, {one.id: one}.__getitem__


@pytest.fixture
def rate(tmp_path, shelf):
    """Rates an answer made of spans of the article, and gives all cases of the store."""
    store = FeedbackStore.beside(tmp_path / "library")
    one, article_of = shelf

    def rated(rating, *words, short=None, question="Who thanked them?", speaker=None, **known):
        spans = tuple(Span.of(one, TEXT.index(w), TEXT.index(w) + len(w)) for w in words)
        homes = [next(p for p in TEXT.split("\n") if w in p) for w in words]
        quotes = [
            Citation.of(one, TEXT.index(h), TEXT.index(h) + len(h), speaker)
            for h in dict.fromkeys(homes)
        ]
        claims = tuple(Claim(q.quote, (q,)) for q in quotes)
        said = ", ".join(words) if short is None else short
        answer = Answer(question, question, claims, said, spans, abstained=not words)
        key = known.pop("key", f"{len(store.all())}")
        store.give(Feedback(key, rating, answer, DAY, **known))
        return cases_from(store.all(), article_of)

    return rated


def test_an_answer_that_was_liked_is_right_and_its_quotes_are_the_evidence(rate, shelf):
    """With the day, the conversation before, and the speaker."""
    cases, left = rate("up", "The council", speaker="union", history=(Turn("Is it?", "Yes."),))
    assert left == []
    case = cases[0].to_json()
    assert case.pop("id").startswith("feedback-")
    assert case == {
        "schema_version": 1,
        "question": "Who thanked them?",
        "asked": "2025-03-04",
        "answers": ["The council"],
        "evidence": [
            {"article_id": shelf[0].id, "quote": TEXT.split("\n")[0], "start": 0, "end": 31}
        ],
        "speaker": "union",
        "history": [{"question": "Is it?", "answer": "Yes."}],
    }


def test_an_answer_of_several_is_a_list(rate):
    """Each of them an item."""
    case = rate("up", "The council", "the union")[0][0]
    assert (case.type, case.items) == ("list", (("The council",), ("the union",)))
    assert len(case.evidence) == 2


def test_a_verdict_is_the_answer_to_a_yes_no_question(rate):
    """Its sentence is the evidence."""
    case = rate("up", "No ship was lost.", short="No")[0][0]
    assert case.answers == ("No",)


def test_liked_for_declining_is_unanswerable(rate):
    """So is what the reader says that the articles do not answer."""
    assert rate("up")[0][0].unanswerable
    cases, _ = rate("down", "The council", reason="not_in_articles", question="Who sank?")
    assert [case.unanswerable for case in cases] == [True, True]


def test_the_expected_answer_is_right_where_the_given_was_not(rate):
    """Where it stands is not known."""
    case = rate("down", "The council", reason="wrong", expected=" the union ")[0][0]
    assert (case.answers, case.evidence) == (("the union",), ())


def test_a_thumb_down_alone_makes_no_case(rate):
    """What would be right is not known, and that is told."""
    cases, left = rate("down", "The council", reason="wrong")
    assert cases == []
    assert left == ["'Who thanked them?': rated down without what would be right"]


def test_of_several_ratings_of_a_question_the_last_counts(rate):
    """The check would find a question twice."""
    rate("up", "The council")
    cases, left = rate("up", "the union")
    assert [case.answers for case in cases] == [("the union",)]
    assert left == []


def test_an_article_that_is_gone_makes_no_case(rate, shelf, monkeypatch):
    """Nobody could answer it."""
    monkeypatch.setattr("bot.evaluation.checking.Shelf.text", lambda *_: None)
    cases, left = rate("up", "The council")
    assert cases == []
    assert "there is no article" in left[0]
