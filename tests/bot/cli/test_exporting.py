"""Answers in files, and `newscite verify`."""

from __future__ import annotations

import io
import json

import pytest

ASK = ("ask", "Who called the pier sound?")


@pytest.fixture
def bundled(run, chain, library, tmp_path):
    """A bundle's file; the text is left out, as the fake articles' ids are not made from theirs."""
    file = tmp_path / "evidence.json"
    assert run(*ASK, "--bundle", str(file)).code == 0
    made = json.loads(file.read_text(encoding="utf-8"))
    made["articles"][0]["text"] = None
    file.write_text(json.dumps(made), encoding="utf-8")
    return file


def test_an_answer_goes_to_both_files_too(run, chain, tmp_path):
    """What is printed is the same; where it went is said on stderr."""
    plain = run(*ASK).out
    result = run(*ASK, "--markdown", str(tmp_path / "a.md"), "--bundle", str(tmp_path / "a.json"))
    assert (result.code, result.out) == (0, plain)
    assert result.err.count("wrote ") == 2
    assert "## Who called the pier sound?" in (tmp_path / "a.md").read_text(encoding="utf-8")
    made = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert made["exchanges"][0]["short_answer"] == "Ilse Roth"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.json", "a.md"]


def test_a_conversation_goes_to_its_files_in_the_end(run, chain, tmp_path, monkeypatch):
    """All its questions."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Who called the pier sound?\nWho won?\n"))
    assert run("chat", "--markdown", str(tmp_path / "a.md")).code == 0
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert text.index("## Who called the pier sound?") < text.index("## Who won?")


@pytest.mark.parametrize(
    "args", [("--markdown", "gone/a.md"), ("--bundle", "."), ("--markdown", "a", "--bundle", "a")]
)
def test_a_file_that_cannot_be_written_is_known_before_anything_is_asked(
    run, unopened, args, tmp_path, monkeypatch
):
    """Bad input, in one line."""
    monkeypatch.chdir(tmp_path)
    result = run(*ASK, *args)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_a_batch_has_its_own_output(run, unopened, tmp_path):
    """Files are for one question."""
    assert run("ask", "--batch", "-", "--markdown", str(tmp_path / "a.md")).code == 2


def test_a_bundle_that_holds_is_said_to(run, bundled):
    """Exit 0."""
    result = run("verify", str(bundled))
    assert (result.code, result.out, result.err) == (0, "1 citation of 1 article holds\n", "")


def test_each_citation_that_does_not_hold_is_a_line(run, bundled):
    """Exit 1."""
    bundled.write_text(bundled.read_text(encoding="utf-8").replace('"end": ', '"end": 1'))
    result = run("verify", str(bundled))
    assert (result.code, result.err) == (1, "")
    (line,) = result.out.splitlines()
    assert line.startswith(f"{bundled}: question 1, citation 1: ")


@pytest.mark.parametrize("content", [None, b"{", b'"\\ud800"'])
def test_what_is_no_bundle_is_bad_input(run, unopened, tmp_path, content):
    """Exit 2, in one line, before a library is opened."""
    file = tmp_path / "it.json"
    if content is not None:
        file.write_bytes(content)
    result = run("verify", str(file))
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
