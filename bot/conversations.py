"""Conversations, kept on disk: who asked what, what was answered, and the articles it quotes.

Each belongs to an owner, named by a secret that only the owner has; the file holds no more of it
than its digest. What an answer quotes is kept with it, so that it can still be shown and checked
when the library no longer has the article.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.kept import Kept, Summary, article_of, article_row, kept_of
from corpus.article import Article
from corpus.errors import NewsciteError

__all__ = ["FILE", "Conversations", "ConversationsError", "Kept", "Summary"]

FILE = "conversations.sqlite"
VERSION = 1
BUSY_S = 10.0
LISTED = 200
"""Most conversations that are listed; older ones are found by searching."""

TABLES = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed TEXT NOT NULL
) STRICT;
CREATE INDEX conversations_owner ON conversations (owner, changed);
-- words: question and answer, case folded, to be searched.
CREATE TABLE exchanges (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
    searched TEXT NOT NULL, asked TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
) STRICT;
CREATE TABLE articles (id TEXT PRIMARY KEY, article TEXT NOT NULL) STRICT;
CREATE TABLE quoted (
    conversation TEXT NOT NULL, number INTEGER NOT NULL, article TEXT NOT NULL,
    PRIMARY KEY (conversation, number, article),
    FOREIGN KEY (conversation, number) REFERENCES exchanges ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX quoted_article ON quoted (article);
"""


class ConversationsError(NewsciteError):
    """Conversations cannot be kept, or read; the message says why."""


