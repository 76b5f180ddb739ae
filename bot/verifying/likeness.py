"""Whether words of two texts are the same: by their stems, names by their first letters too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.verifying.amounts import calendar
from bot.words import Term, terms
from index.words import STOP_WORDS

SAME_START = 4
"""Letters in common from which on two names may be forms of one."""


def names_in(sentence: str, said: Sequence[Term]) -> list[str]:
    """The stems of the names of a sentence, each once; its first word only if it looks like one."""
    found = []
    for one in said:
        word = sentence[one.start - 1 : one.end - 1]
        first = begins(sentence[: one.start - 1])
        unsure = first and (word.lower() in STOP_WORDS or not followed(sentence, one.end - 1))
        if one.name and not word[0].isdigit() and not unsure and not is_day(word):
            found.append(one.stem)
    return list(dict.fromkeys(found))


def begins(before: str) -> bool:
    """Whether a sentence begins behind some text; "Mr." ends none."""
    return re.search(r"(?:^|[!?]|[^\W\d_]{4}\.)[”\"’']?\s*[“\"'‘]?\s*$", before) is not None


def followed(sentence: str, at: int) -> bool:
    """Whether another capital, or a possessive, follows a word: "Ida Quist", "Almo's"."""
    return re.match(r"['’]s|\s+[A-Z]", sentence[at:]) is not None


def is_day(word: str) -> bool:
    """Whether a word is a month or a weekday, which are compared as such."""
    return bool(calendar(f"{word} 1"))


def known(name: str, stems: Sequence[str]) -> bool:
    """Whether a name, or another form of it, is among some stems."""
    if name in stems:
        return True
    start = name[:SAME_START]
    return len(start) == SAME_START and any(
        one.startswith(start) and abs(len(one) - len(name)) <= 4 and alike(name, one)
        for one in stems
    )


def alike(one: str, other: str) -> bool:
    """Whether all but the last three letters of the shorter of two words are the same."""
    size = max(SAME_START, min(len(one), len(other)) - 2)
    return one[:size] == other[:size]


def initials(name: str, context: Sequence[Term]) -> bool:
    """Whether a name is made of the first letters of names of the context: "EU"."""
    if not 2 <= len(name) <= 6:
        return False
    letters = "".join(one.stem[0] for one in context if one.name)
    return name.lower() in letters


def share(stems: Sequence[str], there: Sequence[str]) -> float:
    """Share of some words among others; 1 where there are none."""
    return sum(known(one, there) for one in stems) / len(stems) if stems else 1.0


def places(stem: str, there: Sequence[str]) -> list[int]:
    """Where a word, or a form of it, stands among others."""
    return [at for at, one in enumerate(there) if one == stem or known(stem, [one])]


def stems_of(text: str) -> list[str]:
    """The stems of a text's words."""
    return [term.stem for term in terms(" " + text)]
