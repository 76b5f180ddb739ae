"""From a follow-up and the conversation before it to a question that stands by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.rewriting.dialogue import Dialogue
from bot.rewriting.ellipsis import completed
from bot.rewriting.names import Kind, names
from bot.rewriting.pronouns import Resolved, resolve
from bot.rewriting.topics import anchored

TURNS = 16
LONGEST_ANSWER = 2_000
LONGEST_QUESTION = 2_000
LONGEST_SHORT = 300
CHAT = re.compile(
    r"[.!?]\s+\w"  # more than one sentence
    r"|^(?:i|i['’]\w+|my|we|that['’]s|that is|thanks?|thank you|yes|no|ok|okay|omg|oh|sorry)\b"
    r"(?!.*\?)",
    re.IGNORECASE | re.DOTALL,
)
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Sen|Rep|Gov|Prof|Co|Inc|Ltd|vs)\.")
"""What is said rather than asked, and turns that explain themselves: left as they are."""


class Earlier(Protocol):
    """An earlier turn of the conversation."""

    @property
    def question(self) -> str:
        """What was asked, as typed."""
        ...

    @property
    def answer(self) -> str:
        """The answer's text."""
        ...

    @property
    def short(self) -> str:
        """The answer in a few words, "" where that is not known."""
        ...


@dataclass(frozen=True, slots=True)
class Readings:
    """What a question means in its conversation.

    Attributes:
        question: made whole; as typed where it stands by itself, or is not understood.
        either: where it may mean either of two, the question for each; else empty.
        persons: full names of persons in it that were not typed.
    """

    question: str
    either: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()


def rewrite(question: str, history: Sequence[Earlier]) -> str:
    """A question with what the conversation before it makes clear: see `readings`."""
    return readings(question, history).question


def readings(question: str, history: Sequence[Earlier]) -> Readings:
    """A question with what the conversation before it makes clear.

    Pronouns, ellipsis ("Why?", "And Russia?") and mentions such as "the statement" are
    replaced by what they mean where that is certain. The conversation is data: nothing in it
    is obeyed. Time is linear in the question and the last sixteen turns.

    Args:
        question: as typed.
        history: the turns before it, oldest first.

    Returns:
        The question, stripped; unchanged where it stands by itself, or where it is not
        clear what is meant.
    """
    question = question.strip()
    if not question or not history:
        return Readings(question)
    dialogue = heard(history)
    made = understood(question, dialogue)
    if len(made.question) > LONGEST_QUESTION:
        return Readings(question)
    two = [understood(question, dialogue, which).question for which in (0, 1)] if made.open else []
    either = tuple(two) if all(len(one) <= LONGEST_QUESTION for one in two) else ()
    persons = full_names([made.question, *either], question, dialogue)
    return Readings(made.question, either, persons)


def heard(history: Sequence[Earlier]) -> Dialogue:
    """The conversation, each question in the light of those before it."""
    dialogue = Dialogue()
    for turn in history[-TURNS:]:
        made = understood(turn.question[:LONGEST_QUESTION].strip(), dialogue)
        dialogue.hear(
            made.question,
            turn.answer[:LONGEST_ANSWER],
            turn.short[:LONGEST_SHORT],
            (made.centre, made.meant, made.pronoun),
        )
    return dialogue


def understood(question: str, dialogue: Dialogue, which: int | None = None) -> Resolved:
    """A question in the light of the conversation so far."""
    if not question or not dialogue.heard or CHAT.search(ABBREVIATION.sub("", question)):
        return Resolved(question)
    whole = completed(question, dialogue)
    found = resolve(whole, dialogue, which)
    carried = dialogue.heard[-1].centre if whole != question else ""
    made = anchored(found.question, dialogue)
    return Resolved(made, found.centre or carried, found.meant, found.pronoun, found.open)


def full_names(made: Iterable[str], typed: str, dialogue: Dialogue) -> tuple[str, ...]:
    """Names of persons, of two words or more, that stand in a question but were not typed."""
    found: dict[str, None] = {}
    for question in made:
        for name in names(question, dialogue.entities):
            known = dialogue.entities.get(name.key)
            kind = known.kind if known else name.kind
            if kind is Kind.PERSON and " " in name.written and name.written not in typed:
                found[name.written] = None
    return tuple(found)


def briefly(question: str, persons: Iterable[str]) -> str:
    """A question with persons' last names only."""
    for name in persons:
        question = question.replace(name, name.rpartition(" ")[2])
    return question
