"""From a follow-up and the conversation before it to a question that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.rewriting.dialogue import Dialogue
from bot.rewriting.ellipsis import completed
from bot.rewriting.pronouns import Resolved, resolve
from bot.rewriting.topics import anchored

TURNS = 16
LONGEST_ANSWER = 2_000
LONGEST_QUESTION = 2_000
LONGEST_SHORT = 300


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


def rewrite(question: str, history: Sequence[Earlier]) -> str:
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
        return question
    dialogue = Dialogue()
    for turn in history[-TURNS:]:
        earlier = turn.question[:LONGEST_QUESTION].strip()
        heard = understood(earlier, dialogue)
        dialogue.hear(
            heard.question, turn.answer[:LONGEST_ANSWER], turn.short[:LONGEST_SHORT], heard.centre
        )
    made = understood(question, dialogue).question
    return made if len(made) <= LONGEST_QUESTION else question


def understood(question: str, dialogue: Dialogue) -> Resolved:
    """A question in the light of the conversation so far."""
    if not question or not dialogue.heard:
        return Resolved(question)
    whole = completed(question, dialogue)
    found = resolve(whole, dialogue)
    carried = dialogue.heard[-1].centre if whole != question else ""
    return Resolved(anchored(found.question, dialogue), found.centre or carried)
