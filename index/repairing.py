"""Mending a damaged record: its full-text index from itself, all else from its last good backup."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index import backup
from index.checking import INDEXES, damage, in_words
from index.errors import LibraryError, explained
from index.lock import upkeep_lock, writer_lock
from index.places import BACKUP, DAMAGED, RECORD
from index.record import Record

PATIENCE_S = 600.0
"""Upkeep of a library of a million passages may be at work."""


def mend(folder: Path) -> list[str]:
    """Mend a library's record where it is damaged or missing.

    The damaged one is kept beside it, as `library.damaged.sqlite`. Processes that have the library
    open go on with the damaged one until they are started again.

    Args:
        folder: the library's.

    Returns:
        What was done, a line each; nothing where the record is sound.

    Raises:
        LibraryBusyError: a writer is at work.
        LibraryError: it is damaged, and there is no good backup: the message says what to do.
    """
    with explained(folder), writer_lock(folder), upkeep_lock(folder, PATIENCE_S):
        done = list(restored(folder)) if broken(folder / RECORD, folder / BACKUP) else []
        return [*done, *reworded(folder / RECORD)]


def broken(path: Path, copy: Path) -> bool:
    """Whether a record cannot be opened, or does not hold what it should.

    Args:
        path: the record.
        copy: its backup, which must name the same encoder and chunking: these never change.
    """
    try:
        record = Record(path)
    except (sqlite3.Error, OSError, LibraryError):
        return True
    try:
        return bool(damage(record)) or facts(record) != (facts_of(copy) or facts(record))
    finally:
        record.close()


def facts(record: Record) -> dict[str, str]:
    """What a record was made with."""
    return {name: value for name, value in record.manifest().items() if name != "changes"}


def facts_of(copy: Path) -> dict[str, str] | None:
    """The same of a backup; None where there is no good one."""
    if not copy.exists() or backup.damaged(copy):
        return None
    record = Record(copy, alone=True)
    try:
        return facts(record)
    finally:
        record.close()


def restored(folder: Path) -> Iterator[str]:
    """Put the backup in the place of the record; says what was done.

    At every step there is a record in its place, the damaged one or the good one, so this can be
    done again after a kill.

    Raises:
        LibraryError: there is no good backup.
    """
    record, copy, kept = folder / RECORD, folder / BACKUP, folder / DAMAGED
    when = backup.taken(copy)
    if when is None or backup.damaged(copy):
        what = "there is no backup" if when is None else "its backup is damaged too"
        raise LibraryError(
            f"the record of the library {str(folder)!r} is damaged, and {what}: keep the folder "
            "(sqlite3's .recover may save articles), and add the articles to a new library "
            "with 'newscite add --library NEW_FOLDER FILES…'"
        )
    aside = record.with_name(record.name + ".new")
    backup.remove(aside)
    shutil.copyfile(copy, aside)
    for end in ("", "-wal"):
        old = record.with_name(record.name + end)
        if old.exists():
            shutil.copyfile(old, kept.with_name(kept.name + end))
    for end in ("-wal", "-shm"):  # the damaged record's: SQLite would play them into the good one
        record.with_name(record.name + end).unlink(missing_ok=True)
    backup.put(aside, record)
    yield (
        f"the record was restored from its backup of {when}; add again what was added since; "
        f"the damaged one is kept as {kept.name}"
    )


def reworded(path: Path) -> Iterator[str]:
    """Make the full-text indexes again where one does not fit its texts; says so."""
    record = Record(path, write=True)
    try:
        if list(in_words(record)):
            with record.writing():
                for table in INDEXES:
                    record.rows(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
            yield f"the indexes of words were made again from the {' and '.join(INDEXES.values())}"
    finally:
        record.close()
