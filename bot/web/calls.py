"""What the page's scripts call: each function takes an object, and gives one of HTML and texts."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.utils import get_upload_folder
from pydantic import ValidationError

from bot import shelving
from bot.conversations import ConversationsError
from bot.feedback import FeedbackStore
from bot.web import shelf, texts
from bot.web.conversation import offer, offered
from bot.web.desk import Desk, sentence
from bot.web.taking import Taking
from bot.web.visitor import owned, owner_of
from bot.web.whole import marks, whole
from bot.web.wishes import Chosen
from corpus.errors import InputError, NewsciteError

if TYPE_CHECKING:
    from index.stored import Removed

Given = dict[str, Any]
Call = Callable[[Given, gr.Request], Given]

MOST_JOBS = 64
MOST_REMOVED = 20
"""How many removals of a visitor's can be undone, one after the other."""
MOST_VISITORS = 64
"""Whose removals can: those who removed something last."""


@dataclass(slots=True)
class Job:
    """Articles that are being added.

    Attributes:
        owner: for whom.
        sources: how many there are.
        report: what has come of them so far.
        error: why it ended early, "" where it did not.
        done: set at the end.
    """

    owner: str
    sources: int
    report: shelving.Report = field(default_factory=shelving.Report)
    error: str = ""
    done: threading.Event = field(default_factory=threading.Event)


