"""Bootstrap: how far a figure could have come out otherwise, had other articles been asked about.

Questions about one article stand and fall together, so whole articles are drawn. With fewer
than `FEW` articles there is nothing to draw from: then questions are drawn, and the interval
says nothing of other articles; `Sample.unit` says which it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEW = 10
DRAWS = 2_000
BLOCK = 2_000_000
"""Numbers drawn at once: keeps memory small."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Values in groups that are drawn as wholes.

    Attributes:
        sums: of the values of each group.
        counts: how many values each group has.
        unit: what a group is: "article" or "question".
    """

    sums: Floats
    counts: Floats
    unit: str

    @classmethod
    def of(cls, values: Sequence[float], clusters: Sequence[str]) -> Sample:
        """Group values by their articles, or each by itself where articles are few.

        Args:
            values: at least one.
            clusters: the article of each; "" where it has none, and then it is its own group.
        """
        one = np.asarray(values, dtype=np.float64)
        if len({name for name in clusters if name}) < FEW:
            return cls(one, np.ones_like(one), "question")
        groups = [name or f"\x00{place}" for place, name in enumerate(clusters)]
        _, place = np.unique(groups, return_inverse=True)
        sums = np.asarray(np.bincount(place, one), dtype=np.float64)
        return cls(sums, np.asarray(np.bincount(place), dtype=np.float64), "article")

    @property
    def mean(self) -> float:
        """The mean of all values."""
        return float(self.sums.sum() / self.counts.sum())

    def means(self, draws: int, seed: int) -> Floats:
        """The means of samples drawn with replacement, each of as many groups as there are.

        The bootstrap (Efron 1979), of whole groups (Davison and Hinkley 1997, section 3.8).
        The same seed gives the same draws, so equal groupings are drawn alike.
        """
        rng = np.random.default_rng(seed)
        groups = len(self.sums)
        step = max(1, BLOCK // groups)
        found = []
        for first in range(0, draws, step):
            drawn = rng.integers(0, groups, size=(min(step, draws - first), groups))
            found.append(self.sums[drawn].sum(axis=1) / self.counts[drawn].sum(axis=1))
        return np.concatenate(found)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, and what it is likely to lie in.

    Attributes:
        mean: the figure.
        low: lower end.
        high: upper end.
        questions: how many it is over.
        unit: what was drawn: "article" or "question".
    """

    mean: float
    low: float
    high: float
    questions: int
    unit: str


def interval(
    values: Sequence[float],
    clusters: Sequence[str],
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 0,
) -> Interval:
    """The mean of values, and its bootstrap interval by percentiles (Efron and Tibshirani 1993).

    Args:
        values: a score a question; none: 0 in everything.
        clusters: the article of each; "" where it has none.
        level: how often such an interval holds the truth.
        draws: how many samples are drawn.
        seed: of the drawing.
    """
    if not values:
        return Interval(0.0, 0.0, 0.0, 0, "question")
    sample = Sample.of(values, clusters)
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(sample.means(draws, seed), [tail, 100 - tail])
    return Interval(sample.mean, float(low), float(high), len(values), sample.unit)
