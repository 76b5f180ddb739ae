"""Files of many articles, one a line or row, read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.finding import key
from corpus.formats import csv, format_of, jsonl
from corpus.formats.draft import UnreadableError
from corpus.results import Loaded, Skipped, made

CHANGED = "changed while it was read: add it again"
Records = Iterator[tuple[int, dict[str, Any] | UnreadableError]]


def load_lines(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Loaded | Skipped]:
    """Read the articles of a file of JSON lines or of a CSV file.

    A document's key is the file's and the record's own id, or else its line.

    Args:
        path: of a regular file.
        columns: known name to the name in this file; see `corpus.formats.jsonl.renamed`.
    """
    where = key(path)
    seen: set[str] = set()
    try:
        before = path.stat()
        for number, record in records(path):
            yield record_result(record, number, where, columns or {}, seen)
        after = path.stat()
    except UnreadableError as error:
        yield Skipped(where, str(error))
    except OSError as error:
        yield Skipped(where, f"cannot be read: {error.strerror or error}")
    else:
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            yield Skipped(where, CHANGED)


def records(path: Path) -> Records:
    """The records of a file by its format, with the numbers of their lines."""
    if format_of(path.name) != "csv":
        yield from jsonl.records(path)
        return
    with path.open("rb") as file:
        yield from csv.records(file)


def record_result(
    record: dict[str, Any] | UnreadableError,
    number: int,
    where: str,
    columns: Mapping[str, str],
    seen: set[str],
) -> Loaded | Skipped:
    """What becomes of a record; its name joins those that were seen in the file."""
    source = f"{where}:{number}"
    if isinstance(record, UnreadableError):
        return Skipped(source, str(record), where)
    known = jsonl.renamed(record, columns)
    try:
        article = record_article(known, number)
    except UnreadableError as error:
        return Skipped(source, str(error), where)
    return Loaded(f"{where}#{unseen(jsonl.identity(known) or str(number), number, seen)}", article)


def unseen(name: str, number: int, seen: set[str]) -> str:
    """A name that no other record of the file has: a second one of the same gets its number."""
    name = f"{name}@{number}" if name in seen else name
    seen.add(name)
    return name


def record_article(record: Mapping[str, Any], number: int) -> Article:
    """The article of a record.

    Args:
        record: its columns.
        number: of its line, which names it where nothing else does.

    Raises:
        UnreadableError: there is no text in it.
    """
    return made(jsonl.draft(record), jsonl.name(record, number))
