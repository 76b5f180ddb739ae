"""What can go wrong with a library, told in one line."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import NewsciteError


class LibraryError(NewsciteError):
    """The library cannot do what was asked; what it held before is intact."""


class NotALibraryError(LibraryError):
    """The file is of another kind."""


class LibraryBusyError(LibraryError):
    """Another writer is at work; the message names it."""


class EncoderMismatchError(LibraryError):
    """The library was made with another encoder or chunking; the message names both."""


FULL = "no space is left: free some and try again; what the library held is intact"
UNWRITABLE = "it cannot be written: check its permissions, or name another with --library"
DAMAGED = (
    "its record is damaged: 'newscite doctor --repair' restores it from its last good backup, "
    "or says what else to do"
)

# What reading a record may raise where bits of it have changed.
UNREADABLE = (
    sqlite3.Error,
    OSError,
    LookupError,
    TypeError,
    ValueError,
    AssertionError,
    LibraryError,
)

# Primary codes of SQLite (https://www.sqlite.org/rescode.html).
BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: UNWRITABLE,
    sqlite3.SQLITE_PERM: UNWRITABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: UNWRITABLE,
    errno.EPERM: UNWRITABLE,
    errno.EROFS: UNWRITABLE,
}
OTHERWISE = "try again, and run 'newscite doctor' if it stays; what the library held is intact"


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise inside into one line about the library.

    Raises:
        LibraryError: with what was found and what to do about it.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # nothing that surrounds newscite can be the cause: a fault of ours
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise LibraryError(f"the library {str(folder)!r}: {error}: {advice(error)}") from error


@contextmanager
def understood(folder: Path) -> Iterator[None]:
    """Turn what reading changed bits raises inside into one line about the library.

    Raises:
        LibraryError: something in the record is not what newscite writes.
    """
    try:
        yield
    except (AssertionError, IndexError, TypeError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise  # `explained` knows
        what = str(error) or type(error).__name__
        raise LibraryError(f"the library {str(folder)!r}: {what}: {DAMAGED}") from error


def advice(error: sqlite3.Error | OSError | UnicodeDecodeError) -> str:
    """What to do about an error of SQLite or of the file system."""
    if isinstance(error, OSError):
        return BY_ERRNO.get(error.errno or 0, OTHERWISE)
    if isinstance(error, UnicodeDecodeError):  # what newscite writes is UTF-8
        return DAMAGED
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    return BY_SQLITE_CODE.get(code, OTHERWISE)
