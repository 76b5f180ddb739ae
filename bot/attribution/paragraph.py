"""A paragraph: its sentences, its quotations, and the reports of its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from bot.attribution.quotes import Quotation, quotations
from bot.attribution.sayings import sayings
from bot.attribution.verbs import Saying
from corpus.sentences import sentences


class Paragraph:
    """The paragraph [start, end) of a text; all offsets are the text's."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Remember where it stands; it is read when first asked about."""
        self.text, self.start, self.end = text, start, end

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Its sentences, in order."""
        part = self.text[self.start : self.end]
        return [(a + self.start, b + self.start) for a, b in sentences(part)]

    @cached_property
    def starts(self) -> list[int]:
        """Where its sentences begin."""
        return [start for start, _ in self.bounds]

    @cached_property
    def quotes(self) -> list[Quotation]:
        """Its quotations, in order."""
        return quotations(self.text, self.start, self.end)

    @cached_property
    def said(self) -> list[list[Saying]]:
        """The reports of each of its sentences."""
        return [sayings(self.text, a, b, self.within(a, b)) for a, b in self.bounds]

    def within(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that share a character with [start, end), or end right before it."""
        first = bisect_left(self.quotes, start, key=lambda quote: quote.end)
        return self.quotes[first : bisect_left(self.quotes, end, key=lambda quote: quote.start)]

    def index(self, at: int) -> int:
        """The sentence that an offset lies in, or the one before it; 0 before the first."""
        return max(0, bisect_right(self.starts, at) - 1)

    def quote_at(self, at: int) -> Quotation | None:
        """The quotation that an offset lies in."""
        return next((q for q in self.within(at, at + 1) if q.start <= at < q.end), None)

    def outside(self, start: int, end: int) -> str:
        """What of [start, end) stands outside of quotations."""
        kept, at = [], start
        for quote in self.within(start, end):
            if quote.end > at:
                kept.append(self.text[at : max(at, quote.start)])
                at = quote.end
        return "".join([*kept, self.text[at:end] if at < end else ""])
