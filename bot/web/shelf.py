"""The left column: conversations and library, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from bot.conversations import Summary
from bot.shelving import Report
from bot.web import texts
from bot.web.markup import control, element, escaped
from index.scope import Listed, Scope

PAGE = 50
"""Articles that are listed at first, and at each further step."""

Order = Literal["newest", "oldest", "publisher", "title"]


class View(BaseModel):
    """How a visitor looks at the library.

    Attributes:
        words: that a title has, in any case.
        publisher: of the articles, "" for any.
        first: first day of publication.
        last: last one.
        order: of the list.
        most: how many are listed.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    words: Annotated[StrictStr, Field(max_length=500)] = ""
    publisher: Annotated[StrictStr, Field(max_length=500)] = ""
    first: date | None = None
    last: date | None = None
    order: Order = "newest"
    most: Annotated[int, Field(ge=1, le=5000)] = PAGE

    def of(self, listed: Iterable[Listed]) -> list[Listed]:
        """The articles that are seen, in their order.

        Raises:
            InputError: no day lies between the two.
        """
        publishers = frozenset({self.publisher} if self.publisher else ())
        scope = Scope(publishers=publishers, first=self.first, last=self.last)
        words = self.words.casefold().split()
        seen = [
            one
            for one in listed
            if scope.fits(one) and all(word in one.title.casefold() for word in words)
        ]
        return ordered(seen, self.order)


def ordered(seen: list[Listed], order: Order) -> list[Listed]:
    """Articles in an order; where a date counts, unknown ones come last."""
    if order == "title":
        return sorted(seen, key=lambda one: one.title.casefold())
    if order == "publisher":
        return sorted(
            seen, key=lambda one: (one.publisher is None, (one.publisher or "").casefold())
        )
    dated = [one for one in seen if one.published]
    rest = [one for one in seen if not one.published]
    dated.sort(key=lambda one: one.published or date.min, reverse=order == "newest")
    return dated + rest


def history(summaries: Sequence[Summary], current: str, search: str, lasting: bool) -> str:
    """The list of conversations.

    Args:
        summaries: the latest first.
        current: the id of the one that is shown.
        search: what was searched for.
        lasting: whether they are kept on disk.
    """
    note = "" if lasting else element("p", escaped(texts.NOT_LASTING), class_="nc-muted")
    if not summaries:
        said = texts.NONE_FOUND if search.strip() else texts.NO_CONVERSATIONS
        return element("p", escaped(said), class_="nc-muted") + note
    return (
        element("ul", *(chat(one, one.id == current) for one in summaries), class_="nc-chats")
        + note
    )


def chat(one: Summary, current: bool) -> str:
    """A conversation in the list."""
    choose = element(
        "button",
        escaped(one.title),
        type_="button",
        class_="nc-chat",
        data_chat=one.id,
        aria_current="true" if current else False,
        dir_="auto",
        title=one.title,
    )
    delete = element(
        "button",
        "×",
        type_="button",
        class_="nc-icon",
        data_delete=one.id,
        aria_label=texts.delete_conversation(one.title),
        title=texts.DELETE,
    )
    return element("li", choose, delete)


def books(seen: Sequence[Listed], view: View, chosen: frozenset[str], total: int) -> str:
    """The list of articles.

    Args:
        seen: all that fit the view, in order.
        view: how many are listed.
        chosen: ids of the articles that are to be asked.
        total: how many there are in the library.
    """
    if not total:
        return element("p", escaped(texts.EMPTY_LIBRARY), class_="nc-muted")
    if not seen:
        return element("p", escaped(texts.NONE_FOUND), class_="nc-muted")
    rows = element(
        "ul",
        *(book(one, one.article_id in chosen) for one in seen[: view.most]),
        class_="nc-library",
    )
    if len(seen) <= view.most:
        return rows
    more = element(
        "button",
        escaped(texts.show_more(len(seen) - view.most)),
        type_="button",
        class_="nc-act",
        data_more=str(view.most + PAGE),
    )
    return rows + more


def book(one: Listed, chosen: bool) -> str:
    """An article in the list."""
    box = control(
        "input",
        type_="checkbox",
        data_choose=one.article_id,
        checked=chosen,
        aria_label=texts.ask_only(one.title),
    )
    choose = element("label", box, class_="nc-choose", title=texts.ASK_ONLY)
    show = element(
        "button",
        element("span", escaped(one.title), dir_="auto"),
        type_="button",
        class_="nc-book",
        data_open=one.article_id,
    )
    remove = element(
        "button",
        "×",
        type_="button",
        class_="nc-icon",
        data_remove=one.source,
        aria_label=texts.remove_article(one.title),
        title=texts.REMOVE,
    )
    about = element("div", show, known(one))
    return element("li", choose, about, remove)


def known(one: Listed) -> str:
    """Publisher and date, as far as they are known: what is not is said where it counts."""
    day = texts.day(one.published)
    parts = [one.publisher, day if one.published or not one.publisher else None]
    shown = (element("bdi", escaped(part)) for part in parts if part)
    return element("p", " · ".join(shown), class_="nc-meta")


def publishers(listed: Iterable[Listed]) -> list[str]:
    """Their names, each once, in order."""
    return sorted({one.publisher for one in listed if one.publisher}, key=str.casefold)


def report(made: Report, sources: int, *, done: bool, error: str = "") -> str:
    """What has come of adding so far, with the list of what was skipped.

    Args:
        made: so far.
        sources: how many there are.
        done: whether that is all.
        error: why it ended early, "" where it did not.
    """
    if not done:
        parts = len(made.skipped) + made.read
        bar = element(
            "progress", max=str(max(sources, parts)), value=str(parts), aria_label=texts.ADDING
        )
        said = texts.adding(made.read, made.written)
        return element("p", escaped(said)) + bar
    counts = texts.added(
        made.count("added"), made.count("updated"), made.count("unchanged"), len(made.skipped)
    )
    said = element("p", escaped(counts)) + named(made)
    if error:
        said += element("p", escaped(error), class_="nc-note")
    reasons = (
        element("li", element("b", escaped(name)), ": ", escaped(reason), dir_="auto")
        for name, reason in made.skipped
    )
    return said + (element("ul", *reasons, class_="nc-skips") if made.skipped else "")


def named(made: Report) -> str:
    """The first of the articles that are new or changed: a list, each to be opened."""
    rows = (
        element(
            "li",
            element(
                "button",
                element("span", escaped(title), dir_="auto"),
                type_="button",
                class_="nc-name",
                data_open=article_id,
            ),
        )
        for article_id, title in made.named
    )
    return element("ul", *rows, class_="nc-named") if made.named else ""


def removed(titles: Sequence[str]) -> str:
    """What was removed, with a button that brings it back."""
    undo = element("button", escaped(texts.UNDO), type_="button", class_="nc-act", data_undo="")
    return element("p", escaped(texts.removed(titles)), " ", undo)


def restored(titles: Sequence[str], more: Sequence[str] = ()) -> str:
    """That it is back, and what was removed before it, if anything."""
    return element("p", escaped(texts.restored(titles))) + (removed(more) if more else "")
