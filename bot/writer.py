"""Where a language model stands in the chain: what it is left with, and what it gives back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answer import Answer
from bot.composing import Read
from bot.reading.calibration import Calibration
from corpus.article import Article


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the extractive path leaves to a language model.

    Attributes:
        answer: the extractive answer, which stands if the model's does not.
        read: the passages that were read.
        calibration: from what speaks for a candidate to its confidence.
        threshold: the confidence at which the reader answers by itself.
        article_of: from an article's id to the article.
    """

    answer: Answer
    read: Sequence[Read]
    calibration: Calibration
    threshold: float
    article_of: Callable[[str], Article]


class Writer(Protocol):
    """Whoever tells an extractive answer in other words, and proves them."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def write(
        self, given: Evidence, stop: threading.Event | None = None
    ) -> Generator[str, None, Answer]:
        """Yield the draft as it grows, none of it checked; return the answer."""
        ...


class Writing:
    """A draft as it grows, and then the answer."""

    def __init__(self, steps: Generator[str, None, Answer]) -> None:
        """Take what a writer gives."""
        self._steps = steps
        self.answer: Answer

    def __iter__(self) -> Iterator[str]:
        """The draft, as it grows."""
        self.answer = yield from self._steps
