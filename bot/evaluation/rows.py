"""One row a question: what was asked, what came of it, and the score of every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from bot.evaluation.kept import ROW, check


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one case.

    Attributes:
        id: the case's.
        type: the case's.
        question: the case's.
        unanswerable: whether the articles do not say.
        abstained: whether the chain declined.
        short_answer: what it answered.
        exact_match: of the short answer, 0 or 1 (SQuAD); declining an unanswerable one is 1.
        f1: of the short answer, 0 to 1, likewise.
        contained: the short answer contains a gold one, or is contained in one.
        evidence_cited: some citation overlaps some evidence.
        citations: how many citations were given.
        valid: how many of them quote their article's words exactly.
        right: declined rightly; or contained with its evidence cited.
        confidence: the chain's, 0 to 1.
        total_ms: milliseconds that the answer took; 0 where it was not asked for alone.
        error: what went wrong, empty where nothing did; then every score is 0.
        answer: the whole answer, as `newscite ask --json` prints it; empty on an error.
        cluster: the article that the evidence is from; empty without evidence.
        scores: this question's part in every figure that applies to its case, 0 to 1.
        relevant: ids of the articles and of the passages that hold evidence.
        gold: the case's answers, items, history, and evidence: each piece with its article's id,
            text, and offsets, which are null where the question failed before they were known.
        excerpts: the articles' text around citations and evidence, as `excerpts.excerpts` gives it.
    """

    id: str
    type: str
    question: str
    unanswerable: bool
    abstained: bool = False
    short_answer: str = ""
    exact_match: float = 0.0
    f1: float = 0.0
    contained: bool = False
    evidence_cited: bool = False
    citations: int = 0
    valid: int = 0
    right: bool = False
    confidence: float = 0.0
    total_ms: float = 0.0
    error: str = ""
    answer: dict[str, Any] | None = None
    cluster: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    relevant: dict[str, list[str]] = field(default_factory=dict)
    gold: dict[str, Any] = field(default_factory=dict)
    excerpts: list[dict[str, Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The row as one JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """The row that an object of `to_json` was made from.

        Raises:
            TypeError: fields are missing, or are none of a row's, or not of its kind.
        """
        unknown = set(given) - {known.name for known in fields(cls)}
        if unknown:
            raise TypeError(f"{sorted(unknown)[0]!r} is no field of a row")
        row = cls(**given)
        check(row.to_json(), ROW)
        if not all(0 <= score <= 1 for score in row.scores.values()):
            raise TypeError("'scores' needs numbers from 0 to 1")
        return row
