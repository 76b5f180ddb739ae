"""Whom or what of an earlier turn a pronoun may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rewriting.dialogue import Dialogue, Entity, Heard
from bot.rewriting.names import Kind
from bot.rewriting.phrases import Phrase

LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom or what a pronoun means: its key, "" where it is a phrase, and its words."""

    key: str
    text: str


def within(heard: Heard, kind: str, dialogue: Dialogue, named: frozenset[str]) -> list[Meant]:
    """Those of a turn that a pronoun may mean: one where it is certain.

    Args:
        heard: the turn.
        kind: "m", "f", "it" or "they".
        dialogue: the conversation.
        named: keys that the question itself names: they are not meant.
    """
    asked = [k for k in heard.asked if k not in named]
    told = [k for k in heard.told if k not in named]
    short = [k for k in heard.short_keys if k not in named]
    if kind in "fm":
        return persons(heard, asked, short or told, kind, dialogue)
    if heard.pronoun == kind and heard.meant and heard.centre not in named:
        return [Meant(heard.centre, heard.meant)]
    if kind == "it":
        return things(heard, asked, short, dialogue)
    return several(heard, asked, short, dialogue)


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
        others = [k for k, e in fit(heard.short_keys) if e.kind is Kind.PERSON]
        those = fit([*asked, *(k for k in others if k not in asked)])
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
    own = [p for p in heard.things if not p.plural and not p.relational]
    fit = [Meant(k, whole(e, own)) for k, e in dialogue.those(asked) if thing(e)]
    ranked = [
        *(m for m in fit if m.key == heard.centre and heard.pronoun == "it"),
        *(Meant("", p.text) for p in own if p.subject),
        *fit,
        *(Meant("", p.text) for p in reversed(own) if not p.bare),
        *(Meant("", p.text) for p in own if p.bare),
        *(Meant(k, e.said) for k, e in dialogue.those(short) if thing(e)),
        *(Meant("", p.text) for p in heard.things if p.relational and not p.plural),
    ]
    return ranked[:1]


def whole(entity: Entity, phrases: Sequence[Phrase]) -> str:
    """A name, or the phrase of a question that it begins: "the Galileo system"."""
    opened = (p.text for p in phrases if p.text.removeprefix("the ").startswith(entity.name + " "))
    return next(opened, entity.said)


def thing(entity: Entity) -> bool:
    """Whether "it" may be said of it."""
    return not entity.plural and entity.kind is not Kind.PERSON


def several(
    heard: Heard, asked: Sequence[str], short: Sequence[str], dialogue: Dialogue
) -> list[Meant]:
    """Whom or what "they" may mean: several, or a group."""
    listed = re.search(r", | and ", heard.short) and len(heard.short.split()) <= LONGEST_LIST
    if listed and asks_who(heard.question):
        return [Meant("", heard.short)]
    many = sorted((p for p in heard.things if p.plural), key=lambda p: not p.subject)
    ranked = [
        *(Meant(k, e.said) for k, e in dialogue.those(asked) if e.plural),
        *(Meant("", p.text) for p in many if not p.relational and not p.bare),
        *(Meant("", p.text) for p in many if not p.relational and p.bare),
        *(Meant(k, e.said) for k, e in dialogue.those(short) if e.plural),
        *sorted(groups(asked, dialogue, unsure=True), key=lambda m: m.key != heard.centre),
        *(groups(short, dialogue) if asks_who(heard.question) else ()),
        *(Meant(k, e.said) for k, e in dialogue.those(asked) if whoever(e)),
        *(Meant("", p.text) for p in many if p.relational),
    ]
    return ranked[:1]


def whoever(entity: Entity) -> bool:
    """Whether it may be somebody whose gender nobody told, or a band that is named like one."""
    return entity.kind is Kind.PERSON and not entity.gender and not entity.plural


def groups(keys: Sequence[str], dialogue: Dialogue, unsure: bool = False) -> list[Meant]:
    """Those that many people are: bodies and countries, and what may be one."""
    kinds = {Kind.GROUP, Kind.COUNTRY} | ({Kind.UNKNOWN} if unsure else set())
    return [Meant(k, e.name) for k, e in dialogue.those(keys) if e.kind in kinds]
