"""Between page and chain: takes a question there, and brings back what is to be shown."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.answer import Answer
from bot.chain import Stage
from bot.conversations import Conversations, ConversationsError, Kept
from bot.question import Question, Turn
from bot.suggesting import beginnings, instead, offered
from bot.web import texts
from bot.web.conversation import Exchange, conversation
from bot.web.evidence import NEAREST, panel
from bot.web.markup import element, escaped
from bot.web.visitor import owner_of
from bot.web.wishes import Wish, wish_of
from corpus.article import Article
from corpus.errors import NewsciteError
from index.scope import Scope

if TYPE_CHECKING:
    from bot.chain import AnswerChain
    from bot.evaluation.cases import Case
    from index.library import Library

Shown = tuple[Any, ...]

STOPPED = 1_000
"""How many tickets of stopped questions are remembered."""


class Desk:
    """What the page's events call.

    Args:
        chain: answers the questions.
        library: the articles that are asked about.
        passages: how many passages the chain reads at most.
        cases: what examples are taken from.
        conversations: where they are kept; None: in memory.
    """

    def __init__(
        self,
        chain: AnswerChain,
        library: Library,
        passages: int,
        cases: Sequence[Case],
        conversations: Conversations | None = None,
    ) -> None:
        self.library = library
        self.conversations = conversations or Conversations(None)
        self._chain = chain
        self._passages = passages
        self._cases = cases
        self._stopped: deque[tuple[str, str]] = deque(maxlen=STOPPED)
        self._keeping = threading.Lock()
        self._suggesting = threading.Lock()
        self._begun: tuple[int, tuple[str, ...]] = (-1, ())

    def opened(self, identity: str = "", request: gr.Request | None = None) -> Shown:
        """What a page shows that has just been opened, and the box that may now be used."""
        box = gr.update(interactive=True)
        return self.header(), *self.shown(owner_of(request), identity), box

    def ask(
        self, text: str, wish: object = "", request: gr.Request | None = None
    ) -> Iterator[Shown]:
        """Answer a question, showing each stage.

        Args:
            text: the question.
            wish: how it is asked, as the page's scripts send it.
            request: by whom.

        Yields:
            The conversation, the evidence and the question box.
        """
        owner, asked = owner_of(request), Wish()
        before: tuple[Exchange, ...] = ()
        try:
            asked = wish_of(wish)
            before = self.before(owner, asked)
            question = Question(text, history=turns(before), scope=asked.scope.scope)
        except NewsciteError as error:
            refused = Exchange(text, notice=sentence(str(error)), instead=asked.instead)
            log = conversation((*before, refused), identity=asked.conversation)
            yield log, gr.skip(), text
            return
        yield from self.answering(owner, asked, before, question)

    def answering(
        self, owner: str, wish: Wish, before: Sequence[Exchange], question: Question
    ) -> Iterator[Shown]:
        """The conversation as it grows by a question; see `ask`."""
        identity = wish.conversation if before else ""
        for made in self.exchanged(question):
            one = replace(made, instead=wish.instead)
            if one.answer:
                kept = self.keep(owner, wish, one)
                if kept is None:
                    return
                one, identity = kept
            now = (*before, one)
            log = conversation(now, identity=identity)
            evidence = self.evidence(owner, now, identity) if one.answer else gr.skip()
            # What is typed while waiting stays; a question without an answer comes back.
            yield log, evidence, question.text if one.notice else gr.skip()

    def ask_offered(
        self, event: gr.EventData, request: gr.Request | None = None
    ) -> Iterator[Shown]:
        """Answer a question that the page offered, or one that is asked again."""
        yield from self.ask(str(event.question), event.wish, request)

    def stop(self, event: gr.EventData, request: gr.Request | None = None) -> Shown:
        """The conversation without the answer that was stopped; it will not be kept."""
        owner, wish = owner_of(request), wish_of(event.wish)
        with self._keeping:
            self._stopped.append((owner, wish.ticket))
        one = Exchange(str(event.question), notice=texts.STOPPED, instead=wish.instead)
        now = (*self.before(owner, wish), one)
        return (conversation(now, identity=wish.conversation),)

    def exchanged(self, question: Question) -> Iterator[Exchange]:
        """The exchange as it grows; the last one has an answer or a notice."""
        stages: tuple[str, ...] = ()
        try:
            for given in self._chain.stages(question):
                if isinstance(given, Stage):
                    if stages[-1:] != (given.detail,):  # a draft that grows is one stage
                        stages = (*stages, given.detail)
                    yield Exchange(question.text, stages=stages, draft=given.draft)
                else:
                    yield Exchange(question.text, given, self.searched(given, question))
        except NewsciteError as error:
            yield Exchange(question.text, notice=sentence(str(error)))
        except Exception:
            # The page is the last one who could tell: the log gets it all, the visitor a line.
            logging.getLogger(__name__).exception("a question could not be answered")
            yield Exchange(question.text, notice=texts.SOMETHING_BROKE)

    def keep(self, owner: str, wish: Wish, one: Exchange) -> tuple[Exchange, str] | None:
        """Keep an answer.

        Returns:
            The exchange, with why it could not be kept, and the conversation's id, "" where
            it has none; None where the answer was stopped meanwhile.
        """
        assert one.answer is not None
        with self._keeping:
            if wish.ticket and (owner, wish.ticket) in self._stopped:
                return None
            if not owner:
                return replace(one, unkept=texts.NO_COOKIE), ""
            kept = Kept(one.question, one.answer, one.searched)
            found = [self.article(owner, id_) for id_ in quoted(one.answer)]
            articles = [article for article in found if article]
            try:
                identity = self.conversations.keep(
                    owner, wish.conversation or None, kept, articles, instead=wish.instead
                )
            except ConversationsError as error:
                logging.getLogger(__name__).warning("%s", error)
                return replace(one, unkept=texts.NOT_KEPT), wish.conversation
        return one, identity

    def before(self, owner: str, wish: Wish) -> tuple[Exchange, ...]:
        """The conversation that a question continues; without the one whose place it takes."""
        found = self.exchanges(owner, wish.conversation)
        return found[:-1] if wish.instead else found

    def exchanges(self, owner: str, identity: str) -> tuple[Exchange, ...]:
        """A conversation of the owner's; empty where there is none of that id."""
        kept = self.conversations.read(owner, identity) if owner and identity else ()
        return tuple(Exchange(one.question, one.answer, one.searched) for one in kept)

    def shown(self, owner: str, identity: str) -> tuple[str, str]:
        """A kept conversation and its evidence; the invitation, where there is none of that id."""
        found = self.exchanges(owner, identity)
        identity = identity if found else ""
        empty = not found and not self.library.counts().documents
        log = conversation(found, () if found else self.examples(), identity, empty=empty)
        return log, self.evidence(owner, found, identity)

    def suggestion(self, declined: Answer, asked: Collection[str], scope: Scope) -> str:
        """What to ask instead of a declined question, "" where nothing is known to be answered.

        Finding one costs as much as a few questions. So one is found at a time; whoever comes
        meanwhile is offered an example.

        Args:
            declined: the answer that is none.
            asked: questions that are not offered again.
            scope: the articles that are asked.
        """
        free = self._suggesting.acquire(blocking=False)
        try:
            near = declined if free else replace(declined, hits=())
            return instead(near, self._chain, self.library, self._cases, asked, scope)
        finally:
            if free:
                self._suggesting.release()

    def searched(self, answer: Answer, question: Question) -> str:
        """What was searched, in words."""
        read = min(len(answer.hits), self._passages)
        scope = question.scope
        if scope.everything:
            return texts.searched(self.library.counts().documents, read)
        return texts.searched(len(self.library.within(scope)), read, chosen=True)

    def header(self) -> str:
        """The page's name and how much there is to ask about."""
        count = texts.in_library(self.library.counts().documents)
        keys = element(
            "button",
            "?",
            type_="button",
            class_="nc-icon",
            data_help="",
            aria_label=texts.SHORTCUTS,
            title=texts.SHORTCUTS,
        )
        return element(
            "header",
            element("h1", escaped(texts.NAME)),
            element("p", escaped(texts.TAGLINE)),
            element("p", escaped(count), class_="nc-count"),
            keys,
            class_="nc-header",
        )

    def examples(self) -> tuple[str, ...]:
        """Questions to begin with."""
        return offered(self.library, self._cases)

    def beginnings(self) -> tuple[str, ...]:
        """Questions to begin with where no case is about the library; found once for each state."""
        with self._suggesting:
            state = self.library.state()
            if self._begun[0] != state:
                self._begun = state, beginnings(self._chain, self.library)
            return self._begun[1]

    def evidence(self, owner: str, exchanges: Sequence[Exchange], identity: str = "") -> str:
        """The evidence panel of a conversation."""
        answers = [(turn, e.answer) for turn, e in enumerate(exchanges, 1) if e.answer]
        return panel(answers, lambda id_: self.article(owner, id_), identity)

    def article(self, owner: str, article_id: str) -> Article | None:
        """An article of the library, or as the owner's conversations quote it; None: neither."""
        try:
            return self.library.article(article_id)
        except KeyError:
            return self.conversations.article(owner, article_id) if owner else None


def quoted(answer: Answer) -> list[str]:
    """The ids of the articles that are shown beside an answer."""
    cited = [one.article_id for one in answer.citations]
    near = [hit.passage.article_id for hit in answer.hits[:NEAREST]] if answer.abstained else []
    return list(dict.fromkeys(cited + near))


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The conversation as the chain takes it."""
    return tuple(Turn.of(e.question, e.answer) for e in exchanges if e.answer)


def sentence(message: str) -> str:
    """An error's line as a sentence."""
    return message[:1].upper() + message[1:].rstrip(".") + "."
