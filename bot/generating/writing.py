"""From what a model wrote to an answer: its proved sentences, or the articles' own."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Citation, Claim, Span
from bot.claiming import Mention, facts, short
from bot.composing import Read
from bot.generating.calling import Caller, Reply
from bot.generating.faults import ModelError
from bot.generating.parsing import Drafted, Parsed, draft, parse
from bot.generating.prompting import Prompt, prompt
from bot.generating.settings import ModelSettings
from bot.generation import Generation
from bot.reading.signs import signs_of
from bot.verifying.citing import Source, Statement
from bot.verifying.verifier import Verdict, Verifier
from bot.writer import Evidence
from corpus.article import Article

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)
BETWEEN = 0.08
"""Seconds between two drafts at least: more often, nobody can read."""


class ModelWriter:
    """Has a language model write answers, and proves them.

    Args:
        model: what is asked.
        settings: its name and limits.
        verifier: proves its sentences.
    """

    def __init__(self, model: BaseChatModel, settings: ModelSettings, verifier: Verifier) -> None:
        self.settings = settings
        self._caller = Caller(model, settings)
        self._verifier = verifier

    @property
    def name(self) -> str:
        """The model's name."""
        return self.settings.name

    def write(
        self, given: Evidence, stop: threading.Event | None = None
    ) -> Generator[str, None, Answer]:
        """Yield the draft as it grows, none of it proved; return the answer.

        Args:
            given: the extractive answer with its evidence.
            stop: once set, the model is left, and the extractive answer returned.
        """
        began = time.perf_counter()
        ranked = by_rank(given.read, given.answer)
        most, reply = self.settings.context, Reply()
        asked = prompt(given.answer.understood, ranked, given.article_of, most)
        try:
            try:
                yield from self._drafts(asked, reply, stop, self.settings.timeout)
            except ModelError as error:
                # Half as much may fit. The time that is left is all that there is.
                left = self.settings.timeout - (time.perf_counter() - began)
                if error.kind != "context" or left <= 0:
                    raise
                asked = prompt(given.answer.understood, ranked, given.article_of, most // 2)
                yield from self._drafts(asked, reply, stop, left)
            answer = self._proved(given, asked, reply)
        except ModelError as fault:
            answer = self._fallen(given.answer, asked, reply, fault)
        self._log(answer, 1000 * (time.perf_counter() - began))
        return answer

    def _drafts(
        self, asked: Prompt, reply: Reply, stop: threading.Event | None, limit: float
    ) -> Iterator[str]:
        from langchain_core.messages import HumanMessage, SystemMessage

        messages = [SystemMessage(asked.rules), HumanMessage(asked.asked)]
        last = 0.0
        for text in self._caller.ask(messages, reply, stop, limit):
            if time.monotonic() - last >= BETWEEN:
                last = time.monotonic()
                yield draft(text)

    def _proved(self, given: Evidence, asked: Prompt, reply: Reply) -> Answer:
        """The answer that is left when each sentence was checked.

        Raises:
            ModelError: nothing is.
        """
        parsed = parse(reply.text, [one.id for one in asked.shown])
        complain(parsed, reply)
        known = {one.id: Source(one.article, one.start, one.end) for one in asked.shown}
        drafted = parsed.sentences
        verdicts = self._verifier.verify([stated(one, known) for one in drafted])
        kept = list(proved(drafted, verdicts))
        removed = Counter(one.reason for one in verdicts if one.reason)
        told = self._generation(asked, reply, len(drafted), removed)
        if kept and not answers(given, kept):
            removed["question"] += len(kept)
            kept = []
        if not kept:
            said = f"wrote {len(drafted)} sentence{'s'[: len(drafted) != 1]}, none of them proved"
            told = replace(told, fault=said, kind="unproved", removed=removed)
            return replace(given.answer, generation=told)
        return rewritten(given, kept, told)

    def _fallen(self, answer: Answer, asked: Prompt, reply: Reply, fault: ModelError) -> Answer:
        told = self._generation(asked, reply, 0, Counter())
        return replace(answer, generation=replace(told, fault=fault.said, kind=fault.kind))

    def _generation(
        self, asked: Prompt, reply: Reply, written: int, removed: Mapping[str, int]
    ) -> Generation:
        return Generation(
            self.settings.name,
            written=written,
            removed=removed,
            passages=len(asked.shown),
            usage=reply.usage,
        )

    def _log(self, answer: Answer, ms: float) -> None:
        told = answer.generation
        assert told is not None
        log.info("%s", told.told(ms))


def by_rank(read: Sequence[Read], answer: Answer) -> list[Read]:
    """The passages that were read, best first by how surely they answer."""
    rank = {hit.passage.key: number for number, hit in enumerate(answer.hits)}
    return sorted(read, key=lambda one: rank.get(one.hit.passage.key, len(rank)))


def complain(parsed: Parsed, reply: Reply) -> None:
    """Tell why a reply without sentences has none.

    Raises:
        ModelError: it has none.
    """
    if parsed.none:
        raise ModelError("none", "found no answer in the passages")
    if not reply.text.strip():
        raise ModelError("empty", "wrote nothing")
    if not parsed.sentences:
        raise ModelError("nonsense", "wrote nothing that could be read as an answer")


def stated(drafted: Drafted, known: Mapping[str, Source]) -> Statement:
    """A model's sentence with the passages that it names; ids that were not given name none."""
    named = dict.fromkeys(one.strip("[]<> ") for one in drafted.ids)
    sources = tuple(known[one] for one in named if one in known)
    return Statement(drafted.text, sources, drafted.quotes)


def proved(drafted: Sequence[Drafted], verdicts: Sequence[Verdict]) -> Iterator[Claim]:
    """The sentences that are, as claims, each once."""
    told: set[str] = set()
    for one, verdict in zip(drafted, verdicts, strict=True):
        if verdict.proved and one.text not in told:
            told.add(one.text)
            yield Claim(one.text, verdict.citations)


def rewritten(given: Evidence, kept: Sequence[Claim], told: Generation) -> Answer:
    """The extractive answer in a model's proved sentences.

    The short answer stays where what it was taken from is still cited; else it is what the reader
    finds in what is cited, or nothing.
    """
    answer = replace(given.answer, claims=tuple(kept), mode=told.model, generation=told)
    cited = [c for claim in kept for c in claim.citations]
    if any(overlaps(span, one) for span in answer.spans for one in cited):
        return answer
    said, spans = shortened(given, cited)
    return replace(answer, short_answer=said, spans=spans)


def answers(given: Evidence, kept: Sequence[Claim]) -> bool:
    """Whether the reader, asked the same of what is cited, agrees that it answers the question.

    It does where it cites what the extractive answer cites, which for summaries and questions for
    a yes or a no is all there is to compare; or where the reader would answer from it by itself.
    """
    cited = [c for claim in kept for c in claim.citations]
    before = given.answer.citations
    if any(overlaps(one, other) for one in cited for other in before):
        return True
    return any(sure >= given.threshold for sure, *_ in candidates(given, cited))


def candidates(
    given: Evidence, cited: Sequence[Citation]
) -> Iterator[tuple[float, Article, int, int]]:
    """What the reader found within what is cited, with its confidence."""
    question = given.answer.understood
    for one in given.read:
        passage = one.hit.passage
        for found, signs in signs_of(question, passage.text, one.reading):
            start, end = passage.start + found.start, passage.start + found.end
            within = any(
                c.article_id == passage.article_id and c.start <= start and end <= c.end
                for c in cited
            )
            if within and start < end:
                article = given.article_of(passage.article_id)
                yield given.calibration.confidence(signs), article, start, end


def shortened(given: Evidence, cited: Sequence[Citation]) -> tuple[str, tuple[Span, ...]]:
    """The reader's short answer out of what is cited; nothing where it is not sure of one."""
    best = max(candidates(given, cited), key=lambda one: one[0], default=None)
    if best is None or best[0] < given.threshold:
        return "", ()
    sure, article, start, end = best
    question = given.answer.understood
    mention = Mention.of(article, (start, end), sure, question)
    return short(facts([mention], [], question)) if mention else ("", ())


def overlaps(one: Span | Citation, other: Span | Citation) -> bool:
    """Whether two stretches share a character of an article."""
    same = one.article_id == other.article_id
    return same and one.start < other.end and other.start < one.end
