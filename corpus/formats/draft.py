"""What a format finds in a file, before it is an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class UnreadableError(Exception):
    """A file that no article can be made of; its message is the reason, in a few words.

    It never reaches the user: `corpus.loading` turns it into a `Skipped`.
    """


@dataclass(frozen=True, slots=True)
class Draft:
    """An article without the name that its id is made from; fields as in `Article`."""

    text: str
    title: str
    publisher: str | None = None
    published: date | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the articles of a file that holds several, such as a feed.

    Attributes:
        name: what tells it from the others: its own id or its address.
        draft: the article; None where there is none.
        reason: why there is none.
        whole: whether the text is the article's, not a summary of it.
    """

    name: str
    draft: Draft | None
    reason: str = ""
    whole: bool = True
