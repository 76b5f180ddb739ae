"""Gates, on summaries worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.evaluation.folder import Run
from bot.evaluation.gating import Gates, check, read_gates
from bot.evaluation.summary import whole
from corpus.errors import InputError

LIKE = {"cases_digest": "1", "corpus_digest": "2", "questions": 10}


def a_run(row, name, share):
    """Ten questions, so many of them right and with an F1 of 1."""
    rows = [row(str(n), right=float(n < share), f1=float(n < share)) for n in range(10)]
    return Run(name, LIKE, rows)


def missed(gates, run, before=None):
    """What a run misses."""
    found = check(Gates.model_validate(gates), whole(run.rows, LIKE), run, before)
    return [gate.missed for gate in found if gate.missed]


def test_thresholds(row):
    """At the bound is passed; a line a gate that is missed."""
    run = a_run(row, "B", 8)
    assert missed({"minimum": {"f1": 0.8, "right": 0.5}, "maximum": {"errors": 0}}, run) == []
    assert missed({"minimum": {"f1": 0.81, "who": {"right": 0.9}}}, run) == [
        "minimum f1: 0.81 expected, found 0.8",
        "minimum who.right: 0.9 expected, found 0.8",
    ]
    # Two in ten wrong, all equally sure: risk 0.2 at every coverage.
    assert missed({"maximum": {"risk_coverage_area": 0.1}}, run) == [
        "maximum risk_coverage_area: 0.1 expected, found 0.2"
    ]


def test_a_figure_that_nothing_measures_is_missed(row):
    """A gate on it would pass forever."""
    gates = {"minimum": {"refused": 0.5}, "maximum": {"latency_ms": {"total": {"p95": 9}}}}
    assert missed(gates, a_run(row, "B", 8)) == [
        "minimum refused: no question of this run measures it",
        "maximum latency_ms.total.p95: no question of this run measures it",
    ]


def test_only_a_significant_drop_from_the_baseline_is_missed(row):
    """Of ten, 10 → 5 is p = 0.0625; 10 → 2 is 2/2⁸ = 0.0078, over two figures 0.0156."""
    before = a_run(row, "A", 10)
    gates = {"baseline": {"run": "a", "figures": ["right", "f1"]}}
    assert missed(gates, a_run(row, "B", 5), before) == []
    assert missed(gates, before, a_run(row, "B", 2)) == []
    lines = missed(gates, a_run(row, "B", 2), before)
    assert lines[0] == (
        "baseline right: dropped from 1.000 to 0.200 (p 0.0156 by Holm, below 0.05)"
    )
    assert len(lines) == 2


def test_a_baseline_over_other_cases_is_refused(row):
    """It would say nothing."""
    before = Run("A", LIKE | {"cases_digest": "x"}, a_run(row, "A", 10).rows)
    with pytest.raises(InputError, match="different cases"):
        missed({"baseline": {"run": "a"}}, a_run(row, "B", 10), before)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no gate in it"),
        ("[minimum]\nf2 = 1", "'f2' is no figure"),
        ('[minimum]\nf1 = "high"', "'f1' needs a number"),
        ("[minimum]\nf1 = nan", "needs a finite number"),
        ("[minimum]\nf1 = true", "needs a number"),
        ("[least]\nf1 = 1", "least: Extra inputs"),
        ("[baseline]\nalpha = 0.1", "baseline.run: Field required"),
        ("[baseline]\nrun = 'a'\nfigures = ['f2']", "baseline.figures: 'f2' is no figure"),
        ("minimum = 3", "minimum"),
        ("[", "not TOML"),
    ],
)
def test_a_bad_file_is_named(tmp_path, content, said):
    """With what is wrong with it."""
    file = tmp_path / "gates.toml"
    file.write_text(content)
    with pytest.raises(InputError, match=said) as error:
        read_gates(file)
    assert str(file) in str(error.value)


def test_a_missing_file_is_bad_input(tmp_path):
    """Not a traceback."""
    with pytest.raises(InputError, match="cannot read gates"):
        read_gates(tmp_path / "none.toml")


def test_the_example_of_the_readme_is_read(tmp_path):
    """As it stands there."""
    readme = Path(__file__).parents[3] / "bot" / "README.md"
    example = re.search(r"```toml\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "gates.toml"
    file.write_text(example.group(1))
    assert read_gates(file).minimum["who.f1"] == 0.7


@pytest.mark.parametrize(
    "text", ["[minimum]\nf1 = " + "1" * 400, "[minimum]\nf1 = " + "1" * 5_000, "a = " + "[" * 9_000]
)
def test_gates_without_end_are_bad_input(tmp_path, text):
    """Numbers of too many digits, and lists in lists."""
    (tmp_path / "gates.toml").write_text(text)
    with pytest.raises(InputError, match=r"gates\.toml: "):
        read_gates(tmp_path / "gates.toml")
