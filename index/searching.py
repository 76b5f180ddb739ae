"""Searching the current generation, and going over to a new one without making anyone wait."""

from __future__ import annotations

import logging
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import NewsciteError
from index.generations import copied
from index.record import Generation, Vectors
from index.vectors import VectorIndex

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation that can be searched: a private copy of it."""

    generation: Generation
    index: VectorIndex
    copy: tempfile.TemporaryDirectory[str]

    def close(self) -> None:
        """Let go of memory and files."""
        self.index.close()
        self.copy.cleanup()


class Searcher:
    """Searches generations; safe to share among threads.

    The first one is opened by whoever asks first. A later one is opened by a thread; until that
    is done the one before it is searched, whose facts stay true.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder of the generations."""
        self._folder = folder
        self._lock = threading.Lock()
        self._wanted: Generation | None = None
        self._opened: Opened | None = None
        self._opening: threading.Thread | None = None

    def usable(self, newest: Generation) -> Generation | None:
        """The generation that can be searched now; None where there is none.

        One that is missing or damaged is warned of, once.

        Args:
            newest: the record's.
        """
        with self._lock:
            before, self._wanted = self._wanted, newest
            if before is None or newest.name != before.name:
                try:
                    self._go_over(newest, at_once=before is None)
                except BaseException:  # Ctrl-C: whoever asks next opens it
                    self._wanted = None
                    raise
            return self._opened.generation if self._opened else None

    def nearest(
        self, generation: Generation, vector: Vectors, k: int
    ) -> list[tuple[int, float]] | None:
        """Up to k passage ids with their cosines, best first; None where it cannot be searched.

        Args:
            generation: as `usable` gave it.
            vector: of length 1.
            k: at least 1.
        """
        with self._lock:
            opened = self._opened
            if opened is None or opened.generation.name != generation.name:
                return None  # another thread has gone over meanwhile
            try:
                return opened.index.nearest(vector[None, :], min(k, generation.passages))[0]
            except BaseException as error:  # Chroma's panics are no Exceptions
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    raise
                warn(generation, error)
                self._swap(None)
                return None

    def settle(self) -> None:
        """Wait until the newest generation that was asked for is open."""
        opening = self._opening
        if opening is not None:
            opening.join()

    def close(self) -> None:
        """Close what is open; ask again, and it is opened again."""
        with self._lock:
            self._wanted = None
            self._swap(None)
        self.settle()

    def _go_over(self, newest: Generation, *, at_once: bool) -> None:
        if newest.name is None:
            self._swap(None)
        elif at_once:
            self._swap(opened(self._folder, newest))
        else:
            self._opening = threading.Thread(target=self._bring, args=(newest,), daemon=True)
            self._opening.start()

    def _bring(self, newest: Generation) -> None:
        """Open a generation and put it in the place of the one before."""
        found = opened(self._folder, newest)
        with self._lock:
            wanted = self._wanted is not None and self._wanted.name == newest.name
            if found is not None and wanted:
                self._swap(found)
                found = None
        if found is not None:
            found.close()

    def _swap(self, new: Opened | None) -> None:
        old, self._opened = self._opened, new
        if old is not None:
            old.close()


def opened(folder: Path, generation: Generation) -> Opened | None:
    """Open a generation; None, and a warning, where it is missing or damaged.

    A private copy, as Chroma writes into what it opens, and only a sound one, as a damaged one
    crashes whoever opens it.
    """
    assert generation.name
    copy = tempfile.TemporaryDirectory(prefix="newscite-", ignore_cleanup_errors=True)
    try:
        aside = Path(copy.name) / generation.name
        if copied(folder / generation.name, aside) != generation.digest:
            raise NewsciteError("its files are missing or damaged")
        return Opened(generation, VectorIndex(aside), copy)
    except BaseException as error:
        copy.cleanup()
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        warn(generation, error)
        return None


def warn(generation: Generation, error: BaseException) -> None:
    """Say, once for each generation, that it cannot be searched."""
    logger.warning(
        "the search index %s cannot be used (%s): every passage is compared instead, "
        "which is slower; 'newscite doctor --repair' makes it again",
        *(generation.name, error),
    )
