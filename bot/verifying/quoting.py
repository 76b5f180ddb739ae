"""Where quoted words stand in a text: exactly, or, where a few characters differ, by alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
                       "–": "-", "—": "-", "−": "-", "\u00a0": " "})  # fmt: skip
GAP = re.compile(r"\s*(?:\[?(?:\.\s?){3,}\]?|…|\[…\])\s*")
"""Where a quote leaves words out."""
SHARE = 0.9
"""Least share of a quote's words that stand in the text, in their order."""
LOOSE = 1.25
"""Words of the text that the quote's may be spread over, as a multiple of their number."""
FEWEST = 4
"""Words of a quote below which it has to stand there word for word."""
WEIGHTY = re.compile(r"\d|^(?:not?|never|none|nor|neither|without|may|might|could|would|\w+n't)$")
"""Words that a quote may neither lack nor add: they turn what it says."""

LIGHT = re.compile(r"an?|the|that")
"""What a quote may have beyond the text's words."""
SIMILAR = 0.8
"""Share of letters in common (Ratcliff and Metzener 1988) from which on a word is misspelt."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands."""

    word: str
    start: int
    end: int


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Where the words of a quote stand in a text.

    Args:
        quote: some words, perhaps with "…" where it leaves some out: then its parts stand in the
            text in that order.
        text: any text.

    Returns:
        (start, end) in code points, half-open; None where they do not stand there.
    """
    parts = [part for part in GAP.split(bare(quote)) if WORD.search(part)]
    found: list[tuple[int, int]] = []
    at = 0
    for part in parts:
        place = located(part, text, at)
        if place is None:
            return None
        found.append(place)
        at = place[1]
    return (found[0][0], found[-1][1]) if found else None


def bare(quote: str) -> str:
    """A quote without the marks around it."""
    return quote.strip().strip("\"'“”„«»‘’").strip()


def located(part: str, text: str, at: int) -> tuple[int, int] | None:
    """Where one part of a quote stands, not before `at`."""
    start = text.find(part, at)
    if start >= 0 and whole(text, start, start + len(part)):
        return start, start + len(part)
    wanted, there = tokens(part), [one for one in tokens(text) if one.start >= at]
    return exact(wanted, there) or aligned(wanted, there)


def whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut through at either end."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not before and not after


def tokens(text: str) -> list[Token]:
    """The words of a text as they are compared: without case, marks alike."""
    return [
        Token(match.group().translate(ALIKE).casefold(), *match.span())
        for match in WORD.finditer(text)
    ]


def exact(wanted: Sequence[Token], there: Sequence[Token]) -> tuple[int, int] | None:
    """Where the words stand one after the other."""
    size = len(wanted)
    words = [one.word for one in wanted]
    for first in range(len(there) - size + 1):
        if there[first].word == words[0] and [t.word for t in there[first : first + size]] == words:
            return there[first].start, there[first + size - 1].end
    return None


def aligned(wanted: Sequence[Token], there: Sequence[Token]) -> tuple[int, int] | None:
    """Where nearly all of the words stand, in their order, with little between them."""
    if len(wanted) < FEWEST:
        return None
    left, right = [one.word for one in wanted], [one.word for one in there]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    core = matcher.find_longest_match()
    if not core.size:
        return None
    # Around the longest run that both have: what stands there is the only place to look.
    slack = int(len(left) * (LOOSE - 1)) + 1
    low = max(0, core.b - core.a - slack)
    high = min(len(right), core.b + (len(left) - core.a) + slack)
    blocks = [
        block
        for block in SequenceMatcher(None, left, right[low:high], False).get_matching_blocks()
        if block.size
    ]
    first, last = low + blocks[0].b, low + blocks[-1].b + blocks[-1].size
    same = sum(block.size for block in blocks)
    if same < SHARE * len(left) or last - first > LOOSE * len(left):
        return None
    if weighty(left) != weighty(right[first:last]) or adds(left, right[first:last]):
        return None
    return there[first].start, there[last - 1].end


def adds(quote: Sequence[str], text: Sequence[str]) -> bool:
    """Whether a quote has words of its own: neither the text's, nor forms of them, nor articles."""
    codes = SequenceMatcher(None, quote, text, False).get_opcodes()
    return any(
        not (LIGHT.fullmatch(word) and (tag == "delete" or any(map(LIGHT.fullmatch, text[c:d]))))
        and not any(misspelt(word, other) for other in text[c:d])
        for tag, a, b, c, d in codes
        if tag != "equal"
        for word in quote[a:b]
    )


def misspelt(word: str, other: str) -> bool:
    """Whether a word is another one but for a letter or an ending."""
    return SequenceMatcher(None, word, other, False).ratio() >= SIMILAR


def weighty(words: Sequence[str]) -> list[str]:
    """The words that turn what is said, in order."""
    return [word for word in words if WEIGHTY.search(word)]
