"""Risk against coverage, by hand."""

from __future__ import annotations

import pytest

from bot.evaluation.declining import area, risk_coverage
from bot.evaluation.rows import Row


def row(confidence: float, right: bool, *, abstained: bool = False, error: str = "") -> Row:
    """A row with what declining depends on."""
    return Row(
        "q", "who", "Who?", False, abstained, right=right, confidence=confidence, error=error
    )


def test_risk_at_every_coverage() -> None:
    """Right, wrong, right: risks 0, 1/2, 1/3; area 5/18."""
    curve = risk_coverage([row(0.2, True), row(0.9, True), row(0.5, False)])
    assert [risk for _, risk in curve] == pytest.approx([0, 1 / 2, 1 / 3])
    assert [share for share, _ in curve] == pytest.approx([1 / 3, 2 / 3, 1])
    assert area(curve) == pytest.approx(5 / 18)


def test_equal_confidences_share_their_wrong_ones() -> None:
    """One of two is wrong: risk 1/2 at both, whichever row comes first."""
    rows = [row(0.5, True), row(0.5, False)]
    assert risk_coverage(rows) == risk_coverage(rows[::-1]) == [(0.5, 0.5), (1.0, 0.5)]


def test_declined_and_failed_questions_come_last_and_wrong() -> None:
    """However sure the chain was; even where declining was right."""
    rows = [row(1.0, True, abstained=True), row(0.1, True), row(0.9, False, error="no")]
    assert [risk for _, risk in risk_coverage(rows)] == pytest.approx([0, 1 / 2, 2 / 3])


def test_nothing_has_no_area() -> None:
    """And it is 0, not NaN."""
    assert area(risk_coverage([])) == 0.0
