"""One file to its articles; and none, where it is as it was when it was read last."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from corpus import content
from corpus.content import regular
from corpus.finding import key
from corpus.formats import ASIDE, TABLES, entries, format_of, unknown
from corpus.formats.draft import UnreadableError
from corpus.isolation import Reader
from corpus.results import Loaded, Skipped, printable
from corpus.stamps import Ledger, Stamp, Unchanged, recall, stamped
from corpus.tables import load_lines, of_entries

Result = Loaded | Skipped | Unchanged | Stamp


@dataclass(frozen=True, slots=True)
class Loading:
    """How sources are read.

    Attributes:
        columns: of JSON lines and CSV: known name to the name in these files.
        private: addresses may lead to this computer and to networks that are not public.
        stdin: what "-" reads; None: the process's own.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    stdin: BinaryIO | None = None


def keeping_up(
    path: Path,
    reader: Reader,
    loading: Loading,
    ledger: Ledger,
    reached: Callable[[int], None] = lambda _: None,
) -> Iterator[Result]:
    """The results of a file that may be as it was; and its stamp, where all of it is read."""
    where, known_as = key(path), read_by(path, loading)
    stamp: Stamp | None = None
    try:
        regular(path.stat())
        if format_of(path.name) in TABLES or path.stat().st_size <= content.MAX_BYTES:
            unchanged = recall(ledger, where, path, known_as)
            if unchanged is not None:
                yield unchanged
                return
            stamp = stamped(where, path, known_as)
    except (OSError, UnreadableError):
        pass  # the reason comes below
    articles, whole = 0, stamp is not None
    for one in load_file(path, reader, loading, reached):
        articles += 1
        whole &= isinstance(one, Loaded)
        yield one
    if stamp is not None and whole and articles and stamp.still(path):
        yield replace(stamp, documents=articles)


def read_by(path: Path, loading: Loading) -> str:
    """What reads a file: another version may make other articles of the same bytes."""
    columns = sorted(loading.columns.items())
    return json.dumps([version(), format_of(path.name), *columns])


def version() -> str:
    """The version of newscite; "" where it is not installed."""
    from importlib import metadata

    try:
        return metadata.version("newscite")
    except metadata.PackageNotFoundError:
        return ""


def load_file(
    path: Path,
    reader: Reader,
    loading: Loading,
    reached: Callable[[int], None] = lambda _: None,
) -> Iterator[Loaded | Skipped]:
    """Read the articles of one file; `reached` gets how many of its bytes are read."""
    where, name = key(path), format_of(path.name)
    try:
        regular(path.stat())
        if name is None:
            raise unknown(path.suffix)
        if name in TABLES:
            yield from load_lines(path, loading.columns, reached)
            return
        data = content.content(path)
        found = reader.read(name, data) if name in ASIDE else entries(name, data)
    except UnreadableError as error:
        yield Skipped(where, str(error))
    except OSError as error:
        yield Skipped(where, f"cannot be read: {error.strerror or error}")
    else:
        yield from of_entries(found, where, printable(path.name))
