"""What declining costs and saves: risk against coverage, by the confidence of answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.evaluation.rows import Row


def risk_coverage(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The risk at every coverage: the share of wrong ones among the n most confident answers.

    Selective prediction (El-Yaniv and Wiener 2010; for questions, Kamath et al. 2020). The
    answers come in the order of their confidence; among equals the wrong ones are spread
    evenly, so that the order of the rows does not matter. Then come the questions that were
    declined or failed: made to answer, each would be wrong. So every curve reaches coverage
    1, and systems that decline differently can be compared.

    Returns:
        (coverage, risk) for 1 to all questions, both 0 to 1; empty without rows.
    """
    curve: list[tuple[float, float]] = []
    wrong = 0.0
    for _, block in groupby(sorted(rows, key=order), key=order):
        tied = list(block)
        share = sum(not answered_rightly(row) for row in tied) / len(tied)
        for _ in tied:
            wrong += share
            number = len(curve) + 1
            curve.append((number / len(rows), wrong / number))
    return curve


def area(curve: Sequence[tuple[float, float]]) -> float:
    """The area under a risk–coverage curve: the mean of its risks; 0 without any. Less is better.

    AURC of Geifman, Uziel and El-Yaniv (2019).
    """
    return sum(risk for _, risk in curve) / len(curve) if curve else 0.0


def order(row: Row) -> float:
    """What rows are sorted by: the most confident answers first, no answer last."""
    return 1.0 if row.abstained or row.error else -row.confidence


def answered_rightly(row: Row) -> bool:
    """Whether there is an answer, and it is right."""
    return row.right and not row.abstained and not row.error
