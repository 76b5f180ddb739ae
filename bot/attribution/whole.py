"""Who says a whole sentence: the speaker of what it reports, if it says little else."""

from __future__ import annotations

import re

from bot.attribution.attitudes import ATTITUDES
from bot.attribution.covering import BREAK, LEADING
from bot.attribution.lexicon import PREPOSITIONS, VERBISH
from bot.attribution.nominals import Phrase
from bot.attribution.paragraph import Paragraph
from bot.attribution.sources import Attribution, Sources
from bot.attribution.verbs import Saying

ENDING = re.compile(r"[\s.”\"’']*$|,\s(?:who|which|an?|the)\b")
"""What may follow "according to Ida Quist" where all before it is what she says."""

QUOTED = re.compile(r"[“„«\"]|``|''")
OPENERS = PREPOSITIONS | frozenset(
    "but and yet so still however meanwhile instead also later earlier then today "
    "yesterday nor".split()
)
"""What a sentence may begin with, before its subject, without saying anything of its own yet."""


def of_sentences(sources: Sources, start: int, end: int) -> Attribution | None:
    """The one speaker of every sentence that [start, end) shares a character with.

    Args:
        sources: of the article.
        start: first code point of a sentence.
        end: the code point after the last of it, or of a later one.

    Returns:
        None where a sentence has no speaker, or they differ.
    """
    found = [
        of_sentence(sources, home, low, high)
        for home in sources.paragraphs
        if home.start < end and home.end > start
        for low, high in home.bounds
        if low < end and high > start
    ]
    first = found[0] if found else None
    alike = all(first and one and one.speaker == first.speaker for one in found)
    return first if alike else None


def of_sentence(sources: Sources, home: Paragraph, low: int, high: int) -> Attribution | None:
    """The speaker of a sentence of a paragraph, however unsure; None where it has none.

    It is part of a quotation, or its first report has a content that is no aside, and no clause
    of the sentence is somebody else's.
    """
    found = sources.of(low, high)
    if found:
        return found
    said = [one for one in home.said[home.index(low)] if one.subject and speaks(one)]
    subject = said[0].subject if said else None
    for number, one in enumerate(said):
        if one.subject is None or one.subject != subject:
            return None
        found = sources.of(*content(home, one, one.subject, low, high))
        mention = (found.mention_start, found.mention_end) if found else None
        if found and found.said and mention == (subject.start, subject.end):
            return None if contradicted(home, one, said[number + 1 :]) else found
    return None


def speaks(one: Saying) -> bool:
    """Whether a report is of words: "Ida Quist said", but not "criticized"."""
    return one.kind not in ATTITUDES | {"doing", "meant"} or one.form == "according"


def content(home: Paragraph, one: Saying, subject: Phrase, low: int, high: int) -> tuple[int, int]:
    """The content of a report of the sentence [low, high); nothing where it is an aside."""
    text = home.text
    if one.form in LEADING:
        whole = opens(home.outside(low, subject.start)) and states(one, text[one.end : high])
        return (trimmed(text, one.end, high), high) if whole else (low, low)
    if one.form == "after":
        return low, subject.start
    if one.form == "according":
        before = home.outside(low, one.start).strip()
        between = before.endswith(",") and before.count(",") == 1
        if not before:
            return trimmed(text, one.end, high), high
        if not between and not ENDING.match(text, one.end, high):
            return low, low
    return low, one.start


def states(one: Saying, rest: str) -> bool:
    """Whether a verb's content is a statement or a quotation: not so in "urged calm"."""
    clause = rest.split(", ")[0]
    words = set(re.findall(r"\w+", clause))
    stated = bool(words & VERBISH) or "that" in words or QUOTED.search(clause) is not None
    return one.kind in {"say", "tell", "ing"} or stated


def opens(opening: str) -> bool:
    """Whether what stands before a sentence's subject only leads up to it: "On Friday, "."""
    words = opening.split()
    if not words:
        return True
    first = words[0].strip(",").lower()
    short = opening.rstrip().endswith(",") or len(words) <= 3
    return short and opening.count(",") < 2 and (first in OPENERS or first.endswith(("ly", "ing")))


def trimmed(text: str, start: int, end: int) -> int:
    """Where [start, end) begins without white space and punctuation."""
    return end - len(text[start:end].lstrip(" ,:;—–-\u00a0"))


def contradicted(home: Paragraph, one: Saying, later: list[Saying]) -> bool:
    """Whether a new clause of the same sentence is said by somebody else who is named."""
    others = (s.subject for s in later if s.subject and s.subject != one.subject)
    return any(
        BREAK.search(home.outside(one.end, subject.start))
        for subject in others
        if subject.kind in {"name", "noun"} and subject.start > one.end
    )
