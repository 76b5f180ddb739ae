"""What a file was when it was read, so that an unchanged one need not be read again.

The rule: a file whose size, time of change and time of status change are what they were is taken
as unchanged without being opened. Where a time differs, its bytes are read and compared by their
SHA-256; only other bytes are parsed. Times are trusted only if the file had rested for two seconds
when it was read: a clock may tick as seldom as that. The time of status change ("ctime") is the
system's own, so that copying an old time onto a new content deceives nobody. A file of which a
part was skipped, or that another version of newscite read, is always read again.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

REST_NS = 2_000_000_000
UNTRUSTED = -1


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file of which every article was read.

    Attributes:
        path: its key.
        size: in bytes.
        modified: nanoseconds since 1970; -1: not to be trusted.
        changed: its status, likewise.
        digest: SHA-256 of its bytes, 64 hexadecimal digits.
        reader: what read it: version of newscite, format, names of columns.
        documents: how many articles it holds.
        before: size and times of the file when this stamp was made, to be trusted or not.
    """

    path: str
    size: int
    modified: int
    changed: int
    digest: str
    reader: str
    documents: int = 0
    before: tuple[int, int, int] = (0, 0, 0)

    def fits(self, status: os.stat_result) -> bool:
        """Whether a file's size and times are these."""
        times = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        return times == (self.size, self.modified, self.changed)

    def timed(self, status: os.stat_result) -> Stamp:
        """The same content under the times that its file has now."""
        rested = time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) >= REST_NS
        modified, changed = (
            (status.st_mtime_ns, status.st_ctime_ns) if rested else (UNTRUSTED, UNTRUSTED)
        )
        return replace(self, size=status.st_size, modified=modified, changed=changed)

    def still(self, path: Path) -> bool:
        """Whether a file's size and times are what they were when this stamp was made."""
        status = path.stat()
        return self.before == (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that need not be read: all of its articles are there as they are in it.

    Attributes:
        source: its key.
        stamp: with the times that the file has now, where they are others than before.
    """

    source: str
    stamp: Stamp | None = None


class Ledger(Protocol):
    """Whoever remembers the stamps of files."""

    def stamp(self, path: str) -> Stamp | None:
        """A file's, as long as all of its articles are there."""
        ...


def recall(ledger: Ledger, where: str, path: Path, reader: str) -> Unchanged | None:
    """Whether a file is as it was when it was read last.

    Args:
        ledger: what is remembered.
        where: the file's key.
        path: the file.
        reader: what would read it now.

    Raises:
        OSError: it cannot be read.
    """
    known = ledger.stamp(where)
    if known is None or known.reader != reader:
        return None
    status = path.stat()
    if known.fits(status):
        return Unchanged(where)
    if status.st_size == known.size and digest(path) == known.digest:
        return Unchanged(where, known.timed(status))
    return None


def stamped(where: str, path: Path, reader: str) -> Stamp:
    """The stamp of a file that is about to be read.

    Raises:
        OSError: it cannot be read.
    """
    status = path.stat()
    before = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return Stamp(where, 0, 0, 0, digest(path), reader, before=before).timed(status)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, 64 hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
