"""The ranking by meaning: the current generation, and exactly what it lacks."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from index.generations import Searcher
from index.passage import Passage
from index.record import Generation, Record, Vectors

Scored = list[tuple[Passage, float]]

COMPARED = 20_000
"""Most passages of chosen articles that are compared one by one: about 30 MB of vectors."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """In what a generation differs from the record.

    Attributes:
        state: of the record, and the last passage of the generation.
        gone: passages that only the generation has.
        ids: of passages that only the record has.
        vectors: theirs, one a row.
    """

    state: tuple[int, int]
    gone: int
    ids: list[int]
    vectors: Vectors


class Dense:
    """Finds the passages nearest to a vector; safe to share among threads."""

    def __init__(self, generations: Path) -> None:
        """Take the folder of the generations."""
        self._searcher = Searcher(generations)
        self._lock = threading.Lock()
        self._kept: Lacking | None = None

    def nearest(
        self,
        record: Record,
        vector: Sequence[float],
        k: int,
        within: Collection[str] | None = None,
    ) -> Scored:
        """Up to k passages with their cosines, best first.

        Args:
            record: what is searched; the state that it has now.
            vector: of any length; a zero vector is equally far from everything.
            k: at least 1.
            within: ids of the articles that are searched; None: all of them.
        """
        query = unit(vector)
        with record.reading():  # all of it in one state: an article that changes is not missed
            if within is not None:
                return self._chosen(record, query, k, frozenset(within))
            generation = record.generation()
            if self._searcher.usable(generation):
                found = self._beside(record, generation, query, k)
                if found is not None:
                    return found
            return self._exactly(record, Generation(), query, k)

    def _chosen(self, record: Record, query: Vectors, k: int, within: frozenset[str]) -> Scored:
        """The best among the passages of some articles.

        Each is compared, where they are not too many; else the nearest of all are looked
        through, further and further, until enough of them are of those articles.
        """
        if record.passages_in(within) <= COMPARED:
            return best(record, *record.vectors_of(within), query, k)
        asked, everything = 4 * k, record.number("SELECT count(*) FROM passages")
        while True:
            near = self.nearest(record, [float(x) for x in query], min(asked, everything))
            there = [one for one in near if one[0].article_id in within]
            if len(there) >= k or asked >= everything:
                return there[:k]
            asked *= 4

    def close(self) -> None:
        """Close the generation and forget what is kept in memory."""
        self._searcher.close()
        with self._lock:
            self._kept = None

    def _beside(
        self, record: Record, generation: Generation, query: Vectors, k: int
    ) -> Scored | None:
        """The generation's hits that still are passages, and exact ones for those it lacks."""
        exact = self._exactly(record, generation, query, k)
        asked, enough = k, k + self._lacking(record, generation).gone
        while True:
            near = self._searcher.nearest(generation, query, asked)
            if near is None:
                return None
            passages = record.passages_by_id(i for i, _ in near)
            if len(passages) >= k or asked >= enough:
                break
            asked = min(4 * asked, enough)  # many of the nearest are gone: look further
        there = [(passages[i], score) for i, score in near if i in passages]
        return sorted(there + exact, key=best_first)[:k]

    def _exactly(self, record: Record, generation: Generation, query: Vectors, k: int) -> Scored:
        """The best among the passages that a generation lacks, each compared."""
        lacking = self._lacking(record, generation)
        return best(record, lacking.ids, lacking.vectors, query, k)

    def _lacking(self, record: Record, generation: Generation) -> Lacking:
        """In what a generation differs; read again only when the record changed."""
        state = (record.state(), generation.last_passage)
        with self._lock:
            kept = self._kept
        if kept is None or kept.state != state:
            vectors = record.vectors_after(generation.last_passage)
            kept = Lacking(state, record.gone(generation), *vectors)
            with self._lock:
                self._kept = kept
        return kept


def best(record: Record, ids: Sequence[int], vectors: Vectors, query: Vectors, k: int) -> Scored:
    """The k passages of these ids and vectors that are nearest to a query, best first."""
    if not ids:
        return []
    scores = vectors @ query
    top = np.argsort(-scores, kind="stable")[:k]
    passages = record.passages_by_id(ids[i] for i in top)
    return [(passages[ids[i]], float(scores[i])) for i in top]


def unit(vector: ArrayLike) -> Vectors:
    """A vector, or vectors one a row, scaled to length 1; zero stays zero."""
    given = np.asarray(vector, np.float32)
    length = np.linalg.norm(given, axis=-1, keepdims=True)
    return np.asarray(given / np.where(length > 0, length, 1), np.float32)


def best_first(scored: tuple[Passage, float]) -> tuple[float, tuple[str, int, int]]:
    """Sorts by score, and the same way each time where scores are equal."""
    passage, score = scored
    return (-score, passage.key)
