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
