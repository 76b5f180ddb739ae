"""`newscite compare`."""

from __future__ import annotations

import json

import pytest

CASES = [
    {
        "id": "pier",
        "question": "Who called the pier sound?",
        "answers": ["Ilse Roth"],
        "evidence": [{"article_id": "00000000000000aa", "quote": "The pier is sound"}],
    },
    {"id": "won", "question": "Who won?", "unanswerable": True},
]


@pytest.fixture
def made(run, chain, tmp_path):
    """Makes a run: `made(name, cases)`; its folder."""

    def make(name, cases=CASES):
        file = tmp_path / "cases.jsonl"
        file.write_text("".join(json.dumps(case) + "\n" for case in cases))
        assert run("evaluate", str(file), "--out", str(tmp_path / name)).code == 0
        return str(tmp_path / name)

    return make


def test_two_equal_runs(run, made):
    """A table, and no question that changed."""
    result = run("compare", made("a"), made("b"))
    assert result.code == 0
    assert result.out.splitlines()[0].split()[:4] == ["figure", "A", "B", "B-A"]
    assert "lost" not in result.out.split("could show:")[1]


def test_a_question_that_changed_is_shown_side_by_side(run, made, tmp_path):
    """With what both answered."""
    first, second = made("a"), made("b")
    file = tmp_path / "b" / "rows.jsonl"
    pier, other = file.read_text().splitlines()
    changed = json.loads(pier) | {"right": False, "abstained": True}
    changed["scores"]["right"] = 0.0
    file.write_text(f"{json.dumps(changed)}\n{other}\n")
    result = run("compare", first, second)
    assert "lost pier: Who called the pier sound?\n  A: Ilse Roth\n  B: declined" in result.out
    found = json.loads(run("compare", first, second, "--json").out)
    assert found["figures"][0]["difference"] == -0.5
    assert found["lost"][0]["id"] == "pier"


def test_a_page_of_it_is_written_where_it_is_said(run, made, tmp_path):
    """Beside what is printed; stdout is the same. A folder that is not there is bad input."""
    first, second = made("a"), made("b")
    file = tmp_path / "both.html"
    result = run("compare", first, second, "--html", str(file))
    assert (result.code, result.err) == (0, f"wrote {file}\n")
    assert result.out == run("compare", first, second).out
    assert "<h1>Two runs compared</h1>" in file.read_text("utf-8")
    result = run("compare", first, second, "--html", str(tmp_path / "no" / "both.html"))
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_runs_over_other_cases_are_refused_unless_forced(run, made):
    """Exit 2 and one line."""
    first, second = made("a"), made("b", CASES[:1])
    result = run("compare", first, second)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert "different cases" in result.err
    assert run("compare", first, second, "--force").code == 0


def test_runs_over_other_articles_are_refused(run, made, tmp_path):
    """The same questions over another corpus."""
    first, second = made("a"), made("b")
    file = tmp_path / "b" / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"corpus_digest": "0"}))
    result = run("compare", first, second)
    assert result.code == 2
    assert "different corpora" in result.err


def test_a_figure_that_is_not_known_is_bad_input(run, unopened):
    """The message lists those that are."""
    result = run("compare", "a", "b", "--figure", "f2")
    assert result.code == 2
    assert "'f2' is not known; there are right" in result.err


def test_every_figure_can_be_compared(run, made):
    """With --figure all; with a name, that one alone."""
    first, second = made("a"), made("b")
    assert "article_mrr" in run("compare", first, second, "--figure", "all").out
    named = json.loads(run("compare", first, second, "--figure", "f1", "--json").out)
    assert [one["figure"] for one in named["figures"]] == ["f1"]


def test_a_folder_without_a_run_is_bad_input(run, unopened, tmp_path):
    """Exit 2."""
    assert run("compare", str(tmp_path), str(tmp_path)).code == 2
