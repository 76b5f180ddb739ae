"""Questions that name the documents of a corpus."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.errors import InputError

ARTICLES = [
    {"doc_id": "n1", "url": "https://example.org/n1", "title": "Dike", "text": "The dike held."},
    {"doc_id": "n2", "title": "Ferry", "text": "Ferries sailed.\n\nAll of them."},
]
QUESTION = {
    "id": "q1",
    "question": "What held this week?",
    "choices": ["the dike", "the pier"],
    "answers": ["the dike"],
    "date": "2022-06-16",
    "evidence_doc_ids": ["n1"],
    "answer_is_span": True,
}


def test_the_articles_beside_the_questions_are_named(write, imported) -> None:
    """As whole evidence, with the day of asking; choices are not the articles'."""
    write("articles.jsonl.gz", ARTICLES)
    got = imported("documents", write("questions.jsonl", [QUESTION]))
    (case,) = got.cases
    assert case.asked == date(2022, 6, 16)
    assert case.answers == ("the dike",)
    assert got.quotes(case) == ["The dike held."]


def test_the_articles_may_lie_elsewhere(write, imported) -> None:
    """Where it is said."""
    corpus = write("other/all.jsonl", ARTICLES)
    line = QUESTION | {"evidence_doc_ids": ["n2", "n9"]}
    got = imported("documents", write("questions.jsonl", [line]), corpus)
    assert got.quotes(got.cases[0]) == ["Ferries sailed.\nAll of them."]
    assert "'n9' is not in the corpus" in got.problems[0]


def test_a_question_without_answers_is_to_be_declined(write, imported) -> None:
    """The documents do not say."""
    corpus = write("all.jsonl", ARTICLES)
    line = {"id": "u", "question": "Who won?", "answers": []}
    assert imported("documents", write("q.jsonl", [line]), corpus).cases[0].unanswerable


def test_without_articles_it_is_bad_input(write, imported) -> None:
    """With what to do."""
    with pytest.raises(InputError, match="name it with --corpus"):
        imported("documents", write("questions.jsonl", [QUESTION]))
