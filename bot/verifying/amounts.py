"""The amounts and dates of a text, as values that can be compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.sources import SMALL
from bot.when import MONTHS

LARGE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SHORT = {month[:3]: month for month in MONTHS} | {"sept": "september"}
WORDS = SMALL.keys() - {"zero"}
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
DIGITS = re.compile(
    r"(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|mln|tn|k|m)\b)?"
    r"(?:st|nd|rd|th|s|am|pm)?(?![\d])",
    re.IGNORECASE,
)
SPELLED = re.compile(
    rf"\b(?P<words>(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})"
    rf"(?:[\s-](?:{'|'.join(sorted(WORDS, key=len, reverse=True))}))?)"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion)\b)?\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"\b(?:" + "|".join([*MONTHS, *SHORT, *WEEKDAYS]) + r")\b\.?", re.IGNORECASE)
ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b", re.IGNORECASE)
ROUND = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|approximately|some|over|more than|under|less than|"
    r"at least|up to|close to)\s+\S?$",
    re.IGNORECASE,
)
TINY = 12
"""Up to this, a number in words may be a count that the writer made."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a text.

    Attributes:
        value: the number.
        digits: significant digits that it is given with.
        rough: whether it is said to be rough.
        spelled: whether it is a small number in words.
    """

    value: float
    digits: int
    rough: bool = False
    spelled: bool = False

    def stands_in(self, others: frozenset[float]) -> bool:
        """Whether it is one of some numbers, or, said to be rough, one of them rounded."""
        if self.value in others:
            return True
        return self.rough and any(rounded(one, self.digits) == self.value for one in others)


def amounts(text: str) -> Iterator[Amount]:
    """The numbers of a text, in digits first; dates as the numbers that they are made of."""
    taken: list[tuple[int, int]] = []
    for match in DIGITS.finditer(text):
        taken.append(match.span())
        value = float(match["digits"].replace(",", "")) * LARGE.get(
            (match["scale"] or "").lower(), 1
        )
        yield Amount(value, significant(match["digits"]), is_rough(text, match.start()))
    for match in SPELLED.finditer(text):
        if not any(low < match.end() and match.start() < high for low, high in taken):
            value = float(sum(SMALL[word] for word in re.split(r"[\s-]", match["words"].lower())))
            value *= LARGE.get((match["scale"] or "").lower(), 1)
            if match["words"].lower() != "one" or match["scale"]:
                yield Amount(value, 2, is_rough(text, match.start()), value <= TINY)
    for match in ORDINAL.finditer(text):
        yield Amount(float(ORDINALS[match.group().lower()]), 2, spelled=True)


def values(text: str) -> frozenset[float]:
    """All numbers that a text names, "1990s" as 1990, months of ISO dates included."""
    found = {one.value for one in amounts(text)}
    for match in ISO.finditer(text):
        found |= {float(part) for part in match.groups()}
    return frozenset(found | ({1.0} if re.search(r"\bone\b|\ba\b", text, re.I) else set()))


def calendar(text: str) -> frozenset[str]:
    """The months and weekdays that a text names, months of ISO dates included.

    "May" and "March" count as months only beside a number, where they cannot be verbs.
    """
    found = set()
    for match in NAMED.finditer(text):
        word = match.group().lower().rstrip(".")
        word = SHORT.get(word, word)
        near = text[max(0, match.start() - 6) : match.end() + 6]
        unsure = word in {"may", "march"} or not match.group()[0].isupper()
        if not unsure or (re.search(r"\d", near) and match.group()[0].isupper()):
            found.add(word)
    found |= {MONTHS[int(m[2]) - 1] for m in ISO.finditer(text) if 1 <= int(m[2]) <= 12}
    return frozenset(found)


def is_rough(text: str, start: int) -> bool:
    """Whether what stands before a number calls it rough."""
    return ROUND.search(text[max(0, start - 20) : start]) is not None


def significant(digits: str) -> int:
    """Significant digits of a number as it is written: zeros at the end of a whole one are none."""
    bare = digits.replace(",", "")
    if "." in bare:
        return len(bare.replace(".", "").lstrip("0")) or 1
    return len(bare.strip("0")) or 1


def rounded(value: float, digits: int) -> float:
    """A number with so many significant digits, halves rounded up."""
    if value == 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
    return round(math.floor(value / unit + 0.5) * unit, 6)
