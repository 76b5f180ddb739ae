"""What the page's scripts send along with a question, checked."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError

from bot.web import texts
from corpus.errors import InputError
from index.scope import Scope

Word = Annotated[StrictStr, Field(max_length=500)]


class Chosen(BaseModel):
    """The articles that are to be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: Annotated[tuple[Word, ...], Field(max_length=10_000)] = ()
    publishers: Annotated[tuple[Word, ...], Field(max_length=1_000)] = ()
    first: date | None = None
    last: date | None = None

    @property
    def scope(self) -> Scope:
        """The same for the chain.

        Raises:
            InputError: no day lies between the two.
        """
        return Scope(frozenset(self.articles), frozenset(self.publishers), self.first, self.last)


class Wish(BaseModel):
    """How a question is to be asked.

    Attributes:
        conversation: that it continues, "" for a new one.
        instead: whether it takes the place of the last question.
        ticket: names it, should it be stopped.
        scope: over which articles.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    conversation: Word = ""
    instead: StrictBool = False
    ticket: Word = ""
    scope: Chosen = Chosen()


def wish_of(given: object) -> Wish:
    """A wish from what a script sent: its JSON, or the object.

    Raises:
        InputError: it is none.
    """
    try:
        if isinstance(given, str):
            return Wish.model_validate_json(given or "{}")
        return Wish.model_validate(given or {})
    except ValidationError:
        raise InputError(texts.WISH_UNKNOWN) from None
