"""An excerpt cut into pieces at the edges of what is marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt under the same marks throughout.

    Attributes:
        text: its words; joined, the pieces of an excerpt are its text.
        cited: the numbers of the citations that it belongs to, rising.
        ends: those of them that end with it.
        gold: it belongs to gold evidence.
        begins: a piece of gold evidence begins with it.
    """

    text: str
    cited: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    gold: bool = False
    begins: bool = False


def pieces(
    text: str, at: int, citations: Mapping[int, Stretch], evidence: Sequence[Stretch]
) -> list[Piece]:
    """Cut an excerpt so that each piece is marked as a whole, or not at all.

    Args:
        text: of the excerpt.
        at: where it begins in its article.
        citations: by number, where each stands in the article; they may overlap, and what lies
            outside the excerpt is cut off.
        evidence: where the gold evidence stands in the article.
    """
    last = at + len(text)
    clipped = {n: (max(s, at), min(e, last)) for n, (s, e) in citations.items()}
    within = {n: (s, e) for n, (s, e) in clipped.items() if s < e}
    gold = [(s, e) for s, e in ((max(s, at), min(e, last)) for s, e in evidence) if s < e]
    edges = sorted({at, last, *(edge for one in (*within.values(), *gold) for edge in one)})
    return [
        Piece(
            text[start - at : end - at],
            tuple(n for n, (s, e) in sorted(within.items()) if s <= start and end <= e),
            tuple(n for n, (_, e) in sorted(within.items()) if e == end),
            any(s <= start and end <= e for s, e in gold),
            any(s == start for s, _ in gold),
        )
        for start, end in pairwise(edges)
    ]
