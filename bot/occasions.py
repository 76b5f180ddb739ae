"""Several events that answer one question: the nearest to the day of asking first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.claiming import MOST_CLAIMS, Fact, Mention, day, related, sourced
from bot.sources import COUNTED, DATED, same
from bot.words import stems, terms

APART = 21
"""Days between the articles of two events: of one event, papers write for some weeks."""
AS_SURE = 0.85
"""Share of the best answer's confidence from which on another event's is offered."""
TOLD = 0.75
"""Share of the question's terms that the sentence of each event has."""


def by_nearness(found: Fact, others: Sequence[Mention], question: str, asked: date) -> list[Fact]:
    """A fact and those of other events that answer as well, the nearest to a day first.

    "Who won the race?" has an answer a year. An event is another if its article is weeks from
    those of the others, its answer shares no word with theirs, and its sentence is as much about
    what is asked. Amounts and dates are not for here: they tell one event anew (`by_date`).

    Args:
        found: the best answer.
        others: all that are nearly as sure, best first.
        question: what was asked.
        asked: the day of asking.
    """
    lead = found.first
    if COUNTED.search(question) or DATED.search(question) or not tells(lead, question):
        return [found]
    kept = [lead, *further(lead, others, question)]
    kept.sort(key=lambda one: abs((asked - day(one.article)).days))
    return [found if one is lead else sourced(one, others, question) for one in kept]


def further(lead: Mention, others: Sequence[Mention], question: str) -> Iterator[Mention]:
    """The mentions of other events than that of the lead, one an event."""
    kept = [lead]
    for one in others:
        sure = one.confidence >= AS_SURE * lead.confidence and tells(one, question)
        if not sure or len(kept) == MOST_CLAIMS or not related(one, lead, question):
            continue
        apart = all(abs((day(one.article) - day(other.article)).days) >= APART for other in kept)
        if apart and not any(alike(one, other, question) for other in kept):
            kept.append(one)
            yield one


def tells(one: Mention, question: str) -> bool:
    """Whether a mention plainly says what is asked, in an article whose day is known."""
    asked, there = stems(question), stems(one.sentence)
    named = {term.stem for term in terms(question) if term.name}
    told = named <= there and len(asked & there) >= TOLD * len(asked)
    return bool(asked) and told and one.plain and one.article.published is not None


def alike(one: Mention, other: Mention, question: str) -> bool:
    """Whether two answers are the same, or share a word that carries meaning."""
    return same(one.text, other.text, question) or bool(stems(one.text) & stems(other.text))
