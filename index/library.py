"""The library: articles in, passages out; everything else of this room stands behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import InputError
from corpus.loading import Loaded
from corpus.stamps import Stamp, Unchanged
from index import generations, schema, upkeep, writing
from index.adding import Added, Adding
from index.chunking import Chunking
from index.embedding import Encoder
from index.errors import (
    DAMAGED,
    LibraryBusyError,
    LibraryError,
    NotALibraryError,
    explained,
)
from index.lock import upkeep_lock, writer_lock
from index.manifest import agree, manifest
from index.places import BACKUP, GENERATIONS, RECORD
from index.reading import Counts, Reader
from index.record import Document, Record
from index.repairing import PATIENCE_S
from index.stored import Removed
from index.writing import Outcome

__all__ = ["Counts", "Library"]


class Library(Reader):
    """A folder of articles and what makes them findable; safe to share among threads.

    A context manager.
    """

    def __init__(self, folder: Path, encoder: Encoder, chunking: Chunking) -> None:
        """Open a library that is there; `open` is what others call."""
        super().__init__(folder)
        self.encoder = encoder
        self.chunking = chunking

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
            LibraryError: it cannot be opened or made, or its record is damaged or missing.
            InputError: passages would be longer than the encoder sees.
        """
        folder = Path(folder).expanduser().absolute()
        made_with = manifest(encoder, chunking := chunking or Chunking())
        with explained(folder), backed(folder):
            if not cls.exists(folder):
                refuse_if_lost(folder)
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

    def add(
        self,
        items: Iterable[Loaded | Unchanged | Stamp],
        progress: Callable[[int, Loaded], None] | None = None,
        note: Callable[[Loaded, Outcome], None] | None = None,
        passages: Callable[[int, int], None] | None = None,
    ) -> Added:
        """Add articles, and bring those up to date whose source is known.

        What is there already is not embedded again. Articles are written in small
        batches, each of them whole or not at all: after an interruption, add them again. What
        is written is found; what makes searching it fast is left to `upkeep`.

        Args:
            items: read one by one; the stamp of a file follows all of its articles.
            progress: gets how many are safely written, and the last of them.
            note: gets each that is safely written, and what it was: new, changed or as before.
            passages: gets how many passages of a batch are embedded, and how many it has.

        Raises:
            LibraryBusyError: another writer is at work.
            LibraryError: the library cannot be written; all batches before are in it.
        """
        with self._writing() as record:
            adding = Adding(record, self.encoder, self.chunking, progress, note, passages)
            for item in items:
                adding.take(item)
            return adding.finish()

    def remove(self, ids: Sequence[str]) -> list[Removed]:
        """Remove documents, all or none.

        Args:
            ids: of articles; every document goes whose current article it is. The source
                of a document names just that one.

        Returns:
            What was removed; `restore` brings it back.

        Raises:
            InputError: an id is unknown.
            LibraryBusyError: another writer is at work.
            LibraryError: the library cannot be written.
        """
        with self._writing() as record, record.writing():
            gone = [
                Removed(one.source, one.article, one.added, writing.versions(record, one.source))
                for one in choose(record, ids)
            ]
            for document in gone:
                writing.prune(record, writing.delete(record, document.source))
            writing.changed(record, len(gone))
        return gone

    def restore(self, removed: Sequence[Removed]) -> None:
        """Bring back what was removed, with the articles that it was earlier.

        A source that was added anew meanwhile keeps its article: what was removed becomes one
        that it was.

        Raises:
            LibraryBusyError: another writer is at work.
            LibraryError: the library cannot be written.
        """
        with self._writing() as record:
            adding = Adding(record, self.encoder, self.chunking)
            for one in removed:
                if writing.current(record, one.source) is None:
                    adding.take(Loaded(one.source, one.article))
            adding.finish()
            with record.writing():
                for one in removed:
                    writing.restore(record, one)
                writing.changed(record, len(removed))

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the search index again from the stored vectors; nothing is embedded.

        Args:
            progress: gets how many vectors are done, and how many there are.

        Raises:
            LibraryBusyError: another process has been at it for minutes.
            LibraryError: it cannot be made; the one before stays.
        """
        with explained(self.folder), upkeep_lock(self.folder, PATIENCE_S):
            record = Record(self.folder / RECORD, write=True)
            try:
                generations.renew(self.folder / GENERATIONS, record, progress)
            finally:
                record.close()

    def upkeep(self, *, copy: bool = True) -> None:
        """Renew the search index and take a backup, each where it is due, here and now.

        `index.upkeep.start` has another process do it.

        Args:
            copy: whether a backup is wanted.

        Raises:
            LibraryBusyError: another process has been at it for minutes.
            LibraryError: one of them cannot be done; what was there stays.
        """
        upkeep.keep_up(self.folder, PATIENCE_S, copy=copy)

    @contextmanager
    def _writing(self) -> Iterator[Record]:
        """A connection of its own, under the lock: readers do not see half of a transaction."""
        with explained(self.folder), writer_lock(self.folder):
            record = Record(self.folder / RECORD, write=True)
            try:
                with suppress(LibraryBusyError), upkeep_lock(self.folder):
                    generations.sweep(self.folder / GENERATIONS, record)
                yield record
            finally:
                record.close()


def choose(record: Record, names: Sequence[str]) -> list[Document]:
    """The documents that ids or sources name.

    Raises:
        InputError: one of them names none.
    """
    chosen: dict[str, Document] = {}
    for name in names:
        found = record.documents(name)
        if not found:
            raise InputError(
                f"expected the id of an article, found {name!r}: 'newscite list' shows the ids; "
                "nothing was removed"
            )
        chosen |= {one.source: one for one in found}
    return list(chosen.values())


def refuse_if_lost(folder: Path) -> None:
    """Make no new library where one has lost its record.

    Raises:
        LibraryError: it has, and there is a backup.
    """
    if (folder / BACKUP).exists():
        raise LibraryError(
            f"the library {str(folder)!r} has lost its record: 'newscite doctor --repair' "
            "restores it from its last good backup"
        )


@contextmanager
def backed(folder: Path) -> Iterator[None]:
    """Tell a record that is no longer one from a file of another kind: by its backup.

    Raises:
        LibraryError: with what to do.
    """
    try:
        yield
    except NotALibraryError as error:
        if not (folder / BACKUP).exists():
            raise
        raise LibraryError(f"the library {str(folder)!r}: {DAMAGED}") from error
