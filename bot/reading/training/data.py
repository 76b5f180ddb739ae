"""The mix of a pass: questions of all data sets, those that belong together in one group."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from bot.reading.training.examples import Example, example
from bot.reading.training.made import beside, negatives, swapped, turned
from bot.reading.training.recipe import Source

Rows = list[dict[str, Any]]
Group = list[Example]

BESIDE_ANSWER = 3
"""Passages found by search that are read beside the one that answers."""


def sample(
    sets: Sequence[tuple[Source, Rows]],
    nearest: Mapping[str, Mapping[str, list[str]]],
    rng: random.Random,
) -> list[Group]:
    """The whole mix, in random order.

    Args:
        sets: the data sets with their rows; these are put in another order.
        nearest: for a set's path the passages that a search finds for a question, best first.
        rng: draws what is taken.

    Returns:
        Groups of examples: one example, or one question over the passage that answers it,
        which is the first, and over some that do not.
    """
    mix: list[Group] = []
    for source, rows in sets:
        rng.shuffle(rows)
        taken = rows[: source.questions]
        found = nearest.get(source.path, {})
        mix += [grouped(row, found, rng) for row in taken[: source.retrieved]]
        mix += [[example(row)] for row in taken[source.retrieved :]]
        mix += ([one] for one in made(source, rows, rng))
    rng.shuffle(mix)
    return mix


def made(source: Source, rows: Rows, rng: random.Random) -> Iterator[Example]:
    """Questions without an answer, made of a set's questions as the recipe says."""
    yield from negatives(rows, source.negatives)
    yield from islice(filter(None, map(beside, rows)), source.beside)
    yield from islice(filter(None, (swapped(row, rng) for row in rows)), source.swapped)
    yield from islice(filter(None, (turned(row, rng) for row in rows)), source.turned)


def grouped(row: dict[str, Any], nearest: Mapping[str, Sequence[str]], rng: random.Random) -> Group:
    """A question over its passage, and over some of those found for it.

    Passages that hold the text of an answer are passed over: they may answer the question.
    """
    own = example(row)
    answers = [one["text"].lower() for one in row["answers"]]
    others = [
        text
        for text in nearest.get(own.question, ())
        if text != own.text and not any(answer in text.lower() for answer in answers)
    ]
    drawn = rng.sample(others, min(BESIDE_ANSWER, len(others)))
    return [own, *(Example(own.question, text, None, None, made=True) for text in drawn)]
