"""Whether a speaker, as an article names one, is who a question asks about."""

from __future__ import annotations

import re

from bot.naming import acronyms
from bot.words import Term, stem, stems, terms

NOT_THEM = (
    r"(?:supporters?|critics?|opponents?|ally|allies|rivals?|followers?|fans?|family|wife|husband|"
    r"widow|widower|sons?|daughters?|father|mother|brothers?|sisters?|friends?|predecessors?|"
    r"successors?|victims?)"
)
AROUND_THEM = re.compile(
    rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}{NOT_THEM}\b|\b{NOT_THEM}\s+(?:of|to)\b", re.IGNORECASE
)
"""Somebody named by another: "Prado's supporters", "a critic of Prado"."""
BODY = re.compile(r"the\s|(?:.*\s)?[A-Z]{2,}\b")
BEHIND = re.compile(r",\s+([^,;:.“”\"]+)")
SPEAKS = re.compile(
    r"\b(?:spokes\w+|officials?|representatives?|administrators?|commissioners?|directors?|heads?|"
    r"chiefs?|chair\w*|president|secretary|minister|known as)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*")
"""A name and nothing else: "Its chief executive, Ida Quist, said …"."""
FORMER = re.compile(r"\b(?:former|onetime|ex)\b", re.IGNORECASE)


def is_theirs(who: str, speaker: str, sentence: str) -> bool:
    """Whether what a sentence reports is said by who was asked about.

    Args:
        who: as the question has them: "Ines Prado", "the European Commission".
        speaker: as the article has them.
        sentence: where it is reported; what it puts behind the speaker's name tells for which
            body they speak ("Ida Quist, a spokeswoman for the European Commission"). Nobody speaks
            for a person: what a president's spokesman says is not what the president said.
    """
    if is_of(who, speaker):
        return True
    behind = BEHIND.match(sentence, sentence.find(speaker) + len(speaker))
    if speaker not in sentence or behind is None or not is_of(who, behind[1]):
        return False
    speaks = SPEAKS.search(behind[1]) and not FORMER.search(behind[1])
    return bool(NAME.fullmatch(behind[1]) or (speaks and is_body(who)))


def is_body(who: str) -> bool:
    """Whether who is asked about is plainly no person: "the European Commission", "NASA"."""
    return BODY.match(who) is not None


def is_of(who: str, speaker: str) -> bool:
    """Whether a speaker's name is that of who was asked about: by the last name, or every word.

    Or one is the other's acronym: "the EU", "the European Union".
    """
    if AROUND_THEM.search(speaker) and not AROUND_THEM.search(who):
        return False
    asked = terms(" " + who)
    known = stems(speaker) | initials(speaker)
    if initials(who) & known:
        return True
    named: list[Term] = [term for term in asked if term.name]
    if named and len(named) == len(asked):
        return named[-1].stem in known
    return bool(asked) and {stem(term.stem) for term in asked} <= known


def initials(name: str) -> set[str]:
    """The acronyms of the names in a name, in lower case."""
    return set(acronyms(re.sub(r"\b[Tt]he\s", "", name)).lower().split())


def is_named(who: str) -> bool:
    """Whether who is asked about has a name, and is not only described: "the study"."""
    return any(term.name for term in terms(" " + who))
