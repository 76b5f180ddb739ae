"""Looking for damage in a library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.article import article_id as digest_of
from index.errors import UNREADABLE
from index.generations import copied, few
from index.record import Record
from index.schema import writable
from index.stored import STORED

AT_ONCE = 4_096
TOLERANCE = 1e-4
"""How far from 1 the length of a vector of float32 may be."""

INDEXES = {"words": "passages", "article_words": "articles"}
"""The full-text indexes, and what each is made from."""

UNSOUND = {
    "passages without a vector": (
        "SELECT count(*) FROM passages p LEFT JOIN vectors v ON v.passage_id = p.id"
        " WHERE v.passage_id IS NULL"
    ),
    "passages of articles that are not current": (
        "SELECT count(*) FROM passages WHERE article_id NOT IN (SELECT article_id FROM documents)"
    ),
    "articles that the index of their words lacks": (
        "SELECT count(DISTINCT article_id) FROM passages"
        " WHERE article_id NOT IN (SELECT article_id FROM topics)"
    ),
    "articles of no document": (
        "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM versions)"
    ),
}


def problems(record: Record, generations: Path) -> list[str]:
    """What is wrong, a line each; empty where all is well.

    Args:
        record: to look at.
        generations: the folder of the generations.
    """
    found = damage(record)
    if found:
        return found
    try:
        with record.reading():
            found = list(in_generation(record, generations))
        return [*found, *in_words(record)]
    except UNREADABLE as error:
        return [f"the record is damaged: {error}"]


def damage(record: Record) -> list[str]:
    """What is wrong with the record itself, a line each."""
    try:
        with record.reading():
            return [
                *in_tables(record),
                *in_vectors(record),
                *in_texts(record),
                *in_counts(record),
            ]
    except UNREADABLE as error:
        return [f"the record is damaged: {error or type(error).__name__}"]


def in_tables(record: Record) -> Iterator[str]:
    """Damage to the file itself, to references, and to what belongs together."""
    for (line,) in record.rows("PRAGMA integrity_check(10)"):
        if line != "ok":
            yield f"the record is damaged: {' '.join(str(line).split())}"
    for table, row, *_ in record.rows("PRAGMA foreign_key_check"):
        yield f"the record is damaged: row {row} of {table} refers to nothing"
    for what, sql in UNSOUND.items():
        if count := record.number(sql):
            yield f"the record is damaged: it has {count} {what}"


def in_vectors(record: Record) -> Iterator[str]:
    """Vectors that are not of the encoder's dimension, or neither of length 1 nor zero."""
    dimension = int(record.manifest()["encoder_dimension"])
    size = dimension * STORED.itemsize
    wrong = record.number("SELECT count(*) FROM vectors WHERE length(vector) <> ?", size)
    if wrong:
        yield f"the record is damaged: it has {wrong} vectors that are not of {dimension} numbers"
        return
    last = 0
    while (batch := record.vectors_after(last, AT_ONCE))[0]:
        ids, vectors = batch
        last = ids[-1]
        with np.errstate(all="ignore"):  # a flipped bit may have made a number of any size
            lengths = np.linalg.norm(vectors.astype(np.float64), axis=1)
        odd = np.flatnonzero((np.abs(lengths - 1) > TOLERANCE) & vectors.any(axis=1))
        if len(odd) or not np.isfinite(lengths).all():
            yield f"the record is damaged: {max(1, len(odd))} vectors are not of length 1"
            return


def in_texts(record: Record) -> Iterator[str]:
    """Articles that are not what their id was made from; passages that are not what stands there.

    An id is a digest of the text, so a single changed character is noticed.
    """
    for (article_id,) in record.rows("SELECT id FROM articles"):
        article = record.article(str(article_id))
        if article.source and digest_of(article.source, article.text) != article.id:
            yield f"the record is damaged: the text of article {article.id!r} has changed"
            return
        for passage in record.passages(article.id):
            if article.text[passage.start : passage.end] != passage.text:
                yield f"the record is damaged: passage {passage.key!r} is not in its article"
                return


def in_counts(record: Record) -> Iterator[str]:
    """A generation that is said to hold others than it holds: what it lacks would not be found."""
    generation = record.generation()
    if record.missing(generation) != generation.gone:
        yield "the record is damaged: it does not know which passages its search index holds"


def in_words(record: Record) -> Iterator[str]:
    """An index of words that does not fit its texts; only a writer can ask for that."""
    if not (writable(record.path) and writable(record.path.parent)):
        return
    own = Record(record.path, write=True)
    try:
        for table, texts in INDEXES.items():
            try:
                with own.writing():
                    own.rows(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                yield f"the index of words does not fit the {texts}: {error}"
    finally:
        own.close()


def in_generation(record: Record, folder: Path) -> Iterator[str]:
    """A search index that is missing, damaged or far behind."""
    generation = record.generation()
    if generation.name is not None:
        path = folder / generation.name
        if not path.is_dir():
            yield f"the search index {generation.name} is missing: every passage is compared"
        elif copied(path) != generation.digest:
            yield f"the search index {generation.name} is damaged: every passage is compared"
    pending = record.pending(generation)
    if pending > few(record.total(generation)):
        yield f"the search index lacks {pending} passages: they are compared one by one"
