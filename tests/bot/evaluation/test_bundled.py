"""The bundled cases through the whole of newscite: the real encoder, the real reader."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot.evaluation.cases import read_cases
from bot.evaluation.running import Row, run
from bot.evaluation.summary import Summary
from bot.opening import open_chain, open_library
from bot.settings import read_settings

COMMITTED = Path(__file__).parents[2] / "benchmarks" / "results" / "tripoli"


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """Every case, answered over a new library."""
    cases = read_cases(Path(str(files("corpus.questions"))) / "tripoli.jsonl")
    settings = replace(read_settings(), library=tmp_path_factory.mktemp("data") / "library")
    with open_library(settings) as library:
        return list(run(cases, open_chain(library, settings), library))


def test_no_case_fails_and_every_citation_is_exact(rows: list[Row]) -> None:
    """Whatever else a release may get wrong."""
    summary = Summary.of(rows)
    assert summary.errors == 0
    assert summary.citation_validity == 1.0


def test_answers_are_as_right_as_the_committed_results_say(rows: list[Row]) -> None:
    """Processors differ in the last digit: one case may fall the other way."""
    lines = (COMMITTED / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    was_right = {row["id"] for row in map(json.loads, lines) if row["right"]}
    is_right = {row.id for row in rows if row.right}
    assert len(was_right - is_right) <= 1


def test_who_urged_de_escalation(rows: list[Row]) -> None:
    """The governments and organizations, France and the UAE among them, in one cited claim."""
    (row,) = (row for row in rows if row.question == "Who urged de-escalation?")
    assert row.answer is not None
    (claim,) = row.answer["claims"]
    assert claim["text"].startswith("Several governments and organizations have urged")
    assert "France and the United Arab Emirates" in claim["citations"][0]["quote"]
    assert "governments and organizations" in row.short_answer
