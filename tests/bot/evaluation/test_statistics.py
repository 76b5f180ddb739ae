"""Intervals and tests, on values worked out by hand."""

from __future__ import annotations

import pytest

from bot.evaluation.resampling import Interval, Sample, interval
from bot.evaluation.testing import holm, mcnemar, sign_flip, smallest_difference

APART = [""] * 8


def test_an_interval_of_equal_values_is_a_point() -> None:
    """Nothing that is drawn differs."""
    assert interval([0.5] * 8, APART) == Interval(0.5, 0.5, 0.5, 8, "question")


def test_an_interval_of_nothing_is_zero() -> None:
    """Not NaN."""
    assert interval([], []) == Interval(0.0, 0.0, 0.0, 0, "question")


def test_an_interval_of_shares_is_near_the_binomial_one() -> None:
    """400 questions, half right: 0.5 ± 1.96 · √(0.25 / 400) = 0.5 ± 0.049."""
    found = interval([0.0, 1.0] * 200, [""] * 400)
    assert (found.mean, found.unit) == (0.5, "question")
    assert (found.low, found.high) == pytest.approx((0.451, 0.549), abs=0.006)


def test_articles_are_drawn_as_wholes() -> None:
    """40 articles of 10 questions that agree are 40 values: ± 1.96 · √(0.25 / 40) = 0.155."""
    values = [float(article % 2) for article in range(40) for _ in range(10)]
    clusters = [str(article) for article in range(40) for _ in range(10)]
    found = interval(values, clusters)
    assert found.unit == "article"
    assert (found.low, found.high) == pytest.approx((0.345, 0.655), abs=0.03)


def test_groups_of_unequal_size_keep_their_weight() -> None:
    """The mean is over questions: 9 articles with a 1, one with three 0: 9/12."""
    values = [1.0] * 9 + [0.0] * 3
    sample = Sample.of(values, [*"abcdefghi", "z", "z", "z"])
    assert sample.unit == "article"
    assert sample.mean == 0.75
    assert sorted(sample.counts) == [1] * 9 + [3]


def test_the_same_seed_draws_the_same() -> None:
    """And another one others."""
    values, apart = [0.0, 1.0, 0.3, 0.7] * 10, [""] * 40
    assert interval(values, apart, seed=1) == interval(values, apart, seed=1)
    assert interval(values, apart, seed=1) != interval(values, apart, seed=2)


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (5, 0, 0.0625),  # 2 / 2⁵
        (6, 0, 0.03125),  # 2 / 2⁶
        (8, 2, 0.109375),  # 2 · (1 + 10 + 45) / 2¹⁰
        (4, 4, 1.0),
    ],
)
def test_mcnemar(wins: int, losses: int, p: float) -> None:
    """Only questions on which the two differ count."""
    one = [0.0] * wins + [1.0] * losses + [1.0, 0.0]
    other = [1.0] * wins + [0.0] * losses + [1.0, 0.0]
    assert mcnemar(one, other) == pytest.approx(p)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([0.0] * 8, 1.0),
        ([0.5], 1.0),
        ([0.5] * 5 + [0.0] * 3, 2 / 32),
        ([0.1, 0.2, 0.4], 2 / 8),
        ([0.1, 0.2, -0.3], 1.0),
        ([0.3, -0.1], 1.0),
    ],
)
def test_sign_flip_of_few_is_exact(differences: list[float], p: float) -> None:
    """As many of all ways as are at least as far from 0."""
    assert sign_flip(Sample.of(differences, [""] * len(differences))) == pytest.approx(p)


def test_sign_flip_of_many_is_drawn() -> None:
    """20 all one way: 2 / 2²⁰ is never met in 9,999; 10 against 10 always is as far."""
    assert sign_flip(Sample.of([1.0] * 20, [""] * 20)) == pytest.approx(1e-4, abs=2e-4)
    assert sign_flip(Sample.of([1.0, -1.0] * 10, [""] * 20)) == 1.0


def test_holm() -> None:
    """0.01·4, 0.02·3, 0.03·2 raised to the one before, 0.5·1."""
    given = {"a": 0.02, "b": 0.01, "c": 0.5, "d": 0.03}
    assert holm(given) == pytest.approx({"a": 0.06, "b": 0.04, "c": 0.5, "d": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


def test_the_smallest_difference() -> None:
    """(1.96 + 0.84) · 0.1 = 0.28; never below six answers, nor above 1."""
    assert smallest_difference(Sample.of([0.0] * 100, [""] * 100), 0.1) == pytest.approx(
        0.2802, abs=1e-4
    )
    assert smallest_difference(Sample.of([0.0] * 100, [""] * 100), 0.0) == 0.06
    assert smallest_difference(Sample.of([0.0] * 4, [""] * 4), 0.0) == 1.0
