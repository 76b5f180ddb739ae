"""The subject that a sentence begins with, read off the first verb behind it."""

from __future__ import annotations

import re

from bot.attribution.lexicon import DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS, ROLES
from bot.attribution.nominals import LEADS, LONGEST, WORD, Phrase, phrase

ADVERB = re.compile(r"(?:also|later|then|often|still|just|now|once|recently|already|[a-z]+ly)$")
COMMA = re.compile(r",\s+")
OPENERS = PREPOSITIONS | frozenset(
    "but and yet so still then meanwhile however instead last this earlier later shortly just "
    "today yesterday tonight recently once also even only less more few weeks days months years "
    "hours minutes moments next".split()
)
TIMES = frozenset(
    "few day days week weeks month months year years hour hours minute minutes moment "
    "moments".split()
)
"""What an opening such as "a few minutes later" counts."""
ASIDES = 3
"""Commas of an opening, or of an apposition, that are read over."""


def leading(text: str, start: int, end: int) -> Phrase | None:
    """The subject of the first clause of [start, end): a name, a description, "he" or "she".

    An opening up to a comma is read over ("On Friday, "), and so is what stands between commas
    right behind a name. None where no subject can be read.
    """
    at = start
    for _ in range(ASIDES):
        found = subject_at(text, at, end)
        if found or not opening(text, at, end):
            return found
        comma = COMMA.search(text, at, end)
        if comma is None:
            return None
        at = comma.end()
    return None


def opening(text: str, start: int, end: int) -> bool:
    """Whether what begins at an offset leads up to a subject behind a comma."""
    first = WORD.search(text, start, end)
    word = first.group().lower() if first else ""
    if word in {"a", "an", "the", "two", "three", "several"}:
        first = WORD.search(text, first.end() if first else start, end)
        word = first.group().lower() if first else ""
        return word in TIMES
    return word in OPENERS or word.endswith(("ing", "ly", "ed"))


def subject_at(text: str, start: int, end: int) -> Phrase | None:
    """The subject that begins at an offset, but for conjunctions, with its verb behind it."""
    lead = LEADS.match(text, start, end)
    start = lead.end() if lead else start
    comma = COMMA.search(text, start, end)
    edge = comma.start() if comma else end
    verb = verb_in(text, start, edge)
    if verb is not None:
        return worded(text, start, verb)
    whole = phrase(text, start, edge) if comma else None
    if whole is None or whole.kind == "other":
        return None
    for after in list(COMMA.finditer(text, edge, end))[1 : 1 + ASIDES]:
        first = WORD.match(text, after.end(), end)
        if first and finite(first.group()):
            return whole
    return None


def worded(text: str, start: int, verb: int) -> Phrase | None:
    """The phrase up to a verb, adverbs before it left out."""
    words = list(WORD.finditer(text, start, verb))
    while len(words) > 1 and ADVERB.match(words[-1].group()):
        words.pop()
    return phrase(text, start, words[-1].end()) if words and words[0].start() == start else None


def verb_in(text: str, start: int, end: int) -> int | None:
    """Where the first verb of [start, end) begins, behind at least one word."""
    previous = ""
    for number, match in enumerate(WORD.finditer(text, start, end)):
        word = match.group()
        if number > LONGEST:
            return None
        told = finite(word) or present(word, previous.rstrip("."))
        if number and told and previous.lower() not in DETERMINERS - PRONOUNS:
            return match.start()
        previous = word
    return None


def finite(word: str) -> bool:
    """Whether a word is most likely a verb with a subject before it."""
    return word in FINITE or (word.endswith("ed") and word.islower() and len(word) > 4)


def present(word: str, previous: str) -> bool:
    """Whether a word is most likely the verb of the name before it: "Quist approaches"."""
    named = previous[:1].isupper() and not previous.endswith(("’s", "'s", "’", "'"))
    return named and word.islower() and word.endswith("s") and word not in ROLES and len(word) > 3
