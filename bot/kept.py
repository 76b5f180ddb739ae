"""What is kept of conversations, and how it is written."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from bot.answer import Answer
from bot.retelling import answer_of
from corpus.article import Article


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in a list.

    Attributes:
        id: names it.
        title: its first question.
        changed: when it last grew, with its time zone.
    """

    id: str
    title: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A question and its answer, as they are kept.

    Attributes:
        question: as it was asked.
        answer: what was answered.
        searched: what was searched, in words.
        asked: the day of asking.
    """

    question: str
    answer: Answer
    searched: str = ""
    asked: date = field(default_factory=date.today)


def kept_of(question: str, answer: str, searched: str, asked: str) -> Kept:
    """An exchange from its row."""
    made = answer_of(json.loads(answer))
    return Kept(json.loads(question), made, searched, date.fromisoformat(asked))


def article_row(article: Article) -> str:
    """An article as JSON."""
    return json.dumps(asdict(article), default=date.isoformat)


def article_of(row: str) -> Article:
    """An article from its JSON."""
    given = json.loads(row)
    published = given["published"]
    day = date.fromisoformat(str(published)) if published else None
    return Article(**{**given, "published": day, "authors": tuple(given["authors"])})
