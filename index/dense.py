"""The ranking by meaning: the current generation, and exactly what it lacks."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from index.passage import Passage
from index.record import Generation, Record, Vectors
from index.searching import Searcher

Scored = list[tuple[Passage, float]]

COMPARED = 20_000
"""Most passages of chosen articles that are compared one by one: about 30 MB of vectors."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The passages that a generation lacks, kept in memory.

    Attributes:
        state: of the record.
        after: the last passage of the generation.
        ids: of the passages, ascending.
        vectors: theirs, one a row.
    """

    state: int
    after: int
    ids: NDArray[np.int64]
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
            generation = self._searcher.usable(record.generation())
            if generation is not None:
                found = self._beside(record, generation, query, k)
                if found is not None:
                    return found
            return self._exactly(record, Generation(), query, k)

    def settle(self) -> None:
        """Wait until the newest generation that was asked for is the one that is searched."""
        self._searcher.settle()

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
        asked, enough = k, k + record.gone(generation)
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
        """What a generation lacks; of what changed since it was last asked for, only that is read.

        So a question is not made to wait by an article that was added just before it, however
        many are compared one by one.
        """
        state = record.state()
        with self._lock:
            kept = self._kept
        if kept is None or kept.after > generation.last_passage:
            kept = Lacking(state, generation.last_passage, *whole(record, generation.last_passage))
        elif kept.state != state:
            kept = brought_up(record, kept, state)
        if kept.after < generation.last_passage:
            new = kept.ids > generation.last_passage
            kept = Lacking(state, generation.last_passage, kept.ids[new], kept.vectors[new])
        with self._lock:
            self._kept = kept
        return kept


def whole(record: Record, after: int) -> tuple[NDArray[np.int64], Vectors]:
    """Ids and vectors of all passages above an id."""
    ids, vectors = record.vectors_after(after)
    return np.asarray(ids, np.int64), vectors


def brought_up(record: Record, kept: Lacking, state: int) -> Lacking:
    """What is kept, without passages that have gone, and with those that are new."""
    newest = int(kept.ids[-1]) if len(kept.ids) else kept.after
    there = np.isin(kept.ids, record.ids_after(kept.after, newest))
    ids, vectors = kept.ids, kept.vectors
    if not there.all():
        ids, vectors = ids[there], vectors[there]
    new, theirs = whole(record, newest)
    if len(new):
        ids = np.concatenate([ids, new])
        vectors = np.concatenate([vectors, theirs]) if len(vectors) else theirs
    return Lacking(state, kept.after, ids, vectors)


def best(
    record: Record, ids: Sequence[int] | NDArray[np.int64], vectors: Vectors, query: Vectors, k: int
) -> Scored:
    """The k passages of these ids and vectors that are nearest to a query, best first."""
    if not len(ids):
        return []
    scores = vectors @ query
    top = np.argsort(-scores, kind="stable")[:k]
    chosen = [int(ids[at]) for at in top]
    passages = record.passages_by_id(chosen)
    return [(passages[i], float(scores[at])) for i, at in zip(chosen, top, strict=True)]


def unit(vector: ArrayLike) -> Vectors:
    """A vector, or vectors one a row, scaled to length 1; zero stays zero."""
    given = np.asarray(vector, np.float32)
    length = np.linalg.norm(given, axis=-1, keepdims=True)
    return np.asarray(given / np.where(length > 0, length, 1), np.float32)


def best_first(scored: tuple[Passage, float]) -> tuple[float, tuple[str, int, int]]:
    """Sorts by score, and the same way each time where scores are equal."""
    passage, score = scored
    return (-score, passage.key)
