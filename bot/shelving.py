"""Adding to a library what a visitor gives: files, addresses and pasted text, one after another."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.errors import InputError
from corpus.loading import Loaded, Loading, Skipped, load
from corpus.stdin import STDIN

if TYPE_CHECKING:
    from index.library import Library

UPLOADED = "upload:"
NAMED = 5
"""Articles that a report names, of those that are new or changed."""
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)

Outcome = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be added.

    Attributes:
        files: uploaded files; a file of a name that was uploaded before is an update of it.
        addresses: http(s) addresses of pages and feeds.
        text: an article's text, "" for none.
    """

    files: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()
    text: str = ""

    @classmethod
    def typed(cls, text: str) -> Given:
        """What was pasted: addresses where every line is one, else a text."""
        lines = text.split()
        if lines and all(ADDRESS.fullmatch(one) for one in lines):
            return cls(addresses=tuple(dict.fromkeys(lines)))
        return cls(text=text if text.strip() else "")

    @property
    def sources(self) -> int:
        """How many there are."""
        return len(self.files) + len(self.addresses) + bool(self.text)


@dataclass(slots=True)
class Report:
    """What has come of it so far; grows while articles are added.

    Attributes:
        read: articles that were read.
        written: articles that are safely in the library.
        outcomes: title and outcome of each that is.
        named: id and title of the first few that are new or changed.
        skipped: name and reason of each source without an article.
    """

    read: int = 0
    written: int = 0
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    named: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many had that outcome."""
        return sum(one == outcome for _, one in self.outcomes)


def add(
    library: Library,
    given: Given,
    report: Report,
    loading: Callable[[str], Loading] | None = None,
) -> None:
    """Add all that can be read; what cannot is reported, and spoils nothing else.

    Args:
        library: where to.
        given: what.
        report: is told all along.
        loading: how the text is read; None: as standard input is.

    Raises:
        LibraryBusyError: another writer is at work.
        LibraryError: the library cannot be written; what is reported as written is in it.
    """
    made = loading or (lambda text: Loading(stdin=io.BytesIO(text.encode("utf-8", "replace"))))

    def readable() -> Iterator[Loaded]:
        for one in results(given, made(given.text)):
            if isinstance(one, Skipped):
                report.skipped.append((one.source.removeprefix(UPLOADED), one.reason))
            else:
                report.read += 1
                yield one

    def note(one: Loaded, outcome: Outcome) -> None:
        report.outcomes.append((one.article.title, outcome))
        if outcome != "unchanged" and len(report.named) < NAMED:
            report.named.append((one.article.id, one.article.title))

    def written(done: int, _: Loaded) -> None:
        report.written = done

    library.add(readable(), progress=written, note=note)


def results(given: Given, loading: Loading) -> Iterator[Loaded | Skipped]:
    """A result for each article or source without one."""
    for file in given.files:
        for one in attempted([file], loading):
            name = UPLOADED + one.source.removeprefix(str(file.parent)).lstrip("/\\")
            yield replace(one, source=name)
    for address in given.addresses:
        yield from attempted([address], loading)
    if given.text:
        yield from attempted([STDIN], loading)


def attempted(sources: Sequence[str | Path], loading: Loading) -> Iterator[Loaded | Skipped]:
    """What loading gives; a source that is refused at once is one more that is skipped."""
    try:
        yield from load(sources, loading)
    except InputError as error:
        yield Skipped(str(sources[0]), str(error))
