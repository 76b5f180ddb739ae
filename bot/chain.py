"""The chain: a question in, a cited answer out, as a LangChain Runnable."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from langchain_core.callbacks import dispatch_custom_event
from langchain_core.runnables import Runnable, RunnableConfig

from bot.answer import Answer
from bot.composing import Read, compose
from bot.overview import overview
from bot.question import Question
from bot.reading.reader import Reader, Reading, ReadingSettings
from bot.said import reported
from bot.searched import Searched, chosen_articles, search
from bot.ways import Way, chosen
from bot.working import Clock, attempt, counted
from bot.writer import Evidence, Writer, Writing
from bot.yesno import decide
from corpus.article import Article
from index.library import Library
from index.passage import Hit
from index.retrieval import NewsRetriever

TOGETHER = 32
"""How many questions `AnswerChain.batch` reads at a time: more gain little, and wait longer."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What the chain is about to do, in words for the one who waits.

    Attributes:
        name: of the stage, for programs.
        detail: in words.
        draft: what a language model has written so far, none of it checked: to be shown, if at all,
            as just that; "" at all other stages.
    """

    name: str
    detail: str
    draft: str = ""


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
        writer: tells what the articles answer in a language model's words; None: their own words.
    """

    library: Library
    retriever: NewsRetriever
    reader: Reader
    settings: ReadingSettings = field(default_factory=ReadingSettings)
    writer: Writer | None = None

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

    async def ainvoke(
        self,
        input: str | Question | Mapping[str, Any],  # noqa: A002 — LangChain's name for it
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Answer one question in a thread; where that is cancelled, a language model is left.

        Raises:
            InputError: the question is blank or too long.
        """
        return await self._acall_with_config(self._answer_aside, input, config, **kwargs)

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

    def stages(
        self,
        given: str | Question | Mapping[str, Any],
        stop: threading.Event | None = None,
    ) -> Generator[Stage | Answer, None, None]:
        """Say what is being done, stage by stage; the last item is the answer.

        Args:
            given: the question.
            stop: once set, a language model is left, and the extractive answer given. Closing the
                iterator leaves it too.

        Raises:
            InputError: the question is blank or too long.
        """
        question = Question.of(given)
        clock = Clock()
        within = chosen_articles(question, self.library)
        many = self.library.counts().documents if within is None else len(within)
        yield Stage("search", f"Searching {counted(many, 'article')}")
        searched = search(question, self.retriever, within)
        clock.lap("retrieve")
        few = {hit.passage for way in searched.ways for hit in self._first(way)}
        yield Stage("read", f"Reading {counted(len(few), 'passage')}")
        readings = self._read(searched)
        clock.lap("read")
        answer, read = self._composed(searched, readings)
        clock.lap("compose")
        if self.writer is not None and not answer.abstained:
            yield Stage("write", f"Asking {self.writer.name}")
            writing = Writing(self.writer.write(self._evidence(answer, read), stop))
            yield from (Stage("draft", "Writing, not checked yet", text) for text in writing)
            answer = writing.answer
            clock.lap("write")
        yield replace(answer, timings_ms=clock.done())

    def _answer(
        self, given: str | Question | Mapping[str, Any], stop: threading.Event | None = None
    ) -> Answer:
        # Whoever listens to LangChain's events hears of the stages, and sees the draft grow.
        for one in self.stages(given, stop):
            if isinstance(one, Answer):
                return one
            dispatch_custom_event(f"newscite_{one.name}", asdict(one))
        raise AssertionError("the last item is the answer")

    async def _answer_aside(self, given: str | Question | Mapping[str, Any]) -> Answer:
        stop = threading.Event()
        try:
            return await asyncio.to_thread(self._answer, given, stop)
        finally:
            stop.set()

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
        found = [attempt(self._sought, one) for one in given]
        asked = [one for one in found if not isinstance(one, Exception)]
        read = iter(self._read_together(asked))
        return [
            one if isinstance(one, Exception) else attempt(self._finished, one, next(read))
            for one in found
        ]

    def _sought(self, given: str | Question | Mapping[str, Any]) -> Searched:
        question = Question.of(given)
        within = chosen_articles(question, self.library)
        return search(question, self.retriever, within)

    def _first(self, way: Way) -> Sequence[Hit]:
        return way.hits[: self.settings.passages]

    def _pairs(self, searched: Searched) -> list[tuple[str, str]]:
        return [(way.asked, h.passage.text) for way in searched.ways for h in self._first(way)]

    def _read(self, searched: Searched) -> list[Reading]:
        return self.reader.read(self._pairs(searched))

    def _read_together(self, asked: Sequence[Searched]) -> list[list[Reading] | Exception]:
        pairs = [self._pairs(one) for one in asked]
        readings = attempt(self.reader.read, [pair for some in pairs for pair in some])
        if isinstance(readings, Exception):  # one by one, the others can still be read
            return [attempt(self._read, one) for one in asked]
        rest = iter(readings)
        return [[next(rest) for _ in some] for some in pairs]

    def _finished(self, searched: Searched, readings: list[Reading] | Exception) -> Answer:
        if isinstance(readings, Exception):
            raise readings
        answer, read = self._composed(searched, readings)
        if self.writer is None or answer.abstained:
            return answer
        writing = Writing(self.writer.write(self._evidence(answer, read)))
        for _ in writing:
            pass
        return writing.answer

    def _composed(self, searched: Searched, readings: list[Reading]) -> tuple[Answer, list[Read]]:
        rest = iter(readings)
        found = []
        for way in searched.ways:
            read = [Read(hit, next(rest)) for hit in self._first(way)]
            blank = Answer(searched.question.text, way.asked)
            answer = self._compose(blank, read, searched.question.day)
            hits = answer.hits + tuple(way.hits[len(read) :])
            found.append((replace(answer, understood=way.understood, hits=hits), read))
        answers = [answer for answer, _ in found]
        best = chosen(searched.ways, answers, searched.question.understood)
        return best, next((read for answer, read in found if answer is best), found[0][1])

    def _evidence(self, answer: Answer, read: list[Read]) -> Evidence:
        curve, article = self.reader.calibration, self.library.article
        return Evidence(answer, read, curve, self._threshold(), article)

    def _threshold(self) -> float:
        own = self.settings.threshold
        return self.reader.calibration.threshold if own is None else own

    def _compose(self, blank: Answer, read: list[Read], asked: date) -> Answer:
        curve, threshold = self.reader.calibration, self._threshold()
        articles: dict[str, Article] = {}

        def article_of(article_id: str) -> Article:
            if article_id not in articles:
                articles[article_id] = self.library.article(article_id)
            return articles[article_id]

        answer = compose(blank, read, curve, threshold, article_of, asked)
        answer = decide(reported(answer, read, article_of, asked), read, article_of)
        return overview(answer, read, article_of)
