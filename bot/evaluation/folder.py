"""A run's folder: rows as they come, so that a killed run can go on, and what it is read by."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.kept import MANIFEST as MANIFEST_SHAPE
from bot.evaluation.kept import check
from bot.evaluation.manifest import refuse_other
from bot.evaluation.rows import Row
from corpus.errors import InputError

ROWS, MANIFEST = "rows.jsonl", "manifest.json"
OUTPUTS = (
    "summary.json",
    "report.md",
    "report.html",
    "junit.xml",
    "ragas.jsonl",
    *(f"{kind}.{level}.trec" for kind in ("run", "qrels") for level in ("articles", "passages")),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it lies in its folder.

    Attributes:
        name: of the folder.
        manifest: what its figures depend on.
        rows: one a question, in the order asked.
    """

    name: str
    manifest: dict[str, Any]
    rows: list[Row]

    @property
    def unfinished(self) -> bool:
        """Whether questions are missing."""
        return len(self.rows) < int(self.manifest.get("questions", 0))


def read_run(folder: Path) -> Run:
    """Read a run.

    Raises:
        InputError: there is none in the folder, or its files are damaged.
    """
    manifest = read_manifest(folder)
    try:
        found = (folder / ROWS).read_bytes()
    except OSError as error:
        raise InputError(f"no run in {str(folder)!r}: {ROWS}: {error.strerror}") from None
    return Run(folder.name, manifest, parsed(found, folder / ROWS))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run.

    Raises:
        InputError: there is none in the folder, or it is damaged.
    """
    manifest = read_json(folder / MANIFEST)
    try:
        check(manifest, MANIFEST_SHAPE)
        if min(manifest.get("questions", 0), manifest.get("seed", 0)) < 0:
            raise TypeError("'questions' and 'seed' are no less than 0")
    except TypeError as error:
        raise InputError(f"{folder / MANIFEST}: no manifest of a run: {error}") from None
    return manifest


def has_rows(folder: Path) -> bool:
    """Whether a folder holds rows of a run."""
    rows = folder / ROWS
    return rows.is_file() and rows.stat().st_size > 0


def begin(out: Path, manifest: Mapping[str, Any], *, resume: bool) -> list[Row]:
    """Make a folder ready for rows.

    Args:
        out: the folder, which is there.
        manifest: of the run that begins.
        resume: go on with the run in it, if there is one; else it is replaced.

    Returns:
        The rows that are done already; a half-written last one is cut off.

    Raises:
        InputError: the run in it is another one.
    """
    rows = out / ROWS
    if not (resume and rows.exists() and (out / MANIFEST).exists()):
        # What an earlier run left would be taken for this one's, were this one killed.
        for stale in (ROWS, *OUTPUTS):
            (out / stale).unlink(missing_ok=True)
        write_json(out / MANIFEST, manifest)
        rows.write_bytes(b"")
        return []
    refuse_other(read_manifest(out), manifest, out)
    found = rows.read_bytes()
    whole = found[: found.rfind(b"\n") + 1]
    done = parsed(whole, rows)
    # Cut, not written anew: whoever is killed meanwhile, or has a full disk, keeps the rows.
    os.truncate(rows, len(whole))
    return done


@contextmanager
def appending(out: Path) -> Iterator[Callable[[Row], None]]:
    """Write rows at the end of the folder's file, each at once."""
    # A lone surrogate, which UTF-8 lacks, becomes JSON's escape of it.
    with (out / ROWS).open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:

        def append(row: Row) -> None:
            file.write(json.dumps(row.to_json(), ensure_ascii=False, allow_nan=False) + "\n")
            file.flush()

        yield append


def parsed(lines: bytes, where: Path) -> list[Row]:
    """Rows of JSON lines.

    Raises:
        InputError: a line is none, or has the id of an earlier one; the message names it.
    """
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines.split(b"\n"), 1):
        if line:
            try:
                row = Row.from_json(json.loads(line.decode(), parse_constant=no_number))
                if row.id in rows:
                    raise ValueError(f"the id {row.id!r} was used before")
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                said = str(error).split("\n")[0]
                raise InputError(f"{where}:{number}: not a row of this version: {said}") from None
            rows[row.id] = row
    return list(rows.values())


def no_number(name: str) -> None:
    """Refuse NaN and infinities, which Python's JSON lets through.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"{name} is no number")


def read_json(file: Path) -> dict[str, Any]:
    """An object from a JSON file.

    Raises:
        InputError: it cannot be read, or holds none.
    """
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"no run in {str(file.parent)!r}: {file.name}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: not JSON: {error}") from None
    if not isinstance(found, dict):
        raise InputError(f"{file}: a JSON object is expected, found {type(found).__name__}")
    return found


def write_json(file: Path, value: Mapping[str, Any]) -> None:
    """Write an object as JSON for people to read."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    file.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
