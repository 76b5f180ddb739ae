"""Figures over questions of which some have no answer, worked out by hand."""

import numpy as np
import pytest

from bot.evaluation.thresholds import Measured, figures, risks

MEASURED = Measured(
    article=np.array([0, 0, 0, 1, 1, 1]),
    answerable=np.array([True, True, False] * 2),
    f1=np.array([1.0, 2 / 3, 0.0] * 2),
    exact=np.array([1.0, 0.0, 0.0] * 2),
    margin=np.array([2.0, 2.0, -2.0] * 2),
)


def test_the_figures_are_those_of_squad() -> None:
    """Two of three are answered, with F1 of 1 and 2/3; declining the third earns 1."""
    made = figures(MEASURED)
    assert made["f1_where_answerable"] == pytest.approx(100 * (1 + 2 / 3) / 2, abs=0.01)
    assert made["f1"] == pytest.approx(100 * (1 + 2 / 3 + 1) / 3, abs=0.01)
    assert made["exact_where_answerable"] == 50.0
    assert made["unanswerable_declined_at_10_percent_refused"] == 100.0


def test_risk_grows_as_the_unsure_are_answered_too() -> None:
    """The four sure ones lose 0 and 1/3 in turn; the last two lose all."""
    assert risks(MEASURED.margin, 1 - MEASURED.f1) == pytest.approx(
        [0, 1 / 6, 1 / 9, 1 / 6, 1 / 3, 4 / 9]
    )
