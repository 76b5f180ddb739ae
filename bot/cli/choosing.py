"""Documents that the user means: by id, path, publisher or days."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import InputError
from corpus.finding import key

if TYPE_CHECKING:
    from index.library import Library
    from index.record import Document
    from index.scope import Listed, Scope

ArticleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--article",
        metavar="ID|PATH",
        help="Ask only this article, or those of this folder; repeat it for others.",
        show_default=False,
    ),
]
PublisherOption = Annotated[
    list[str] | None,
    typer.Option(
        "--publisher",
        metavar="NAME",
        help="Ask only its articles; repeat it for others.",
        show_default=False,
    ),
]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DAY",
        help="Ask only articles published on YYYY-MM-DD or later.",
        show_default=False,
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DAY",
        help="Ask only articles published on YYYY-MM-DD or earlier.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are meant: those that fit all that is given.

    Attributes:
        names: ids, sources, or paths of files and folders; none: all documents.
        publisher: in any case; None: any.
        first: the first day of publication; None: any. Unknown days are none.
        last: the last one.
    """

    names: Sequence[str] = ()
    publisher: str | None = None
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Check that something is given.

        Raises:
            InputError: nothing is, or no day lies between the two.
        """
        if not self.names and (self.publisher, self.first, self.last) == (None, None, None):
            raise InputError(
                "nothing to remove: name ids or paths, or give --publisher, --from or --to"
            )
        if self.first and self.last and self.first > self.last:
            raise InputError(f"--from {self.first} is after --to {self.last}")

    def of(self, documents: Iterable[Document]) -> list[Document]:
        """The documents that are meant.

        Raises:
            InputError: a name fits none of them.
        """
        known = list(documents)
        named = [one for one in known if not self.names]
        for name in self.names:
            fitting = [one for one in known if is_named(one.article.id, one.source, name)]
            if not fitting:
                raise InputError(
                    f"expected the id or path of an article, found {name!r}: 'newscite list' "
                    "shows them; nothing was removed"
                )
            named += fitting
        chosen = {one.source: one for one in named if self._fits(one)}
        return list(chosen.values())

    def _fits(self, document: Document) -> bool:
        article = document.article
        if self.publisher is not None:
            found = article.publisher or ""
            if found.casefold() != self.publisher.casefold():
                return False
        if self.first is None and self.last is None:
            return True
        day = article.published
        return day is not None and (self.first or day) <= day <= (self.last or day)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are to be asked, as it was typed.

    Attributes:
        articles: ids or paths.
        publishers: names.
        first: the first day of publication.
        last: the last one.
    """

    articles: Sequence[str] = ()
    publishers: Sequence[str] = ()
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(
        cls,
        articles: Sequence[str] | None,
        publishers: Sequence[str] | None,
        first: str | None,
        last: str | None,
    ) -> Wanted:
        """Take the values of the options.

        Raises:
            InputError: a day is none, or no day lies between the two.
        """
        days = day(first, "--from"), day(last, "--to")
        if days[0] and days[1] and days[0] > days[1]:
            raise InputError(f"--from {days[0]} is after --to {days[1]}")
        return cls(tuple(articles or ()), tuple(publishers or ()), *days)

    def __bool__(self) -> bool:
        """Whether anything is given."""
        return self != Wanted()

    def scope(self, library: Library) -> Scope:
        """What is meant, with ids in place of paths.

        Raises:
            InputError: a name fits no article.
        """
        from index.scope import Scope

        listed = library.listed() if self.articles else []
        ids = [fitting.article_id for name in self.articles for fitting in named(listed, name)]
        return Scope(frozenset(ids), frozenset(self.publishers), self.first, self.last)


def named(listed: Iterable[Listed], name: str) -> list[Listed]:
    """The documents that a name means.

    Raises:
        InputError: there is none.
    """
    found = [one for one in listed if is_named(one.article_id, one.source, name)]
    if not found:
        raise InputError(
            f"expected the id or path of an article, found {name!r}: 'newscite list' shows them"
        )
    return found


def is_named(article_id: str, source: str, name: str) -> bool:
    """Whether a name is a document's id or source, or the path of its file or of its folder."""
    if name in {article_id, source}:
        return True
    try:
        path = key(Path(name))
    except ValueError:
        return False
    # Sources that are no paths stand for no folder.
    return source == path or source.startswith((path + "#", path.rstrip(os.sep) + os.sep))


def day(text: str | None, option: str) -> date | None:
    """The day that an option gives, None where it is not given.

    Raises:
        InputError: it is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{option} takes a day such as 2024-05-31, found {text!r}") from None
