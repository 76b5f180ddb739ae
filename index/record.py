"""The record: the SQLite file that holds everything; what is asked of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from corpus.article import Article
from index.passage import Passage
from index.schema import connect
from index.scope import Listed
from index.stored import (
    ARTICLE,
    Document,
    Generation,
    Vectors,
    article_of,
    listed_of,
    matrix,
    number,
    passage_of,
    place_on_shelf,
    shelf,
    utf8,
)

__all__ = ["Document", "Generation", "Record", "Vectors"]

IN_ONE_QUERY = 500
IDS = "SELECT value FROM json_each(?)"
"""Ids of articles, hexadecimal digits, handed over as one JSON list however many they are."""
LARGEST = 2**63 - 1


class Record:
    """One connection to the record, shared by threads one at a time."""

    def __init__(self, path: Path, *, write: bool = False, alone: bool = False) -> None:
        """Open a record that is there.

        Args:
            path: the file.
            write: for a writer, which holds the lock.
            alone: nobody writes it, such as a backup: no side file is made.

        Raises:
            LibraryError: the file is no record of this version of newscite.
            sqlite3.Error: it cannot be opened.
        """
        self.path = path
        self._lock = threading.RLock()
        self._connection = connect(path, write=write, alone=alone)

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

    def documents(self, name: str | None = None) -> list[Document]:
        """Documents, by publisher, date and title; unknown ones first.

        Args:
            name: only those of this source, and those whose current article has this id.
        """
        sql = f"SELECT d.source, d.added, {ARTICLE} FROM documents d"
        sql += " JOIN articles a ON a.id = d.article_id"
        named = " WHERE d.source = CAST(?1 AS TEXT) OR d.article_id = CAST(?1 AS TEXT)"
        rows = self.rows(sql) if name is None else self.rows(sql + named, utf8(name))
        found = [
            Document(str(source), article_of(*fields), datetime.fromisoformat(str(added)))
            for source, added, *fields in rows
        ]
        return sorted(found, key=shelf)

    def sources(self) -> list[str]:
        """The sources of all documents."""
        return [str(source) for (source,) in self.rows("SELECT source FROM documents")]

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
        columns = ("first", "last", "text")
        found = self._best("words", "passages", columns, query, k, within)
        return [(passage_of(*row[:4]), float(str(row[4]))) for row in found]

    def about(self, query: str, k: int, within: Collection[str] | None = None) -> dict[str, float]:
        """The current articles that match an FTS5 query best, by their ids, with their BM25.

        Title and text count as one text would.

        Args:
            query: in FTS5's language.
            k: how many at most.
            within: ids of the articles that are searched; None: all of them.
        """
        found = self._best("article_words", "topics", (), query, k, within)
        return {str(id_): float(str(score)) for id_, score in found}

    def _best(
        self,
        index: str,
        owners: str,
        columns: Sequence[str],
        query: str,
        k: int,
        within: Collection[str] | None,
    ) -> list[tuple[object, ...]]:
        """What matches best: the article's id, columns of the owning table, and BM25."""
        chosen = "" if within is None else f" AND o.article_id IN ({IDS})"
        wanted = ", ".join(f"o.{name}" for name in ("article_id", *columns))
        sql = (
            f"SELECT {wanted}, -bm25({index}) FROM {index}"
            f" JOIN {owners} o ON o.id = {index}.rowid WHERE {index} MATCH ?{chosen}"
            " ORDER BY rank, o.id LIMIT ?"
        )
        ids = () if within is None else (json.dumps(sorted(within)),)
        return self.rows(sql, query, *ids, k)

    def vectors_after(
        self, first: int, limit: int = -1, last: int = LARGEST
    ) -> tuple[list[int], Vectors]:
        """Ids, ascending, and vectors (one a row) of passages with ids above `first`.

        Args:
            first: the greatest id that is not wanted.
            limit: how many at most, -1: all.
            last: the greatest id that is wanted.
        """
        sql = "SELECT passage_id, vector FROM vectors WHERE passage_id > ? AND passage_id <= ?"
        return matrix(self.rows(f"{sql} ORDER BY passage_id LIMIT ?", first, last, limit))

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

    def ids_after(self, first: int, last: int) -> list[int]:
        """Ids of passages above `first`, up to `last`, ascending."""
        sql = "SELECT id FROM passages WHERE id > ? AND id <= ? ORDER BY id"
        return [number(i) for (i,) in self.rows(sql, first, last)]

    def generation(self) -> Generation:
        """The current generation."""
        sql = "SELECT name, passages, last_passage, digest, gone FROM generations"
        found = self.rows(f"{sql} ORDER BY number DESC LIMIT 1")
        if not found:
            return Generation()
        name, passages, last, digest, gone = found[0]
        known = None if name is None else str(name)
        return Generation(known, number(passages), number(last), str(digest), number(gone))

    def gone(self, generation: Generation) -> int:
        """How many passages a generation has that the record no longer has.

        Counted anew where the record has forgotten the generation, which a reader may still use.
        """
        found = self.rows("SELECT gone FROM generations WHERE name = ?", generation.name)
        return number(found[0][0]) if found else self.missing(generation)

    def missing(self, generation: Generation) -> int:
        """The same, by counting what is left."""
        sql = "SELECT count(*) FROM passages WHERE id <= ?"
        return generation.passages - self.number(sql, generation.last_passage)

    def added(self, generation: Generation) -> int:
        """How many passages the record has that the generation lacks."""
        return self.number("SELECT count(*) FROM passages WHERE id > ?", generation.last_passage)

    def pending(self, generation: Generation) -> int:
        """In how many passages the current generation differs from the record."""
        return generation.gone + self.added(generation)

    def total(self, generation: Generation) -> int:
        """How many passages there are, told by the current generation: without counting all."""
        return generation.passages - generation.gone + self.added(generation)

    def changes(self) -> int:
        """How many documents were ever changed."""
        return int(self.manifest()["changes"])

    def state(self) -> int:
        """A number that changes whenever another connection changes the record."""
        return self.number("PRAGMA data_version")
