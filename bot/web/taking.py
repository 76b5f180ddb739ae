"""What the page's scripts call to take an answer along, or to rate it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.conversations import Kept
from bot.exporting import as_markdown, as_text, bundle
from bot.feedback import Feedback, FeedbackStore
from bot.question import Turn
from bot.web import texts
from bot.web.visitor import owned
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.web.desk import Desk

Given = dict[str, Any]


class Taking:
    """The functions, over a desk and the ratings of its library."""

    def __init__(self, desk: Desk, ratings: FeedbackStore) -> None:
        self._desk = desk
        self._ratings = ratings

    def copy(self, given: Given, request: gr.Request) -> Given:
        """The answer `turn` of `conversation` as text with its citations."""
        _, one, _ = self._turn(given, request)
        return {"text": as_text([one.answer])}

    def save(self, given: Given, request: gr.Request) -> Given:
        """A `conversation` as a file: "markdown", or "bundle", which `newscite verify` checks."""
        owner = owned(request)
        answers = [one.answer for one in self._kept(given, owner)]
        if given.get("form") == "markdown":
            return {"name": "newscite.md", "text": as_markdown(answers)}
        made = bundle(answers, lambda article_id: self._desk.article(owner, article_id))
        return {"name": "newscite-evidence.json", "text": made}

    def rate(self, given: Given, request: gr.Request) -> Given:
        """Keep the `rating` of answer `turn`, with its reason; "" withdraws it."""
        before, one, turn = self._turn(given, request)
        key = f"{given['conversation']}:{turn}"
        if not given.get("rating"):
            self._ratings.withdraw(key)
            return {}
        reason, note, expected = (str(given.get(k) or "") for k in ("reason", "note", "expected"))
        self._ratings.give(
            Feedback(
                key=key,
                rating="up" if given["rating"] == "up" else "down",
                answer=one.answer,
                asked=one.asked,
                history=tuple(Turn.of(o.question, o.answer) for o in before),
                reason=reason,
                note=note,
                expected=expected,
            )
        )
        return {}

    def _kept(self, given: Given, owner: str) -> list[Kept]:
        kept = self._desk.conversations.read(owner, str(given.get("conversation") or ""))
        if not kept:
            raise InputError(texts.CONVERSATION_GONE)
        return kept

    def _turn(self, given: Given, request: gr.Request) -> tuple[list[Kept], Kept, int]:
        """What was asked before an answer, the answer, and its number."""
        kept, turn = self._kept(given, owned(request)), int(given.get("turn") or 0)
        if not 0 < turn <= len(kept):
            raise InputError(texts.CONVERSATION_GONE)
        return kept[: turn - 1], kept[turn - 1], turn
