"""Passages: whole sentences, as many as the encoder sees at once, overlapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.article import Article
from corpus.sentences import sentences
from index.passage import Passage

Counter = Callable[[list[str]], list[int]]
Bounds = tuple[int, int]

LEAST_TOKENS = 16
AT_ONCE = 1_000
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Chunking:
    """How articles are cut.

    Attributes:
        max_tokens: most word pieces of a passage, special tokens included; at least 16.
        overlap: sentences that a passage shares with the one before it.

    Raises:
        ValueError: a number is out of range.
    """

    max_tokens: int = 128
    overlap: int = 1

    def __post_init__(self) -> None:
        if self.max_tokens < LEAST_TOKENS or self.overlap < 0:
            raise ValueError(
                f"expected max_tokens >= {LEAST_TOKENS} and overlap >= 0, found {self!r}"
            )


def passages(article: Article, chunking: Chunking, count: Counter) -> list[Passage]:
    """Cut an article into passages.

    Every passage is whole sentences, except that a sentence which the encoder cannot see
    whole is cut at word boundaries, and a word which it cannot see whole anywhere.

    Args:
        article: what to cut.
        chunking: how.
        count: from texts to their numbers of word pieces, special tokens included.

    Returns:
        The passages in order; together they hold every character that is not white space.
    """
    cutter = Cutter(article.text, chunking.max_tokens, count)
    pieces = [piece for bounds in sentences(article.text) for piece in cutter.pieces(bounds)]
    return [
        Passage(article.id, start, end, article.text[start:end])
        for start, end in cutter.pack(pieces, chunking.overlap)
    ]


class Cutter:
    """Cuts one text into stretches that the encoder sees whole."""

    def __init__(self, text: str, limit: int, count: Counter) -> None:
        """Take the text, the most word pieces of a stretch, and what counts them."""
        self._text = text
        self._limit = limit
        self._count = count
        self._special = count([""])[0]

    def pieces(self, sentence: Bounds) -> list[Bounds]:
        """The sentence itself where it fits, else runs of its words."""
        if self._fits(sentence):
            return [sentence]
        words = [match.span() for match in WORD.finditer(self._text, *sentence)]
        return self.pack([part for word in words for part in self._halves(word)], 0)

    def pack(self, pieces: Sequence[Bounds], overlap: int) -> list[Bounds]:
        """Join neighbouring pieces, each of which fits, into stretches as long as fit.

        The overlap is left out where the next piece would not fit beside it.
        """
        sizes = self._sizes(pieces)
        packed: list[Bounds] = []
        first = done = 0
        while done < len(pieces):
            last = self._reach(pieces, sizes, first)
            if last <= done:  # with the overlap nothing new fits
                first += 1
                continue
            packed.append((pieces[first][0], pieces[last - 1][1]))
            done = last
            first = max(last - overlap, first + 1)
        return packed

    def _reach(self, pieces: Sequence[Bounds], sizes: Sequence[int], first: int) -> int:
        """The end of the longest run of pieces from `first` on that fits."""
        last, total = first + 1, sizes[first] + self._special
        while last < len(pieces) and total + sizes[last] <= self._limit:
            total += sizes[last]
            last += 1
        # Word pieces of a whole may be more than those of its parts, so look at the whole.
        while last > first + 1 and not self._fits((pieces[first][0], pieces[last - 1][1])):
            last -= 1
        return last

    def _halves(self, word: Bounds) -> list[Bounds]:
        """The word where it fits, else its halves' halves; a character is not cut."""
        start, end = word
        if end - start < 2 or self._fits(word):
            return [word]
        middle = (start + end) // 2
        return self._halves((start, middle)) + self._halves((middle, end))

    def _fits(self, bounds: Bounds) -> bool:
        return self._count([self._text[slice(*bounds)]])[0] <= self._limit

    def _sizes(self, pieces: Sequence[Bounds]) -> list[int]:
        """Word pieces of each piece, without special tokens."""
        sizes: list[int] = []
        for first in range(0, len(pieces), AT_ONCE):  # a tokenizer's results take memory
            some = pieces[first : first + AT_ONCE]
            sizes += self._count([self._text[start:end] for start, end in some])
        return [number - self._special for number in sizes]
