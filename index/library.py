"""The library: articles in, passages out; everything else of this room stands behind it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.article import Article
from corpus.errors import InputError, NewsciteError
from corpus.loading import Loaded
from index import generations, schema, writing
from index.adding import Added, Adding
from index.checking import problems
from index.chunking import Chunking
from index.dense import Dense, Scored
from index.embedding import Encoder
from index.errors import explained
from index.lock import writer_lock
from index.manifest import agree, manifest
from index.passage import Passage
from index.record import Document, Record
from index.scope import Listed, Scope
from index.words import full_text_query
from index.writing import Outcome

RECORD = "library.sqlite"
GENERATIONS = "generations"

logger = logging.getLogger(__name__)


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


class Library:
    """A folder of articles and what makes them findable; safe to share among threads.

    Reading sees the last complete state, whatever a writer is doing. A context manager.
    """

    def __init__(self, folder: Path, encoder: Encoder, chunking: Chunking) -> None:
        """Open a library that is there; `open` is what others call."""
        self.folder = folder
        self.encoder = encoder
        self.chunking = chunking
        self._record = Record(folder / RECORD)
        self._dense = Dense(folder / GENERATIONS)

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: Encoder,
        chunking: Chunking | None = None,
        first: Iterable[Loaded] = (),
    ) -> Self:
        """Open a library; make one where there is none.

        Args:
            folder: the library's.
            encoder: must be the one that it was made with.
            chunking: the same; None: the usual one.
            first: what a new library starts with; it appears with all of that, or not at all.

        Raises:
            EncoderMismatchError: it was made with another encoder or chunking.
            LibraryBusyError: it is being made by another process just now.
            LibraryError: it cannot be opened or made.
            InputError: passages would be longer than the encoder sees.
        """
        folder = Path(folder).expanduser().absolute()
        made_with = manifest(encoder, chunking := chunking or Chunking())
        with explained(folder):
            if not cls.exists(folder):
                folder.mkdir(parents=True, exist_ok=True)
                with writer_lock(folder):
                    if not cls.exists(folder):
                        cls._make(folder, encoder, chunking, first)
            library = cls(folder, encoder, chunking)
            try:
                agree(folder, library._record.manifest(), made_with)
            except BaseException:
                library.close()
                raise
        return library

    @classmethod
    def _make(
        cls, folder: Path, encoder: Encoder, chunking: Chunking, first: Iterable[Loaded]
    ) -> None:
        """Make a library aside, among the generations, where leftovers are swept; then publish."""
        aside = folder / GENERATIONS / "first"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        schema.create(aside / RECORD, manifest(encoder, chunking))
        with cls(aside, encoder, chunking) as fresh:
            fresh.add(first)
        (aside / RECORD).replace(folder / RECORD)
        schema.sync(folder)
        shutil.rmtree(aside, ignore_errors=True)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is a library in a folder: a record appears whole or not at all."""
        return (Path(folder).expanduser() / RECORD).exists()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files and memory; twice is no harm."""
        self._dense.close()
        self._record.close()

    def add(
        self,
        items: Iterable[Loaded],
        progress: Callable[[int, Loaded], None] | None = None,
        note: Callable[[Loaded, Outcome], None] | None = None,
    ) -> Added:
        """Add articles, and bring those up to date whose source is known.

        What is there already is not embedded again. Articles are written in small
        batches, each of them whole or not at all: after an interruption, add them again.

        Args:
            items: read one by one.
            progress: gets how many are safely written, and the last of them.
            note: gets each that is safely written, and what it was: new, changed or as before.

        Raises:
            LibraryBusyError: another writer is at work.
            LibraryError: the library cannot be written; all batches before are in it.
        """
        with self._writing() as record:
            adding = Adding(record, self.encoder, self.chunking, progress, note)
            for item in items:
                adding.take(item)
            added = adding.finish()
            self._renew_if_due(record)
        return added

    def remove(self, ids: Sequence[str]) -> list[Document]:
        """Remove documents, all or none.

        Args:
            ids: of articles; every document goes whose current article it is. The source
                of a document names just that one.

        Returns:
            What was removed.

        Raises:
            InputError: an id is unknown.
            LibraryBusyError: another writer is at work.
            LibraryError: the library cannot be written.
        """
        with self._writing() as record:
            with record.writing():
                chosen = choose(record.documents(), ids)
                for document in chosen:
                    writing.prune(record, writing.delete(record, document.source))
            self._renew_if_due(record)
        return chosen

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the search index again from the stored vectors; nothing is embedded.

        Args:
            progress: gets how many vectors are done, and how many there are.

        Raises:
            LibraryBusyError: another writer is at work.
            LibraryError: it cannot be made; the one before stays.
        """
        with self._writing() as record:
            generations.renew(self.folder / GENERATIONS, record, progress)

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
            return Counts(
                documents=record.number("SELECT count(*) FROM documents"),
                articles=record.number("SELECT count(*) FROM articles"),
                passages=record.number("SELECT count(*) FROM passages"),
                pending=record.pending(record.generation()),
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

    def check(self) -> list[str]:
        """What is wrong with the library, a line each; nothing where all is well."""
        return problems(self._record, self.folder / GENERATIONS, self.encoder.identity.dimension)

    @contextmanager
    def _reading(self) -> Iterator[Record]:
        with explained(self.folder), self._record.reading():
            yield self._record

    @contextmanager
    def _writing(self) -> Iterator[Record]:
        """A connection of its own, under the lock: readers do not see half of a transaction."""
        with explained(self.folder), writer_lock(self.folder):
            record = Record(self.folder / RECORD, write=True)
            try:
                generations.sweep(self.folder / GENERATIONS, record)
                yield record
            finally:
                record.close()

    def _renew_if_due(self, record: Record) -> None:
        """Make a new generation where the current one lacks more than a few passages.

        Where that fails, what was written stays and is found: only slower.
        """
        total = record.number("SELECT count(*) FROM passages")
        if record.pending(record.generation()) > generations.few(total):
            try:
                generations.renew(self.folder / GENERATIONS, record)
            except (NewsciteError, OSError) as error:
                logger.warning("the search index is not up to date: %s", error)


def choose(documents: Iterable[Document], ids: Sequence[str]) -> list[Document]:
    """The documents that ids or sources name.

    Raises:
        InputError: one of them names none.
    """
    documents = list(documents)
    known = {name for one in documents for name in (one.article.id, one.source)}
    for unknown in (name for name in ids if name not in known):
        raise InputError(
            f"expected the id of an article, found {unknown!r}: 'newscite list' shows the ids; "
            "nothing was removed"
        )
    return [one for one in documents if {one.article.id, one.source} & set(ids)]


def size_of(path: Path) -> int:
    """Bytes of a file; 0 for a folder, and for what a writer has just removed."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
