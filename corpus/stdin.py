"""The articles that standard input holds."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from corpus import content
from corpus.formats import ASIDE, TABLES, entries, sniffed
from corpus.formats.draft import UnreadableError
from corpus.isolation import Reader
from corpus.results import Loaded, Skipped
from corpus.tables import load_lines, of_entries

STDIN = "-"


def load_stdin(
    reader: Reader, columns: Mapping[str, str], stream: BinaryIO | None
) -> Iterator[Loaded | Skipped]:
    """Read the articles that standard input holds, in a format that its first bytes tell."""
    try:
        data = (stream or sys.stdin.buffer).read(content.MAX_BYTES + 1)
        if len(data) > content.MAX_BYTES:
            raise UnreadableError(f"larger than {content.MAX_BYTES // 1024**2} MiB")
        name = sniffed(data[:4096])
        found = stdin_results(name, data, reader, columns)
        yield from (
            Loaded(f"stdin:{one.article.id}", one.article) if isinstance(one, Loaded) else one
            for one in found
        )
    except UnreadableError as error:
        yield Skipped(STDIN, str(error))
    except OSError as error:
        yield Skipped(STDIN, f"cannot be read: {error.strerror or error}")


def stdin_results(
    name: str, data: bytes, reader: Reader, columns: Mapping[str, str]
) -> Iterator[Loaded | Skipped]:
    """The results of a content without a file.

    Raises:
        UnreadableError: no article can be made of it.
    """
    if name not in TABLES:
        found = reader.read(name, data) if name in ASIDE else entries(name, data)
        yield from of_entries(found, STDIN, "stdin")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"stdin.{name}")
        path.write_bytes(data)
        for one in load_lines(path, columns):
            if isinstance(one, Skipped):
                line = one.source.rpartition(":")[2] if one.within else ""
                yield Skipped(f"{STDIN}:{line}" if line else STDIN, one.reason, STDIN)
            else:
                yield one
