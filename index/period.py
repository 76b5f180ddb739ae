"""A stretch of days that a question is about, and how close an article is to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WEEK = 7.0


@dataclass(frozen=True, slots=True)
class Period:
    """Days that are asked about.

    Attributes:
        first: the first of them.
        last: the last of them.
        said: whether the question says so; otherwise it is only when it was asked.
    """

    first: date
    last: date
    said: bool

    def closeness(self, published: date | None) -> float:
        """How close a day is: 1 within the period, 1/2 a week from it, 0 where it is unknown."""
        if published is None:
            return 0.0
        days = max((self.first - published).days, (published - self.last).days, 0)
        return 1.0 / (1.0 + days / WEEK)
