"""What is asked of a library: nothing here changes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.article import Article
from corpus.stamps import Stamp
from index import files
from index.checking import problems
from index.dense import Dense, Scored
from index.errors import explained, understood
from index.passage import Passage
from index.places import GENERATIONS, RECORD
from index.record import Document, Record
from index.scope import Listed, Scope
from index.words import full_text_query


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is.

    Attributes:
        documents: sources.
        articles: current and earlier ones.
        passages: of current articles.
        pending: passages in which the search index differs from the record; they are
            compared one by one.
        bytes: on disk, everything in the library's folder.
    """

    documents: int
    articles: int
    passages: int
    pending: int
    bytes: int


class Reader:
    """A library as those see it who ask; safe to share among threads.

    Reading sees the last complete state, whatever a writer is doing.
    """

    def __init__(self, folder: Path) -> None:
        """Open a library that is there.

        Raises:
            LibraryError: its record is none of this version of newscite.
            sqlite3.Error: it cannot be opened.
        """
        self.folder = folder
        self._record = Record(folder / RECORD)
        self._dense = Dense(folder / GENERATIONS)

    def close(self) -> None:
        """Let go of files and memory; twice is no harm."""
        self._dense.close()
        self._record.close()

    def documents(self) -> list[Document]:
        """All documents, by publisher, date and title; unknown ones first."""
        with self._reading() as record:
            return record.documents()

    def listed(self) -> list[Listed]:
        """All documents without their texts, in the order of `documents`."""
        with self._reading() as record:
            return record.listed()

    def state(self) -> int:
        """A number that changes whenever articles are added, changed or removed, by anyone."""
        with self._reading() as record:
            return record.state()

    def within(self, scope: Scope) -> frozenset[str]:
        """The ids of the current articles that fit."""
        return frozenset(one.article_id for one in self.listed() if scope.fits(one))

    def article(self, article_id: str) -> Article:
        """An article that a document is, or was before it changed.

        Raises:
            KeyError: there is none of that id.
        """
        with self._reading() as record:
            return record.article(article_id)

    def published(self, ids: Iterable[str]) -> dict[str, date | None]:
        """The dates of articles, by their ids; None where unknown."""
        with self._reading() as record:
            return record.published(ids)

    def passages(self, article_id: str) -> list[Passage]:
        """The passages of an article, in order; none where it is not a current one."""
        with self._reading() as record:
            return record.passages(article_id)

    def counts(self) -> Counts:
        """How much there is."""
        size = sum(size_of(path) for path in self.folder.rglob("*"))
        with self._reading() as record:
            generation = record.generation()
            return Counts(
                documents=record.number("SELECT count(*) FROM documents"),
                articles=record.number("SELECT count(*) FROM articles"),
                passages=record.total(generation),
                pending=record.pending(generation),
                bytes=size,
            )

    def dense(
        self, vector: Sequence[float], k: int, within: Collection[str] | None = None
    ) -> Scored:
        """The k passages nearest to a vector, with their cosines, best first.

        Args:
            vector: of any length.
            k: how many.
            within: ids of the articles that are searched; None: all of them.
        """
        with self._reading() as record:
            return self._dense.nearest(record, vector, k, within)

    def lexical(self, query: str, k: int, within: Collection[str] | None = None) -> Scored:
        """The k passages that match the words of a query best, with their BM25, best first.

        Args:
            query: in any words.
            k: how many.
            within: ids of the articles that are searched; None: all of them.
        """
        words = full_text_query(query)
        with self._reading() as record:
            return record.matching(words, k, within) if words else []

    def about(self, query: str, k: int, within: Collection[str] | None = None) -> dict[str, float]:
        """The k articles whose titles and texts match the words of a query best: their BM25.

        Args:
            query: in any words.
            k: how many.
            within: ids of the articles that are searched; None: all of them.

        Returns:
            The scores by the articles' ids, best first.
        """
        words = full_text_query(query)
        with self._reading() as record:
            return record.about(words, k, within) if words else {}

    def sources(self) -> list[str]:
        """The sources of all documents, in no order."""
        with self._reading() as record:
            return record.sources()

    def stamp(self, path: str) -> Stamp | None:
        """What a file was when all of its articles were read, if all of them are there."""
        with self._reading() as record:
            return files.stamp(record, path)

    def check(self) -> list[str]:
        """What is wrong with the library, a line each; nothing where all is well."""
        return problems(self._record, self.folder / GENERATIONS)

    @contextmanager
    def _reading(self) -> Iterator[Record]:
        with explained(self.folder), understood(self.folder), self._record.reading():
            yield self._record


def size_of(path: Path) -> int:
    """Bytes of a file; 0 for a folder, and for what a writer has just removed."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
