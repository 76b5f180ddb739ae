"""Whom "he" or "she" stands for, where one person only can be meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.attribution.clauses import leading
from bot.attribution.paragraph import Paragraph
from bot.attribution.people import ORGANISED, People, surname
from bot.attribution.phrases import Phrase

FARTHEST = 10
"""Sentences that are looked at, the pronoun's own among them."""
ABOVE = 3
"""Paragraphs that are looked at above the pronoun's own."""
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
    be one only, known to fit, as a subject, with no such pronoun before; or, of several, the one
    who is the sentence's subject. Quotations are not looked at. Behind a quotation, "he said"
    takes up who reported right before, whoever else was named; a sentence that "he" is the subject
    of hands on to the one before it.

    Args:
        paragraphs: of the article, in order.
        people: its persons.
        pronoun: "he" or "she", a subject.
    """
    text = people.text
    tag = TAGGED.search(text, max(0, pronoun.start - 3), pronoun.start) is not None
    beside: set[str] = set()
    for home, low, high in back(paragraphs, pronoun.start):
        own = high == pronoun.start
        speaker = None if own else reporter(home, low, high)
        if tag and speaker and speaker.kind == pronoun.kind:
            continue
        if tag and speaker and speaker.kind == "name":
            return named(people, speaker, pronoun.kind, sure=False)
        first = leading(text, low, high)
        if first and speaker and speaker.start > first.start:
            return None
        handed = first and first.kind == pronoun.kind and not home.quote_at(first.start)
        if handed and not own:
            continue
        known = {
            name: place
            for name, place in persons(home, people, low, high).items()
            if not people.fits(name, OTHER[pronoun.kind])
        }
        beside |= known.keys()
        if not known or (tag and own):
            continue
        clear = first and first.kind == "name" and not home.quote_at(first.start)
        reports = any(one.subject == first for one in home.said[home.index(low)])
        if first and clear and (len(known) == 1 or (reports and not own)):
            return named(people, first, pronoun.kind, sure=len(known) > 1)
        if len(beside) > len(known) or len(known) > 1:
            return None
        one = next(iter(known.values()))
        if not people.fits(text[slice(*one)], pronoun.kind):
            return None
        return one if is_subject(home, low, one, pronoun.kind) else None
    return None


def named(people: People, subject: Phrase, kind: str, *, sure: bool) -> Place | None:
    """The person that a subject names, if "he" or "she" may fit; None where it does not."""
    one = last_name(people, subject)
    words = people.text[subject.start : subject.end]
    if one is None or ORGANISED.search(words) or words.endswith(("’s", "'s")):
        return None
    if re.search(r"\sand\s", words) or people.text[one[1] : one[1] + 1] in {"’", "'"}:
        return None
    name = people.text[slice(*one)]
    whole = people.text[subject.start : one[1]]
    fits = people.fits(name, kind) or people.fits(whole, kind)
    known = len(name.split()) > 1 or name in people.forms
    may = known and not sure and not people.fits(name, OTHER[kind])
    return one if fits or (may and not people.fits(whole, OTHER[kind])) else None


def back(paragraphs: Sequence[Paragraph], at: int) -> Iterator[tuple[Paragraph, int, int]]:
    """The sentences before an offset in its paragraph and those above, nearest first."""
    last = bisect_right(paragraphs, at, key=lambda one: one.start) - 1
    left = FARTHEST
    for home in reversed(paragraphs[max(0, last - ABOVE) : last + 1]):
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
    bracket = people.text.find(" (", subject.start, subject.end)
    return max(people.names(subject.start, bracket if bracket > 0 else subject.end), default=None)


def reporter(home: Paragraph, low: int, high: int) -> Phrase | None:
    """Who reports in the sentence [low, high), if only one does; by a pronoun too."""
    subjects = {
        one.subject
        for one in home.said[home.index(low)]
        if one.subject and one.kind in {"say", "report", "tell", "tag"} and one.end <= high
    }
    kinds = {one.kind for one in subjects}
    return next(iter(subjects)) if len(subjects) == 1 and kinds <= {"name", "he", "she"} else None


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
