"""`newscite report`."""

from __future__ import annotations

import json

CASE = {
    "id": "pier",
    "question": "Who called the pier sound?",
    "answers": ["Ilse Roth"],
    "evidence": [{"article_id": "00000000000000aa", "quote": "The pier is sound"}],
}


def test_reports_are_made_again_as_the_run_made_them(run, chain, tmp_path, monkeypatch):
    """From its folder alone: no library is opened, no question asked."""
    cases, out, gates = tmp_path / "cases.jsonl", tmp_path / "out", tmp_path / "gates.toml"
    cases.write_text(json.dumps(CASE) + "\n")
    gates.write_text("[minimum]\nright = 1.1\n")
    assert run("evaluate", str(cases), "--out", str(out), "--gate", str(gates)).code == 1
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    assert b"1.1 expected, found 1" in before["report.html"]
    (out / "report.html").unlink()
    monkeypatch.setattr("bot.opening.open_library", None)
    result = run("report", str(out))
    assert (result.code, result.out) == (0, "")
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_a_folder_without_a_run_is_bad_input(run, tmp_path):
    """Exit 2 and one line."""
    result = run("report", str(tmp_path))
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert "no run in" in result.err
