"""Where a question was lost: the first stage of the answer path that let it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.rows import Row


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can become of a question.

    Attributes:
        name: in summaries.
        title: for people, in a word or two.
        sign: one character, so that colour is never alone in telling outcomes apart.
        about: what it means, in a sentence.
    """

    name: str
    title: str
    sign: str
    about: str


OUTCOMES = (
    Outcome("right", "right", "✓", "Answered with the evidence cited, or rightly declined."),
    Outcome("not_retrieved", "not retrieved", "∅", "No passage found holds the evidence."),
    Outcome("ranked_low", "ranked low", "↓", "The evidence was found too far down to be read."),
    Outcome("misread", "misread", "≠", "The evidence was read, and another answer was given."),
    Outcome(
        "cited_elsewhere",
        "cited elsewhere",
        "⇢",
        "The answer's words are right, but no citation touches the evidence.",
    ),
    Outcome(
        "wrongly_declined", "wrongly declined", "–", "The evidence was read, and no answer given."
    ),
    Outcome(
        "wrongly_answered",
        "wrongly answered",
        "+",
        "Answered, though the articles do not say.",
    ),
    Outcome("failed", "failed", "!", "An error came instead of an answer."),
)
"""All there are, in the order of the answer path."""


def outcome(row: Row, read: int | None) -> str:
    """The name of a row's outcome: "right", or the first stage at which it was lost.

    Retrieval is blamed only where it can be: the case has evidence, the system told what it
    found, and no citation touches the evidence.

    Args:
        row: of a question.
        read: how many of the passages found are read; None: all.
    """
    if row.error:
        return "failed"
    if row.right:
        return "right"
    if row.unanswerable:
        return "wrongly_answered"
    found = (row.answer or {}).get("hits")
    if found and "passage_mrr" in row.scores and not row.evidence_cited:
        place = evidence_rank(row)
        if place is None:
            return "not_retrieved"
        if read is not None and place > read:
            return "ranked_low"
    if row.abstained:
        return "wrongly_declined"
    return "cited_elsewhere" if row.contained and not row.evidence_cited else "misread"


def evidence_rank(row: Row, level: str = "passage") -> int | None:
    """The rank of the first passage, or article, with evidence, from 1; None: none was found."""
    reciprocal = row.scores.get(f"{level}_mrr", 0.0)
    return round(1 / reciprocal) if reciprocal else None


def losses(rows: Sequence[Row], read: int | None) -> dict[str, int]:
    """How many rows have each outcome, 0 included, in the order of `OUTCOMES`."""
    counts = Counter(outcome(row, read) for row in rows)
    return {one.name: counts[one.name] for one in OUTCOMES}


def read_depth(manifest: Mapping[str, Any]) -> int | None:
    """How many of the passages found a run reads, by its manifest; None: it does not say."""
    settings = manifest.get("settings")
    reading = settings.get("reading") if isinstance(settings, dict) else None
    depth = reading.get("passages") if isinstance(reading, dict) else None
    return depth if isinstance(depth, int) else None


def depth_curve(rows: Sequence[Row], level: str = "passage") -> list[float]:
    """The share of questions with evidence among the first k found, for k from 1.

    Success@k at every k. Over the cases that have evidence; it ends where it rises no more.

    Args:
        rows: of a run.
        level: "passage" or "article".
    """
    asked = [row for row in rows if f"{level}_mrr" in row.scores]
    ranks = Counter(evidence_rank(row, level) for row in asked)
    deepest = max((rank for rank in ranks if rank is not None), default=0)
    total, curve = 0, []
    for k in range(1, deepest + 1):
        total += ranks[k]
        curve.append(total / len(asked))
    return curve
