"""From offsets in a text as it was given to offsets in the article that was made of it."""

from __future__ import annotations

from bisect import bisect_left

from corpus.formats.decoding import CONTROLS


class Alignment:
    """Two forms of a text: as it was given, and as the article has it.

    Reading tidies a text: white space and control characters change or go, and lines may go
    at both ends. So the article's visible characters are a stretch of the given ones, and an
    offset is found again by counting them: exactly, however often the same words occur.
    """

    def __init__(self, given: str, article: str) -> None:
        """Align.

        Args:
            given: the text before it was read.
            article: what was read of it.

        Raises:
            ValueError: the one is not made of the other.
        """
        self._same = given == article
        if self._same:
            return
        self._given, before = visible(given)
        self._article, after = visible(article)
        self._first = before.find(after)
        if self._first < 0:
            raise ValueError("the article is not a tidied form of the text")

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the article that [start, end) of the given text became.

        Cut to what the article has of it, and to where its visible characters begin and end;
        None where nothing is left.
        """
        if self._same:
            return start, end
        low = max(0, bisect_left(self._given, start) - self._first)
        high = min(len(self._article), bisect_left(self._given, end) - self._first)
        return (self._article[low], self._article[high - 1] + 1) if low < high else None


def visible(text: str) -> tuple[list[int], str]:
    """Offsets of a text's characters that are neither white space nor control characters."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    hidden = {match.start() for match in CONTROLS.finditer(text)}
    offsets = [at for at, one in enumerate(text) if not one.isspace() and at not in hidden]
    return offsets, "".join(text[at] for at in offsets)
