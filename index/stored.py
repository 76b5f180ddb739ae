"""What is stored as Python has it: rows to articles and passages, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from index.passage import Passage
from index.scope import Listed

Vectors = NDArray[np.float32]
STORED = np.dtype("<f4")
ARTICLE = (
    "a.id, a.title, a.text, a.publisher, a.published, a.place, a.authors, a.url, a.language, "
    "a.source"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A source and its current article.

    Attributes:
        source: what names it: a path or a URL.
        article: its current article.
        added: when it was first added, with its time zone.
    """

    source: str
    article: Article
    added: datetime


@dataclass(frozen=True, slots=True)
class Removed(Document):
    """A document that was removed: all that is needed to bring it back.

    Attributes:
        versions: every article that it was, the current one among them, and since when.
    """

    versions: tuple[tuple[Article, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """The vectors of all passages of some moment, in a folder of their own.

    Attributes:
        name: its folder's, None: there is none and everything is scored exactly.
        passages: how many it holds.
        last_passage: the greatest passage id of that moment.
        digest: of its files, "" where there are none.
        gone: how many of its passages the record no longer has.
    """

    name: str | None = None
    passages: int = 0
    last_passage: int = 0
    digest: str = ""
    gone: int = 0


def utf8(text: str | None) -> bytes | None:
    """A text as it is bound (`CAST(? AS TEXT)`): sqlite3 itself refuses lone surrogates."""
    return None if text is None else text.encode("utf-8", "surrogatepass")


def number(value: object) -> int:
    """An INTEGER of a STRICT table as Python's type checker wants to see it."""
    assert isinstance(value, int)
    return value


def article_of(*fields: object) -> Article:
    """An article from the columns of `ARTICLE`."""
    id_, title, text, publisher, published, place, authors, url, language, source = (
        None if field is None else str(field) for field in fields
    )
    return Article(
        id=id_ or "",
        title=title or "",
        text=text or "",
        publisher=publisher,
        published=date.fromisoformat(published) if published else None,
        place=place,
        authors=tuple(json.loads(authors or "[]")),
        url=url,
        language=language,
        source=source or "",
    )


def passage_of(article_id: object, first: object, last: object, text: object) -> Passage:
    """A passage from its columns."""
    return Passage(str(article_id), number(first), number(last), str(text))


def shelf(document: Document) -> tuple[str, date, str, str]:
    """Where a document stands in a list."""
    article = document.article
    published = article.published or date.min
    return (article.publisher or "", published, article.title, document.source)


def matrix(found: Sequence[Sequence[object]]) -> tuple[list[int], Vectors]:
    """Ids, and vectors one a row, from rows of both."""
    blobs = [vector for _, vector in found if isinstance(vector, bytes)]
    joined = np.frombuffer(b"".join(blobs), STORED).astype(np.float32, copy=False)
    return [number(i) for i, _ in found], joined.reshape(len(found), -1 if found else 0)


def listed_of(*fields: object) -> Listed:
    """A document without its text from its columns."""
    source, article_id, title, publisher, published = (
        None if field is None else str(field) for field in fields
    )
    day = date.fromisoformat(published) if published else None
    return Listed(source or "", article_id or "", title or "", publisher, day)


def place_on_shelf(one: Listed) -> tuple[str, date, str, str]:
    """Where a document without its text stands in a list, as `shelf` has it."""
    return (one.publisher or "", one.published or date.min, one.title, one.source)
