"""Small tools of whoever works in stages: a clock, work that may fail, words for a number."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Clock:
    """Milliseconds per stage."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Give the time since the last lap to a stage."""
        now = time.perf_counter()
        self._laps[stage] = 1000 * (now - self._last)
        self._last = now

    def done(self) -> dict[str, float]:
        """All laps, and the total."""
        return self._laps | {"total": 1000 * (self._last - self._began)}


def attempt(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Exception:
    """What some work gives, or the exception that stopped it; an interruption still interrupts."""
    try:
        return work(*args, **kwargs)
    except Exception as error:
        return error


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "3,109 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
