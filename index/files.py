"""The files that articles came from, as they were when they were read: see `corpus.stamps`."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.stamps import Stamp
from index.record import Record
from index.stored import number, utf8

COLUMNS = "size, modified, changed, digest, reader, documents"
# A file of one article is its document's source; one of several stands before a "#" in theirs,
# and "$" is the character after that.
WITHIN = (
    "(source = CAST(?1 AS TEXT)"
    " OR source > CAST(?1 AS TEXT) || '#' AND source < CAST(?1 AS TEXT) || '$')"
)


def stamp(record: Record, path: str) -> Stamp | None:
    """The stamp of a file all of whose articles are there, and no others; None otherwise."""
    sql = f"SELECT {COLUMNS} FROM files WHERE path = CAST(? AS TEXT)"
    found = record.rows(sql, utf8(path))
    if not found:
        return None
    size, modified, changed, digest, reader, documents = found[0]
    times = (number(size), number(modified), number(changed))
    known = Stamp(path, *times, str(digest), str(reader), number(documents))
    return known if count(record, path) == known.documents else None


def count(record: Record, path: str) -> int:
    """How many documents came from a file."""
    return record.number(f"SELECT count(*) FROM documents WHERE {WITHIN}", utf8(path))


def documents(record: Record, path: str) -> list[tuple[str, str]]:
    """The documents that came from a file: their sources, and the ids of their articles."""
    sql = f"SELECT source, article_id FROM documents WHERE {WITHIN} ORDER BY rowid"
    return [(str(source), str(article_id)) for source, article_id in record.rows(sql, utf8(path))]


def keep(record: Record, one: Stamp) -> None:
    """Remember a file; not one of which an earlier article is still there, which it lost since."""
    forget(record, one.path)
    if count(record, one.path) != one.documents:
        return
    record.rows(
        f"INSERT INTO files (path, {COLUMNS})"
        " VALUES (CAST(? AS TEXT), ?, ?, ?, ?, CAST(? AS TEXT), ?)",
        *(utf8(one.path), one.size, one.modified, one.changed, one.digest, utf8(one.reader)),
        one.documents,
    )


def forget(record: Record, source: str) -> None:
    """Forget the file that a document came from: it is read again when it is added again."""
    for path in around(source):
        record.rows("DELETE FROM files WHERE path = CAST(? AS TEXT)", utf8(path))


def around(source: str) -> Iterator[str]:
    """What may be the file of a document: its source, and each part of that before a "#"."""
    yield source
    for at, character in enumerate(source):
        if character == "#":
            yield source[:at]
