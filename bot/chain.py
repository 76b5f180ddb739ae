"""The chain: a question in, a cited answer out, as a LangChain Runnable."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from bot.answer import Answer
from bot.composing import Read, compose
from bot.reading.reader import Reader, ReadingSettings
from bot.rewriting import rewrite
from bot.yesno import decide
from corpus.article import Article
from corpus.errors import InputError
from index.library import Library
from index.passage import Hit
from index.retrieval import NewsRetriever

MAX_QUESTION_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation, and what was answered.

    Attributes:
        question: as typed.
        answer: the answer's text.
        short: the short answer, "" where it is not known; helps to tell who "he" is.
    """

    question: str
    answer: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        text: the question, as typed.
        asked: the day of asking, None: today.
        history: the conversation before it, oldest first.
    """

    text: str
    asked: date | None = None
    history: tuple[Turn, ...] = ()

    @property
    def understood(self) -> str:
        """The question made whole from the conversation before it."""
        return rewrite(self.text, self.history)

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


@dataclass(frozen=True, slots=True)
class Stage:
    """What the chain is about to do, in words for the one who waits."""

    name: str
    detail: str


@dataclass(frozen=True)
class AnswerChain(Runnable[str | Question | Mapping[str, Any], Answer]):
    """Retrieve, read, compose: the answer path without a language model.

    A LangChain Runnable: `invoke`, `batch`, `stream` and their async forms take a text, a
    mapping with `question` (and `asked`, `history`), or a `Question`, and give an `Answer`.

    Attributes:
        library: the articles.
        retriever: finds passages in it.
        reader: finds answers in passages.
        settings: how many passages are read, and when to decline.
    """

    library: Library
    retriever: NewsRetriever
    reader: Reader
    settings: ReadingSettings = field(default_factory=ReadingSettings)

    def invoke(
        self,
        input: str | Question | Mapping[str, Any],  # noqa: A002 — LangChain's name for it
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Answer one question.

        Raises:
            InputError: the question is blank or too long.
        """
        return self._call_with_config(self._answer, input, config, **kwargs)

    def stages(self, given: str | Question | Mapping[str, Any]) -> Iterator[Stage | Answer]:
        """Say what is being done, stage by stage; the last item is the answer.

        Raises:
            InputError: the question is blank or too long.
        """
        question = Question.of(given)
        clock = Clock()
        understood = question.understood
        yield Stage("search", f"Searching {counted(self.library.counts().documents, 'article')}")
        hits = self.retriever.hits(understood)
        clock.lap("retrieve")
        yield Stage("read", f"Reading {counted(min(len(hits), self.settings.passages), 'passage')}")
        read = self._read(understood, hits)
        clock.lap("read")
        answer = self._compose(question, understood, read)
        clock.lap("compose")
        rest = tuple(hits[self.settings.passages :])
        yield replace(answer, hits=answer.hits + rest, timings_ms=clock.done())

    def _answer(self, given: str | Question | Mapping[str, Any]) -> Answer:
        *_, last = self.stages(given)
        assert isinstance(last, Answer)
        return last

    def _read(self, question: str, hits: list[Hit]) -> list[Read]:
        some = hits[: self.settings.passages]
        readings = self.reader.read([(question, hit.passage.text) for hit in some])
        return [Read(hit, reading) for hit, reading in zip(some, readings, strict=True)]

    def _compose(self, question: Question, understood: str, read: list[Read]) -> Answer:
        curve = self.reader.calibration
        threshold = self.settings.threshold
        threshold = curve.threshold if threshold is None else threshold
        blank = Answer(question.text, understood)
        articles: dict[str, Article] = {}

        def article_of(article_id: str) -> Article:
            if article_id not in articles:
                articles[article_id] = self.library.article(article_id)
            return articles[article_id]

        answer = compose(blank, read, curve, threshold, article_of)
        return decide(answer, read, article_of)


class Clock:
    """Milliseconds per stage."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Give the time since the last lap to a stage."""
        now = time.perf_counter()
        self._laps[stage] = 1000 * (now - self._last)
        self._last = now

    def done(self) -> dict[str, float]:
        """All laps, and the total."""
        return self._laps | {"total": 1000 * (self._last - self._began)}


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "3,109 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
