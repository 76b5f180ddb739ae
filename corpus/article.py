"""The article: a text that never changes, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article.

    All offsets anywhere in newscite are code points into `text`, half-open.

    Attributes:
        id: 16 hexadecimal digits; see `article_id`.
        title: its headline, or one made from its first sentence.
        text: the body: paragraphs separated by one newline, without page furniture.
        publisher: who published it, None where unknown.
        published: its own date, None where unknown; never the day of import.
        place: the dateline's place, None where there is none.
        authors: bylines, in order.
        url: canonical URL, None where there is none.
        language: ISO 639-1 code, None where unknown.
        source: file name (without folders) or canonical URL that `id` was made from.
    """

    id: str
    title: str
    text: str
    publisher: str | None = None
    published: date | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    source: str = ""


def article_id(source: str, text: str) -> str:
    """The id of an article: the same on every machine.

    Args:
        source: file name without folders, or canonical URL.
        text: the article's text, whole.

    Returns:
        The first 16 hexadecimal digits of SHA-256 over both, a NUL between them;
        lone surrogates in a file's name are kept apart (surrogatepass).
    """
    joined = f"{source}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def text_digest(text: str) -> str:
    """SHA-256 of an article's text as UTF-8, 64 hexadecimal digits (lone surrogates: as above)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
