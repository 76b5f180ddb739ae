"""Generations of vectors: made aside, checked, published by name, swept away."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from index import writing
from index.errors import LibraryError
from index.record import Generation, Record
from index.schema import sync
from index.workshop import run

FEW = 256
SHARE = 10
PIECE = 1024**2
"""Bytes copied at once: a generation of a million passages is larger than memory may be."""

logger = logging.getLogger(__name__)


def few(passages: int) -> int:
    """How many passages a generation may differ in before a new one is worth making.

    Scoring a tenth of the passages exactly takes less time than a search in the graph costs
    besides; below 256 passages making a generation takes longer than thousands of questions.
    """
    return max(FEW, passages // SHARE)


def due(record: Record) -> bool:
    """Whether the current generation differs in more than a few passages from the record."""
    with record.reading():
        generation = record.generation()
        return record.pending(generation) > few(record.total(generation))


def renew(
    folder: Path, record: Record, progress: Callable[[int, int], None] | None = None
) -> Generation:
    """Make a generation of what the record holds now, and publish it.

    Only under the upkeep lock. Articles may be added and removed meanwhile.

    Args:
        folder: the generations', which may not exist yet.
        record: opened for writing.
        progress: gets (vectors done, vectors in all).

    Raises:
        LibraryError: it could not be made; the current one stays.
        OSError: the same.
    """
    with record.reading():
        total = record.number("SELECT count(*) FROM passages")
        last = record.number("SELECT max(id) FROM passages")
    generation = Generation()
    if total > FEW:
        name = uuid.uuid4().hex[:12]
        say = None if progress is None else lambda done: progress(done, total)
        count = run("build", record.path, folder / name, last, say)
        digest = seal(folder / name)
        generation = Generation(name, count, last, digest)
        check(record.path, folder / name, generation)
    with record.writing():
        writing.publish(record, generation)
    sweep(folder, record)
    return generation


def check(record: Path, made: Path, generation: Generation) -> None:
    """Look at a generation in a child process.

    Chroma writes into what it opens, so the child gets a copy.

    Raises:
        LibraryError: it is damaged.
        OSError: there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="newscite-") as aside:
        copy = Path(aside) / made.name
        if copied(made, copy) != generation.digest:
            raise LibraryError(f"{str(made)!r} changed while it was looked at: try again")
        count = run("check", record, copy, generation.last_passage)
        if count != generation.passages:
            raise LibraryError(
                f"expected {generation.passages} vectors in {str(made)!r}, found {count}: try again"
            )


def sweep(folder: Path, record: Record) -> None:
    """Remove generations that the record does not name. Only under the upkeep lock."""
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
        whole.update(f"{name.as_posix()}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file, written(to and to / name) as copy:
            while piece := file.read(PIECE):
                whole.update(piece)
                if copy is not None:
                    copy.write(piece)
    return whole.hexdigest()


@contextmanager
def written(path: Path | None) -> Iterator[BinaryIO | None]:
    """A new file, open, with the folders above it; None where no path is given."""
    if path is None:
        yield None
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        yield file
