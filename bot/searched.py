"""What search finds for a question, in each way in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.leaning import leaning
from bot.question import Question
from bot.ways import Way, leant, ways
from bot.when import period
from corpus.errors import InputError
from index.library import Library
from index.passage import Hit
from index.retrieval import NewsRetriever


@dataclass(frozen=True, slots=True)
class Searched:
    """A question and the ways in which it is read, at least one, each with its hits."""

    question: Question
    ways: tuple[Way, ...]


def chosen_articles(question: Question, library: Library) -> frozenset[str] | None:
    """The ids of the articles that a question is put to, None for all of them.

    Raises:
        InputError: none fits what was chosen.
    """
    if question.scope.everything:
        return None
    within = library.within(question.scope)
    if not within:
        raise InputError(
            "no article in the library fits what was chosen to ask about: choose others, or all"
        )
    return within


def search(question: Question, retriever: NewsRetriever, within: frozenset[str] | None) -> Searched:
    """Search for a question in each way in which it may be read.

    Args:
        question: what is asked.
        retriever: finds passages.
        within: ids of the articles that are searched; None for all.
    """

    def hits(text: str) -> list[Hit]:
        return retriever.hits(text, period=period(text, question.day), within=within)

    found = ways(question.readings, hits)
    return Searched(question, (*found, *leaning_ways(question, retriever, within)))


def leaning_ways(
    question: Question, retriever: NewsRetriever, within: frozenset[str] | None
) -> Iterator[Way]:
    """The ways in which a question asks on about the one article that the talk leans on."""
    on = leaning(question, retriever.library.article)
    if on is None or (within is not None and on.article.id not in within):
        return
    only = frozenset({on.article.id})

    def hits(text: str) -> list[Hit]:
        return retriever.hits(text, within=only)

    yield from leant(question.readings, on, question.text.strip(), hits)
