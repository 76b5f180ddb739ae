"""Where a question was lost: worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evaluation.losses import (
    OUTCOMES,
    depth_curve,
    evidence_rank,
    losses,
    outcome,
    read_depth,
)
from bot.evaluation.summary import whole

FOUND = {"hits": [{"article_id": "aa", "start": 0, "end": 22, "text": "x", "score": 1.0}]}
READ = 12


@pytest.fixture
def lost(row):
    """Makes rows that are not right, of questions with evidence at a rank: `lost(rank=3)`."""

    def make(rank=None, **known):
        scores = {"passage_mrr": 1 / rank, "article_mrr": 1 / rank} if rank else {}
        return replace(row("a", **scores), **({"answer": FOUND} | known))

    return make


@pytest.mark.parametrize(
    ("rank", "known", "expected"),
    [
        (1, {"right": True}, "right"),
        (1, {"right": True, "error": "boom"}, "failed"),
        (None, {"error": "boom", "answer": None}, "failed"),
        (None, {}, "not_retrieved"),
        (None, {"abstained": True}, "not_retrieved"),
        (12, {}, "misread"),
        (13, {}, "ranked_low"),
        (13, {"abstained": True}, "ranked_low"),
        (3, {"abstained": True}, "wrongly_declined"),
        (3, {"evidence_cited": True}, "misread"),
        (3, {"contained": True}, "cited_elsewhere"),
        (13, {"evidence_cited": True}, "misread"),
        (None, {"unanswerable": True}, "wrongly_answered"),
        (None, {"unanswerable": True, "abstained": True, "right": True}, "right"),
    ],
)
def test_the_first_stage_that_let_a_question_down(lost, rank, known, expected):
    """12 passages are read: evidence at rank 12 was seen, at 13 it was not."""
    assert outcome(lost(rank, **known), READ) == expected


def test_where_all_passages_are_read_none_is_too_low(lost):
    """A system that names no depth has looked at all that it found."""
    assert outcome(lost(13), None) == "misread"


@pytest.mark.parametrize("answer", [None, {}, {"hits": []}])
def test_retrieval_is_not_blamed_by_a_system_that_does_not_tell_what_it_found(lost, answer):
    """Then only its answer can be judged."""
    assert outcome(lost(answer=answer), READ) == "misread"
    assert outcome(lost(answer=answer, abstained=True), READ) == "wrongly_declined"


def test_nor_where_the_case_has_no_evidence(lost):
    """There is nothing that could have been found."""
    assert outcome(lost(scores={"right": 0.0}), READ) == "misread"


def test_every_outcome_is_counted(lost):
    """Those that did not happen with 0, in the order of the answer path."""
    found = losses([lost(1, right=True), lost(13), lost(14), lost()], READ)
    assert list(found) == [one.name for one in OUTCOMES]
    assert {name: count for name, count in found.items() if count} == {
        "right": 1,
        "not_retrieved": 1,
        "ranked_low": 2,
    }


@pytest.mark.parametrize("rank", [1, 2, 3, 7, 49, 997])
def test_the_rank_is_that_of_the_reciprocal(lost, rank):
    """Whatever floating point makes of it."""
    assert evidence_rank(lost(rank)) == rank
    assert evidence_rank(lost()) is None


def test_depth_counts_questions_with_evidence_among_the_first_k(lost):
    """Of 4 with ranks 1, 3, 3 and none: 1/4, 1/4, 3/4; one without evidence does not count."""
    rows = [lost(1), lost(3), lost(3), lost(), lost(scores={})]
    assert depth_curve(rows) == [0.25, 0.25, 0.75]
    assert depth_curve(rows, "article") == [0.25, 0.25, 0.75]
    assert depth_curve([lost()]) == depth_curve([]) == []


@pytest.mark.parametrize("settings", [None, 3, {}, {"reading": 3}, {"reading": {"passages": "x"}}])
def test_a_manifest_may_not_say_how_much_is_read(settings):
    """Another system's, or an earlier version's."""
    assert read_depth({"settings": settings}) is None
    assert read_depth({"settings": {"reading": {"passages": 12}}}) == 12


def test_a_summary_counts_them(lost):
    """Of all, and of each type."""
    summary = whole([lost(13), lost(1, type="why")], {"settings": {"reading": {"passages": 12}}})
    assert summary["lost"]["ranked_low"] == summary["lost"]["misread"] == 1
    assert summary["lost_by_type"]["who"]["ranked_low"] == 1
    assert summary["lost_by_type"]["why"]["ranked_low"] == 0
    assert summary["retrieval_depth"]["passage"][0] == 0.5
