"""Whether two runs differ: tests of paired differences, and what so many questions could show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import NormalDist

import numpy as np
from scipy.stats import binomtest

from bot.evaluation.resampling import Sample

ALPHA = 0.05
POWER = 0.8
FLIPS = 9_999
EXACT = 12
"""Groups up to which every way of flipping them is gone through: 4,096."""


def mcnemar(one: Sequence[float], other: Sequence[float]) -> float:
    """The p of McNemar's exact test, two-sided, of scores that are 0 or 1.

    Of the questions on which the two differ, as many should go one way as the other:
    binomial with 1/2 (McNemar 1947; exact, as Dietterich 1998 advises for few). 1 where
    none differs. It takes questions for independent.
    """
    wins = sum(b > a for a, b in zip(one, other, strict=True))
    losses = sum(b < a for a, b in zip(one, other, strict=True))
    return float(binomtest(wins, wins + losses).pvalue) if wins + losses else 1.0


def sign_flip(sample: Sample, *, flips: int = FLIPS, seed: int = 0) -> float:
    """The p that a mean difference this far from 0 comes of chance, two-sided.

    Were the two alike, each group's differences could as well have the other sign (Fisher
    1935; for language, Yeh 2000). Over all 2ⁿ ways where there are at most `EXACT` groups;
    else (1 + at least as far) / (1 + flips) of random ones (Davison and Hinkley 1997, 4.11).

    Args:
        sample: differences, by groups that are flipped as wholes.
        flips: how many random ways.
        seed: of them.
    """
    seen = abs(sample.sums.sum()) - 1e-9
    groups = sample.sums[sample.sums != 0]
    if len(groups) <= EXACT:
        ways = np.arange(2 ** len(groups))[:, None] >> np.arange(len(groups)) & 1
        return float(np.mean(np.abs((1 - 2 * ways) @ groups) >= seen))
    rng = np.random.default_rng(seed)
    far = 0
    for first in range(0, flips, 1_000):
        signs = rng.choice((-1.0, 1.0), size=(min(1_000, flips - first), len(groups)))
        far += int(np.sum(np.abs(signs @ groups) >= seen))
    return (1 + far) / (1 + flips)


def holm(values: Mapping[str, float]) -> dict[str, float]:
    """The p values adjusted for there being several (Holm 1979), in the order given.

    The i-th smallest of m is multiplied by m − i + 1; none is below one before it, or above 1.
    """
    adjusted: dict[str, float] = {}
    least = 0.0
    for place, name in enumerate(sorted(values, key=lambda one: values[one])):
        least = min(1.0, max(least, (len(values) - place) * values[name]))
        adjusted[name] = least
    return {name: adjusted[name] for name in values}


def smallest_difference(sample: Sample, error: float) -> float:
    """The smallest difference that a comparison over so many questions could show.

    (z₁₋α⸝₂ + z_power) · standard error: a true difference of this size comes out significant
    four times in five, at α = 0.05 before Holm's adjustment (Cohen 1988; for language, Card
    et al. 2020). Never less than six groups' whole answers, 6 / groups: with fewer than six
    changed, all one way, no test of signs reaches 0.05, 2 · (1/2)⁵ being 0.0625. At most 1.

    Args:
        sample: the differences.
        error: the standard error of their mean: the deviation of its bootstrap means.
    """
    normal = NormalDist()
    reach = (normal.inv_cdf(1 - ALPHA / 2) + normal.inv_cdf(POWER)) * error
    return min(1.0, max(reach, 6 / len(sample.sums)))
