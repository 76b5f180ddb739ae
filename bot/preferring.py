"""Which of several mentions comes first: none that repeats the question, weakens or describes."""

from __future__ import annotations

import re

from bot.candidates import Candidate
from bot.claiming import Mention
from bot.countries import COUNTRIES
from bot.naming import ACRONYM, WHOLE, acronyms
from bot.sources import same
from bot.words import stems

CLOSE = 0.6
"""Share of the best mention's confidence from which on another is about as sure."""
ALIKE = 4
"""Letters that a country and its adjective have in common at least."""
SHORTEST = 3
"""Letters of an acronym that is looked for: two are the initials of many a name."""
OR = re.compile(r"\bor\b")
MEANING = re.compile(
    r"\b(?:abbreviat\w+|acronym|called|full|initials|known|mean(?:s|t|ing)?|names?|refers?|"
    r"represents?|short|signif\w+|stands?)\b"
    r"|\b(?:which|what)\s+(?:\w+\s+)?(?:agency|alliance|army|body|bureau|company|force|group|ministry|"
    r"organi[sz]ation|party|union)\b",
    re.IGNORECASE,
)
"""Questions that may ask what an acronym stands for, or for a body by its name."""
COUNTRY = re.compile(r"\b(?:which|what)\s+(?:\w+\s+)?(?:country|nation)\b", re.IGNORECASE)
OTHERS = frozenset(("Niger", "Dominica"))
"""Of which another country has the adjective, by its letters."""


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


def plainly(
    stated: dict[Candidate, Mention], question: str, threshold: float
) -> dict[Candidate, Mention]:
    """The mentions; a best one in a sentence that denies or weakens it behind one that says it.

    That is one of the same answer, which its own passage would give.
    """
    first = next(iter(stated.values()))
    if first.plain:
        return stated
    for one, told in stated.items():
        given = told.plain and told.sentence != first.sentence and one.alone >= threshold
        if given and same(told.text, first.text, question):
            return {one: told} | stated
    return stated


def by_name(stated: dict[Candidate, Mention], question: str) -> dict[Candidate, Mention]:
    """The mentions; where a country is asked for, a best "Albanian" behind an "Albania"."""
    best = next(iter(stated))
    said = stated[best].text
    if COUNTRY.search(question) and not COUNTRIES.search(said):
        for one, told in stated.items():
            if describes(said, told.text) and one.confidence >= CLOSE * best.confidence:
                return {one: told} | stated
    return stated


def describes(said: str, country: str) -> bool:
    """Whether a word is the adjective of a country, by its letters: "Albanian", "Iranian"."""
    stem = country[:-1] if country[-1:] in "aey" else country
    return (
        COUNTRIES.fullmatch(country) is not None
        and country not in OTHERS
        and len(stem) >= ALIKE
        and said != country
        and re.fullmatch(rf"(?:the )?{re.escape(stem)}[a-z]{{0,4}}", said) is not None
    )
