"""What loading gives for each source: an article, or the reason that there is none."""

from __future__ import annotations

import os
from dataclasses import dataclass

from corpus.article import Article, article_id
from corpus.formats.draft import Draft


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article and where it came from.

    Attributes:
        source: the document's key: its file's resolved absolute path, with "#" and the article's
            own name in it where the file holds several; its URL; "stdin:" and the article's id;
            or "bundled:" and a file name.
        article: the article as it is now.
    """

    source: str
    article: Article


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source without an article, and the reason in a few words.

    Attributes:
        source: as of a `Loaded`; of a line of a file: its path, ":" and the line's number.
        reason: why there is none.
        within: the file or feed that the source is a part of; "" where it stands for itself.
    """

    source: str
    reason: str
    within: str = ""


def made(draft: Draft, source: str) -> Article:
    """The article of a draft, with the id that its source and text give it."""
    return Article(
        id=article_id(source, draft.text),
        title=draft.title,
        text=draft.text,
        publisher=draft.publisher,
        published=draft.published,
        place=draft.place,
        authors=draft.authors,
        url=draft.url,
        language=draft.language,
        source=source,
    )


def printable(name: str) -> str:
    r"""A name without lone surrogates: bytes that are no UTF-8 are written as "\xe9"."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
