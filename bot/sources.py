"""Whether two stretches of news are copies of each other, and whether two answers are the same.

Wire copy runs in several papers: it is one source, however often it is found. Copies are found by
MinHash (Broder 1997) over runs of three words of the text around the sentences in question: the
estimated share of runs that they have in common, with a standard error of 0.04 at most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.when import MONTHS
from bot.words import normalized, terms

if TYPE_CHECKING:
    from datasketch import MinHash

RUN = 3
"""Words of a run."""
PERMUTATIONS = 128
COPIED = 0.5
"""Share of runs in common from which on two stretches are copies of one text."""
COUNTED = re.compile(
    r"^(?:about |around |roughly )?how\s+(?:many|much|long|far|old|big|large|tall|high)\b"
    r"|^what\s+(?:is|was|were|are)\s+the\s+(?:\w+\s+){0,2}?(?:toll|number|total|cost|price|share|"
    r"percentage|amount|sum|size|rate)\b",
    re.IGNORECASE,
)
"""Questions for an amount."""
DATED = re.compile(r"^(?:when|(?:on|in)?\s*(?:what|which)\s+(?:day|date|month|year))\b", re.I)
"""Questions for a date."""
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
LARGE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
PARTS = re.compile(r"\s(?:and|or)\s|[,;]\s")
PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
DAY = re.compile(r"(?<![\d,.])([0-3]?\d)(?:st|nd|rd|th)?(?![\d,.:]\d|\d|\s*[ap]\.?m)")


def copied(one: str, other: str) -> bool:
    """Whether one of two stretches of text is, but for small changes, a copy of the other."""
    if normalized(one) == normalized(other):
        return True
    return bool(sketch(one).jaccard(sketch(other)) >= COPIED)


@lru_cache(maxsize=64)
def sketch(text: str) -> MinHash:
    """The MinHash of a text's runs of words."""
    # Imported here: most answers have one source, and need not wait for it.
    from datasketch import MinHash

    words = normalized(text).split()
    made = MinHash(num_perm=PERMUTATIONS)
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    made.update_batch([run.encode("utf-8", "surrogatepass") for run in sorted(runs)])
    return made


def same(one: str, other: str, question: str) -> bool:
    """Whether two short answers to a question are the same.

    They are where their words are, as SQuAD compares them, or where one only names more of it
    ("Prado", "Mayor Ines Prado"); amounts and dates, where they are equal as such.
    """
    if DATED.search(question):
        return dates_agree(moment(one), moment(other))
    if amounts(one) or amounts(other):
        return amounts(one) == amounts(other) and comparable(one, other)
    if normalized(one) == normalized(other):
        return True
    short, long = sorted((one, other), key=len)
    within = f" {normalized(short)} " in f" {normalized(long)} "
    return within and bool(terms(" " + short)) and not PARTS.search(long)


def differ(one: str, other: str, question: str) -> bool:
    """Whether two short answers to a question for one amount or date exclude each other."""
    if DATED.search(question):
        first, second = moment(one), moment(other)
        return any(a and b and a != b for a, b in zip(first, second, strict=True))
    if not COUNTED.search(question):
        return False
    both = amounts(one) and amounts(other) and comparable(one, other)
    return bool(both) and amounts(one) != amounts(other)


def comparable(one: str, other: str) -> bool:
    """Whether two amounts are both shares, or neither is."""
    return bool(PERCENT.search(one)) == bool(PERCENT.search(other))


def amounts(text: str) -> Sequence[float]:
    """The amounts that a text names, in order: "at least 1,200", "two million"."""
    found: list[float] = []
    scaled = False
    for word in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?|[a-z]+", text.lower()):
        if NUMBER.fullmatch(word) or word in SMALL:
            value = float(SMALL.get(word, 0) or word.replace(",", "")) if word != "zero" else 0.0
            joined = found and not scaled and found[-1] in range(20, 100, 10) and value < 10
            if joined and word in SMALL:
                found[-1] += value
            else:
                found.append(value)
            scaled = False
        elif word in LARGE:
            if found:
                found[-1] *= LARGE[word]
            scaled = True
    return found


def moment(text: str) -> tuple[int, int, int]:
    """Year, month and day that a text names, 0 each where it does not.

    Weekdays and "yesterday" name none: which day they mean, depends on when they were written.
    """
    words = re.findall(r"[a-z]+", text.lower())
    month = next((MONTHS.index(word) + 1 for word in words if word in MONTHS), 0)
    year = YEAR.search(text)
    day = DAY.search(text) if month else None
    return int(year.group()) if year else 0, month, int(day.group(1)) if day else 0


def dates_agree(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two moments are the same as far as both are told, and both tell something alike."""
    pairs = list(zip(one, other, strict=True))
    return any(a and b for a, b in pairs) and all(a == b for a, b in pairs if a and b)
