"""JSON lines: one article a line, in columns as data sets and exports name them."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from corpus.formats.body import finish
from corpus.formats.dates import read_date
from corpus.formats.decoding import BREAKS, CONTROLS
from corpus.formats.draft import Draft, UnreadableError

SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
NAMES = ("doc_id", "id", "_id")
TITLES = ("title", "headline")
TEXTS = ("text", "body")
DATES = ("published", "date")
PUBLISHERS = ("publisher", "site", "source")
GROUPS = (NAMES, TITLES, TEXTS, DATES, ("publisher", "site"), ("authors", "author"))
"""Names of the same thing: whoever names a column for one of them means all of them."""
COLUMNS = frozenset((*(name for group in GROUPS for name in group), "url", "place", "language"))
ADDRESS = re.compile(r"https?://\S+$")
MAX_LINE = 20 * 1024**2
"""The longest line that is read, in bytes: far beyond any article."""


def is_jsonl(path: Path) -> bool:
    """Whether a file's name says that it holds JSON lines, compressed or not."""
    return path.name.lower().endswith(SUFFIXES)


def records(path: Path) -> Iterator[tuple[int, dict[str, Any] | UnreadableError]]:
    """The lines of a file, read as they are taken; blank ones are left out.

    Args:
        path: of JSON lines in UTF-8, gzipped where its name ends with ".gz".

    Yields:
        Line number, from 1, and the object of the line, or why there is none.

    Raises:
        OSError: the file cannot be read.
        UnreadableError: it is damaged as a whole: no gzip where it should be.
    """
    with path.open("rb") as raw:
        yield from records_of(raw, path)


def records_of(raw: BinaryIO, path: Path) -> Iterator[tuple[int, dict[str, Any] | UnreadableError]]:
    """The lines of an opened file, likewise."""
    number = 0
    file = unpacked(raw, path)
    try:
        while line := file.readline(MAX_LINE + 1):
            number += 1
            if line.strip():
                yield number, parsed(line)
            while len(line) > MAX_LINE and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableError(f"damaged after line {number}: {error}") from None


def unpacked(raw: BinaryIO, path: Path) -> gzip.GzipFile | BinaryIO:
    """A file's bytes, unpacked where its name ends with ".gz"."""
    return gzip.open(raw, "rb") if path.name.lower().endswith(".gz") else raw


def parsed(line: bytes) -> dict[str, Any] | UnreadableError:
    """The object of a line, or why there is none."""
    if len(line) > MAX_LINE:
        return UnreadableError(f"the line is longer than {MAX_LINE // 1024**2} MiB")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return UnreadableError(f"not UTF-8: {error.reason} at byte {error.start}")
    except json.JSONDecodeError as error:
        return UnreadableError(f"not JSON: {error.msg} at column {error.colno}")
    except (RecursionError, ValueError) as error:
        return UnreadableError(f"not JSON that can be read: {error}")
    if not isinstance(found, dict):
        return UnreadableError(f"expected a JSON object, found {type(found).__name__}")
    return found


def draft(record: Mapping[str, Any]) -> Draft:
    """The article of a record.

    Its text is under "text" or "body"; known as well are "title" or "headline", "url",
    "published" or "date", "publisher", "site" or "source", "authors", "place" and "language"; a
    "source" that is an address is the URL where there is no other. Other
    columns are left alone. The text is tidied as that of a file is: one line a paragraph,
    without page furniture and dateline.

    Raises:
        UnreadableError: there is no text.
    """
    text = first(record, TEXTS)
    if not text:
        raise UnreadableError(f"no text: expected a column {' or '.join(map(repr, TEXTS))}")
    language = first(record, ("language", "lang")) or ""
    given = record.get("authors") or record.get("author") or []
    authors = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    source = first(record, ("source",))
    address = source if source and ADDRESS.match(source) else None
    publisher = first(record, PUBLISHERS)
    made = Draft(
        text=clean(text),
        title=" ".join((first(record, TITLES) or "").split()),
        publisher=None if publisher == address else publisher,
        published=read_date("date: " + (first(record, DATES) or "")),
        place=first(record, ("place",)),
        authors=tuple(clean(one) for one in authors if isinstance(one, str) and one.strip()),
        url=first(record, ("url",)) or address,
        language=language[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", language) else None,
    )
    return finish(made, headed=False)


def name(record: Mapping[str, Any], number: int) -> str:
    """What the id of a record's article is made from, besides its text.

    Its URL, or else its own id ("doc_id", "id", "_id"), or else its place in the file: never
    the file's name, so that a renamed or compressed file holds the same articles.
    """
    return first(record, ("url",)) or identity(record) or f"line {number}"


def renamed(record: Mapping[str, Any], columns: Mapping[str, str]) -> Mapping[str, Any]:
    """A record with the columns that the user named under the names that are known here.

    Args:
        record: as it stands in the file.
        columns: known name ("text", say) to the name in the file; a column that is named for one
            thing is not taken for another as well.
    """
    if not columns:
        return record
    aliases = {alias for one in columns for group in GROUPS if one in group for alias in group}
    taken = aliases | set(columns.values())
    rest = {name: value for name, value in record.items() if name not in taken}
    return rest | {known: record[name] for known, name in columns.items() if name in record}


def identity(record: Mapping[str, Any]) -> str:
    """A record's own id ("doc_id", "id" or "_id") as text; "" where it has none."""
    found = (record[key] for key in NAMES if isinstance(record.get(key), str | int))
    return next((clean(str(one)).strip() for one in found if str(one).strip()), "")


def first(record: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of some columns that holds text; None where none does."""
    found = (record[key] for key in keys if isinstance(record.get(key), str))
    return next((clean(one).strip() for one in found if one.strip()), None)


def clean(text: str) -> str:
    r"""The text with line ends as "\n", without control characters, "?" for lone surrogates."""
    text = CONTROLS.sub("", BREAKS.sub("\n", text))
    return text.encode("utf-8", "replace").decode("utf-8")
