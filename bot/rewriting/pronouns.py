"""Pronouns of a question, and whom or what of the conversation they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rewriting.dialogue import Dialogue, Entity, Heard
from bot.rewriting.lexicon import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS
from bot.rewriting.names import Kind, Word, names, words_of

PRONOUNS = {
    "he": "m", "him": "m", "his": "m",
    "she": "f", "her": "f", "hers": "f",
    "it": "it", "its": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they",
}  # fmt: skip
OWNING = frozenset("his her its their hers theirs".split())
OBJECTS = frozenset("him them".split())
FURTHEST = 4
LONGEST_LIST = 12
BEARING = re.compile(
    r"\b(?:is|was|it['’]s|be|does|did|would|will|has|may|might|can)\s+it\s+(?:not\s+)?(?:also\s+)?"
    r"(?:(?:be|been)\s+)?(?:\w+ly\s+)?(?:true|possible|likely|certain|clear|known|said|"
    r"reported|important|necessary|legal|illegal|safe|easy|hard|difficult|worth|fair|rain|"
    r"raining|snow|snowing|hot|cold|dark|late|early|time|take\s+(?!place\b)|matter|seem)\b"
    r"(?=.)|\bit\s+(?:rains?|rained|snows?|snowed|seems?|seemed|turns?\s+out|takes\s+to)\b"
    r"|\bwhat\s+(?:time|day|date|year)\s+(?:is|was)\s+it\b|\b(?:is|was)\s+it\s+that\b"
    r"|\bmake\s+it\b|\bhow\s+(?:is|was)\s+it\s+(?:going|to)\b",
    re.IGNORECASE,
)
"""An "it" that means nothing: "is it true that", "it rains", "what time is it"."""
REALLY = re.compile(
    r"\bit\s+(?:be\s+)?(?:true|possible|likely|certain|clear|known|said|reported|important|"
    r"necessary|legal|illegal|safe|easy|hard|difficult|worth|fair|hot|cold|dark|late|early|time)"
    r"\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""An "it" of such a question that does mean something: "Is it safe?"."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom or what a pronoun means: its key, "" where it is a phrase, and its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question with its pronouns replaced, and whom the first of them meant."""

    question: str
    centre: str = ""


def resolve(question: str, dialogue: Dialogue) -> Resolved:
    """Replace the pronouns that the conversation explains; leave the others."""
    words = words_of(question)
    seen: set[str] = set()
    pieces, at, centre = [], 0, ""
    for index, word in enumerate(words):
        kind = PRONOUNS.get(word.text.lower())
        if kind is None or (kind == "it" and empty(question)):
            continue
        if kind in seen:
            continue  # a second "he" leans on the first
        seen.add(kind)
        found = find(question, words, index, kind, dialogue)
        if found is None:
            continue
        if found.key and kind in "fm":
            dialogue.said_to_be(found.key, kind)
        centre = centre or found.key
        owning = possessive(question, words, index)
        pieces += [question[at : word.start], written(found.text, owning, word.start == 0)]
        at = word.end
    return Resolved("".join([*pieces, question[at:]]), centre)


def empty(question: str) -> bool:
    """Whether the "it" of a question means nothing."""
    return bool(BEARING.search(question)) and not REALLY.search(question)


def possessive(question: str, words: Sequence[Word], at: int) -> bool:
    """Whether a pronoun owns what follows: "her" does before a noun only."""
    lower = words[at].text.lower()
    if lower != "her":
        return lower in OWNING
    if at + 1 == len(words):
        return False
    follows, gap = words[at + 1], question[words[at].end : words[at + 1].start]
    return gap == " " and follows.lower not in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | {"when"}


def written(text: str, owning: bool, first: bool) -> str:
    """Words in a pronoun's place."""
    if owning:
        text += "’" if text.endswith("s") and text[:1].islower() else "’s"
    return text[:1].upper() + text[1:] if first else text


def find(
    question: str, words: Sequence[Word], at: int, kind: str, dialogue: Dialogue
) -> Meant | None:
    """Whom or what the pronoun at `at` means, None where that is not certain."""
    own = names(question, dialogue.entities)
    before = [n for n in own if n.end <= words[at].start and suits(n.kind, kind)]
    if before and (words[at].text.lower() not in OBJECTS or len(before) > 1):
        return None
    named = frozenset(dialogue.keys(question))
    for heard in reversed(dialogue.heard[-FURTHEST:]):
        found = within(heard, kind, dialogue, named)
        if found:
            return found[0] if len(found) == 1 else either(found)
    return None


def either(found: Sequence[Meant]) -> Meant | None:
    """Both where it may be one of two, nobody where it may be more."""
    if len(found) > 2:
        return None
    return Meant("", " or ".join(one.text for one in found))


