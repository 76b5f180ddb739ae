"""One writer at a time, and who that is."""

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
    """Hold the library's writer lock.

    The operating system lets go of it when the process dies, however it dies.

    Args:
        folder: the library's, which exists.

    Raises:
        LibraryBusyError: another writer holds it; the message names that one.
        OSError: the lock file cannot be written.
    """
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=PATIENCE_S, poll_interval=0.05)
    except Timeout as timeout:
        raise LibraryBusyError(
            f"the library {str(folder)!r} is being written by {holder(folder)}: "
            "wait until that is done, then try again"
        ) from timeout
    try:
        name_holder(folder)
        yield
    finally:
        with contextlib.suppress(OSError):  # only a name; the lock is what counts
            side_file(folder).unlink(missing_ok=True)
        lock.release()


def holder(folder: Path) -> str:
    """Who holds the lock, in words; "another process" where nobody left a name."""
    try:
        known = json.loads(side_file(folder).read_text(encoding="utf-8"))
        return f"process {known['pid']} ({known['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def name_holder(folder: Path) -> None:
    """Leave this process's id and command beside the lock."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]).strip() or "python"
    known = {"pid": os.getpid(), "command": command[:LONGEST_COMMAND]}
    with contextlib.suppress(OSError):  # a full disk must not keep anyone from removing
        side_file(folder).write_text(json.dumps(known), encoding="utf-8")


def side_file(folder: Path) -> Path:
    """Where the holder's name lies: not in the lock file, which may be unreadable while held."""
    return folder / "lock.holder"
