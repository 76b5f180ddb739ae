"""Adding articles: cut, embedded and written in small batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from corpus.article import Article
from corpus.loading import Loaded
from index import writing
from index.chunking import Chunking, passages
from index.dense import unit
from index.embedding import Encoder
from index.errors import LibraryError
from index.passage import Passage
from index.record import Record

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
        progress: Progress | None,
        note: Note | None = None,
    ) -> None:
        self._record = record
        self._encoder = encoder
        self._chunking = chunking
        self._progress = progress
        self._note = note
        self._outcomes: Counter[str] = Counter()
        self._items: list[Loaded] = []
        self._cut: dict[str, list[Passage]] = {}

    def take(self, item: Loaded) -> None:
        """Take one article; write the batch where it is full."""
        self._items.append(item)
        article = item.article
        if article.id not in self._cut and not writing.is_current(self._record, article.id):
            self._cut[article.id] = self._passages(article)
        waiting = sum(map(len, self._cut.values()))
        if waiting >= BATCH_PASSAGES or len(self._items) >= BATCH_ITEMS:
            self._write()

    def finish(self) -> Added:
        """Write what is left."""
        self._write()
        count = self._outcomes
        return Added(count["added"], count["updated"], count["unchanged"], count["embedded"])

    def _passages(self, article: Article) -> list[Passage]:
        return passages(article, self._chunking, self._encoder.count_tokens)

    def _write(self) -> None:
        """Embed the batch's passages and write it in one transaction."""
        items, prepared = self._items, self._embedded()
        self._items, self._cut = [], {}
        before = sum(self._outcomes[name] for name in ("added", "updated", "unchanged"))
        outcomes: list[writing.Outcome] = []
        with self._record.writing():
            touched = {item.article.id for item in items}
            for item in items:
                touched |= {writing.current(self._record, item.source) or item.article.id}
                ready = prepared.get(item.article.id)
                outcomes.append(writing.put(self._record, item, ready))
            writing.prune(self._record, touched)
        self._outcomes.update(outcomes)
        self._outcomes["embedded"] += sum(len(one.passages) for one in prepared.values())
        for done, (item, outcome) in enumerate(zip(items, outcomes, strict=True), before + 1):
            if self._note is not None:
                self._note(item, outcome)
            if self._progress is not None:
                self._progress(done, item)

    def _embedded(self) -> dict[str, writing.Prepared]:
        """The batch's passages with their vectors.

        Raises:
            LibraryError: the encoder gave something that is no vector of its dimension.
        """
        texts = [passage.text for cut in self._cut.values() for passage in cut]
        dimension = self._encoder.identity.dimension
        given = self._encoder.embed_documents(texts) if texts else []
        vectors = unit(given if given else np.empty((0, dimension)))
        if vectors.shape != (len(texts), dimension) or not np.isfinite(vectors).all():
            raise LibraryError(
                f"expected {len(texts)} finite vectors of {dimension} numbers from the encoder, "
                f"found shape {vectors.shape!r}: use the encoder that the library names"
            )
        prepared: dict[str, writing.Prepared] = {}
        first = 0
        for article_id, cut in self._cut.items():
            prepared[article_id] = writing.Prepared(cut, vectors[first : first + len(cut)])
            first += len(cut)
        return prepared
