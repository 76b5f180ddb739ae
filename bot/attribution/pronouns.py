"""Whom "he" or "she" stands for, where one person only can be meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from bot.attribution.clauses import leading, verb_in
from bot.attribution.covering import LEADING
from bot.attribution.lexicon import MEN, WOMEN
from bot.attribution.nominals import Phrase
from bot.attribution.paragraph import Paragraph
from bot.attribution.people import ORGANISED, PERSON, People, Place, last_name, surname
from bot.attribution.verbs import TAGGING

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
JOINED = re.compile(r",\s(?:and|but|though|although|yet)\s$")
"""What joins a second report to the first: "Ida Quist said it holds, but she warned"."""
SPOKEN = LEADING | {"after", "inverted"}
"""The forms of a report whose subject speaks in the sentence, rather than being quoted from."""
TAGGED = re.compile(r"[,”\"’'—–-]\s*$")
"""What stands before the "he" of "“…,” he said"."""
OBJECT = {
    "he": re.compile(r"\bhim\b", re.IGNORECASE),
    "she": re.compile(r"\bher(?=[.,;]|\s+(?:a|an|the|as|to|that)\b)", re.IGNORECASE),
}
"""Another person whom the pronoun fits, not the sentence's subject."""


def antecedent(
    paragraphs: Sequence[Paragraph], people: People, pronoun: Phrase, *, lone: bool = False
) -> Place | None:
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
        lone: whether somebody whose something is the sentence's subject will do, if nobody
            else is named: less sure.
    """
    tag = TAGGED.search(people.text, max(0, pronoun.start - 3), pronoun.start) is not None
    says = tag or reports(paragraphs, pronoun)
    beside: set[str] = set()
    for home, low, high in back(paragraphs, pronoun.start):
        own = high == pronoun.start
        first = outside(home, leading(people.text, low, high))
        speaker = spoke(home, low, high, own=own)
        if says and speaker:
            one = first if precedes(first, speaker, pronoun.kind) else speaker
            if one.kind == pronoun.kind:
                continue
            return named(people, one, pronoun.kind, heard=True) if one.kind == "name" else None
        if first and speaker and speaker.start > first.start:
            return None
        if not own and handed_on(home, first, pronoun.kind):
            continue
        known = candidates(home, people, low, high, pronoun.kind)
        beside |= known.keys()
        if not known and not tag and not own and is_stranger(people, first):
            return None
        if known and not (tag and own):
            told = only_one(home, people, low, high, pronoun, first, known)
            if told is None and lone and len(beside) == 1:
                return owner(home, people, low, known, pronoun.kind)
            return told if told is None or len(beside) == len(known) or first else None
    return None


def spoke(home: Paragraph, low: int, high: int, *, own: bool) -> Phrase | None:
    """Who reports in a sentence, if only one does; in the pronoun's own, if "and" joins the two."""
    speaker = reporter(home, low, high)
    return speaker if speaker and (not own or JOINED.search(home.text, speaker.end, high)) else None


def precedes(first: Phrase | None, speaker: Phrase, kind: str) -> TypeGuard[Phrase]:
    """Whether a sentence's subject is a name that its "he said" stands for."""
    return (
        first is not None
        and first.kind == "name"
        and speaker.kind == kind
        and first.end <= speaker.start
    )


def owner(
    home: Paragraph, people: People, low: int, known: dict[str, Place], kind: str
) -> Place | None:
    """The one person named, if "Quist’s house" begins the sentence and the pronoun fits."""
    one = next(iter(known.values()))
    before, behind = home.outside(low, one[0]), home.text[one[1] : one[1] + 1]
    fits = people.fits(home.text[slice(*one)], kind) and SAME[kind].search(before) is None
    opens = OPENER.fullmatch(before) and verb_in(home.text, low, one[0]) is None
    return one if fits and opens and behind in {"’", "'"} else None


def reports(paragraphs: Sequence[Paragraph], pronoun: Phrase) -> bool:
    """Whether a pronoun is the subject of a verb of saying."""
    home = paragraphs[bisect_right(paragraphs, pronoun.start, key=lambda one: one.start) - 1]
    said = home.said[home.index(pronoun.start)] if home.said else []
    return any(one.subject == pronoun and one.kind in TAGGING for one in said)


def outside(home: Paragraph, subject: Phrase | None) -> Phrase | None:
    """A subject, unless it stands in a quotation."""
    return None if subject and home.quote_at(subject.start) else subject


