"""The curve and the threshold, on values worked out by hand."""

from pathlib import Path

import numpy as np
import pytest

from bot.reading.calibration import Calibration, Signs, best_threshold, fit_curve


def test_a_curve_is_fitted_to_the_shares_that_were_right() -> None:
    """At margin 0, 1 of 4 right; at margin 1, 3 of 4: log odds of -log 3 and log 3."""
    margins = np.array([0.0] * 4 + [1.0] * 4)
    right = np.array([True] + [False] * 3 + [True] * 3 + [False])
    slope, intercept = fit_curve(margins[:, None], right)
    assert intercept == pytest.approx(-np.log(3), abs=1e-3)
    assert slope == pytest.approx(2 * np.log(3), abs=1e-3)


def test_the_threshold_declines_where_that_pays() -> None:
    """Answering the two best and declining the rest earns 1 + 0.5 + 1 of 4."""
    margins = np.array([3.0, 2.0, 1.0, 0.0])
    f1 = np.array([1.0, 0.5, 0.0, 0.2])
    answerable = np.array([True, True, False, True])
    assert best_threshold(margins, f1, answerable) == (2.0, 2.5 / 4)


def test_nothing_is_answered_where_every_answer_is_wrong() -> None:
    """The threshold lies above every margin."""
    at, mean = best_threshold(np.array([1.0, 2.0]), np.zeros(2), np.array([False, False]))
    assert at > 2.0
    assert mean == 1.0


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    """With what is to be known about it beside it."""
    made = Calibration(0.5, 2.0, -1.0, 0.4)
    made.write(tmp_path / "c.json", {"questions": 3})
    assert Calibration.read(tmp_path / "c.json") == made


def test_confidence_is_a_probability_at_any_margin() -> None:
    """Infinite ones too."""
    curve = Calibration(1.0, 1.0, 0.0, 0.5)
    assert [curve.confidence(Signs(m)) for m in (-np.inf, 0.0, np.inf)] == [0.0, 0.5, 1.0]
