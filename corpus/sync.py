"""Which documents of a library have gone from a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import InputError
from corpus.files import Result
from corpus.finding import key
from corpus.results import Loaded, Skipped
from corpus.stamps import Unchanged


def folders(sources: Iterable[str]) -> list[str]:
    """The keys of the folders among the sources that the user named.

    Raises:
        InputError: there is none, so that nothing can be said to have gone.
    """
    found = [key(Path(one)) for one in sources if Path(one).is_dir()]
    if not found:
        raise InputError("--sync needs a folder: what has gone from it is removed")
    return found


class Seen:
    """What a complete run of loading came across."""

    def __init__(self) -> None:
        self._loaded: set[str] = set()
        self._kept: set[str] = set()

    def take(self, one: Result) -> None:
        """Take a result of the run."""
        if isinstance(one, Loaded):
            self._loaded.add(one.source)
        elif isinstance(one, Skipped):
            self._kept |= {one.source, one.within} - {""}
        elif isinstance(one, Unchanged):
            self._kept.add(one.source)

    def gone(self, sources: Iterable[str], within: Iterable[str]) -> list[str]:
        """The sources of a library that have gone from folders.

        What could not be read this time has not gone: nor what is in a folder that could not be
        listed, nor any article of a file of which a part could not be read.

        Args:
            sources: of the library's documents.
            within: keys of the folders that were read whole.
        """
        roots = set(within)
        return [
            one
            for one in sources
            if one not in self._loaded
            and roots.intersection(around(one))
            and not self._kept.intersection((one, *around(one)))
        ]


def around(source: str) -> Iterator[str]:
    """The keys that a document may be a part of: its folders, and the file that holds it."""
    for at, character in enumerate(source):
        if character == "#" or (character in {os.sep, os.altsep} and at > 0):
            yield source[:at]
    if source.startswith(os.sep):
        yield os.sep
