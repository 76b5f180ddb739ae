"""The record: the SQLite file that holds everything; what is asked of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from index.passage import Passage
from index.schema import connect
from index.scope import Listed

Vectors = NDArray[np.float32]
STORED = np.dtype("<f4")
IN_ONE_QUERY = 500
IDS = "SELECT value FROM json_each(?)"
"""Ids of articles, hexadecimal digits, handed over as one JSON list however many they are."""

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
class Generation:
    """The vectors of all passages of some moment, in a folder of their own.

    Attributes:
        name: its folder's, None: there is none and everything is scored exactly.
        passages: how many it holds.
        last_passage: the greatest passage id of that moment.
        digest: of its files, "" where there are none.
    """

    name: str | None = None
    passages: int = 0
    last_passage: int = 0
    digest: str = ""


class Record:
    """One connection to the record, shared by threads one at a time."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        """Open a record that is there.

        Args:
            path: the file.
            write: for a writer, which holds the lock.

        Raises:
            LibraryError: the file is no record of this version of newscite.
            sqlite3.Error: it cannot be opened.
        """
        self.path = path
        self._lock = threading.RLock()
        self._connection = connect(path, write=write)

    def close(self) -> None:
        """Close the connection; twice is no harm."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything asked inside is of one state."""
        with self._lock:
            if self._connection.in_transaction:  # an outer one holds the state already
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything done inside is one transaction: all of it, or nothing where it raises."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite may have rolled back itself
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Run one statement and fetch what it gives; texts are bound as UTF-8 by `utf8`."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def number(self, sql: str, *values: object) -> int:
        """The one number that a query gives, 0 for NULL."""
        ((value,),) = self.rows(sql, *values)
        assert value is None or isinstance(value, int)
        return value or 0

    def manifest(self) -> dict[str, str]:
        """What the library was made with."""
        return {str(k): str(v) for k, v in self.rows("SELECT name, value FROM manifest")}

    def documents(self) -> list[Document]:
        """All documents, by publisher, date and title; unknown ones first."""
        tables = "documents d JOIN articles a ON a.id = d.article_id"
        found = [
            Document(str(source), article_of(*fields), datetime.fromisoformat(str(added)))
            for source, added, *fields in self.rows(
                f"SELECT d.source, d.added, {ARTICLE} FROM {tables}"
            )
        ]
        return sorted(found, key=shelf)

    def listed(self) -> list[Listed]:
        """All documents without their texts, by publisher, date and title; unknown ones first."""
        sql = (
            "SELECT d.source, a.id, a.title, a.publisher, a.published"
            " FROM documents d JOIN articles a ON a.id = d.article_id"
        )
        return sorted((listed_of(*row) for row in self.rows(sql)), key=place_on_shelf)

    def article(self, article_id: str) -> Article:
        """An article that a document is or was.

        Raises:
            KeyError: there is none of that id.
        """
        sql = f"SELECT {ARTICLE} FROM articles a WHERE a.id = CAST(? AS TEXT)"
        found = self.rows(sql, utf8(article_id))
        if not found:
            raise KeyError(article_id)
        return article_of(*found[0])

    def published(self, ids: Iterable[str]) -> dict[str, date | None]:
        """The dates of articles, by their ids; None where unknown."""
        wanted = list(ids)
        found: dict[str, date | None] = dict.fromkeys(wanted)
        for start in range(0, len(wanted), IN_ONE_QUERY):
            some = wanted[start : start + IN_ONE_QUERY]
            marks = ",".join(["CAST(? AS TEXT)"] * len(some))
            sql = f"SELECT id, published FROM articles WHERE published NOTNULL AND id IN ({marks})"
            dated = self.rows(sql, *map(utf8, some))
            found |= {str(id_): date.fromisoformat(str(day)) for id_, day in dated}
        return found

    def passages(self, article_id: str) -> list[Passage]:
        """The passages of an article, in order; none where it is not current."""
        sql = (
            "SELECT article_id, first, last, text FROM passages"
            " WHERE article_id = CAST(? AS TEXT) ORDER BY first, last"
        )
        return [passage_of(*row) for row in self.rows(sql, utf8(article_id))]

    def passages_by_id(self, ids: Iterable[int]) -> dict[int, Passage]:
        """The passages of these ids that are still there."""
        wanted = list(ids)
        found: dict[int, Passage] = {}
        for start in range(0, len(wanted), IN_ONE_QUERY):
            some = wanted[start : start + IN_ONE_QUERY]
            marks = ",".join("?" * len(some))
            sql = f"SELECT id, article_id, first, last, text FROM passages WHERE id IN ({marks})"
            found |= {number(i): passage_of(*row) for i, *row in self.rows(sql, *some)}
        return found

    def matching(
        self, query: str, k: int, within: Collection[str] | None = None
    ) -> list[tuple[Passage, float]]:
        """The passages that match an FTS5 query, best first, with their BM25.

        SQLite's bm25() is better the lower it is, so its sign is turned here.

        Args:
            query: in FTS5's language.
            k: how many at most.
            within: ids of the articles that are searched; None: all of them.
        """
        chosen = "" if within is None else f" AND p.article_id IN ({IDS})"
        sql = (
            "SELECT p.article_id, p.first, p.last, p.text, -bm25(words) FROM words"
            f" JOIN passages p ON p.id = words.rowid WHERE words MATCH ?{chosen}"
            " ORDER BY rank, p.id LIMIT ?"
        )
        ids = () if within is None else (json.dumps(sorted(within)),)
        found = self.rows(sql, query, *ids, k)
        return [(passage_of(*row[:4]), float(str(row[4]))) for row in found]

    def vectors_after(self, last: int, limit: int = -1) -> tuple[list[int], Vectors]:
        """Ids, ascending, and vectors (one a row) of passages with ids above `last`.

        Args:
            last: the greatest id that is not wanted.
            limit: how many at most, -1: all.
        """
        sql = "SELECT passage_id, vector FROM vectors WHERE passage_id > ?"
        return matrix(self.rows(f"{sql} ORDER BY passage_id LIMIT ?", last, limit))

    def vectors_of(self, articles: Collection[str]) -> tuple[list[int], Vectors]:
        """Ids, ascending, and vectors (one a row) of the passages of these articles."""
        sql = (
            "SELECT v.passage_id, v.vector FROM passages p JOIN vectors v ON v.passage_id = p.id"
            f" WHERE p.article_id IN ({IDS}) ORDER BY v.passage_id"
        )
        return matrix(self.rows(sql, json.dumps(sorted(articles))))

    def passages_in(self, articles: Collection[str]) -> int:
        """How many passages these articles have."""
        sql = f"SELECT count(*) FROM passages WHERE article_id IN ({IDS})"
        return self.number(sql, json.dumps(sorted(articles)))

    def generation(self) -> Generation:
        """The current generation."""
        sql = "SELECT name, passages, last_passage, digest FROM generations"
        found = self.rows(f"{sql} ORDER BY number DESC LIMIT 1")
        if not found:
            return Generation()
        name, passages, last, digest = found[0]
        known = None if name is None else str(name)
        return Generation(known, number(passages), number(last), str(digest))

    def gone(self, generation: Generation) -> int:
        """How many passages the generation has that the record no longer has."""
        sql = "SELECT count(*) FROM passages WHERE id <= ?"
        return generation.passages - self.number(sql, generation.last_passage)

    def pending(self, generation: Generation) -> int:
        """In how many passages the generation differs from the record."""
        sql = "SELECT count(*) FROM passages WHERE id > ?"
        return self.gone(generation) + self.number(sql, generation.last_passage)

    def state(self) -> int:
        """A number that changes whenever another connection changes the record."""
        return self.number("PRAGMA data_version")


def matrix(found: Sequence[Sequence[object]]) -> tuple[list[int], Vectors]:
    """Ids, and vectors one a row, from rows of both."""
    blobs = [vector for _, vector in found if isinstance(vector, bytes)]
    joined = np.frombuffer(b"".join(blobs), STORED).astype(np.float32, copy=False)
    return [number(i) for i, _ in found], joined.reshape(len(found), -1 if found else 0)


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


def listed_of(*fields: object) -> Listed:
    """A document without its text from its columns."""
    source, article_id, title, publisher, published = (
        None if field is None else str(field) for field in fields
    )
    day = date.fromisoformat(published) if published else None
    return Listed(source or "", article_id or "", title or "", publisher, day)


def shelf(document: Document) -> tuple[str, date, str, str]:
    """Where a document stands in a list."""
    article = document.article
    published = article.published or date.min
    return (article.publisher or "", published, article.title, document.source)


def place_on_shelf(one: Listed) -> tuple[str, date, str, str]:
    """The same of a document without its text."""
    return (one.publisher or "", one.published or date.min, one.title, one.source)
