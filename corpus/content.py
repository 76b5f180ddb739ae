"""The bytes of a file, and only of a regular one that holds still."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from corpus.formats.draft import UnreadableError
from corpus.tables import CHANGED

MAX_BYTES = 100 * 1024**2
"""The largest file that is read whole; what is read is held in memory a few times over."""


def content(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        UnreadableError: it is something else, larger than `MAX_BYTES`, or changes meanwhile.
        OSError: it cannot be read.
    """
    # Asked before it is opened as well: opening some devices does something.
    regular(path.stat())
    # Opening a FIFO waits for its other end, for ever, unless it is told not to.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        before = os.fstat(file.fileno())
        regular(before)
        data = file.read(MAX_BYTES + 1)
        after = os.fstat(file.fileno())
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024**2} MiB")
    if len(data) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise UnreadableError(CHANGED)
    return data


def regular(status: os.stat_result) -> None:
    """Let only regular files pass.

    Raises:
        UnreadableError: it is something else.
    """
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("not a regular file")
