"""Scores of a short answer against gold answers, each 0 to 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from bot.words import normalized

SEPARATORS = re.compile(r"[,;•\n]")
BETWEEN, FOUND = "\x00", "\x01"
VERDICTS = frozenset({"yes", "no"})
PARTS = re.compile(rf"{BETWEEN}|(?<!\S)(?:and|or)(?!\S)")


def exact_match(given: str, gold: str) -> float:
    """1 where both are the same after normalisation (SQuAD's EM)."""
    return float(normalized(given) == normalized(gold))


def token_f1(given: str, gold: str) -> float:
    """Harmonic mean of precision and recall over normalised words (SQuAD's F1).

    Two empty answers agree; an empty and another one do not.
    """
    one, other = normalized(given).split(), normalized(gold).split()
    if not one or not other:
        return float(one == other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def contained(given: str, gold: str) -> float:
    """1 where either holds the other's normalised words in a row; an empty one holds nothing."""
    one, other = f" {normalized(given)} ", f" {normalized(gold)} "
    if not one.strip() or not other.strip():
        return 0.0
    return float(one in other or other in one)


def best(metric: Callable[[str, str], float], given: str, gold: Sequence[str]) -> float:
    """The best score over all gold answers; 0 without any."""
    return max((metric(given, one) for one in gold), default=0.0)


def set_f1(given: str, items: Sequence[Sequence[str]]) -> float:
    """Harmonic mean of precision and recall over the items of a list.

    2·found / (found + wrong + items), as in MultiSpanQA (Li et al. 2022), with two readings
    of our own: an item is found where one of its forms stands in the answer in whole words,
    and what is wrong is each part between commas, semicolons, lines, "and" or "or" that holds
    no item. An item given twice counts once.

    Args:
        given: the answer.
        items: of each item the acceptable forms; at least one item.
    """
    text = f" {BETWEEN} ".join(normalized(part) for part in SEPARATORS.split(given))
    forms = {(normalized(form), number) for number, one in enumerate(items) for form in one}
    found = set()
    for form, number in sorted(forms, key=lambda pair: (-len(pair[0]), pair)):
        if form:
            gap = rf" (?:{BETWEEN} )?".join(re.escape(word) for word in form.split())
            text, times = re.subn(rf"(?<!\S){gap}(?!\S)", FOUND, text)
            found |= {number} if times else set()
    parts = [part.strip() for part in PARTS.split(text)]
    wrong = sum(bool(part) and FOUND not in part for part in parts)
    return 2 * len(found) / (len(found) + wrong + len(items))


def yes_no(text: str) -> str:
    """The "yes" or "no" that a text begins with, after normalisation; "" where it does not."""
    first = normalized(text).split(" ", 1)[0]
    return first if first in VERDICTS else ""


def verdicts(gold: Sequence[str]) -> set[str]:
    """The gold answers that are nothing but "yes" or "no", after normalisation."""
    return {normalized(one) for one in gold} & VERDICTS
