"""The record's tables, and what makes a file a record of newscite."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from index.errors import DAMAGED, LibraryError, NotALibraryError

APPLICATION_ID = 0x4E435354  # "NCST", in the file's header: file(1) and sqlite3(1) show it
VERSION = 3
BUSY_S = 10.0
ALONE = "?mode=ro&immutable=1"
WRITABLE = "?mode=rw"

TABLES = """
CREATE TABLE manifest (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, publisher TEXT,
    published TEXT, place TEXT, authors TEXT NOT NULL, url TEXT, language TEXT,
    source TEXT NOT NULL
) STRICT;

-- A document is a source; article_id is its current article.
CREATE TABLE documents (
    source TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id),
    added TEXT NOT NULL
) STRICT;
CREATE INDEX documents_article ON documents (article_id);

-- Every article that a document is or was.
CREATE TABLE versions (
    source TEXT NOT NULL REFERENCES documents (source) ON DELETE CASCADE,
    article_id TEXT NOT NULL REFERENCES articles (id), since TEXT NOT NULL,
    PRIMARY KEY (source, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_article ON versions (article_id);

-- Passages of current articles only. An id is never used again, so a generation's
-- vector cannot be taken for that of a later passage.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL REFERENCES articles (id),
    first INTEGER NOT NULL, last INTEGER NOT NULL, text TEXT NOT NULL,
    UNIQUE (article_id, first, last)
) STRICT;

-- Little-endian float32, of length 1 (or all zero). Apart from passages, whose texts
-- would otherwise be read past whenever vectors are.
CREATE TABLE vectors (
    passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    vector BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- The newest row is the current generation, the one before it may still be read.
-- name: its folder, NULL: none, all is scored exactly.
CREATE TABLE generations (
    number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, passages INTEGER NOT NULL,
    last_passage INTEGER NOT NULL, digest TEXT NOT NULL, made TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
) STRICT;
"""

# What version 2 added: kept here once, for new records and for those of version 1.
SECOND = """
-- What a file was when all of its articles were read: see corpus/stamps.py.
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    changed INTEGER NOT NULL, digest TEXT NOT NULL, reader TEXT NOT NULL,
    documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How many of its passages a generation has that are gone: counted as they go, since counting
-- what is left means reading past all of it, at every question.
CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN
    UPDATE generations SET gone = gone + 1 WHERE last_passage >= old.id;
END;

-- Nothing is looked up by it: a second copy of what is known about articles, so that SQLite's own
-- check notices a changed bit in either.
CREATE INDEX articles_facts
    ON articles (title, publisher, published, place, authors, url, language);

-- How many documents were ever changed: tells how far a backup is behind.
INSERT INTO manifest VALUES ('changes', '0');
"""
# What version 3 added.
THIRD = """
-- Current articles, numbered for the index of their words: those that have passages.
CREATE TABLE topics (
    id INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE REFERENCES articles (id)
) STRICT;
CREATE VIEW topic_texts AS
    SELECT t.id, a.title, a.text FROM topics t JOIN articles a ON a.id = t.article_id;
CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, content = 'topic_texts', content_rowid = 'id', tokenize = 'porter unicode61'
);
CREATE TRIGGER topics_begin AFTER INSERT ON passages
    WHEN NOT EXISTS (SELECT 1 FROM topics WHERE article_id = new.article_id)
BEGIN
    INSERT INTO topics (article_id) VALUES (new.article_id);
END;
CREATE TRIGGER topics_end AFTER DELETE ON passages
    WHEN NOT EXISTS (SELECT 1 FROM passages WHERE article_id = old.article_id)
BEGIN
    DELETE FROM topics WHERE article_id = old.article_id;
END;
CREATE TRIGGER topics_added AFTER INSERT ON topics BEGIN
    INSERT INTO article_words (rowid, title, text)
        SELECT id, title, text FROM topic_texts WHERE id = new.id;
END;
CREATE TRIGGER topics_removed BEFORE DELETE ON topics BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
        SELECT 'delete', id, title, text FROM topic_texts WHERE id = old.id;
END;
CREATE TRIGGER topics_retitled BEFORE UPDATE OF title ON articles
    WHEN new.title <> old.title
BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
        SELECT 'delete', id, old.title, old.text FROM topics WHERE article_id = old.id;
    INSERT INTO article_words (rowid, title, text)
        SELECT id, new.title, old.text FROM topics WHERE article_id = old.id;
END;
"""
UPGRADES = {
    1: f"""
ALTER TABLE generations ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
UPDATE generations SET gone =
    passages - (SELECT count(*) FROM passages WHERE id <= last_passage);
{SECOND}
""",
    2: f"""
{THIRD}
INSERT INTO topics (article_id) SELECT DISTINCT article_id FROM passages;
""",
}
"""What makes a record of one version one of the next."""


def create(path: Path, manifest: Mapping[str, str]) -> None:
    """Make an empty record: aside, then put in its place, so that there is none or a whole one.

    Only under the writer lock.

    Raises:
        sqlite3.Error: it cannot be written.
        OSError: the same.
    """
    aside = path.with_name(path.name + ".new")
    for leftover in (aside, path.with_name(aside.name + "-journal")):
        leftover.unlink(missing_ok=True)
    connection = sqlite3.connect(aside, isolation_level=None)
    try:
        connection.executescript(f"BEGIN;{TABLES}{SECOND}{THIRD}")
        connection.executemany("INSERT INTO manifest VALUES (?, ?)", manifest.items())
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    aside.replace(path)
    sync(path.parent)


def connect(path: Path, *, write: bool, alone: bool = False) -> sqlite3.Connection:
    """Open a record that is there.

    One of an older version is brought up to date: where it cannot be written, a private copy.

    Args:
        path: the file.
        write: for a writer, which holds the lock; without it nothing can be changed.
        alone: nobody writes it, such as a backup: no side file is made.

    Raises:
        LibraryError: the file is no record of newscite, one of a newer version, or damaged.
        sqlite3.Error: it cannot be opened.
    """
    how = ALONE if alone else mode(path)
    uri = path.resolve().as_uri() + how
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=BUSY_S, check_same_thread=False
    )
    try:
        if (version := recognise(connection, path)) < VERSION:
            if how != WRITABLE:
                connection = private(connection)
            upgrade(connection, path, version)
        connection.text_factory = text_of
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
    except UnicodeDecodeError as error:  # SQLite's complaint quotes the damaged tables' names
        connection.close()
        raise LibraryError(f"the library {str(path.parent)!r}: {DAMAGED}") from error
    except BaseException:
        connection.close()
        raise
    return connection


def mode(path: Path) -> str:
    """How a record must be opened: where nobody can write, SQLite cannot make its side files."""
    if writable(path) and writable(path.parent):
        return WRITABLE
    log = path.with_name(path.name + "-wal")
    # A log that a killed writer left holds transactions, which "immutable" would pass over.
    return "?mode=ro" if log.exists() and log.stat().st_size else ALONE


def writable(path: Path) -> bool:
    """Whether this process may write there."""
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK, effective_ids=effective)


def recognise(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a record that this newscite understands.

    Raises:
        LibraryError: it is not.
    """
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_NOTADB:
            raise
        application = version = 0
    if application != APPLICATION_ID:
        raise NotALibraryError(
            f"expected a library of newscite, found another file at {str(path)!r}: "
            "name another folder with --library"
        )
    if not 1 <= version <= VERSION:
        raise LibraryError(
            f"expected a library of version {VERSION}, found {version!r} at {str(path)!r}: "
            "use the newscite that made it, or a newer one"
        )
    return int(version)


def private(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of a record that cannot be written, such as a backup: a temporary file of SQLite's."""
    copy = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    with closing(connection):
        connection.backup(copy)
    return copy


def upgrade(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Bring a record of an older version up to date, in one transaction.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    steps = "".join(UPGRADES[one] for one in range(version, VERSION))
    try:
        connection.executescript(f"BEGIN IMMEDIATE;{steps}PRAGMA user_version = {VERSION};COMMIT;")
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if recognise(connection, path) < VERSION:  # else another process was faster
            raise


def text_of(stored: bytes) -> str:
    """Text as it was given; names of files may hold lone surrogates."""
    return stored.decode("utf-8", "surrogatepass")


def sync(folder: Path) -> None:
    """Have the system write a folder's entries to disk, where it can be asked to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
