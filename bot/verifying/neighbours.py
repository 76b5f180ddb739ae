"""Whether the numbers of a sentence stand beside the same words in another text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.verifying.amounts import values
from bot.words import stem
from index.words import STOP_WORDS

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
CLOSE = 2
"""Words on each side of a number that say what it counts."""
WIDE = 5
"""The same in another text, which may say more in between."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A word or a number of a text: its stem, or its value."""

    stem: str
    value: float | None


def spots(text: str) -> list[Spot]:
    """The words that carry meaning, and the numbers, in order."""
    found = []
    for match in WORD.finditer(text):
        word = re.sub(r"['’]s$", "", match.group()).lower()
        number = values(word) - ({1.0} if word == "a" else set())
        if number:
            found.append(Spot(word, max(number)))
        elif word not in STOP_WORDS:
            found.append(Spot(stem(word), None))
    return found


def displaced(sentence: str, cited: str) -> tuple[int, float]:
    """How many numbers stand beside words that have another number elsewhere; how far apart.

    Args:
        sentence: of an answer.
        cited: what it cites.

    Returns:
        The count, and 1 less the least share of a number's neighbours that are near it in the
        cited text: 0 where all are, or there is no number.
    """
    mine, there = spots(sentence), spots(cited)
    moved, least = 0, 1.0
    for at, one in enumerate(mine):
        if one.value is None:
            continue
        near = words_near(mine, at, CLOSE)
        places = [n for n, other in enumerate(there) if other.value == one.value]
        shares = [share(near, words_near(there, place, WIDE)) for place in places]
        here = max(shares, default=0.0)
        rivals = [
            share(near, words_near(there, n, CLOSE))
            for n, other in enumerate(there)
            if other.value is not None and other.value != one.value
        ]
        moved += max(rivals, default=0.0) > here
        least = min(least, here)
    return moved, 1.0 - least


def words_near(spots: Sequence[Spot], at: int, reach: int) -> set[str]:
    """The words within so many on each side of a place."""
    around = [*spots[max(0, at - reach) : at], *spots[at + 1 : at + 1 + reach]]
    return {one.stem for one in around if one.value is None}


def share(near: set[str], there: set[str]) -> float:
    """Share of some words among others; 1 where there are none."""
    return len(near & there) / len(near) if near else 1.0
