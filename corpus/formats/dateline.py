"""Datelines: "PARIS, May 3 (Agency) — ", where an article begins with one."""

from __future__ import annotations

import re
from dataclasses import dataclass

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|"
    "Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
DAY = rf"(?:(?:{MONTHS}) \d{{1,2}}|\d{{1,2}} (?:{MONTHS}))(?:,? \d{{4}})?"
DATELINE = re.compile(
    rf"(?P<place>[{UPPER}][{UPPER}.'’-]+(?:[ /][{UPPER}.'’-]+){{0,4}})"
    rf"(?P<region>, (?!(?:{MONTHS}) \d)[{UPPER}][\w.]+(?: [{UPPER}][\w.]+){{0,3}})?"
    rf"(?:, {DAY})?"
    r"(?: ?\(\s*(?P<publisher>[^\W_][^()\n]{1,38}?)\s*\))?"
    r" ?(?:[–—]|(?<= )-{1,2}(?= )) ?(?=[“‘\"'\d]|[^\W\d_])"
)
LABELS = frozenset(
    "ANALYSIS|BREAKING|BREAKING NEWS|CORRECTION|EDITORIAL|EXCLUSIVE|EXPLAINER|FACTBOX|INTERVIEW|"
    "LIVE|NASA|NATO|OPEC|OPINION|PHOTOS|TIMELINE|UNESCO|UNICEF|UPDATE|VIDEO|WATCH".split("|")
)
"""What stands in capitals before a dash and is no place."""
LONGEST = 200
LOWER = frozenset("and da de del des di do du el la of the upon".split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: `text[:length]` is the dateline itself, its dash included."""

    place: str
    publisher: str | None
    length: int


def dateline(text: str) -> Dateline | None:
    """Read the dateline that a text begins with.

    Only a place in capitals counts, alone, with its region ("KYIV, Ukraine"), a day or a
    publisher in brackets, then a dash, then a sentence that does not begin in lower case.
    So prose such as "NATO – the alliance –" is left alone.

    Returns:
        The dateline, the place in ordinary case; None where there is none.
    """
    match = DATELINE.match(text[:LONGEST])
    if not match or text[match.end()].islower():
        return None
    place = match["place"]
    letters = sum(character.isalpha() for character in place)
    if place in LABELS or letters < (2 if match["publisher"] else 4):
        return None
    publisher = match["publisher"]
    if publisher and re.fullmatch(DAY, publisher):
        publisher = None
    return Dateline(cased(place) + (match["region"] or ""), publisher, match.end())


def cased(place: str) -> str:
    """A place in capitals as it is written in a sentence: "RIO DE JANEIRO", "Rio de Janeiro"."""
    words = re.split(r"([ /-])", place)
    return "".join(
        word.lower() if index and word.lower() in LOWER else word.capitalize()
        for index, word in enumerate(words)
    )
