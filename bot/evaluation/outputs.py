"""What a run leaves in its folder once all its rows are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.folder import write_json
from bot.evaluation.gating import Gate
from bot.evaluation.junit import write_junit
from bot.evaluation.report import markdown
from bot.evaluation.rows import Row
from bot.evaluation.trec import write_trec


def finish(
    out: Path, rows: Sequence[Row], summary: Mapping[str, Any], gates: Sequence[Gate]
) -> None:
    """Write summary.json, report.md, junit.xml, and runs and qrels in TREC's formats."""
    write_json(out / "summary.json", summary)
    text = markdown(summary, rows, gates)
    (out / "report.md").write_text(text, encoding="utf-8", errors="backslashreplace")
    write_junit(out / "junit.xml", rows, gates)
    write_trec(out, rows)
