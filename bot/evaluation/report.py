"""A run as Markdown, for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.evaluation.figures import FIGURES
from bot.evaluation.gating import Gate
from bot.evaluation.losses import OUTCOMES
from bot.evaluation.rows import Row

BY_TYPE = ("right", "exact_match", "f1", "passage_recall@5", "citation_recall")


def markdown(summary: Mapping[str, Any], rows: Sequence[Row], gates: Sequence[Gate] = ()) -> str:
    """The report of a run: figures with intervals, by type, times, gates, and what went wrong.

    Args:
        summary: as `summary.whole` gives it.
        rows: one a question.
        gates: those that were held against it.
    """
    parts = [
        heading(summary),
        figures(summary["figures"]),
        by_type(summary["figures_by_type"]),
        declining(summary),
        lost(summary["lost"]),
        times(summary["latency_ms"], summary.get("timed", 0)),
        gated(gates),
        wrong(rows),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def heading(summary: Mapping[str, Any]) -> str:
    """What was run."""
    known = summary["manifest"]
    digests = (
        f"{name} `{known[key][:12]}`"
        for name, key in (("cases", "cases_digest"), ("corpus", "corpus_digest"))
        if key in known
    )
    asked = f"{summary['all']['questions']:,} questions"
    system = f"system {cell(known.get('system', {}).get('name', 'newscite'))}"
    return f"# Evaluation\n\n{', '.join((system, asked, *digests))}"


def figures(found: Mapping[str, Any]) -> str:
    """The table of all figures."""
    about = {figure.name: figure.about for figure in FIGURES}
    rows = (
        (
            name,
            f"{one['mean']:.3f}",
            f"{one['low']:.3f} to {one['high']:.3f}",
            f"{one['questions']:,}",
            one["unit"],
            about[name],
        )
        for name, one in found.items()
    )
    head = ("figure", "mean", "95% interval", "questions", "drawn by", "what it is")
    return "## Figures\n\n" + table(head, rows)


def by_type(found: Mapping[str, Any]) -> str:
    """Some figures by type of question."""
    rows = (
        (
            kind,
            f"{of['right']['questions']:,}",
            *(f"{of[name]['mean']:.3f}" if name in of else "" for name in BY_TYPE),
        )
        for kind, of in found.items()
    )
    return "## By type\n\n" + table(("type", "questions", *BY_TYPE), rows)


def declining(summary: Mapping[str, Any]) -> str:
    """The refusals, and the area of risk and coverage."""
    known = summary["all"]
    return (
        "## Declining\n\n"
        f"{known['declined_rightly']:,} rightly, {known['declined_wrongly']:,} wrongly; area under "
        f"risk–coverage {summary['risk_coverage']['area']:.3f} (less is better)."
    )


def lost(found: Mapping[str, int]) -> str:
    """How many questions were lost at each stage."""
    rows = ((one.title, f"{found[one.name]:,}", one.about) for one in OUTCOMES if found[one.name])
    return "## Where it was lost\n\n" + table(("outcome", "questions", "what it is"), rows)


def times(found: Mapping[str, Any], timed: int) -> str:
    """Milliseconds by stage, of the questions that were asked one by one."""
    rows = ((stage, f"{of['p50']:,.1f}", f"{of['p95']:,.1f}") for stage, of in found.items())
    said = f"## Milliseconds\n\nOf {timed:,} questions, asked one by one.\n\n"
    return said + table(("stage", "p50", "p95"), rows) if found else ""


def gated(gates: Sequence[Gate]) -> str:
    """The gates; nothing where there are none."""
    rows = ((gate.name, gate.missed or "passed") for gate in gates)
    return "## Gates\n\n" + table(("gate", "result"), rows) if gates else ""


def wrong(rows: Sequence[Row]) -> str:
    """The questions that were not answered rightly."""
    some = [row for row in rows if not row.right]
    said = ((row.id, row.question, what(row)) for row in some)
    return f"## Not right: {len(some):,}\n\n" + table(("id", "question", "answer"), said)


def what(row: Row) -> str:
    """What became of a question."""
    if row.error:
        return f"error: {row.error}"
    return "(declined)" if row.abstained else row.short_answer


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, every cell of it escaped."""

    def lines() -> Iterator[str]:
        yield line(head)
        yield line(["---"] * len(head))
        for row in rows:
            yield line([cell(text) for text in row])

    return "\n".join(lines())


def line(cells: Sequence[str]) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def cell(text: str) -> str:
    """A text as a table's cell shows it: in one line, nothing in it taken for markup."""
    return re.sub(r"([\\`*_\[\]<>|#&])", r"\\\1", " ".join(text.split()))
