"""Chroma: a set of vectors in a folder of its own, made once and then only read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import HNSWConfiguration

    from index.record import Vectors

MOST_ROWS = 5_461  # in one call; Chroma raises above
COLLECTION = "passages"
# Measured on 20,000 random vectors, the worst case for a graph: see README.md.
GRAPH: HNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 128,
    "ef_search": 128,
    "max_neighbors": 16,
    # Every call's rows go to the graph's files at once: what stays in Chroma's log would be
    # replayed, and written, by everyone who opens the folder.
    "batch_size": 2,
    "sync_threshold": 2,
}


class VectorIndex:
    """An opened folder of vectors. Chroma writes into a folder even when it only opens it."""

    def __init__(self, folder: Path) -> None:
        """Open vectors that `build` made.

        Raises:
            Exception: whatever Chroma raises on a damaged folder; it may also crash.
        """
        self._client = open_client(folder)
        try:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except BaseException:
            self._client.close()
            raise

    def count(self) -> int:
        """How many vectors there are."""
        return self._collection.count()

    def nearest(self, vectors: Vectors, k: int) -> list[list[tuple[int, float]]]:
        """For each row, up to k ids with their cosines, best first.

        Chroma gives cosine distances, lower is better; they are turned here.
        """
        if not k:
            return [[] for _ in vectors]
        found = self._collection.query(query_embeddings=vectors, n_results=k, include=["distances"])
        distances = found["distances"] or []
        return [
            [(int(i), 1.0 - float(d)) for i, d in zip(ids, row, strict=True)]
            for ids, row in zip(found["ids"], distances, strict=True)
        ]

    def close(self) -> None:
        """Let go of memory and files; closing takes it out of Chroma's shared cache too."""
        self._client.close()


def build(folder: Path, batches: Iterable[tuple[list[int], Vectors]]) -> Iterable[int]:
    """Make a folder of vectors.

    Args:
        folder: where; must not exist.
        batches: ids and vectors, at most `MOST_ROWS` of them each.

    Yields:
        How many are written, after each batch.
    """
    folder.mkdir(parents=True)
    client = open_client(folder)
    try:
        collection = client.create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": GRAPH},
        )
        done = 0
        for ids, vectors in batches:
            collection.add(ids=[str(i) for i in ids], embeddings=np.asarray(vectors))
            done += len(ids)
            yield done
    finally:
        client.close()


def open_client(folder: Path) -> Client:
    """Chroma's client for a folder; nothing is reported to anyone."""
    from chromadb.api.client import Client
    from chromadb.config import Settings

    return Client(
        settings=Settings(
            anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder)
        )
    )
