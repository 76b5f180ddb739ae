"""Documents that the user means: by id, path, publisher or days."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import InputError
from corpus.finding import key

if TYPE_CHECKING:
    from index.record import Document


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
            fitting = [one for one in known if is_named(one, name)]
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


def is_named(document: Document, name: str) -> bool:
    """Whether a name is a document's id or source, or the path of its file or of its folder."""
    if name in {document.article.id, document.source}:
        return True
    try:
        path = key(Path(name))
    except ValueError:
        return False
    # Sources that are no paths stand for no folder.
    parts = (path + "#", path.rstrip(os.sep) + os.sep)
    return document.source == path or document.source.startswith(parts)


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
