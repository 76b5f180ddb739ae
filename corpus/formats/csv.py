"""Tables of articles, one a row: CSV with commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO, Any, BinaryIO

from corpus.formats.decoding import decode
from corpus.formats.draft import UnreadableError
from corpus.formats.jsonl import MAX_LINE

DELIMITERS = ",;\t|"
LOOKED_AT = 1024**2
"""Bytes from which the encoding is told."""


def records(file: BinaryIO) -> Iterator[tuple[int, dict[str, Any] | UnreadableError]]:
    """The rows of a table under the names of its first row, read as they are taken.

    Args:
        file: the table; rewound here.

    Yields:
        Number of the line on which the row ends, from 1, and the row, or why there is none.

    Raises:
        UnreadableError: it is no table as a whole.
        OSError: the file cannot be read.
    """
    csv.field_size_limit(MAX_LINE)
    start = file.read(LOOKED_AT)
    encoding = encoding_of(start)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield from rows(text)
    finally:
        text.detach()  # the file is its opener's to close


def rows(text: IO[str]) -> Iterator[tuple[int, dict[str, Any] | UnreadableError]]:
    """The rows of a table that is decoded as it is read."""
    try:
        head = text.readline(LOOKED_AT)
        delimiter = max(DELIMITERS, key=head.count)
        names = [one.strip() for one in next(csv.reader([head], delimiter=delimiter), [])]
        if not names:
            raise UnreadableError("empty: there is no first line with the columns' names")
        reader = csv.reader(bounded(text), delimiter=delimiter)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            number = reader.line_num + 1
            if len(row) > len(names):
                found = f"expected {len(names)} columns as in the first line, found {len(row)}"
                yield number, UnreadableError(found)
            else:
                yield number, dict(zip(names, row, strict=False))
    except csv.Error as error:
        raise UnreadableError(f"no CSV that can be read: {error}") from None
    except UnicodeDecodeError as error:
        raise UnreadableError(f"damaged: not all of it is {error.encoding}") from None


def bounded(text: IO[str]) -> Iterator[str]:
    """The lines of a text; of an endless one, no more than `MAX_LINE` characters.

    Raises:
        csv.Error: a line is longer.
    """
    while line := text.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise csv.Error(f"a line is longer than {MAX_LINE:,} characters")
        yield line


def encoding_of(start: bytes) -> str:
    """The encoding of a file by its first bytes.

    Raises:
        UnreadableError: it is binary, or in an unknown encoding.
    """
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Cut after a line: the bytes looked at may end within a character.
    whole = start if len(start) < LOOKED_AT else start[: start.rfind(b"\n") + 1] or start
    decode(whole)
    try:
        whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
