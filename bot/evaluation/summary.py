"""The figures of a run, as a table and as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.evaluation.declining import area, risk_coverage
from bot.evaluation.figures import FIGURES
from bot.evaluation.latency import latency
from bot.evaluation.losses import depth_curve, losses, read_depth
from bot.evaluation.resampling import interval
from bot.evaluation.rows import Row


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run; shares are 0 to 1, and 0 where there was nothing to count.

    Attributes:
        questions: how many were asked.
        answerable: how many of them the articles answer.
        unanswerable: how many they do not.
        right: share answered rightly with the evidence cited, or declined rightly.
        exact_match: mean over answerable questions with gold answers.
        f1: mean over answerable questions with gold answers.
        contained: share of answerable questions with gold answers.
        evidence_cited: share of answerable questions.
        answered_rightly: count.
        answered_wrongly: count, answers to unanswerable questions included.
        declined_rightly: count.
        declined_wrongly: count.
        citation_validity: share of citations that quote exactly.
        errors: count.
        p50_ms: median milliseconds an answer, of the questions asked one by one.
        p95_ms: 95th percentile, likewise.
    """

    questions: int
    answerable: int
    unanswerable: int
    right: float
    exact_match: float
    f1: float
    contained: float
    evidence_cited: float
    answered_rightly: int
    answered_wrongly: int
    declined_rightly: int
    declined_wrongly: int
    citation_validity: float
    errors: int
    p50_ms: float
    p95_ms: float

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Summary:
        """Sum up the rows of a run; an error counts as a wrong answer."""
        asked = [row for row in rows if not row.unanswerable]
        # A case without gold answers, which measures finding and citing, says nothing of words.
        worded = [row for row in asked if not row.scores or "contained" in row.scores]
        citations = sum(row.citations for row in rows)
        times = [row.total_ms for row in rows if row.total_ms]
        declined = [row for row in rows if row.abstained]
        return cls(
            questions=len(rows),
            answerable=len(asked),
            unanswerable=len(rows) - len(asked),
            right=mean([row.right for row in rows]),
            exact_match=mean([row.exact_match for row in worded]),
            f1=mean([row.f1 for row in worded]),
            contained=mean([row.contained for row in worded]),
            evidence_cited=mean([row.evidence_cited for row in asked]),
            answered_rightly=sum(row.right for row in asked),
            answered_wrongly=sum(not row.right and not row.abstained for row in rows),
            declined_rightly=sum(row.unanswerable for row in declined),
            declined_wrongly=sum(not row.unanswerable for row in declined),
            citation_validity=sum(row.valid for row in rows) / citations if citations else 0.0,
            errors=sum(bool(row.error) for row in rows),
            p50_ms=float(np.percentile(times, 50)) if times else 0.0,
            p95_ms=float(np.percentile(times, 95)) if times else 0.0,
        )

    def lines(self) -> list[tuple[str, str]]:
        """The table: a name and a figure each."""
        return [(name.replace("_", " "), shown(value)) for name, value in asdict(self).items()]


def mean(values: Sequence[float]) -> float:
    """The mean, 0 of nothing: a figure is never NaN."""
    return float(np.mean(values)) if values else 0.0


def shown(value: float) -> str:
    """A figure as it stands in a table."""
    return (
        f"{value:,}"
        if isinstance(value, int)
        else f"{value:.3f}"
        if value <= 1
        else f"{value:,.0f}"
    )


def by_type(rows: Sequence[Row]) -> dict[str, Summary]:
    """A summary a type of question, in alphabetical order."""
    types = sorted({row.type for row in rows})
    return {kind: Summary.of([row for row in rows if row.type == kind]) for kind in types}


def whole(rows: Sequence[Row], manifest: Mapping[str, Any]) -> dict[str, Any]:
    """All figures of a run, as `summary.json` has them."""
    seed = int(manifest.get("seed", 0))
    curve = risk_coverage(rows)
    read = read_depth(manifest)
    kinds = {kind: [row for row in rows if row.type == kind] for kind in by_type(rows)}
    given = {}
    if manifest.get("given_context"):
        from bot.evaluation.given import given_figures

        given = {"given_context": given_figures(rows)}
    return given | {
        "manifest": dict(manifest),
        "all": asdict(Summary.of(rows)) | {"citations": sum(row.citations for row in rows)},
        "by_type": {kind: asdict(Summary.of(some)) for kind, some in kinds.items()},
        "figures": intervals(rows, seed),
        "figures_by_type": {kind: intervals(some, seed) for kind, some in kinds.items()},
        "risk_coverage": {"area": area(curve), "curve": curve},
        "lost": losses(rows, read),
        "lost_by_type": {kind: losses(some, read) for kind, some in kinds.items()},
        "retrieval_depth": {level: depth_curve(rows, level) for level in ("article", "passage")},
        "latency_ms": latency(rows),
        "timed": sum(bool(row.total_ms) for row in rows),
    }


def intervals(rows: Sequence[Row], seed: int = 0) -> dict[str, dict[str, Any]]:
    """Every figure that applies to some row: its mean, interval, questions and what was drawn."""
    found = {}
    for figure in FIGURES:
        scored = [row for row in rows if figure.name in row.scores]
        if scored:
            values = [row.scores[figure.name] for row in scored]
            clusters = [row.cluster for row in scored]
            found[figure.name] = asdict(interval(values, clusters, seed=seed))
    return found
