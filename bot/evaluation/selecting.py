"""Some of the cases: those of a kind, and so many of them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.evaluation.cases import Case
from corpus.errors import InputError

FILTERS = ("type", "id", "unanswerable")


def select(
    cases: Sequence[Case], filters: Sequence[str], limit: int | None, seed: int
) -> list[Case]:
    """Take those that pass every filter, and at most `limit` of them, in the file's order.

    Args:
        cases: all.
        filters: "type=who", "id=ferry-3", "unanswerable=yes"; of one key, any may hold.
        limit: draw so many at random, if there are more; None: all.
        seed: of drawing: the same gives the same cases.

    Raises:
        InputError: a filter is malformed, or no case passes.
    """
    wanted: dict[str, set[str]] = {}
    for given in filters:
        key, equals, value = given.partition("=")
        if not equals or key not in FILTERS:
            keys = ", ".join(f"{one}=…" for one in FILTERS)
            raise InputError(f"--filter needs one of {keys}; found {given!r}")
        wanted.setdefault(key, set()).add(value)
    chosen = [
        case
        for case in cases
        if all(described(case, key) in values for key, values in wanted.items())
    ]
    if not chosen:
        raise InputError(f"no case passes {' '.join(f'--filter {one}' for one in filters)}")
    if limit is None or limit >= len(chosen):
        return chosen
    drawn = set(random.Random(seed).sample(range(len(chosen)), limit))
    return [case for place, case in enumerate(chosen) if place in drawn]


def described(case: Case, key: str) -> str:
    """What a case has for a filter's key, in a filter's words."""
    value = getattr(case, key)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
