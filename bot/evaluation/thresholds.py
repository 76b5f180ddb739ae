"""What declining costs and saves: figures over questions of which some have no answer.

The figures over all questions are cross-fitted: half of the articles choose the threshold that the
other half is measured with, and the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.calibration import best_threshold

REFUSED = 0.10
"""Share of the answerable questions that may be refused, where declining is measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the reader did on a SQuAD file, one entry a question.

    Attributes:
        article: number of the article that the question is about.
        answerable: whether its paragraph answers it.
        f1: of the best span, whether or not it would be given; 0 where unanswerable.
        exact: exact match of the best span, likewise.
        margin: of the best span over no answer.
    """

    article: NDArray[np.int64]
    answerable: NDArray[np.bool_]
    f1: NDArray[np.float64]
    exact: NDArray[np.float64]
    margin: NDArray[np.float64]


def figures(measured: Measured) -> dict[str, float]:
    """F1 and exact match in percent: forced where an answer exists, and over all, cross-fitted."""
    answered = measured.answerable
    f1, exact = np.zeros(len(answered)), np.zeros(len(answered))
    for fold in (0, 1):
        test = measured.article % 2 == fold
        at, _ = best_threshold(measured.margin[~test], measured.f1[~test], answered[~test])
        given = measured.margin >= at
        f1[test] = np.where(given, measured.f1, ~answered)[test]
        exact[test] = np.where(given, measured.exact, ~answered)[test]
    return {
        "f1_where_answerable": percent(measured.f1[answered]),
        "exact_where_answerable": percent(measured.exact[answered]),
        "f1": percent(f1),
        "exact": percent(exact),
        "unanswerable_declined_at_10_percent_refused": declined_at_refused(
            measured.margin, answered
        ),
        "risk_coverage_area": round(risk_coverage_area(measured), 4),
    }


def risk_coverage_area(measured: Measured) -> float:
    """Area under the curve of risk over coverage, 0 to 1; lower is better."""
    return float(risks(measured.margin, 1.0 - measured.f1).mean())


def risks(sure: NDArray[np.float64], lost: NDArray[Any]) -> NDArray[np.float64]:
    """The risk of answering the n surest questions, for n from 1: their mean loss.

    As in Geifman & El-Yaniv 2017.

    Args:
        sure: (questions,) margin or confidence.
        lost: (questions,) what answering each would lose, 0 to 1.
    """
    order = np.argsort(-sure, kind="stable")
    risk: NDArray[np.float64] = np.cumsum(lost[order]) / np.arange(1, len(order) + 1)
    return risk


def curve(risk: NDArray[np.float64], points: int) -> list[tuple[float, float]]:
    """(coverage, risk) at so many points at most, evenly apart; the last is coverage 1."""
    ends = np.unique(np.linspace(1, len(risk), min(points, len(risk))).round().astype(int))
    return [(round(end / len(risk), 4), round(float(risk[end - 1]), 4)) for end in ends.tolist()]


def declined_at_refused(
    sure: NDArray[np.float64], answerable: NDArray[np.bool_], refused: float = REFUSED
) -> float:
    """Share of the unanswerable that are declined where so many of the others are, in percent."""
    return percent(sure[~answerable] < np.quantile(sure[answerable], refused))


def percent(values: NDArray[Any]) -> float:
    """The mean in percent, to two places."""
    return round(100.0 * float(np.mean(values)), 2)
