"""The record's last good copy: taken beside it, looked at before it counts, put back when needed.

SQLite's online backup copies one state of the record while writers and readers go on. The copy is
examined like the record itself, and only then takes the place of the one before: damage is never
copied over what is good.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from index.checking import damage
from index.errors import LibraryError
from index.record import Record
from index.schema import sync

SMALL = 64 * 1024**2
"""Bytes of a record that is copied after every change: less than a second's work."""
SHARE = 10
DAY_S = 24 * 60 * 60


def due(record: Record, backup: Path, now: float | None = None) -> bool:
    """Whether a new copy is worth taking.

    A small record is copied whenever something has changed. A large one when a tenth of its
    documents have, or a day has gone by: what is missing then can be added again.

    Args:
        record: what would be copied.
        backup: the copy, which may not be there.
        now: seconds since 1970.
    """
    changes = behind(record, backup)
    if changes is None:
        return True
    if not changes:
        return False
    old = (now or time.time()) - backup.stat().st_mtime > DAY_S
    many = changes * SHARE >= record.number("SELECT count(*) FROM documents")
    return old or many or record.path.stat().st_size <= SMALL


def behind(record: Record, backup: Path) -> int | None:
    """How many documents were changed since a copy was taken; None: there is none to be read."""
    try:
        copy = Record(backup, alone=True)
    except (sqlite3.Error, OSError, LibraryError):
        return None
    try:
        return record.changes() - copy.changes()
    except (sqlite3.Error, ValueError, KeyError):
        return None
    finally:
        copy.close()


def take(record: Path, backup: Path) -> None:
    """Copy a record; only under the upkeep lock.

    Raises:
        LibraryError: there is no room, or the record is damaged; the copy before stays.
        OSError: it cannot be written; the same.
        sqlite3.Error: the same.
    """
    if shutil.disk_usage(record.parent).free < 2 * record.stat().st_size:
        raise LibraryError(
            f"no room for a backup of {str(record)!r}: free some; the one before stays"
        )
    aside = backup.with_name(backup.name + ".new")
    remove(aside)
    try:
        copied(record, aside)
        if found := next(iter(damaged(aside)), None):
            raise LibraryError(f"no backup of {str(record)!r} was made: {found}")
        put(aside, backup)
    finally:
        remove(aside)


def damaged(path: Path) -> list[str]:
    """What is wrong with a copy that nobody writes, a line each."""
    try:
        copy = Record(path, alone=True)
    except (sqlite3.Error, OSError, LibraryError) as error:
        return [str(error)]
    try:
        return damage(copy)
    finally:
        copy.close()


def taken(backup: Path) -> str | None:
    """When a copy was taken, in words; None where there is none."""
    try:
        when = datetime.fromtimestamp(backup.stat().st_mtime, UTC)
    except OSError:
        return None
    return when.astimezone().isoformat(" ", "minutes")


def copied(record: Path, to: Path) -> None:
    """Copy one state of a record, in one step, so that no writer makes it begin again."""
    source = sqlite3.connect(f"{record.resolve().as_uri()}?mode=ro", uri=True)
    target = sqlite3.connect(to)
    try:
        target.execute("PRAGMA synchronous = OFF")  # it counts only once it is on the disk: `put`
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # no side files beside a copy
    finally:
        target.close()
        source.close()


def put(aside: Path, place: Path) -> None:
    """Have a file written to disk, then put it in its place."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(place)
    sync(place.parent)


def remove(path: Path) -> None:
    """Remove a database and its side files."""
    for end in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
