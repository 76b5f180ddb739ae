"""`newscite doctor`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import doctor, facts
from bot.cli.doctor import Report, examine_library, examine_model, examine_reader, lines
from bot.settings import Settings


def test_it_reports_versions_model_and_library_as_json(run, library):
    """One object, with the problems listed."""
    result = run("doctor", "--json")
    report = json.loads(result.out)
    assert report["schema_version"] == 1
    assert report["packages"]["torch"]
    assert report["model"]["sha256"].startswith("53aa51172d142c89")
    assert report["library"]["state"] == "healthy"
    assert (result.code == 0) == (report["problems"] == [])


def test_the_home_folder_is_not_shown(run, library, monkeypatch, tmp_path):
    """It may name its owner."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    out = run("doctor").out
    assert "library folder: ~/library" in out
    assert str(tmp_path) not in out


def test_a_problem_of_the_library_says_what_to_do(run, library):
    """Exit 1."""
    library.problems = ["passage 3 of 00aa has no vector"]
    result = run("doctor")
    assert result.code == 1
    assert "problem: passage 3 of 00aa has no vector (newscite doctor --repair" in result.out


def test_repair_rebuilds_before_it_checks(run, library):
    """What is then healthy is reported healthy."""
    library.problems = ["no generation"]
    result = run("doctor", "--repair")
    assert library.rebuilt
    assert "library state: healthy" in result.out


def test_a_library_that_cannot_be_opened_is_a_problem_and_no_crash(library, monkeypatch, tmp_path):
    """The rest of the report is still wanted."""

    def crash(settings):
        raise OSError("disk I/O error")

    monkeypatch.setattr("bot.opening.open_library", crash)
    report = Report()
    examine_library(report, Settings(tmp_path), repair=False)
    assert report.problems == ["the library cannot be examined: OSError: disk I/O error"]


def test_no_library_yet_is_no_problem(library, monkeypatch, tmp_path):
    """And none is made."""
    monkeypatch.setattr("index.library.Library.exists", lambda _: False)
    report = Report()
    examine_library(report, Settings(tmp_path), repair=False)
    assert report.problems == []
    assert "none yet" in report.facts["library"]["state"]


def test_other_weights_than_the_published_are_a_problem(monkeypatch, tmp_path):
    """Both digests are named."""
    (tmp_path / "model.safetensors").write_bytes(b"other")
    monkeypatch.setattr("index.embedding.base_model_path", lambda: tmp_path)
    report = Report()
    examine_model(report)
    assert "expected sha256 53aa51172d14" in report.problems[0]


def test_missing_weights_of_the_reader_are_a_problem(monkeypatch, tmp_path):
    """It cannot answer without them."""
    monkeypatch.setattr(facts, "reader_weights", lambda: tmp_path / "reader.safetensors")
    report = Report()
    examine_reader(report)
    assert "reader's weights are missing" in report.problems[0]


def test_little_free_space_is_a_problem(monkeypatch, tmp_path):
    """Said before a write fails."""
    monkeypatch.setattr(doctor, "LEAST_FREE", 1e30)
    report = Report()
    doctor.examine_space(report, tmp_path / "not" / "yet")
    assert "free" in report.problems[0]


@pytest.mark.parametrize(("value", "shown"), [({"b": None}, "a b: missing"), (3, "a: 3")])
def test_facts_are_lines(value, shown):
    """A group is a line for each of its facts."""
    assert next(lines(Report({"a": value}))) == shown
