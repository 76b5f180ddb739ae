"""Whom "he" or "she" stands for, where only one person can be meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.attribution.paragraph import Paragraph
from bot.attribution.people import People, surname
from bot.attribution.phrases import Phrase

FARTHEST = 8
"""Sentences that are looked at, the pronoun's own among them."""
OTHER = {"he": "she", "she": "he"}
SAME = {
    "he": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
}
OPENER = re.compile(
    r"(?:(?:[A-Z][a-z]+|[A-Z]?[a-z]+ [^,]{1,60}),\s|(?:But|And|Yet|So|Still|Then|Though)\s)?"
    r"(?:[A-Za-z.’'-]+\s+){0,3}"
)
"""What may stand before a sentence's subject: "On Friday, ", "But ", a title."""
TAGGED = re.compile(r"[,”\"’'—–-]\s*$")
"""What stands before the "he" of "“…,” he said"."""
Place = tuple[int, int]


def antecedent(paragraphs: Sequence[Paragraph], people: People, pronoun: Phrase) -> Place | None:
    """The only person that a pronoun can stand for; None where two can, or none is known to.

    Read back from it, the first sentence that names somebody whom it may fit decides: there must
    be one only, known to fit, as a subject, with no such pronoun before. Quotations are not looked
    at. Behind a quotation, "he said" takes up who reported right before, whoever else was named.

    Args:
        paragraphs: of the article, in order.
        people: its persons.
        pronoun: "he" or "she", a subject.
    """
    text = people.text
    tag = TAGGED.search(text, max(0, pronoun.start - 3), pronoun.start) is not None
    beside: set[str] = set()
    for home, low, high in back(paragraphs, pronoun.start):
        known = {
            name: place
            for name, place in persons(home, people, low, high).items()
            if not people.fits(name, OTHER[pronoun.kind])
        }
        beside |= known.keys()
        if not known or (tag and high == pronoun.start):
            continue
        if len(beside) > len(known):
            return None
        single = next(iter(known.values())) if len(known) == 1 else None
        one = single or (reporter(home, people, low) if tag else None)
        if one is None or not people.fits(text[slice(*one)], pronoun.kind):
            return None
        return one if is_subject(home, low, one, pronoun.kind) else None
    return None


def back(paragraphs: Sequence[Paragraph], at: int) -> Iterator[tuple[Paragraph, int, int]]:
    """The sentences before an offset in its paragraph and the two above, nearest first."""
    last = bisect_right(paragraphs, at, key=lambda one: one.start) - 1
    left = FARTHEST
    for home in reversed(paragraphs[max(0, last - 2) : last + 1]):
        first = home.index(at)
        for low, high in reversed(home.bounds[max(0, first + 1 - left) : first + 1]):
            left -= 1
            if low < at:
                yield home, low, min(high, at)


def persons(home: Paragraph, people: People, low: int, high: int) -> dict[str, Place]:
    """Surnames of who is named in a part of a sentence, quotations aside, with a place of each.

    Names within the subject of a report count as one, the last: "Almo’s mayor, Ida Quist".
    """
    subjects = [
        one.subject
        for one in home.said[home.index(low)]
        if one.subject and one.subject.kind == "name" and one.subject.end <= high
    ]
    found: dict[str, Place] = {}
    for start, end in people.names(low, high):
        name = people.text[start:end]
        if home.quote_at(start) or (" " not in name and name not in people.forms):
            continue
        whole = next((s for s in subjects if s.start <= start < s.end), None)
        if whole is None or (start, end) == last_name(people, whole):
            found[surname(name)] = (start, end)
    return found


def last_name(people: People, subject: Phrase) -> Place | None:
    """The last person named within a subject."""
    return max(people.names(subject.start, subject.end), default=None)


def reporter(home: Paragraph, people: People, low: int) -> Place | None:
    """Who reports in the sentence from `low` on, where it begins with them."""
    group = home.said[home.index(low)]
    subject = group[0].subject if group and group[0].form == "before" else None
    if subject is None or subject.kind != "name" or group[0].kind not in {"say", "report"}:
        return None
    opens = OPENER.fullmatch(home.outside(low, subject.start))
    return last_name(people, subject) if opens else None


def is_subject(home: Paragraph, low: int, name: Place, kind: str) -> bool:
    """Whether a name is a subject of the sentence from `low` on, no such pronoun before it."""
    text, before = home.text, home.outside(low, name[0])
    if text[name[1] : name[1] + 1] in {"’", "'"} or SAME[kind].search(before):
        return False
    said = (one.subject for one in home.said[home.index(low)] if one.subject)
    if any(subject.start <= name[0] < subject.end for subject in said):
        return True
    followed = re.match(r"\s+[a-z]|,\s", text[name[1] : name[1] + 2])
    return OPENER.fullmatch(before) is not None and followed is not None
