"""What a writer does to the record: each function belongs inside `Record.writing()`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import numpy as np

from corpus.article import Article
from corpus.loading import Loaded
from index.files import forget
from index.passage import Passage
from index.record import Record
from index.stored import (
    ARTICLE,
    STORED,
    Generation,
    Removed,
    Vectors,
    article_of,
    number,
    utf8,
)

Outcome = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's passages and their vectors, one a row, in the same order."""

    passages: Sequence[Passage]
    vectors: Vectors


def put(record: Record, item: Loaded, prepared: Prepared | None) -> Outcome:
    """Make an article the current one of its source.

    Args:
        record: where to.
        item: the source and its article.
        prepared: what makes the article findable; None where the record has that.

    Returns:
        What that was: the source is new, or has another article now, or is as it was.
    """
    before = current(record, item.source)
    if before == item.article.id:
        return "updated" if correct(record, item.article) else "unchanged"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    insert_article(record, item.article)
    if prepared is not None:
        insert_passages(record, prepared)
    source, article_id = utf8(item.source), utf8(item.article.id)
    record.rows(
        "INSERT INTO documents VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?)"
        " ON CONFLICT (source) DO UPDATE SET article_id = excluded.article_id",
        *(source, article_id, now),
    )
    record.rows(
        "INSERT OR IGNORE INTO versions VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?)",
        *(source, article_id, now),
    )
    return "added" if before is None else "updated"


def current(record: Record, source: str) -> str | None:
    """The id of a source's current article, None where the source is unknown."""
    sql = "SELECT article_id FROM documents WHERE source = CAST(? AS TEXT)"
    found = record.rows(sql, utf8(source))
    return str(found[0][0]) if found else None


def is_current(record: Record, article_id: str) -> bool:
    """Whether an article is some document's current one; then it has its passages."""
    sql = "SELECT count(*) FROM documents WHERE article_id = CAST(? AS TEXT)"
    return record.number(sql, utf8(article_id)) > 0


def correct(record: Record, article: Article) -> bool:
    """Take over what is newly known about an article (a date, say) whose text is the same.

    Not where several documents share it: they would correct each other without end.
    """
    shared = "SELECT count(*) FROM versions WHERE article_id = CAST(? AS TEXT)"
    if record.number(shared, utf8(article.id)) > 1:
        return False
    sql = f"SELECT {ARTICLE} FROM articles a WHERE id = CAST(? AS TEXT)"
    ((*fields,),) = record.rows(sql, utf8(article.id))
    if article_of(*fields) == article:
        return False
    insert_article(record, article)
    return True


def insert_article(record: Record, article: Article) -> None:
    """Write an article; where it is known, what is known about it is brought up to date."""
    published = article.published.isoformat() if article.published else None
    authors = json.dumps(list(article.authors))
    known = ("title", "publisher", "published", "place", "authors", "url", "language")
    changes = ", ".join(f"{name} = excluded.{name}" for name in known)
    values = (
        *(article.id, article.title, article.text, article.publisher, published),
        *(article.place, authors, article.url, article.language, article.source),
    )
    marks = ", ".join(["CAST(? AS TEXT)"] * len(values))
    record.rows(
        f"INSERT INTO articles VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}",
        *map(utf8, values),
    )


def insert_passages(record: Record, prepared: Prepared) -> None:
    """Write an article's passages and vectors; those that are there already stay."""
    for passage, vector in zip(prepared.passages, prepared.vectors, strict=True):
        found = record.rows(
            "INSERT INTO passages (article_id, first, last, text)"
            " VALUES (CAST(? AS TEXT), ?, ?, CAST(? AS TEXT)) ON CONFLICT DO NOTHING RETURNING id",
            *(utf8(passage.article_id), passage.start, passage.end, utf8(passage.text)),
        )
        for (passage_id,) in found:
            blob = np.ascontiguousarray(vector, STORED).tobytes()
            record.rows("INSERT INTO vectors VALUES (?, ?)", number(passage_id), blob)


def versions(record: Record, source: str) -> tuple[tuple[Article, datetime], ...]:
    """Every article that a document is or was, and since when, the oldest first."""
    sql = (
        f"SELECT v.since, {ARTICLE} FROM versions v JOIN articles a ON a.id = v.article_id"
        " WHERE v.source = CAST(? AS TEXT) ORDER BY v.since, v.article_id"
    )
    return tuple(
        (article_of(*fields), datetime.fromisoformat(str(since)))
        for since, *fields in record.rows(sql, utf8(source))
    )


def restore(record: Record, removed: Removed) -> None:
    """Give a document that is there again the articles that it was, and its days."""
    source = utf8(removed.source)
    for article, since in removed.versions:
        if not is_known(record, article.id):
            insert_article(record, article)
        record.rows(
            "INSERT INTO versions VALUES (CAST(?1 AS TEXT), CAST(?2 AS TEXT), ?3)"
            " ON CONFLICT (source, article_id) DO UPDATE SET since = min(since, excluded.since)",
            *(source, utf8(article.id), since.isoformat(timespec="seconds")),
        )
    record.rows(
        "UPDATE documents SET added = min(added, ?) WHERE source = CAST(? AS TEXT)",
        *(removed.added.isoformat(timespec="seconds"), source),
    )


def is_known(record: Record, article_id: str) -> bool:
    """Whether an article is or was some document's."""
    sql = "SELECT count(*) FROM articles WHERE id = CAST(? AS TEXT)"
    return record.number(sql, utf8(article_id)) > 0


def delete(record: Record, source: str) -> set[str]:
    """Remove a document and its versions.

    Returns:
        The ids of the articles that it is and was, to be pruned.
    """
    sql = "SELECT article_id FROM versions WHERE source = CAST(? AS TEXT)"
    found = {str(article_id) for (article_id,) in record.rows(sql, utf8(source))}
    record.rows("DELETE FROM documents WHERE source = CAST(? AS TEXT)", utf8(source))
    forget(record, source)
    return found


def changed(record: Record, documents: int) -> None:
    """Count so many documents as changed: tells how far a backup is behind."""
    sql = "UPDATE manifest SET value = CAST(value + ? AS TEXT) WHERE name = 'changes'"
    record.rows(sql, documents)


def prune(record: Record, article_ids: Iterable[str]) -> None:
    """Of these articles, make those unfindable that are not current, and forget unused ones."""
    for article_id in map(utf8, article_ids):
        record.rows(
            "DELETE FROM passages WHERE article_id = CAST(?1 AS TEXT) AND NOT EXISTS"
            " (SELECT 1 FROM documents WHERE article_id = CAST(?1 AS TEXT))",
            article_id,
        )
        record.rows(
            "DELETE FROM articles WHERE id = CAST(?1 AS TEXT) AND NOT EXISTS"
            " (SELECT 1 FROM versions WHERE article_id = CAST(?1 AS TEXT))",
            article_id,
        )


def publish(record: Record, generation: Generation) -> None:
    """Make a generation the current one; the one before it is kept, older ones are forgotten.

    Articles may have been removed since it was begun: how many is counted here.
    """
    record.rows(
        "INSERT INTO generations (name, passages, last_passage, digest, made, gone)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        *(generation.name, generation.passages, generation.last_passage, generation.digest),
        *(datetime.now(UTC).isoformat(timespec="seconds"), record.missing(generation)),
    )
    record.rows("DELETE FROM generations WHERE number < (SELECT max(number) FROM generations) - 1")


def named_generations(record: Record) -> set[str]:
    """The folders that must stay."""
    return {str(name) for (name,) in record.rows("SELECT name FROM generations WHERE name NOTNULL")}
