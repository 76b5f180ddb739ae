"""One writer at a time, one upkeeper at a time, and who that is."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryBusyError

# A second writer must be told within a second; a writer that only just ends is waited for.
PATIENCE_S = 0.6
LONGEST_COMMAND = 120


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the library's writer lock: who has it may change what is in the record.

    Raises:
        LibraryBusyError: another writer holds it; the message names that one.
        OSError: the lock file cannot be written.
    """
    with held(folder, "lock", PATIENCE_S):
        yield


@contextmanager
def upkeep_lock(folder: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock of upkeep: who has it may make and remove generations and backups.

    It is another than the writer's, so that articles are added while a generation is made.

    Args:
        folder: the library's, which exists.
        patience: seconds to wait for it.

    Raises:
        LibraryBusyError: another process holds it; the message names that one.
        OSError: the lock file cannot be written.
    """
    with held(folder, "upkeep", patience):
        yield


@contextmanager
def held(folder: Path, name: str, patience: float) -> Iterator[None]:
    """Hold a lock, with the holder's name beside it.

    The operating system lets go of it when the process dies, however it dies.
    """
    lock = FileLock(folder / name)
    try:
        lock.acquire(timeout=patience, poll_interval=0.05)
    except Timeout as timeout:
        raise LibraryBusyError(
            f"the library {str(folder)!r} is being written by {holder(folder, name)}: "
            "wait until that is done, then try again"
        ) from timeout
    try:
        name_holder(folder, name)
        yield
    finally:
        with contextlib.suppress(OSError):  # only a name; the lock is what counts
            side_file(folder, name).unlink(missing_ok=True)
        lock.release()


def holder(folder: Path, name: str = "lock") -> str:
    """Who holds a lock, in words; "another process" where nobody left a name."""
    try:
        known = json.loads(side_file(folder, name).read_text(encoding="utf-8"))
        return f"process {known['pid']} ({known['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def name_holder(folder: Path, name: str) -> None:
    """Leave this process's id and command beside the lock."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]).strip() or "python"
    known = {"pid": os.getpid(), "command": command[:LONGEST_COMMAND]}
    with contextlib.suppress(OSError):  # a full disk must not keep anyone from removing
        side_file(folder, name).write_text(json.dumps(known), encoding="utf-8")


def side_file(folder: Path, name: str) -> Path:
    """Where the holder's name lies: not in the lock file, which may be unreadable while held."""
    return folder / f"{name}.holder"
