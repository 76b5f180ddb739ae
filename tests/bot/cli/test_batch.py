"""`newscite ask --batch`: many questions."""

from __future__ import annotations

import io
import json
import os
import sys
from types import SimpleNamespace

import pytest

from bot.cli.batch import LONGEST_LINE, TOGETHER, Case, parse


def rows(out: str) -> list[dict]:
    """What was printed."""
    return [json.loads(line) for line in out.splitlines()]


def test_each_case_gets_one_row_with_its_id(run, chain, tmp_path):
    """In order; fields of an evaluation case are let pass."""
    file = tmp_path / "cases.jsonl"
    file.write_text(
        '{"id": 7, "question": "Is the pier sound?", "answers": ["yes"]}\n\n'
        '{"id": "b", "question": "Who?", "asked": "2021-03-02",'
        ' "history": [{"question": "Q", "answer": "A"}]}\n'
    )
    result = run("ask", "--batch", str(file))
    assert result.code == 0
    assert [(row["id"], row["abstained"]) for row in rows(result.out)] == [(7, False), ("b", True)]
    assert chain.asked[1].asked.isoformat() == "2021-03-02"
    assert chain.asked[1].history[0].answer == "A"
    assert result.err.splitlines()[-1] == "answered 2, skipped 0"


def test_a_malformed_line_is_named_and_the_others_answered(run, chain, tmp_path):
    """An error row on stdout, file and line on stderr, exit 3."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(
        b'{"id": 1, "question": "pier?"}\nnonsense\n{"id": 3}\n\xff\xfe\n'
        b'{"id": 5, "question": ""}\n{"id": 6, "question": "pier?"}'
    )
    result = run("ask", "--batch", str(file))
    assert result.code == 3
    found = rows(result.out)
    assert [row["id"] for row in found] == [1, None, 3, None, 5, 6]
    assert ["error" in row for row in found] == [False, True, True, True, True, False]
    assert f"{file}:3: question: Field required" in result.err
    assert result.err.splitlines()[-1] == "answered 2, skipped 4"


def test_nothing_but_malformed_lines_loads_no_model(run, unopened, tmp_path):
    """Still exit 3."""
    file = tmp_path / "cases.jsonl"
    file.write_text("[]\n{\n")
    result = run("ask", "--batch", str(file))
    assert result.code == 3
    assert len(rows(result.out)) == 2


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_bad_input(run, unopened, name):
    """Exit 2, one line that names it."""
    result = run("ask", "--batch", name)
    assert (result.code, result.out) == (2, "")
    assert repr(name) in result.err
    assert result.err.count("\n") == 1


def test_a_dash_means_stdin(run, chain, monkeypatch):
    """Read as bytes, whatever the terminal's encoding."""
    stdin = SimpleNamespace(buffer=io.BytesIO('{"id": 1, "question": "Č pier?"}\n'.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert rows(run("ask", "--batch", "-").out)[0]["question"] == "Č pier?"


def test_a_row_is_out_before_the_next_case_is_read(run, chain, monkeypatch, capsys):
    """So that a program can ask, hear and ask again."""
    seen = []

    def lines():
        yield b'{"id": 1, "question": "pier?"}\n'
        seen.append(capsys.readouterr().out)

    source = lines()
    buffer = SimpleNamespace(readline=lambda _: next(source, b""))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=buffer))
    run("ask", "--batch", "-")
    assert json.loads(seen[0])["id"] == 1


def test_an_endless_line_is_refused_in_bounded_memory(run, chain, tmp_path):
    """And the next one answered."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(b"x" * (3 * LONGEST_LINE) + b'\n{"id": 2, "question": "pier?"}\n')
    result = run("ask", "--batch", str(file))
    assert result.code == 3
    assert [row["id"] for row in rows(result.out)] == [None, 2]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"question": "q"}', "id: Field required"),
        (b'{"id": true, "question": "q"}', "id: Input should be a valid"),
        (b'{"id": 1, "question": 5}', "question: Input should be a valid string"),
        (b'{"id": 1, "question": "q", "asked": "soon"}', "asked: "),
        (b'{"id": 1, "question": "q", "history": [{"question": "q"}]}', "history.0.answer: "),
        (b'{"id": 1, "question": "\\ud800"}', "Invalid JSON"),
        (b"[" * 100_000, "Invalid JSON"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line, reason):
    """By the key and the rule."""
    assert parse(line).reason.startswith(reason)


def test_a_byte_order_mark_is_no_fault():
    """Some editors write one."""
    assert isinstance(parse(b'\xef\xbb\xbf{"id": 1, "question": "q"}'), Case)


def test_a_file_is_answered_some_lines_at_a_time(run, chain, tmp_path):
    """In order, errors among them; a lone one is asked by itself."""
    file = tmp_path / "cases.jsonl"
    lines = [json.dumps({"id": n, "question": "pier?"}) for n in range(TOGETHER + 1)]
    lines[3] = "nonsense"
    lines[5] = json.dumps({"id": 5, "question": " "})
    file.write_text("\n".join(lines))
    result = run("ask", "--batch", str(file))
    assert result.code == 3
    assert [row["id"] for row in rows(result.out)] == [0, 1, 2, None, *range(4, TOGETHER + 1)]
    assert f"{file}:6: the question is empty" in result.err
    assert chain.batched == TOGETHER - 1
    assert len(chain.asked) == TOGETHER - 1


def test_a_pipe_is_answered_line_by_line(run, chain, monkeypatch):
    """Its writer may wait for an answer before it asks on."""
    read, write = os.pipe()
    os.write(write, b'{"id": 1, "question": "pier?"}\n{"id": 2, "question": "pier?"}\n')
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=pipe))
        assert len(rows(run("ask", "--batch", "-").out)) == 2
    assert chain.batched == 0
