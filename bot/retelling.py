"""An answer from the object that `Answer.to_json` made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.answer import SCHEMA_VERSION, Answer, Citation, Claim, Span
from corpus.errors import InputError
from index.passage import Hit, Passage


def answer_of(given: Mapping[str, Any]) -> Answer:
    """The answer, all but how its hits were found.

    Args:
        given: as `newscite ask --json` prints it, and as conversations keep it.

    Raises:
        InputError: it is of another version, or is no answer.
    """
    if given.get("schema_version") != SCHEMA_VERSION:
        raise InputError(
            f"expected an answer of version {SCHEMA_VERSION}, "
            f"found {given.get('schema_version')!r}: use the newscite that made it"
        )
    try:
        return Answer(
            question=given["question"],
            understood=given["understood"],
            claims=tuple(claim_of(one) for one in given["claims"]),
            short_answer=given["short_answer"],
            spans=tuple(Span(**one) for one in given["spans"]),
            hits=tuple(hit_of(one) for one in given["hits"]),
            confidence=given["confidence"],
            abstained=given["abstained"],
            mode=given["mode"],
            timings_ms=dict(given["timings_ms"]),
        )
    except (KeyError, TypeError) as error:
        raise InputError(f"expected an answer as --json prints it: {error}") from error


def claim_of(given: Mapping[str, Any]) -> Claim:
    """A sentence of the answer."""
    return Claim(given["text"], tuple(Citation(**one) for one in given["citations"]))


def hit_of(given: Mapping[str, Any]) -> Hit:
    """A passage that was looked at."""
    place = (given["article_id"], given["start"], given["end"], given["text"])
    return Hit(Passage(*place), given["score"])
