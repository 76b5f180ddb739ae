"""Generations of vectors: made aside, checked, published by name, read, swept away."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

from corpus.errors import NewsciteError
from index import writing
from index.errors import LibraryError
from index.record import Generation, Record, Vectors
from index.schema import sync
from index.vectors import VectorIndex
from index.workshop import run

FEW = 256
SHARE = 10

logger = logging.getLogger(__name__)


def few(passages: int) -> int:
    """How many passages a generation may differ in before a new one is worth making.

    Scoring a tenth of the passages exactly takes less time than a search in the graph costs
    besides; below 256 passages making a generation takes longer than thousands of questions.
    """
    return max(FEW, passages // SHARE)


def renew(
    folder: Path, record: Record, progress: Callable[[int, int], None] | None = None
) -> Generation:
    """Make a generation of what the record holds now, and publish it.

    Only under the writer lock.

    Args:
        folder: the generations', which may not exist yet.
        record: opened by the writer.
        progress: gets (vectors done, vectors in all).

    Raises:
        LibraryError: it could not be made; the current one stays.
        OSError: the same.
    """
    total = record.number("SELECT count(*) FROM passages")
    last = record.number("SELECT max(id) FROM passages")
    generation = Generation()
    if total > FEW:
        name = uuid.uuid4().hex[:12]
        say = None if progress is None else lambda done: progress(done, total)
        run("build", record.path, folder / name, say)
        digest = seal(folder / name)
        check(record.path, folder / name, digest)
        generation = Generation(name, total, last, digest)
    with record.writing():
        writing.publish(record, generation)
    sweep(folder, record)
    return generation


def check(record: Path, generation: Path, digest: str) -> None:
    """Look at a generation in a child process.

    Chroma writes into what it opens, so the child gets a copy.

    Raises:
        LibraryError: it is damaged.
        OSError: there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="newscite-") as aside:
        copy = Path(aside) / generation.name
        if copied(generation, copy) != digest:
            raise LibraryError(f"{str(generation)!r} changed while it was looked at: add again")
        run("check", record, copy)


def sweep(folder: Path, record: Record) -> None:
    """Remove generations that the record does not name. Only under the writer lock."""
    keep = writing.named_generations(record)
    for leftover in folder.iterdir() if folder.is_dir() else ():
        if leftover.name not in keep:
            shutil.rmtree(leftover, onerror=complain)


def complain(_: object, path: str, failure: object) -> None:
    """Say what could not be removed; it is tried again under the next lock."""
    logger.warning("a leftover of the library could not be removed: %s: %s", path, failure)


def seal(generation: Path) -> str:
    """Have the files written to disk; returns their digest."""
    for path in sorted(generation.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            sync(path)
    sync(generation)
    sync(generation.parent)
    return copied(generation)


def copied(generation: Path, to: Path | None = None) -> str:
    """The digest of a generation's files and their names; copies just what was digested.

    Raises:
        OSError: something cannot be read or written.
    """
    whole = hashlib.sha256()
    for path in sorted(p for p in generation.rglob("*") if p.is_file()):
        name = path.relative_to(generation)
        content = path.read_bytes()
        whole.update(f"{name.as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
        if to is not None:
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_bytes(content)
    return whole.hexdigest()


class Searcher:
    """Searches the current generation; safe to share among threads."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the generations."""
        self._folder = folder
        self._lock = threading.Lock()
        self._name: str | None = None
        self._index: VectorIndex | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    def usable(self, generation: Generation) -> bool:
        """Whether there is a generation that can be searched; opens it.

        One that is missing or damaged is warned of, once.
        """
        with self._lock:
            return self._open(generation) is not None

    def nearest(
        self, generation: Generation, vector: Vectors, k: int
    ) -> list[tuple[int, float]] | None:
        """Up to k passage ids with their cosines, best first; None where it cannot be searched."""
        with self._lock:
            index = self._open(generation)
            if index is None:
                return None
            try:
                return index.nearest(vector[None, :], min(k, generation.passages))[0]
            except BaseException as error:  # Chroma's panics are no Exceptions
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    raise
                self._give_up(error)
                return None

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            self._close()

    def _open(self, generation: Generation) -> VectorIndex | None:
        if generation.name == self._name:
            return self._index
        self._close()
        self._name = generation.name
        if generation.name is not None:
            try:
                self._index = self._open_copy(generation)
            except BaseException as error:
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    self._name = None
                    raise
                self._give_up(error)
        return self._index

    def _open_copy(self, generation: Generation) -> VectorIndex:
        """Open a private copy, as Chroma writes into what it opens, and only a sound one,
        as a damaged one crashes whoever opens it.
        """  # noqa: D205
        assert generation.name
        self._copy = tempfile.TemporaryDirectory(prefix="newscite-", ignore_cleanup_errors=True)
        copy = Path(self._copy.name) / generation.name
        if copied(self._folder / generation.name, copy) != generation.digest:
            raise NewsciteError("its files are missing or damaged")
        return VectorIndex(copy)

    def _give_up(self, error: BaseException) -> None:
        name = self._name
        self._close()
        self._name = name  # so that it is not tried, and warned of, at every question
        logger.warning(
            "the search index %s cannot be used (%s): every passage is compared instead, "
            "which is slower; 'newscite doctor --repair' makes it again",
            *(name, error),
        )

    def _close(self) -> None:
        if self._index is not None:
            self._index.close()
        if self._copy is not None:
            self._copy.cleanup()
        self._index = self._copy = self._name = None
