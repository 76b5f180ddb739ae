"""Adding articles: cut, embedded and written in small batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from corpus.results import Loaded
from corpus.stamps import Stamp, Unchanged
from index import files, writing
from index.chunking import Chunking, passages
from index.dense import unit
from index.embedding import Encoder
from index.errors import LibraryError
from index.passage import Passage
from index.record import Record, Vectors

# A batch is what an interruption can cost: seconds. Enough of them to sort by length.
BATCH_PASSAGES = 128
BATCH_ITEMS = 128

Progress = Callable[[int, Loaded], None]
Note = Callable[[Loaded, writing.Outcome], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did.

    Attributes:
        added: documents that are new.
        updated: documents that changed.
        unchanged: documents that were as they are.
        embedded: passages that were embedded.
    """

    added: int
    updated: int
    unchanged: int
    embedded: int


class Adding:
    """One run of adding, by a writer that holds the lock."""

    def __init__(
        self,
        record: Record,
        encoder: Encoder,
        chunking: Chunking,
        progress: Progress | None = None,
        note: Note | None = None,
        embedding: Callable[[int, int], None] | None = None,
    ) -> None:
        self._record = record
        self._encoder = encoder
        self._chunking = chunking
        self._progress = progress
        self._note = note
        self._embedding = embedding
        self._outcomes: Counter[str] = Counter()
        self._done = 0
        self._items: list[Loaded] = []
        self._stamps: list[Stamp] = []
        self._cut: dict[str, list[Passage]] = {}

    def take(self, item: Loaded | Unchanged | Stamp) -> None:
        """Take one article, or what is known about a file; write the batch where it is full."""
        if isinstance(item, Unchanged):
            self._pass_over(item)
            return
        if isinstance(item, Stamp):
            self._stamps.append(item)
            return
        self._items.append(item)
        article = item.article
        if article.id not in self._cut and not writing.is_current(self._record, article.id):
            self._cut[article.id] = passages(article, self._chunking, self._encoder.count_tokens)
        waiting = sum(map(len, self._cut.values()))
        if waiting >= BATCH_PASSAGES or len(self._items) >= BATCH_ITEMS:
            self._write()

    def finish(self) -> Added:
        """Write what is left."""
        self._write()
        count = self._outcomes
        return Added(count["added"], count["updated"], count["unchanged"], count["embedded"])

    def _pass_over(self, file: Unchanged) -> None:
        """Count the articles of a file that is as it was."""
        found = files.documents(self._record, file.source)
        self._outcomes["unchanged"] += len(found)
        self._done += len(found)
        if file.stamp is not None:
            self._stamps.append(file.stamp)
        if self._note is not None:
            for source, article_id in found:
                self._note(Loaded(source, self._record.article(article_id)), "unchanged")

    def _write(self) -> None:
        """Embed the batch's passages and write it in one transaction."""
        if not (self._items or self._stamps):
            return
        items, prepared, stamps = self._items, self._embedded(), self._stamps
        self._items, self._cut, self._stamps = [], {}, []
        outcomes: list[writing.Outcome] = []
        with self._record.writing():
            touched = {item.article.id for item in items}
            for item in items:
                touched |= {writing.current(self._record, item.source) or item.article.id}
                ready = prepared.get(item.article.id)
                outcomes.append(writing.put(self._record, item, ready))
            writing.prune(self._record, touched)
            writing.changed(self._record, len(outcomes) - outcomes.count("unchanged"))
            for stamp in stamps:
                files.keep(self._record, stamp)
        self._outcomes.update(outcomes)
        self._outcomes["embedded"] += sum(len(one.passages) for one in prepared.values())
        for item, outcome in zip(items, outcomes, strict=True):
            self._done += 1
            if self._note is not None:
                self._note(item, outcome)
            if self._progress is not None:
                self._progress(self._done, item)

    def _embedded(self) -> dict[str, writing.Prepared]:
        """The batch's passages with their vectors."""
        texts = [passage.text for cut in self._cut.values() for passage in cut]
        vectors = np.empty((len(texts), self._encoder.identity.dimension), np.float32)
        # An article may be as long as a book: its vectors are packed as they come.
        for first in range(0, len(texts), BATCH_PASSAGES):
            some = texts[first : first + BATCH_PASSAGES]
            vectors[first : first + len(some)] = embedded(self._encoder, some)
            if self._embedding is not None:
                self._embedding(first + len(some), len(texts))
        prepared: dict[str, writing.Prepared] = {}
        first = 0
        for article_id, cut in self._cut.items():
            prepared[article_id] = writing.Prepared(cut, vectors[first : first + len(cut)])
            first += len(cut)
        return prepared


def embedded(encoder: Encoder, texts: list[str]) -> Vectors:
    """The vectors of some texts, of length 1, one a row.

    Raises:
        LibraryError: the encoder gave something that is no vector of its dimension.
    """
    dimension = encoder.identity.dimension
    vectors = unit(encoder.embed_documents(texts))
    if vectors.shape != (len(texts), dimension) or not np.isfinite(vectors).all():
        raise LibraryError(
            f"expected {len(texts)} finite vectors of {dimension} numbers from the encoder, "
            f"found shape {vectors.shape!r}: use the encoder that the library names"
        )
    return vectors
