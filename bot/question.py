"""What is asked: a question, when, over which articles, and the conversation before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.answer import Answer
from bot.rewriting import Readings, readings
from corpus.errors import InputError
from index.scope import Scope

MAX_QUESTION_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation, and what was answered.

    Attributes:
        question: as typed.
        answer: the answer's text.
        short: the short answer, "" where it is not known; helps to tell who "he" is.
        articles: ids of the articles that it cites, the first one first.
    """

    question: str
    answer: str
    short: str = ""
    articles: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: str, answer: Answer) -> Turn:
        """A question with the answer that was given."""
        cited = dict.fromkeys(one.article_id for one in answer.citations)
        return cls(question, answer.text, answer.short_answer, tuple(cited))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        text: the question, as typed.
        asked: the day of asking, None: today.
        history: the conversation before it, oldest first.
        scope: over which articles it is asked.
    """

    text: str
    asked: date | None = None
    history: tuple[Turn, ...] = ()
    scope: Scope = field(default_factory=Scope)

    @property
    def day(self) -> date:
        """The day of asking."""
        return self.asked or date.today()

    @property
    def readings(self) -> Readings:
        """What the question may mean in the conversation before it."""
        return readings(self.text, self.history)

    @property
    def understood(self) -> str:
        """The question made whole from the conversation before it."""
        return self.readings.question

    @classmethod
    def of(cls, given: str | Question | Mapping[str, Any]) -> Question:
        """A question from what people pass to a chain: a text, a mapping, or a question.

        Raises:
            InputError: the question is blank, or longer than the limit.
        """
        if isinstance(given, str):
            given = cls(given)
        elif not isinstance(given, Question):
            history = tuple(Turn(t["question"], t["answer"]) for t in given.get("history") or ())
            asked = given.get("asked")
            day = date.fromisoformat(asked) if isinstance(asked, str) else asked
            given = cls(given["question"], day, history)
        if not given.text.strip():
            raise InputError("the question is empty: ask something, such as 'Who urged …?'")
        if len(given.text) > MAX_QUESTION_CHARS:
            raise InputError(
                f"the question has {len(given.text):,} characters, at most "
                f"{MAX_QUESTION_CHARS:,} are read: shorten it"
            )
        return given
