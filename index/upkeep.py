"""What is done after articles were added: it makes questions fast and damage mendable.

Articles are found as soon as they are written. That a generation holds them, and a backup, is
left to a process of its own, which nobody waits for and which may be killed at any moment: what
it had not done is done after the next change.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from corpus.errors import NewsciteError
from index import backup, generations
from index.errors import explained
from index.lock import upkeep_lock
from index.places import BACKUP, GENERATIONS, RECORD
from index.record import Record

# -P and the parent's own search path: a user's bot.py or index.py must not be found first.
START = (
    "import json, sys; job = json.loads(sys.argv[1]); sys.path[:] = job['path'];"
    " from index.upkeep import main; main(job)"
)
GENTLE = 10
"""Steps by which upkeep is less urgent to the system than questions are."""


def due(folder: Path) -> bool:
    """Whether there is anything to do.

    Raises:
        LibraryError: the library cannot be read.
    """
    with explained(folder):
        record = Record(folder / RECORD)
        try:
            return generations.due(record) or backup.due(record, folder / BACKUP)
        finally:
            record.close()


def keep_up(folder: Path, patience: float = 0.0, *, copy: bool = True) -> None:
    """Renew the generation and take a backup, each where it is due.

    Args:
        folder: the library's.
        patience: seconds to wait for another process that is at it.
        copy: whether a backup is wanted.

    Raises:
        LibraryBusyError: another process is at it.
        LibraryError: one of them cannot be done; what was there stays.
    """
    with explained(folder), upkeep_lock(folder, patience):
        record = Record(folder / RECORD, write=True)
        try:
            generations.sweep(folder / GENERATIONS, record)
            while generations.due(record):  # again, where much was added meanwhile
                generations.renew(folder / GENERATIONS, record)
            if copy and backup.due(record, folder / BACKUP):
                backup.take(record.path, folder / BACKUP)
        finally:
            record.close()


def start(folder: Path) -> None:
    """Have a process of its own do what is due, if anything is; it outlives this one.

    Nothing is raised: articles are found without it.
    """
    with contextlib.suppress(NewsciteError, OSError):
        if due(folder):
            launched(folder)


def launched(folder: Path) -> subprocess.Popen[bytes]:
    """Start that process."""
    job = json.dumps({"folder": str(folder), "path": sys.path})
    apart: dict[str, Any] = {"start_new_session": True}  # Ctrl-C in the terminal is not meant
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.DETACHED_PROCESS}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", START, job],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        **apart,
    )


def main(job: dict[str, Any]) -> None:
    """What that process does; what fails here is found by `newscite doctor`."""
    if hasattr(os, "nice"):
        os.nice(GENTLE)
    with contextlib.suppress(NewsciteError, OSError):
        keep_up(Path(job["folder"]))
