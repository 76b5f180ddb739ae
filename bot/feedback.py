"""What readers think of answers: thumbs with a reason, kept on this computer beside the library.

It is one small SQLite file, `NAME-feedback.sqlite` beside the library's folder NAME, which only
its owner may read. Nothing is sent anywhere. `newscite cases from-feedback` makes evaluation
cases of it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from bot.answer import Answer
from bot.question import Turn
from corpus.errors import InputError, NewsciteError

Rating = Literal["up", "down"]
REASONS: Final[Mapping[str, str]] = {
    "wrong": "The answer is wrong",
    "unsupported": "The quote does not support it",
    "incomplete": "Something is missing",
    "not_in_articles": "The articles do not answer this",
    "in_articles": "The articles do answer this",
    "other": "Something else",
}
"""Why an answer was not liked: names, and the words for readers."""
MOST_CHARS = 2_000
"""Of a note, and of an expected answer."""
LARGEST = 200_000
"""Characters of an answer, as JSON, and of a conversation before it."""
MOST_KEPT = 20_000
"""Ratings; beyond them no new one is taken, so that nobody fills the disk with them."""
VERSION: Final = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    key TEXT PRIMARY KEY, given TEXT NOT NULL, rating TEXT NOT NULL, reason TEXT NOT NULL,
    note TEXT NOT NULL, expected TEXT NOT NULL, asked TEXT NOT NULL, history TEXT NOT NULL,
    answer TEXT NOT NULL
)
"""
LEFT_OUT = frozenset({"hits", "timings_ms"})
"""Of an answer's JSON: large, and of no use here."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader thinks of an answer.

    Attributes:
        key: names the answer that was shown; a later rating of the same key replaces it.
        rating: up or down.
        answer: what was answered.
        asked: the day of asking.
        history: the conversation before it, oldest first.
        reason: one of `REASONS`, or "".
        note: in the reader's own words.
        expected: what would have been right, in a few words.
    """

    key: str
    rating: Rating
    answer: Answer
    asked: date
    history: tuple[Turn, ...] = ()
    reason: str = ""
    note: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rating as it is kept; `answer` is as `Answer.to_json` gives it, but for `LEFT_OUT`."""

    key: str
    given: str
    rating: Rating
    reason: str
    note: str
    expected: str
    asked: date
    history: tuple[Turn, ...]
    answer: Mapping[str, Any]


class FeedbackStore:
    """The ratings of a library's answers. Safe to share among threads and processes."""

    def __init__(self, file: Path) -> None:
        """Name the store; the file is made when the first rating is given."""
        self.file = file

    @classmethod
    def beside(cls, library: Path) -> FeedbackStore:
        """The store of the library in a folder."""
        return cls(library.with_name(f"{library.name}-feedback.sqlite"))

    def give(self, feedback: Feedback) -> None:
        """Keep a rating, in place of an earlier one of the same key.

        Raises:
            InputError: a text is too long, the reason unknown, or there are too many.
            NewsciteError: it cannot be written.
        """
        checked(feedback)
        values = row(feedback)
        if max(map(len, values)) > LARGEST:
            raise InputError(f"an answer of more than {LARGEST:,} characters cannot be rated")
        with self._open(write=True) as database:
            room = "SELECT count(*) FROM feedback WHERE key != ?"
            if database.execute(room, (feedback.key,)).fetchone()[0] >= MOST_KEPT:
                raise InputError(
                    f"{MOST_KEPT:,} ratings are kept already: make cases of them with "
                    f"`newscite cases from-feedback`, then remove {self.file}"
                )
            sql = "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            database.execute(sql, values)

    def withdraw(self, key: str) -> None:
        """Forget a rating; one that is not there is no harm.

        Raises:
            NewsciteError: it cannot be written.
        """
        if self.file.exists():
            with self._open(write=True) as database:
                database.execute("DELETE FROM feedback WHERE key = ?", (key,))

    def all(self) -> list[Kept]:
        """Every rating, oldest first.

        Raises:
            NewsciteError: the file cannot be read.
        """
        if not self.file.exists():
            return []
        with self._open() as database:
            rows = database.execute("SELECT * FROM feedback ORDER BY given, key").fetchall()
        return [kept(*one) for one in rows]

    @contextmanager
    def _open(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction."""
        try:
            if write:
                self._make()
            mode = "rw" if write else "ro"
            uri = f"{self.file.absolute().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(uri, timeout=10, uri=True)) as database, database:
                self._agree(database, write)
                yield database
        except (sqlite3.Error, OSError) as error:
            raise NewsciteError(f"cannot keep or read ratings in {self.file}: {error}") from None

    def _make(self) -> None:
        """Make the file, for its owner only."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))

    def _agree(self, database: sqlite3.Connection, write: bool) -> None:
        """See that the file is of this version; a new one becomes so."""
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if write and version == 0:
            database.execute("BEGIN IMMEDIATE")
            database.execute(SCHEMA)
            database.execute(f"PRAGMA user_version = {VERSION}")
        elif version != VERSION:
            raise NewsciteError(
                f"{self.file} holds ratings of version {version}, expected {VERSION}: "
                "use the newscite that wrote it, or move it away"
            )


def checked(feedback: Feedback) -> None:
    """Refuse what should not be kept.

    Raises:
        InputError: a text is too long, or the rating or its reason is unknown.
    """
    if feedback.rating not in {"up", "down"}:
        raise InputError(f"a rating is 'up' or 'down', found {feedback.rating!r}")
    if feedback.reason and feedback.reason not in REASONS:
        raise InputError(f"a reason is one of {', '.join(REASONS)}; found {feedback.reason!r}")
    if not 0 < len(feedback.key) <= 100:
        raise InputError("a rating needs a key of 1 to 100 characters")
    for name, text in (("note", feedback.note), ("expected answer", feedback.expected)):
        if len(text) > MOST_CHARS:
            raise InputError(
                f"the {name} has {len(text):,} characters, at most {MOST_CHARS:,} are kept: "
                "shorten it"
            )


def row(feedback: Feedback) -> tuple[str, ...]:
    """A rating as a row."""
    answer = {k: v for k, v in feedback.answer.to_json().items() if k not in LEFT_OUT}
    return (
        feedback.key,
        datetime.now(UTC).isoformat(),
        feedback.rating,
        feedback.reason,
        feedback.note.encode("utf-8", "replace").decode(),
        feedback.expected.encode("utf-8", "replace").decode(),
        feedback.asked.isoformat(),
        json.dumps([asdict(turn) for turn in feedback.history]),
        json.dumps(answer),
    )


def kept(
    key: str,
    given: str,
    rating: Rating,
    reason: str,
    note: str,
    expected: str,
    asked: str,
    history: str,
    answer: str,
) -> Kept:
    """A row as a rating."""
    turns = tuple(
        Turn(**{**turn, "articles": tuple(turn.get("articles", ()))})
        for turn in json.loads(history)
    )
    day = date.fromisoformat(asked)
    return Kept(key, given, rating, reason, note, expected, day, turns, json.loads(answer))
