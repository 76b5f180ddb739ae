"""A table as spreadsheets write it: comma-separated, with columns question and answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.evaluation.importing.intake import Draft, Intake, asked, distinct, kind
from corpus.errors import InputError

YES = frozenset({"1", "true", "yes", "x"})
ANSWERS = ("answer", "answers")
SEPARATORS = ",;\t"


def read(source: Path, intake: Intake) -> Iterator[Draft]:  # noqa: ARG001 — as all formats
    """Every row as a case.

    Known are the columns question, answer (several acceptable ones parted by "|"), id, type,
    asked (YYYY-MM-DD), unanswerable (yes, true, x or 1) and speaker; in any order and case.
    The columns may be parted by commas, semicolons or tabs.

    Raises:
        InputError: the file cannot be read, or lacks one of the first two columns.
    """
    text = content(source)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
        names = {(name or "").strip().lower() for name in rows.fieldnames or ()}
        if "question" not in names or not names & set(ANSWERS):
            found = ", ".join(sorted(names)) or "none"
            raise InputError(f"{source}: expected columns question and answer, found {found}")
        for row in rows:
            where = f"{source}:{rows.line_num}"
            yield where, fields(row, rows.line_num)
    except csv.Error as error:
        raise InputError(f"{source}:{rows.line_num}: not a table: {error}") from None


def content(source: Path) -> str:
    """The text of a file.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        return source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8: {error.reason} at byte {error.start}") from None
    except OSError as error:
        raise InputError(f"cannot read {str(source)!r}: {error.strerror}") from None


def separator(text: str) -> str:
    """What parts the columns: whichever the header has most of."""
    header = text.partition("\n")[0]
    return max(SEPARATORS, key=header.count)


def fields(row: Mapping[str, object], number: int) -> dict[str, object]:
    """The fields of a row's case; empty cells are left out."""
    # Cells beyond the header come as a list under None: they are no text, and left.
    known = {
        key.strip().lower(): value.strip()
        for key, value in row.items()
        if isinstance(key, str) and isinstance(value, str) and value.strip()
    }
    question = asked(known.get("question", ""))
    unanswerable = known.get("unanswerable", "").lower() in YES
    given: dict[str, object] = {
        "id": known.get("id", f"line-{number}"),
        "question": question,
        "type": known.get("type") or ("unanswerable" if unanswerable else kind(question)),
        "unanswerable": unanswerable,
        "answers": distinct((known.get("answer") or known.get("answers") or "").split("|")),
    }
    return given | {key: known[key] for key in ("asked", "speaker") if key in known}