class Conversations:
    """The conversations of everyone; safe to share among threads."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or make it.

        Args:
            path: the file; None: they are kept in memory, as long as this object lives.

        Raises:
            ConversationsError: it can be neither read nor made.
        """
        self._path = path
        self._lock = threading.RLock()
        with self._explained():
            if path is not None and not path.exists():
                path.touch(mode=0o600)  # nobody else's to read
            self._db = sqlite3.connect(
                path or ":memory:", isolation_level=None, timeout=BUSY_S, check_same_thread=False
            )
            self._prepare()

    @classmethod
    def beside(cls, library: Path) -> Conversations:
        """The conversations about a library; in memory where its folder cannot be written."""
        try:
            return cls(library / FILE)
        except ConversationsError:
            return cls(None)

    @property
    def lasting(self) -> bool:
        """Whether they outlast this process."""
        return self._path is not None

    def close(self) -> None:
        """Let go of the file; twice is no harm."""
        with self._lock:
            self._db.close()

    def keep(
        self,
        owner: str,
        conversation: str | None,
        kept: Kept,
        articles: Iterable[Article] = (),
        *,
        instead: bool = False,
    ) -> str:
        """Add a question and its answer to a conversation.

        Args:
            owner: the owner's secret.
            conversation: its id; None, or one that is not the owner's: a new one begins.
            kept: what is added.
            articles: what it quotes.
            instead: it takes the place of the last one.

        Returns:
            The conversation's id.

        Raises:
            ConversationsError: it cannot be written; what was there stays.
        """
        with self._writing():
            if conversation is None or not self._owns(owner, conversation):
                conversation = secrets.token_hex(8)
            (last,) = self._one(
                "SELECT count(*) FROM exchanges WHERE conversation = ?", conversation
            )
            number = max(1, int(last) + (not instead))
            self._forget(conversation, number)
            self._put(owner, conversation, number, kept)
            for article in {one.id: one for one in articles}.values():
                row = (article.id, article_row(article))
                self._db.execute("INSERT OR IGNORE INTO articles VALUES (?, ?)", row)
                self._db.execute(
                    "INSERT INTO quoted VALUES (?, ?, ?)", (conversation, number, article.id)
                )
            self._sweep()
        return conversation

    def listed(self, owner: str, search: str = "") -> list[Summary]:
        """An owner's conversations, the latest first, at most `LISTED`.

        Args:
            owner: the owner's secret.
            search: words of which all must stand in one of its questions or answers.
        """
        clause, values = "", [digest(owner)]
        for word in search.casefold().split():
            clause += (
                " AND EXISTS (SELECT 1 FROM exchanges e WHERE e.conversation = c.id"
                " AND instr(e.words, ?))"
            )
            values.append(storable(word))
        sql = f"SELECT id, title, changed FROM conversations c WHERE owner = ?{clause}"
        with self._reading():
            found = self._db.execute(
                f"{sql} ORDER BY changed DESC LIMIT {LISTED}", values
            ).fetchall()
        return [
            Summary(id_, json.loads(title), datetime.fromisoformat(changed))
            for id_, title, changed in found
        ]

    def read(self, owner: str, conversation: str) -> list[Kept]:
        """A conversation, oldest first; empty where there is none of that id, or another's."""
        sql = (
            "SELECT e.question, e.answer, e.searched, e.asked FROM exchanges e JOIN conversations c"
            " ON c.id = e.conversation WHERE c.owner = ? AND c.id = ? ORDER BY e.number"
        )
        with self._reading():
            found = self._db.execute(sql, (digest(owner), storable(conversation))).fetchall()
        return [kept_of(*map(str, one)) for one in found]

    def delete(self, owner: str, conversation: str) -> None:
        """Delete an owner's conversation, and the articles that only it quoted."""
        with self._writing():
            if self._owns(owner, conversation):
                self._db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
                self._sweep()

    def article(self, owner: str, article_id: str) -> Article | None:
        """An article that a conversation of the owner's quotes, as it was then; None: none."""
        sql = (
            "SELECT a.article FROM articles a JOIN quoted q ON q.article = a.id JOIN"
            " conversations c ON c.id = q.conversation WHERE a.id = ? AND c.owner = ? LIMIT 1"
        )
        with self._reading():
            found = self._db.execute(sql, (storable(article_id), digest(owner))).fetchone()
        return article_of(str(found[0])) if found else None

    def _prepare(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA secure_delete = ON")  # what is deleted is not left in the file
        if self._path is not None:
            self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("BEGIN IMMEDIATE")
        (version,) = self._one("PRAGMA user_version")
        if version == 0:
            for statement in TABLES.split(";"):
                self._db.execute(statement)
        self._db.execute("COMMIT")
        if version not in {0, VERSION}:
            raise ConversationsError(
                f"expected conversations of version {VERSION}, found {version!r} in "
                f"{str(self._path)!r}: use the newscite that made them"
            )

    def _put(self, owner: str, conversation: str, number: int, kept: Kept) -> None:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        self._db.execute(
            "INSERT INTO conversations VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " changed = excluded.changed, title = iif(?, excluded.title, title)",
            (conversation, digest(owner), json.dumps(kept.question), now, number == 1),
        )
        words = storable(f"{kept.question} {kept.answer.short_answer} {kept.answer.text}")
        answer = json.dumps(kept.answer.to_json())
        question = json.dumps(kept.question)
        self._db.execute(
            "INSERT INTO exchanges VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(conversation, number, question, answer, kept.searched),
                *(kept.asked.isoformat(), words.casefold()),
            ),
        )

    def _forget(self, conversation: str, number: int) -> None:
        """Delete the exchanges of a conversation from a number on."""
        self._db.execute(
            "DELETE FROM exchanges WHERE conversation = ? AND number >= ?", (conversation, number)
        )

    def _sweep(self) -> None:
        """Forget the articles that nothing quotes any more."""
        self._db.execute("DELETE FROM articles WHERE id NOT IN (SELECT article FROM quoted)")

    def _owns(self, owner: str, conversation: str) -> bool:
        sql = "SELECT count(*) FROM conversations WHERE id = ? AND owner = ?"
        return bool(self._one(sql, storable(conversation), digest(owner))[0])

    def _one(self, sql: str, *values: object) -> tuple[int, ...]:
        found: tuple[int, ...] = self._db.execute(sql, values).fetchone()
        return found

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._explained(), self._lock:
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All that is done inside, or nothing where it raises."""
        with self._explained(), self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ConversationsError(
                f"conversations cannot be kept in {str(self._path)!r}: {error}: free some space, "
                "or check its permissions"
            ) from error


def digest(owner: str) -> str:
    """What of an owner's secret is kept: enough to recognise it, not enough to tell it."""
    return hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()


def storable(text: str) -> str:
    """A text without lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode("utf-8")
