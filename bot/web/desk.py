"""Between page and chain: takes a question there, and brings back what is to be shown."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.answer import Answer
from bot.chain import Question, Stage, Turn
from bot.web import texts
from bot.web.conversation import Exchange, conversation
from bot.web.evidence import LISTED, contents, panel
from bot.web.examples import examples
from bot.web.markup import element, escaped
from corpus.article import Article
from corpus.errors import NewsciteError

if TYPE_CHECKING:
    from bot.chain import AnswerChain
    from bot.evaluation.cases import Case
    from index.library import Library

Exchanges = tuple[Exchange, ...]
Shown = tuple[Any, ...]


class Desk:
    """What the page's events call.

    Args:
        chain: answers the questions.
        library: the articles that are asked about.
        passages: how many passages the chain reads at most.
        cases: what examples are taken from.
    """

    def __init__(
        self, chain: AnswerChain, library: Library, passages: int, cases: Sequence[Case]
    ) -> None:
        self._chain = chain
        self._library = library
        self._passages = passages
        self._cases = cases

    def opened(self) -> Shown:
        """What a page shows that has just been opened, and the box that may now be used."""
        box = gr.update(interactive=True)
        return self.header(), conversation((), self.examples()), self.evidence(()), box

    def ask(self, text: str, exchanges: Exchanges) -> Iterator[Shown]:
        """Answer a question, showing each stage.

        Args:
            text: the question.
            exchanges: the conversation before it.

        Yields:
            The conversation, the evidence, the question box and the conversation to keep.
        """
        offered = self.examples()
        turns = tuple(
            Turn(e.question, e.answer.text, e.answer.short_answer) for e in exchanges if e.answer
        )
        box: Any = ""
        for one in self.exchanged(Question(text, history=turns)):
            now = (*exchanges, one)
            shown = conversation(now, offered)
            if one.answer:
                yield shown, self.evidence(now), box, now
            elif one.notice:
                yield shown, gr.skip(), text, exchanges
            else:
                yield shown, gr.skip(), box, exchanges
            box = gr.skip()  # what is typed while waiting stays

    def ask_offered(self, exchanges: Exchanges, event: gr.EventData) -> Iterator[Shown]:
        """Answer a question that the page offered."""
        yield from self.ask(str(event.question), exchanges)

    def exchanged(self, question: Question) -> Iterator[Exchange]:
        """The exchange as it grows; the last one has an answer or a notice."""
        try:
            for given in self._chain.stages(question):
                if isinstance(given, Stage):
                    yield Exchange(question.text, stage=given.detail, draft=given.draft)
                else:
                    yield Exchange(question.text, given, self.searched(given))
        except NewsciteError as error:
            yield Exchange(question.text, notice=sentence(str(error)))
        except Exception:
            # The page is the last one who could tell: the log gets it all, the visitor a line.
            logging.getLogger(__name__).exception("a question could not be answered")
            yield Exchange(question.text, notice=texts.SOMETHING_BROKE)

    def answer(self, question: str) -> dict[str, Any]:
        """Answer one question, as the object that `newscite ask --json` prints."""
        try:
            return self._chain.invoke(question).to_json()
        except NewsciteError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def searched(self, answer: Answer) -> str:
        """What was searched, in words."""
        read = min(len(answer.hits), self._passages)
        return texts.searched(self._library.counts().documents, read)

    def header(self) -> str:
        """The page's name and how much there is to ask about."""
        count = texts.in_library(self._library.counts().documents)
        return element(
            "header",
            element("h1", escaped(texts.NAME)),
            element("p", escaped(texts.TAGLINE)),
            element("p", escaped(count), class_="nc-count"),
            class_="nc-header",
        )

    def examples(self) -> tuple[str, ...]:
        """Questions to offer."""
        wanted = {evidence.article_id for case in self._cases for evidence in case.evidence}
        return examples({one for one in wanted if self._library.passages(one)}, self._cases)

    def evidence(self, exchanges: Exchanges) -> str:
        """The evidence panel of a conversation."""
        answers = [(turn, e.answer) for turn, e in enumerate(exchanges, 1) if e.answer]
        return panel(answers, self.article, "" if answers else self.contents())

    def contents(self) -> str:
        """The library's articles, where they are few enough to be read over."""
        total = self._library.counts().documents
        listed = self._library.documents() if total <= LISTED else []
        return contents([one.article for one in listed], total)

    def article(self, article_id: str) -> Article | None:
        """An article of the library, None where it is not there, or no longer."""
        try:
            return self._library.article(article_id)
        except KeyError:
            return None


def sentence(message: str) -> str:
    """An error's line as a sentence."""
    return message[:1].upper() + message[1:].rstrip(".") + "."