class Calls:
    """The functions, over a desk.

    Args:
        desk: what shows things.
        ratings: where opinions are kept.
        changed: called, by a thread that nobody waits for, once the library has been changed.
    """

    def __init__(
        self, desk: Desk, ratings: FeedbackStore, changed: Callable[[], None] = lambda: None
    ) -> None:
        self._desk = desk
        self._taking = Taking(desk, ratings)
        self._changed = changed
        self._writing = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._removed: dict[str, deque[list[Removed]]] = {}

    def functions(self) -> list[Callable[..., Given]]:
        """All of them, as Gradio takes them: plain functions, by their names."""
        mine = (
            self.chats,
            self.open,
            self.delete,
            self.books,
            self.state,
            self.article,
            self.suggest,
            self.begin,
        )
        changing = (self.add, self.progress, self.remove, self.undo)
        taking = (self._taking.copy, self._taking.save, self._taking.rate)
        return [named(one) for one in (*mine, *changing, *taking)]

    def chats(self, given: Given, request: gr.Request) -> Given:
        """The visitor's conversations: of `search`, with `current` marked."""
        owner, search = owner_of(request), str(given.get("search", ""))
        kept = self._desk.conversations
        found = kept.listed(owner, search) if owner else []
        lasting = kept.lasting and bool(owner)
        return {"html": shelf.history(found, str(given.get("current", "")), search, lasting)}

    def open(self, given: Given, request: gr.Request) -> Given:
        """The conversation `id`, and its evidence; a new one, where there is none of that id."""
        owner, identity = owner_of(request), str(given.get("id", ""))
        log, evidence = self._desk.shown(owner, identity)
        known = bool(self._desk.exchanges(owner, identity))
        return {"log": log, "evidence": evidence, "id": identity if known else ""}

    def delete(self, given: Given, request: gr.Request) -> Given:
        """Delete the conversation `id`."""
        owner = owned(request)
        self._desk.conversations.delete(owner, str(given.get("id", "")))
        return {}

    def books(self, given: Given, request: gr.Request) -> Given:  # noqa: ARG002
        """The library as `view` sees it; `scope` is what is to be asked, and how much that is."""
        library = self._desk.library
        view = shelf.View.model_validate(given.get("view") or {})
        scope = Chosen.model_validate(given.get("scope") or {}).scope
        listed = library.listed()
        asked = "" if scope.everything else texts.asking(sum(map(scope.fits, listed)))
        return {
            "html": shelf.books(view.of(listed), view, scope.articles, len(listed)),
            "publishers": shelf.publishers(listed),
            "count": texts.in_library(len(listed)),
            "asked": asked,
            "empty": not listed,
            "state": library.state(),
        }

    def state(self, given: Given, request: gr.Request) -> Given:  # noqa: ARG002
        """A number that changes with the library."""
        return {"state": self._desk.library.state()}

    def article(self, given: Given, request: gr.Request) -> Given:
        """The article `id`, with what answer `turn` of `conversation` cites of it marked.

        The stretch from `start` to `end` is what the reader wants to see.
        """
        owner, turn = owner_of(request), int(given.get("turn") or 0)
        article = self._desk.article(owner, str(given.get("id", "")))
        if article is None:
            raise InputError(texts.ARTICLE_GONE)
        exchanges = self._desk.exchanges(owner, str(given.get("conversation") or ""))
        answer = exchanges[turn - 1].answer if 0 < turn <= len(exchanges) else None
        sought = (int(given["start"]), int(given["end"])) if "start" in given else None
        marked = marks(article, answer, sought)
        return {"html": whole(article, marked, turn, self.standing(article.id))}

    def suggest(self, given: Given, request: gr.Request) -> Given:
        """What to ask instead of the last question of `conversation`, where that was declined.

        Of `scope`, as the question was.
        """
        owner = owner_of(request)
        scope = Chosen.model_validate(given.get("scope") or {}).scope
        exchanges = self._desk.exchanges(owner, str(given.get("conversation") or ""))
        declined = exchanges[-1].answer if exchanges else None
        if declined is None or not declined.abstained:
            return {"html": ""}
        asked = {one.question for one in exchanges}
        question = self._desk.suggestion(declined, asked, scope)
        return {"html": offer(question) if question else ""}

    def begin(self, given: Given, request: gr.Request) -> Given:  # noqa: ARG002
        """Questions to begin with, where no case that ships is about the library."""
        found = self._desk.beginnings()
        return {"html": offered(found) if found else ""}

    def standing(self, article_id: str) -> str:
        """What to know of an article that is not a current one of the library, else ""."""
        library = self._desk.library
        if library.passages(article_id):
            return ""
        try:
            library.article(article_id)
        except KeyError:
            return texts.REMOVED_SINCE
        return texts.UPDATED_SINCE

    def add(self, given: Given, request: gr.Request) -> Given:
        """Begin to add uploaded `files` and a `text` or addresses; `progress` tells the rest."""
        owner = owned(request)
        files = tuple(uploaded(str(one)) for one in given.get("files") or ())
        what = shelving.Given.typed(str(given.get("text") or ""))
        what = shelving.Given(files, what.addresses, what.text)
        if not what.sources:
            raise InputError(texts.NOTHING_TO_ADD)
        for old in [name for name, job in self._jobs.items() if job.done.is_set()][:-MOST_JOBS]:
            self._jobs.pop(old, None)
        name, job = secrets.token_hex(8), Job(owner, what.sources)
        self._jobs[name] = job
        threading.Thread(target=self._work, args=(job, what), daemon=True).start()
        return {"job": name}

    def progress(self, given: Given, request: gr.Request) -> Given:
        """How far the adding `job` is; `done` at the end."""
        job = self._jobs.get(str(given.get("job", "")))
        if job is None or job.owner != owned(request):
            raise InputError(texts.JOB_GONE)
        done = job.done.is_set()
        html = shelf.report(job.report, job.sources, done=done, error=job.error)
        return {"html": html, "done": done}

    def remove(self, given: Given, request: gr.Request) -> Given:
        """Remove the document `source`; `undo` brings it back."""
        owner = owned(request)
        gone = self._desk.library.remove([str(given.get("source", ""))])
        self._removed[owner] = self._removed.pop(owner, deque(maxlen=MOST_REMOVED))
        self._removed[owner].append(gone)
        for other in list(self._removed)[:-MOST_VISITORS]:
            self._removed.pop(other, None)
        self._later()
        return {"html": shelf.removed(titles(gone))}

    def undo(self, given: Given, request: gr.Request) -> Given:  # noqa: ARG002
        """Bring back what the visitor removed last; before that may have been more."""
        owner = owned(request)
        last = self._removed.get(owner)
        if not last:
            return {"html": shelf.restored([])}
        gone = last.pop()
        try:
            self._desk.library.restore(gone)
        except NewsciteError:
            last.append(gone)
            raise
        self._later()
        return {"html": shelf.restored(titles(gone), titles(last[-1]) if last else [])}

    def _later(self) -> None:
        threading.Thread(target=self._changed, daemon=True).start()

    def _work(self, job: Job, what: shelving.Given) -> None:
        try:
            with self._writing:  # two visitors do not get into each other's way
                shelving.add(self._desk.library, what, job.report)
        except NewsciteError as error:
            job.error = sentence(str(error))
        except Exception:
            logging.getLogger(__name__).exception("articles could not be added")
            job.error = texts.SOMETHING_BROKE_ADDING
        finally:
            for one in what.files:
                one.unlink(missing_ok=True)
            job.done.set()
            self._changed()


def titles(removed: Iterable[Removed]) -> list[str]:
    """Of what was removed."""
    return [one.article.title for one in removed]


def named(call: Call) -> Callable[..., Given]:
    """A function for Gradio that gives what a call gives, or its error's line as `error`."""

    def function(given: Given, request: gr.Request) -> Given:
        try:
            return call(given if isinstance(given, dict) else {}, request)
        except (ValidationError, ValueError, TypeError):
            return {"error": texts.WISH_UNKNOWN}
        except (ConversationsError, NewsciteError) as error:
            return {"error": sentence(str(error))}
        except Exception:
            logging.getLogger(__name__).exception("%s failed", call.__name__)
            return {"error": texts.SOMETHING_BROKE_HERE}

    function.__name__ = f"desk_{call.__name__}"  # no name that Gradio's component has already
    return function


def uploaded(path: str) -> Path:
    """A file that was uploaded, and no other of this computer.

    Raises:
        InputError: it is another, or there is none.
    """
    found, folder = Path(path).resolve(), Path(get_upload_folder()).resolve()
    if not (found.is_relative_to(folder) and found.is_file()):
        raise InputError(texts.UPLOAD_GONE)
    return found
