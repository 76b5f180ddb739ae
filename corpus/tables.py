"""Files of many articles, one a line or row, read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.finding import key
from corpus.formats import csv, format_of, jsonl
from corpus.formats.draft import Entry, UnreadableError
from corpus.results import Loaded, Skipped, made

CHANGED = "changed while it was read: add it again"
Records = Iterator[tuple[int, dict[str, Any] | UnreadableError]]


def load_lines(
    path: Path,
    columns: Mapping[str, str] | None = None,
    reached: Callable[[int], None] = lambda _: None,
) -> Iterator[Loaded | Skipped]:
    """Read the articles of a file of JSON lines or of a CSV file.

    A document's key is the file's and the record's own id, or else its line.

    Args:
        path: of a regular file.
        columns: known name to the name in this file; see `corpus.formats.jsonl.renamed`.
        reached: gets how many bytes of the file are read, before each record.
    """
    where = key(path)
    seen: set[str] = set()
    try:
        before = path.stat()
        for number, record in records(path, reached):
            yield record_result(record, number, where, columns or {}, seen)
        after = path.stat()
    except UnreadableError as error:
        yield Skipped(where, str(error))
    except OSError as error:
        yield Skipped(where, f"cannot be read: {error.strerror or error}")
    else:
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            yield Skipped(where, CHANGED)


def records(path: Path, reached: Callable[[int], None]) -> Records:
    """The records of a file by its format, with the numbers of their lines."""
    with path.open("rb") as file:
        is_csv = format_of(path.name) == "csv"
        for one in csv.records(file) if is_csv else jsonl.records_of(file, path):
            reached(file.tell())
            yield one


def of_entries(found: list[Entry], where: str, name: str) -> Iterator[Loaded | Skipped]:
    """The results of a file's entries.

    Args:
        found: its entries; a file of a single article has one, without a name.
        where: the file's key.
        name: what the id of a single article is made from.
    """
    seen: set[str] = set()
    for number, one in enumerate(found, 1):
        source = f"{where}#{unseen(one.name, number, seen)}" if one.name else where
        if one.draft is None or one.reason:
            yield Skipped(source, one.reason, where)
        else:
            yield Loaded(source, made(one.draft, (one.draft.url if one.name else "") or name))


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
