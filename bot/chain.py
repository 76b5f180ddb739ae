"""The chain: a question in, a cited answer out, as a LangChain Runnable."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ParamSpec, TypeVar

from langchain_core.runnables import Runnable, RunnableConfig

from bot.answer import Answer
from bot.composing import Read, compose
from bot.overview import overview
from bot.reading.reader import Reader, ReadingSettings
from bot.rewriting import rewrite
from bot.said import reported
from bot.when import period
from bot.yesno import decide
from corpus.article import Article
from corpus.errors import InputError
from index.library import Library
from index.passage import Hit
from index.retrieval import NewsRetriever

MAX_QUESTION_CHARS = 2_000
TOGETHER = 32
"""How many questions `AnswerChain.batch` reads at a time: more gain little, and wait longer."""

P = ParamSpec("P")
T = TypeVar("T")


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


@dataclass(frozen=True, slots=True)
class Searched:
    """A question, what it was understood as, and the hits for that, best first."""

    question: Question
    understood: str
    hits: list[Hit]


@dataclass(frozen=True)
class AnswerChain(Runnable[str | Question | Mapping[str, Any], Answer]):
    """Retrieve, read, compose: the answer path without a language model.

    A LangChain Runnable: `invoke`, `batch`, `stream` and their async forms take a text, a
    mapping with `question` (and `asked`, `history`), or a `Question`, and give an `Answer`.
    `batch` reads the passages of many questions together, which is faster.

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

    def batch(
        self,
        inputs: Sequence[str | Question | Mapping[str, Any]],
        config: RunnableConfig | Sequence[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[Answer]:
        """Answer many questions: as `invoke` answers each, scores within 1e-3.

        The answers have no timings: a share of a stage that many passed together is not
        how long one would have waited.

        Args:
            inputs: the questions.
            config: LangChain's, one or one each.
            return_exceptions: an error takes the place of its question's answer.
            kwargs: LangChain's; none are used.

        Raises:
            InputError: a question is blank or too long, unless exceptions are returned.
        """
        configs = config if config is None or isinstance(config, Mapping) else list(config)
        answers = self._batch_with_config(
            self._answers, list(inputs), configs, return_exceptions=return_exceptions, **kwargs
        )
        for one in answers:
            # LangChain gives an interruption back as if it were a question's error.
            if isinstance(one, BaseException) and not isinstance(one, Exception):
                raise one
        return answers

    def stages(self, given: str | Question | Mapping[str, Any]) -> Iterator[Stage | Answer]:
        """Say what is being done, stage by stage; the last item is the answer.

        Raises:
            InputError: the question is blank or too long.
        """
        question = Question.of(given)
        clock = Clock()
        yield Stage("search", f"Searching {counted(self.library.counts().documents, 'article')}")
        searched = self._search(question)
        clock.lap("retrieve")
        few = min(len(searched.hits), self.settings.passages)
        yield Stage("read", f"Reading {counted(few, 'passage')}")
        read = self._read(searched)
        clock.lap("read")
        answer = self._finished(searched, read)
        clock.lap("compose")
        yield replace(answer, timings_ms=clock.done())

    def _answer(self, given: str | Question | Mapping[str, Any]) -> Answer:
        *_, last = self.stages(given)
        assert isinstance(last, Answer)
        return last

    def _answers(
        self, given: Sequence[str | Question | Mapping[str, Any]]
    ) -> list[Answer | Exception]:
        """An answer, or what went wrong, for each: one bad question spoils no other."""
        found: list[Answer | Exception] = []
        for first in range(0, len(given), TOGETHER):
            found += self._together(given[first : first + TOGETHER])
        return found

    def _together(
        self, given: Sequence[str | Question | Mapping[str, Any]]
    ) -> list[Answer | Exception]:
        # Questions are embedded one by one: in bfloat16, a question's vector would depend on
        # those beside it, and with it which passages are found.
        found = [attempt(lambda one: self._search(Question.of(one)), one) for one in given]
        asked = [one for one in found if not isinstance(one, Exception)]
        read = iter(self._read_together(asked))
        return [
            one if isinstance(one, Exception) else attempt(self._finished, one, next(read))
            for one in found
        ]

    def _search(self, question: Question) -> Searched:
        understood = question.understood
        when = period(understood, question.asked or date.today())
        return Searched(question, understood, self.retriever.hits(understood, period=when))

    def _pairs(self, searched: Searched) -> list[tuple[str, str]]:
        some = searched.hits[: self.settings.passages]
        return [(searched.understood, hit.passage.text) for hit in some]

    def _read(self, searched: Searched) -> list[Read]:
        readings = self.reader.read(self._pairs(searched))
        return [Read(hit, one) for hit, one in zip(searched.hits, readings, strict=False)]

    def _read_together(self, asked: Sequence[Searched]) -> list[list[Read] | Exception]:
        pairs = [self._pairs(one) for one in asked]
        readings = attempt(self.reader.read, [pair for some in pairs for pair in some])
        if isinstance(readings, Exception):  # one by one, the others can still be read
            return [attempt(self._read, one) for one in asked]
        rest = iter(readings)
        return [
            [Read(hit, next(rest)) for hit in one.hits[: len(some)]]
            for one, some in zip(asked, pairs, strict=True)
        ]

    def _finished(self, searched: Searched, read: list[Read] | Exception) -> Answer:
        if isinstance(read, Exception):
            raise read
        answer = self._compose(searched, read)
        return replace(answer, hits=answer.hits + tuple(searched.hits[len(read) :]))

    def _compose(self, searched: Searched, read: list[Read]) -> Answer:
        curve = self.reader.calibration
        threshold = self.settings.threshold
        threshold = curve.threshold if threshold is None else threshold
        blank = Answer(searched.question.text, searched.understood)
        articles: dict[str, Article] = {}

        def article_of(article_id: str) -> Article:
            if article_id not in articles:
                articles[article_id] = self.library.article(article_id)
            return articles[article_id]

        answer = reported(compose(blank, read, curve, threshold, article_of), read, article_of)
        return overview(decide(answer, read, article_of), read, article_of)


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


def attempt(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Exception:
    """What some work gives, or the exception that stopped it; an interruption still interrupts."""
    try:
        return work(*args, **kwargs)
    except Exception as error:
        return error


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "3,109 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
