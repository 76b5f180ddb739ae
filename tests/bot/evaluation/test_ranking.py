"""Retrieval's figures, on rankings worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from bot.evaluation.figures import RETRIEVAL
from bot.evaluation.ranking import rank

EVIDENCE = [("a", 10, 20), ("b", 0, 5)]


def test_every_figure_has_a_score() -> None:
    """Even when nothing was found, and then it is 0."""
    assert rank([], EVIDENCE, set()) == {figure.name: 0.0 for figure in RETRIEVAL}


def test_articles_are_ranked_by_their_first_hit() -> None:
    """Ranking x, a, y: one of two evidence articles, at rank 2."""
    hits = [("x", 0, 9), ("a", 90, 99), ("a", 0, 15), ("y", 0, 9)]
    scores = rank(hits, EVIDENCE, {("a", 0, 15), ("b", 0, 9)})
    assert scores["article_success@1"] == 0
    assert scores["article_success@5"] == 1
    assert scores["article_recall@5"] == 0.5
    assert scores["article_mrr"] == 0.5
    assert scores["article_ndcg@10"] == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))


def test_passages_are_relevant_where_they_share_text_with_evidence() -> None:
    """The first relevant one is at rank 3, of two that there are."""
    hits = [("x", 0, 9), ("a", 20, 30), ("a", 0, 15), ("y", 0, 9)]
    scores = rank(hits, EVIDENCE, {("a", 0, 15), ("b", 0, 9)})
    assert scores["passage_success@1"] == 0
    assert scores["passage_success@5"] == 1
    assert scores["passage_mrr"] == pytest.approx(1 / 3)
    assert scores["passage_recall@5"] == 0.5
    assert scores["passage_ndcg@10"] == pytest.approx(0.5 / (1 + 1 / log2(3)))


def test_a_piece_of_evidence_in_two_passages_counts_once() -> None:
    """Recall is of evidence, not of passages: one piece of two."""
    hits = [("a", 0, 15), ("a", 12, 30)]
    scores = rank(hits, EVIDENCE, {("a", 0, 15), ("a", 12, 30), ("b", 0, 9)})
    assert scores["passage_recall@5"] == 0.5
    assert scores["passage_success@1"] == 1


def test_recall_looks_at_the_first_k_only() -> None:
    """The second piece is found at rank 6."""
    hits = [("a", 0, 15), *(("x", n, n + 1) for n in range(4)), ("b", 0, 9)]
    scores = rank(hits, EVIDENCE, {("a", 0, 15), ("b", 0, 9)})
    assert (scores["passage_recall@5"], scores["passage_recall@10"]) == (0.5, 1.0)


def test_equal_ids_do_not_reorder_a_ranking() -> None:
    """The order of the hits is the ranking, whatever their ids."""
    first = rank([("z", 0, 9), ("a", 0, 15)], EVIDENCE, set())
    assert first["article_mrr"] == 0.5
