"""The ways in which a question is read: a follow-up may mean either of two, or be said shorter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer
from bot.leaning import Leaning
from bot.rewriting import Readings, briefly
from index.passage import Hit

MOST_READ = 6
"""Passages of one article that are read; more took time and changed no answer of ours."""
LEANS = 0.7
"""Least confidence of an answer from the article last cited, as a share of another's."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to read a question.

    Attributes:
        understood: the question made whole, as it is shown and searched.
        asked: the same as the reader is asked it, perhaps with a name as short as the
            articles write it.
        hits: found for it, best first.
        leans: the article that it is asked of alone, None: of all.
    """

    understood: str
    asked: str
    hits: Sequence[Hit]
    leans: Leaning | None = None


def ways(readings: Readings, hits_of: Callable[[str], Sequence[Hit]]) -> tuple[Way, ...]:
    """The ways to read a question, at least one, the likeliest first.

    Where it may mean either of two, each is a way: the articles tell which of them it is true
    of. A person whom the conversation names in full is asked about by surname as well, where a
    passage says no more: the reader was trained on questions that name people as their
    paragraph does.

    Args:
        readings: what the question may mean.
        hits_of: finds passages for a question.
    """
    return tuple(
        way
        for understood in readings.either or (readings.question,)
        for way in worded(understood, readings.persons, hits_of(understood))
    )


def worded(understood: str, persons: Sequence[str], hits: Sequence[Hit]) -> Iterator[Way]:
    """A question as it is, and with the names as short as some passage has them."""
    plain = understood.replace("’", "'")  # as the questions were written that it learnt from
    yield Way(understood, plain, hits)
    short = [name for name in persons if any(shorter(hit.passage.text, name) for hit in hits)]
    brief = briefly(plain, short)
    if brief != plain:
        yield Way(understood, brief, hits)


def shorter(text: str, name: str) -> bool:
    """Whether a text has the last word of a name without those before it."""
    first, _, last = name.rpartition(" ")
    return text.count(last) > text.count(f"{first.rpartition(' ')[2]} {last}")


def leant(
    readings: Readings, on: Leaning, typed: str, hits_of: Callable[[str], Sequence[Hit]]
) -> Iterator[Way]:
    """The ways that ask a question of one article alone: made whole, and as it was typed.

    Within one article a pronoun is seldom in doubt, and the conversation's rules may err.

    Args:
        readings: what the question may mean.
        on: the article.
        typed: the question as typed.
        hits_of: finds passages of the article for a question.
    """
    for asked in dict.fromkeys((readings.question, typed)):
        hits = hits_of(asked)[:MOST_READ]
        if hits:
            yield Way(on.shown(asked), asked.replace("’", "'"), hits, on)


def chosen(ways: Sequence[Way], answers: Sequence[Answer], understood: str) -> Answer:
    """The answer of one of the ways.

    What leans firmly on an article is answered from it, or not at all. What leans on one is
    answered from it if that answers about as surely as all do.

    Args:
        ways: in which a question is read; those that lean are the last.
        answers: one for each way.
        understood: what is shown where none answers.
    """
    if ways[-1].leans is None:
        return surest(answers, understood)
    lean = [one for way, one in zip(ways, answers, strict=True) if way.leans is not None]
    plain, own = surest(answers[: -len(lean)], understood), surest(lean, lean[0].understood)
    same = not plain.abstained and plain.citations[0].article_id == ways[-1].leans.article.id
    if ways[-1].leans.firmly:
        return plain if same and plain.confidence >= own.confidence else own
    if own.abstained or same:
        return plain
    return own if plain.abstained or own.confidence >= LEANS * plain.confidence else plain


def surest(answers: Sequence[Answer], understood: str) -> Answer:
    """The surest of the answers given, the first where none is; that is understood as asked.

    Args:
        answers: one for each way, at least one, in the order of the ways.
        understood: what is shown where none answers.
    """
    given = [one for one in answers if not one.abstained]
    if not given:
        return replace(answers[0], understood=understood)
    return max(given, key=lambda one: one.confidence)
