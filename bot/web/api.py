"""What programs can do over HTTP: the page's functions, as documented in README.md beside this.

Each is an endpoint of Gradio's API. What goes wrong is one line in the answer's error.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import gradio as gr
from gradio.events import api
from pydantic import BaseModel, ConfigDict, ValidationError

from bot import shelving
from bot.answer import Answer
from bot.exporting import as_markdown, as_text, bundle, verify
from bot.exporting.bundle import parsed
from bot.feedback import Feedback, FeedbackStore
from bot.question import Question, Turn
from bot.retelling import answer_of
from bot.web import texts
from bot.web.wishes import Chosen
from corpus.article import Article
from corpus.errors import InputError, NewsciteError

if TYPE_CHECKING:
    from bot.chain import AnswerChain
    from index.library import Library

P = ParamSpec("P")
T = TypeVar("T")
MOST_ANSWERS = 200
"""Of a conversation that is exported."""
FORMS = ("text", "markdown", "bundle")


class Before(BaseModel):
    """An earlier question and its answer."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    answer: str
    short_answer: str = ""
    articles: tuple[str, ...] = ()


class How(BaseModel):
    """How a question is asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    history: tuple[Before, ...] = ()
    asked: date | None = None
    scope: Chosen = Chosen()


class Opinion(BaseModel):
    """What is thought of an answer; see `bot.feedback.Feedback`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rating: str
    reason: str = ""
    note: str = ""
    expected: str = ""
    key: str = ""


class Programs:
    """The functions, over a chain and its library.

    Args:
        chain: answers questions.
        library: the articles.
        ratings: where opinions are kept.
        changed: called, by a thread that nobody waits for, once the library has been changed.
    """

    def __init__(
        self,
        chain: AnswerChain,
        library: Library,
        ratings: FeedbackStore,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._changed = changed
        self._chain = chain
        self._library = library
        self._ratings = ratings

    def ask(self, question: str, how: dict[str, Any] | None = None) -> dict[str, Any]:
        """Answer a question: the object that `newscite ask --json` prints."""
        given = How.model_validate(how or {})
        history = tuple(
            Turn(b.question, b.answer, b.short_answer, b.articles) for b in given.history
        )
        asked = Question(question, given.asked, history, given.scope.scope)
        answer = self._chain.invoke(asked)
        return answer.to_json()

    def articles(self, scope: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The articles of the library, or those within a scope: id, title, publisher, date."""
        wanted = Chosen.model_validate(scope or {}).scope
        return [
            {
                "id": one.article_id,
                "title": one.title,
                "publisher": one.publisher,
                "published": one.published.isoformat() if one.published else None,
            }
            for one in self._library.listed()
            if wanted.fits(one)
        ]

    def article(self, article_id: str) -> dict[str, Any]:
        """An article whole; offsets of citations are code points of its text."""
        found = self._found(article_id)
        if found is None:
            raise InputError(f"there is no article {article_id!r}")
        return {
            "id": found.id,
            "title": found.title,
            "text": found.text,
            "publisher": found.publisher,
            "published": found.published.isoformat() if found.published else None,
            "place": found.place,
            "authors": list(found.authors),
            "url": found.url,
        }

    def add(self, text: str) -> dict[str, Any]:
        """Add an article's text, or what is at addresses, one a line."""
        given = shelving.Given.typed(text)
        if not given.sources:
            raise InputError(texts.NOTHING_TO_ADD)
        report = shelving.Report()
        shelving.add(self._library, given, report)
        threading.Thread(target=self._changed, daemon=True).start()
        return {
            "articles": [{"title": t, "outcome": outcome} for t, outcome in report.outcomes],
            "skipped": [{"source": name, "reason": why} for name, why in report.skipped],
        }

    def remove(self, article_ids: list[str]) -> list[str]:
        """Remove articles by their ids, all or none; their titles."""
        gone = self._library.remove([str(one) for one in article_ids])
        threading.Thread(target=self._changed, daemon=True).start()
        return [one.article.title for one in gone]

    def export(self, answers: list[dict[str, Any]], form: str) -> str:
        """Answers as "text", "markdown" or, with their evidence, as a JSON "bundle"."""
        if form not in FORMS:
            raise InputError(f"a form is one of {', '.join(FORMS)}; found {form!r}")
        if not 0 < len(answers) <= MOST_ANSWERS:
            raise InputError(f"1 to {MOST_ANSWERS} answers are exported, found {len(answers)}")
        told = [answer_of(one) for one in answers]
        if form == "bundle":
            return bundle(told, self._found)
        return as_text(told) if form == "text" else as_markdown(told)

    def verify(self, bundle: dict[str, Any]) -> list[dict[str, Any]]:
        """What does not hold of an evidence bundle, a line each; nothing where all does."""
        return [
            {"exchange": one.exchange, "citation": one.citation, "said": one.said}
            for one in verify(parsed(bundle, "the bundle"), self._found)
        ]

    def rate(self, answer: dict[str, Any], opinion: dict[str, Any]) -> str:
        """Keep what is thought of an answer; its key, by which a later opinion replaces it."""
        given = Opinion.model_validate(opinion)
        if given.rating not in {"up", "down"}:
            raise InputError(f"a rating is 'up' or 'down', found {given.rating!r}")
        told: Answer = answer_of(answer)
        key = given.key or secrets.token_hex(8)
        rating = "up" if given.rating == "up" else "down"
        self._ratings.give(
            Feedback(
                key,
                rating,  # type: ignore[arg-type]
                told,
                date.today(),
                reason=given.reason,
                note=given.note,
                expected=given.expected,
            )
        )
        return key

    def _found(self, article_id: str) -> Article | None:
        try:
            return self._library.article(article_id)
        except KeyError:
            return None


def offer(programs: Programs, at_once: int) -> None:
    """Make endpoints of the functions, within the page that is being built.

    Args:
        programs: the functions.
        at_once: questions that are answered at the same time, the page's among them.
    """
    api(told(programs.ask), api_name="ask", concurrency_limit=at_once, concurrency_id="ask")
    for one in (
        programs.articles,
        programs.article,
        programs.add,
        programs.remove,
        programs.export,
        programs.verify,
        programs.rate,
    ):
        api(told(one), api_name=one.__name__, concurrency_id="others", concurrency_limit=at_once)


def told(function: Callable[P, T]) -> Callable[P, T]:
    """The function, whose errors are lines that its caller may read; the log gets the others."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except NewsciteError as error:
            raise gr.Error(str(error), print_exception=False) from error
        except (ValidationError, ValueError, TypeError, AttributeError, KeyError) as error:
            logging.getLogger(__name__).info("%s: %s", function.__name__, error)
            raise gr.Error(unfit(function.__name__, error), print_exception=False) from error

    return guarded


def unfit(name: str, error: Exception) -> str:
    """What was wrong with what a program sent."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{name}: {where}: {first['msg']}"
    return f"{name} cannot use what was sent; bot/web/README.md says what it takes"
