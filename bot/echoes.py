"""Answers that only repeat what is asked about."""

from __future__ import annotations

import re

from bot.candidates import Candidate
from bot.claiming import Mention
from bot.naming import ACRONYM, WHOLE, acronyms
from bot.words import stems

CLOSE = 0.6
"""Share of an echo's confidence from which on another answer takes its place."""
SHORTEST = 3
"""Letters of an acronym that is looked for: two are the initials of many a name."""
OR = re.compile(r"\bor\b")
MEANING = re.compile(
    r"\b(?:abbreviat\w+|acronym|called|full|mean(?:s|t|ing)?|names?|short|stands?)\b", re.IGNORECASE
)
"""Questions that may ask what an acronym stands for."""


def not_echoed(stated: dict[Candidate, Mention], question: str) -> dict[Candidate, Mention]:
    """The mentions; a best one that only repeats the question's words gives way to another.

    An acronym of a name in the question repeats it too. The other is one of the same article that
    is about as sure. Where there is none, or the question offers its answers ("… or …?"), they
    stay as they were. But where it is the name that an acronym in the question stands for, and more
    is asked of it, there is no answer.
    """
    best = next(iter(stated), None)
    if best and spells_out(stated[best].text, question):
        return {}
    asked = stems(f"{question} {acronyms(question)}")
    said = {one: stems(told.text) for one, told in stated.items()}
    echoes = [one for one in stated if said[one] and said[one] <= asked]
    if best not in echoes or OR.search(question):
        return stated
    others = [one for one in stated if one not in echoes and one.article_id == echoes[0].article_id]
    if not others:
        return stated
    if others[0].confidence < CLOSE * echoes[0].confidence:
        return stated
    return {others[0]: stated[others[0]]} | stated


def spells_out(text: str, question: str) -> bool:
    """Whether a text is the name for an acronym of which a question asks more than that."""
    short = {one for one in ACRONYM.findall(question) if len(one) >= SHORTEST}
    more = stems(question) - stems(" ".join(short))
    if not more or MEANING.search(question) or OR.search(question):
        return False
    name = WHOLE.fullmatch(re.sub(r"^[Tt]he\s+", "", text))
    return name is not None and acronyms(name.group()).endswith(tuple(short))
