"""Looking for damage in a library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.errors import LibraryError
from index.generations import copied, few
from index.record import STORED, Record
from index.schema import writable

UNSOUND = {
    "passages without a vector": (
        "SELECT count(*) FROM passages p LEFT JOIN vectors v ON v.passage_id = p.id"
        " WHERE v.passage_id IS NULL"
    ),
    "passages of articles that are not current": (
        "SELECT count(*) FROM passages WHERE article_id NOT IN (SELECT article_id FROM documents)"
    ),
    "articles of no document": (
        "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM versions)"
    ),
}


def problems(record: Record, generations: Path, dimension: int) -> list[str]:
    """What is wrong, a line each; empty where all is well.

    Args:
        record: to look at.
        generations: the folder of the generations.
        dimension: numbers in a vector.
    """
    try:
        with record.reading():
            found = [*in_tables(record, dimension), *in_generation(record, generations)]
        return [*found, *in_words(record)]
    except (sqlite3.Error, OSError, ValueError, LibraryError) as error:
        return [f"the record cannot be read: {error}"]


def in_tables(record: Record, dimension: int) -> Iterator[str]:
    """Damage to the file itself, to references, and to what belongs together."""
    for (line,) in record.rows("PRAGMA integrity_check(10)"):
        if line != "ok":
            yield f"the record is damaged: {line}"
    for table, row, *_ in record.rows("PRAGMA foreign_key_check"):
        yield f"the record is damaged: row {row} of {table} refers to nothing"
    for what, sql in UNSOUND.items():
        if count := record.number(sql):
            yield f"the record has {count} {what}"
    size = dimension * STORED.itemsize
    wrong = record.number("SELECT count(*) FROM vectors WHERE length(vector) <> ?", size)
    if wrong:
        yield f"the record has {wrong} vectors that are not of {dimension} numbers"
    yield from in_offsets(record)


def in_offsets(record: Record) -> Iterator[str]:
    """Passages that are not what stands in their article."""
    for (article_id,) in record.rows("SELECT DISTINCT article_id FROM passages"):
        text = record.article(str(article_id)).text
        for passage in record.passages(str(article_id)):
            if text[passage.start : passage.end] != passage.text:
                yield f"passage {passage.key!r} is not what stands in its article"


def in_words(record: Record) -> Iterator[str]:
    """An index of words that does not fit the passages; only a writer can ask for that."""
    if not (writable(record.path) and writable(record.path.parent)):
        return
    own = Record(record.path, write=True)
    try:
        with own.writing():
            own.rows("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"the index of words does not fit the passages: {error}"
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
    if pending > few(record.number("SELECT count(*) FROM passages")):
        yield f"the search index lacks {pending} passages: they are compared one by one"
