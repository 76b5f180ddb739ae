"""What a run leaves in its folder once all its rows are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.evaluation.folder import read_json, read_run, write_json
from bot.evaluation.gating import Gate
from bot.evaluation.junit import write_junit
from bot.evaluation.kept import GATES, check
from bot.evaluation.pages.pages import run_page, write_page
from bot.evaluation.report import markdown
from bot.evaluation.rows import Row
from bot.evaluation.summary import whole
from bot.evaluation.trec import write_trec
from corpus.errors import InputError


def finish(
    out: Path, rows: Sequence[Row], summary: Mapping[str, Any], gates: Sequence[Gate]
) -> None:
    """Write summary.json, reports, junit.xml, and runs and qrels in TREC's formats."""
    write_json(out / "summary.json", {**summary, "gates": [asdict(gate) for gate in gates]})
    text = markdown(summary, rows, gates)
    (out / "report.md").write_text(text, encoding="utf-8", errors="backslashreplace")
    write_junit(out / "junit.xml", rows, gates)
    write_trec(out, rows)
    write_page(out / "report.html", run_page(summary, rows, gates))


def remake(folder: Path) -> None:
    """Write all that `finish` writes again, from the rows of a finished run.

    Gates are not held again: what became of them is read from summary.json, where it is.

    Raises:
        InputError: there is no run in the folder, or it is unfinished or damaged.
    """
    run = read_run(folder)
    if run.unfinished:
        raise InputError(
            f"the run in {str(folder)!r} is unfinished, with {len(run.rows)} of "
            f"{run.manifest['questions']} questions: resume it"
        )
    finish(folder, run.rows, whole(run.rows, run.manifest), gates_held(folder))


def gates_held(folder: Path) -> list[Gate]:
    """What became of the gates of a run; none where its summary.json is missing or has none.

    Raises:
        InputError: summary.json is damaged.
    """
    file = folder / "summary.json"
    if not file.exists():
        return []
    try:
        gates = read_json(file).get("gates", [])
        check(gates, GATES)
        return [Gate(**one) for one in gates]
    except TypeError as error:
        raise InputError(f"{file}: gates: {error}") from None