def handed_on(home: Paragraph, first: Phrase | None, kind: str) -> bool:
    """Whether a sentence's subject is the same pronoun, so that the one before it decides."""
    return first is not None and first.kind == kind and not home.quote_at(first.start)


def candidates(home: Paragraph, people: People, low: int, high: int, kind: str) -> dict[str, Place]:
    """The persons of a part of a sentence whom a pronoun may fit."""
    found = persons(home, people, low, high)
    return {name: place for name, place in found.items() if not people.fits(name, OTHER[kind])}


def is_stranger(people: People, first: Phrase | None) -> bool:
    """Whether a sentence's subject is a name that may be a person's, but of none that is known."""
    return first is not None and first.kind == "name" and not organised(people, first)


def only_one(
    home: Paragraph,
    people: People,
    low: int,
    high: int,
    pronoun: Phrase,
    first: Phrase | None,
    known: dict[str, Place],
) -> Place | None:
    """The person of a sentence whom a pronoun stands for: its subject, or the only one named."""
    own, kind = high == pronoun.start, pronoun.kind
    if first and first.kind == "name" and not home.quote_at(first.start):
        tag = TAGGED.search(people.text, max(0, pronoun.start - 3), pronoun.start)
        if not tag and not own and OBJECT[kind].search(home.outside(first.end, high)):
            return None
        told = any(one.subject == first for one in home.said[home.index(low)])
        if len(known) == 1 or (told and not own):
            return named(people, first, kind, sure=len(known) > 1)
    if len(known) > 1:
        return None
    one = next(iter(known.values()))
    fits = people.fits(people.text[slice(*one)], kind)
    return one if fits and is_subject(home, low, one, kind) else None


def named(
    people: People, subject: Phrase, kind: str, *, sure: bool = False, heard: bool = False
) -> Place | None:
    """The person that a subject names, if "he" or "she" may fit; None where it does not.

    Args:
        people: of the article.
        subject: the subject.
        kind: "he" or "she".
        sure: whether it must be known to fit.
        heard: whether the subject is known to speak, so that a first name is a person's.
    """
    one = last_name(people, subject)
    words = people.text[subject.start : subject.end]
    if one is None or words.endswith(("’s", "'s")):
        return None
    name, whole = people.text[slice(*one)], people.text[subject.start : one[1]]
    if re.search(r"\sand\s", whole) or people.text[one[1] : one[1] + 1] in {"’", "'"}:
        return None
    if ORGANISED.search(words) and not PERSON.search(whole):
        return None
    fits = people.fits(name, kind) or people.fits(whole, kind)
    known = len(name.split()) > 1 or name in people.forms or (heard and name in MEN | WOMEN)
    may = known and not sure and not people.fits(name, OTHER[kind])
    return one if fits or (may and not people.fits(whole, OTHER[kind])) else None


def organised(people: People, subject: Phrase | None) -> bool:
    """Whether a subject is surely no person."""
    words = people.text[subject.start : subject.end] if subject else ""
    return ORGANISED.search(words) is not None or words.split()[:1] in (["The"], ["the"])


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


def reporter(home: Paragraph, low: int, high: int) -> Phrase | None:
    """Who reports in the sentence [low, high), if only one does; by a pronoun too."""
    subjects = {
        one.subject
        for one in home.said[home.index(low)]
        if one.subject and one.kind in TAGGING and one.end <= high and one.form in SPOKEN
    }
    kinds = {one.kind for one in subjects}
    return next(iter(subjects)) if len(subjects) == 1 and kinds <= {"name", "he", "she"} else None


def is_subject(home: Paragraph, low: int, name: Place, kind: str) -> bool:
    """Whether a name is a subject of the sentence from `low` on, no such pronoun before it."""
    text, before = home.text, home.outside(low, name[0])
    if text[name[1] : name[1] + 1] in {"’", "'"} or SAME[kind].search(before):
        return False
    said = (one.subject for one in home.said[home.index(low)] if one.subject)
    within = next((one for one in said if one.start <= name[0] < one.end), None)
    if within:
        return not re.search(r"\sand\s", text[within.start : within.end])
    followed = re.match(r"\s+[a-z]|,\s", text[name[1] : name[1] + 2])
    return OPENER.fullmatch(before) is not None and followed is not None
