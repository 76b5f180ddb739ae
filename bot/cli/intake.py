"""What came of each source that was to be added: said, counted, and written to a report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bot.cli.terminal import say
from corpus.errors import InputError
from corpus.results import Loaded, Skipped
from corpus.stamps import Stamp, Unchanged
from corpus.sync import Seen

if TYPE_CHECKING:
    from corpus.files import Result
    from index.writing import Outcome


class Intake:
    """The results of a run of `add`, as they come."""

    def __init__(self, report: IO[str] | None = None) -> None:
        """Begin.

        Args:
            report: where each source is written as a line of JSON.
        """
        self.seen = Seen()
        self.skipped = 0
        self.report = report

    def readable(self, results: Iterable[Result]) -> Iterator[Loaded | Unchanged | Stamp]:
        """The articles among what was loaded; what was skipped is said, with its reason."""
        for one in results:
            self.seen.take(one)
            if not isinstance(one, Skipped):
                yield one
                continue
            self.skipped += 1
            say(f"skipped {one.source}: {one.reason}")
            self._write(source=one.source, outcome="skipped", reason=one.reason)

    def note(self, one: Loaded, outcome: Outcome) -> None:
        """Take what became of an article."""
        article = one.article
        published = article.published.isoformat() if article.published else None
        self._write(
            source=one.source,
            outcome=outcome,
            id=article.id,
            title=article.title,
            publisher=article.publisher,
            published=published,
        )

    def removed(self, source: str, article_id: str) -> None:
        """Take a document that was removed because its file had gone."""
        self._write(source=source, outcome="removed", id=article_id)

    def _write(self, **row: str | None) -> None:
        if self.report is not None:
            self.report.write(json.dumps(row) + "\n")
            self.report.flush()


@contextmanager
def written(path: Path | None) -> Iterator[IO[str] | None]:
    """The file of a report, open; None where none is wanted.

    Raises:
        InputError: it cannot be written.
    """
    if path is None:
        yield None
        return
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"--report needs a file that can be written: {str(path)!r}: {error.strerror}"
        ) from None
    with file:
        yield file


def columns(given: Iterable[str]) -> dict[str, str]:
    """The names of columns that the user gave: "text=content".

    Raises:
        InputError: one is not written so, or names nothing that is known.
    """
    from corpus.formats.jsonl import COLUMNS

    found: dict[str, str] = {}
    for one in given:
        known, equals, name = (part.strip() for part in one.partition("="))
        if not (equals and name) or known not in COLUMNS:
            names = ", ".join(sorted(COLUMNS))
            raise InputError(f"--map takes NAME=COLUMN, NAME one of {names}; found {one!r}")
        found[known] = name
    return found