def within(heard: Heard, kind: str, dialogue: Dialogue, named: frozenset[str]) -> list[Meant]:
    """Those of a turn that a pronoun may mean: one where it is certain."""
    asked = [k for k in heard.asked if k not in named]
    told = [k for k in heard.told if k not in named]
    short = [k for k in heard.short_keys if k not in named]
    if kind in "fm":
        return persons(heard, asked, short or told, kind, dialogue)
    if kind == "it":
        return things(heard, asked, short, dialogue)
    return several(heard, asked, short, told, dialogue)


def persons(
    heard: Heard, asked: Sequence[str], told: Sequence[str], gender: str, dialogue: Dialogue
) -> list[Meant]:
    """Whom "he" or "she" may mean."""

    def fit(keys: Sequence[str]) -> list[tuple[str, Entity]]:
        some = [(k, e) for k, e in dialogue.those(keys) if human(e, gender)]
        sure = [(k, e) for k, e in some if e.kind is Kind.PERSON]
        known = [(k, e) for k, e in sure if e.gender == gender]
        return known or sure or some

    those = fit(asked)
    centred = [(k, e) for k, e in those if k == heard.centre]
    if centred:
        those = centred
    elif not those:
        those = fit([k for k in told if k not in asked])
        old = fit([dialogue.centre] if dialogue.centre else [])
        sure = any(e.kind is Kind.PERSON for _, e in those)
        if old and not asks_who(heard.question) and not (asked and sure):
            those = old
        if len(those) > 1 and leads(heard.answer, those[0][1].name):
            those = those[:1]
    elif len(those) == 1 and asks_who(heard.question):
        others = [(k, e) for k, e in fit(heard.short_keys) if e.kind is Kind.PERSON]
        those += [pair for pair in others if pair not in those]
    return [Meant(k, e.said) for k, e in those]


def leads(answer: str, name: str) -> bool:
    """Whether an answer begins with a name, alone."""
    rest = answer.removeprefix(name)
    return rest != answer and not re.match(r" and |, [A-Z]", rest)


def human(entity: Entity, gender: str) -> bool:
    """Whether "he" or "she" may be said of it."""
    return (
        not entity.plural
        and entity.kind in (Kind.PERSON, Kind.UNKNOWN)
        and entity.gender in ("", gender)
    )


def asks_who(question: str) -> bool:
    """Whether a question asks for a person."""
    return question.lower().startswith(("who", "whom", "which", "whose"))


def things(
    heard: Heard, asked: Sequence[str], short: Sequence[str], dialogue: Dialogue
) -> list[Meant]:
    """What "it" may mean: the question's subject, else its only thing, else the answer's."""
    phrases = [p for p in heard.things if not p.plural]
    found = [Meant("", p.text) for p in phrases if p.subject]
    fit = [Meant(k, e.said) for k, e in dialogue.those(asked) if thing(e)]
    centred = [m for m in fit if m.key == heard.centre]
    if centred or found:
        return (centred or found)[:1]
    if fit:
        return fit[:1]
    found = [Meant("", p.text) for p in phrases]
    if found:
        return found[-1:]
    return [Meant(k, e.said) for k, e in dialogue.those(short) if thing(e)][:1]


def thing(entity: Entity) -> bool:
    """Whether "it" may be said of it."""
    return not entity.plural and entity.kind is not Kind.PERSON


def several(
    heard: Heard,
    asked: Sequence[str],
    short: Sequence[str],
    told: Sequence[str],
    dialogue: Dialogue,
) -> list[Meant]:
    """Whom or what "they" may mean: several, or a group."""
    listed = re.search(r", | and ", heard.short) and len(heard.short.split()) <= LONGEST_LIST
    if listed and asks_who(heard.question):
        return [Meant("", heard.short)]
    for keys in (asked, short):
        many = [Meant(k, e.said) for k, e in dialogue.those(keys) if e.plural]
        if many:
            return many[:1]
    found = [Meant("", p.text) for p in heard.things if p.plural]
    if found:
        return sorted(found, key=lambda m: m.text not in heard.question)[:1]
    for keys in (asked, short, told):
        groups = [
            Meant(k, e.name)
            for k, e in dialogue.those(keys)
            if e.kind in (Kind.GROUP, Kind.COUNTRY) or (e.kind is Kind.UNKNOWN and keys is asked)
        ]
        if groups:
            return [m for m in groups if m.key == heard.centre] or groups[:1]
    return []


def suits(kind: Kind, pronoun: str) -> bool:
    """Whether a pronoun may mean a name of that kind."""
    if pronoun in "fm":
        return kind in (Kind.PERSON, Kind.UNKNOWN)
    return pronoun == "they" or kind is not Kind.PERSON
