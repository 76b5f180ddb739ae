"""Noun phrases: what can be somebody's name or description."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.attribution.lexicon import (
    DETERMINERS,
    FINITE,
    LINKS,
    MEN,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    VERBISH,
    WOMEN,
)

LONGEST = 14
WORD = re.compile(r"[^\s,;:—–“”\"()\[\]]+")
DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Still|Though|Indeed|Again|Here")
LEADS = re.compile(
    r"(?:(?:but|and|yet|so|still|or|however|meanwhile|also|then|instead|indeed|that|because|while|"
    r"when|as|although|though|since|where|what|if|even|nor|like|whether|which|"
    r"now|later|earlier|today|yesterday|recently|afterward|perhaps|after|before|until|once|than)\s+)+",
    re.IGNORECASE,
)
MONTHS = frozenset({"May", "Will"})
"""Names that are verbs where written small."""
SHOUTED = re.compile(r"(?:US|IT|WHO)$")
"""Names in capitals that would be other words without: the United States are not "us"."""
INITIAL = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|St|Jr|Sr|Del|Sens|Reps|Capt|Maj|Adm|Cmdr|Supt|Hon|[A-Z])$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A subject in a text.

    Attributes:
        start: its first code point.
        end: the code point after its last.
        kind: "name" (a capital in it), "noun", "he", "she", or "other": a pronoun, or no subject
            that can be read.
    """

    start: int
    end: int
    kind: str


def phrase(text: str, start: int, end: int) -> Phrase | None:
    """The stretch [start, end) as a noun phrase, conjunctions before it left out; None if none."""
    lead = LEADS.match(text, start, end)
    if lead:
        start = lead.end()
    for stop in re.finditer(r"\.\s+", text[start:end]):
        if not INITIAL.search(text, start, start + stop.start()):
            start += stop.end()
            break
    words = list(WORD.finditer(text, start, end))
    if not words or len(words) > LONGEST:
        return None
    bare = [w.group() for w in words]
    if re.match(r"(?:I|We|He|She|They|It|That|There|You|What)[’']\w", bare[0], re.IGNORECASE):
        return None
    if bare[0].lower() in PRONOUNS and len(bare) == 1:
        lower = bare[0].lower()
        return Phrase(
            words[0].start(), words[0].end(), lower if lower in {"he", "she"} else "other"
        )
    if not nominal(bare):
        return None
    kind = (
        "name"
        if any(w[0].isupper() for w in (bare[1:] if bare[0].lower() in DETERMINERS else bare))
        else "noun"
    )
    if (
        kind == "name"
        and len(bare) == 1
        and not text[start:end].strip(" .").istitle()
        and bare[0].islower()
    ):
        kind = "noun"
    return Phrase(words[0].start(), words[-1].end(), kind)


def nominal(words: list[str]) -> bool:
    """Whether words can be one noun phrase: none is a verb, and it begins and ends as one does."""
    first, last = words[0].lower(), words[-1].lower()
    if words[0][0] in "-–—" or (DAYS.match(words[0]) and words[1:2] and words[1] in PREPOSITIONS):
        return False
    if len(words) == 1 and (LEADS.fullmatch(words[0] + " ") or DAYS.fullmatch(words[0])):
        return False
    if (first in PREPOSITIONS | VERBISH and not SHOUTED.match(words[0])) or (
        words[0][0].islower() and first.endswith("ing")
    ):
        return False
    if last in LINKS | DETERMINERS or last.endswith(("’s", "'s")):
        return False
    number = words[0][0].isdigit() and len(words) > 1
    if not (words[0][0].isupper() or number or first in DETERMINERS or begins_plural(words)):
        return False
    return all(fits(words, at) for at in range(1, len(words)))


def fits(words: list[str], at: int) -> bool:
    """Whether a word can go on with a noun phrase; a common word behind a name seldom can."""
    word, previous = words[at].lower().strip(".’'"), words[at - 1]
    if word in VERBISH and not SHOUTED.match(words[at]) and words[at] not in MONTHS:
        return False
    if at == 1 and adjective(words):
        return True
    if not words[at][0].islower() or word in LINKS | DETERMINERS:
        return True
    determined = previous.lower() in DETERMINERS
    possessive = previous.endswith(("’s", "'s", "’", "'"))
    if previous[0].isupper() and not possessive and not determined and word not in ROLES:
        plural = at == len(words) - 1 and word.endswith("s")
        return plural and (at == 1 or words[0].lower() in DETERMINERS)
    return determined or not word.endswith("ed")


def adjective(words: list[str]) -> bool:
    """Whether the first word is written large only for beginning a sentence: "Retired mayor Ek"."""
    first, second, last = words[0], words[1], words[-1]
    if first in MEN | WOMEN or len(words) < 3 or not second.islower() or second in FINITE:
        return False
    person = last[0].isupper() and words[-2][0].isupper()
    return not second.endswith(("s", "ed", "ing")) and (person or last in ROLES)


def begins_plural(words: list[str]) -> bool:
    """Whether a phrase without determiner has a plural or a role in front: "critics in Almo"."""
    for word in words:
        if word in LINKS:
            return False
        if word.strip(".").endswith("s") or word in ROLES:
            return True
    return False
