"""Over which articles a question is asked: all of them, or those that fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.errors import InputError


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a list shows it: all but its text.

    Attributes:
        source: what names it: a path or a URL.
        article_id: of its current article.
        title: its headline.
        publisher: None where unknown.
        published: None where unknown.
    """

    source: str
    article_id: str
    title: str
    publisher: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles that fit all that is given; nothing given: all of them.

    Attributes:
        articles: ids, of which it must be one.
        publishers: of which it must have one, in any case.
        first: the first day of publication; an unknown day fits no days.
        last: the last one.
    """

    articles: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Check the days.

        Raises:
            InputError: no day lies between the two.
        """
        if self.first and self.last and self.first > self.last:
            raise InputError(f"the first day, {self.first}, is after the last, {self.last}")

    @property
    def everything(self) -> bool:
        """Whether nothing is given."""
        return self == Scope()

    def fits(self, one: Listed) -> bool:
        """Whether a document is among those that are meant."""
        if self.articles and one.article_id not in self.articles:
            return False
        known = {name.casefold() for name in self.publishers}
        if known and (one.publisher or "").casefold() not in known:
            return False
        if self.first is None and self.last is None:
            return True
        day = one.published
        return day is not None and (self.first or day) <= day <= (self.last or day)
