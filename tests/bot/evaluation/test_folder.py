"""A run's folder: written as it goes, read back, resumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evaluation.cases import Case
from bot.evaluation.folder import appending, begin, read_run
from bot.evaluation.manifest import cases_digest, code_digest, corpus_digest
from corpus.errors import InputError

ABOUT = {"questions": 3, "cases_digest": "1", "settings": {"k": 8}}


@pytest.fixture
def begun(tmp_path, row):
    """A folder with two of three rows."""
    assert begin(tmp_path, ABOUT, resume=False) == []
    with appending(tmp_path) as append:
        append(row("a", f1=0.5))
        append(row("b", right=1))
    return tmp_path


def test_a_run_is_read_as_it_was_written(begun, row):
    """With its manifest, and whether questions are missing."""
    run = read_run(begun)
    assert run.rows == [row("a", f1=0.5), row("b", right=1)]
    assert (run.manifest, run.unfinished) == (ABOUT, True)


def test_each_row_is_in_the_file_at_once(tmp_path, row):
    """Before the next is asked."""
    begin(tmp_path, ABOUT, resume=False)
    with appending(tmp_path) as append:
        append(row("a"))
        assert len(read_run(tmp_path).rows) == 1


def test_a_half_written_row_is_asked_again(begun, row):
    """What a killed run leaves is cut off."""
    with (begun / "rows.jsonl").open("ab") as file:
        file.write('{"id": "ø'.encode()[:-1])
    assert begin(begun, ABOUT, resume=True) == [row("a", f1=0.5), row("b", right=1)]
    with appending(begun) as append:
        append(row("c"))
    assert [one.id for one in read_run(begun).rows] == ["a", "b", "c"]


def test_another_run_is_not_resumed(begun):
    """The message says in what it differs."""
    with pytest.raises(InputError, match="another settings: resume it as it was begun"):
        begin(begun, ABOUT | {"settings": {"k": 9}}, resume=True)
    assert len(read_run(begun).rows) == 2


def test_without_resume_a_run_begins_anew(begun):
    """And resuming where nothing is, too."""
    assert begin(begun, ABOUT, resume=False) == []
    (begun / "manifest.json").unlink()
    assert begin(begun, ABOUT, resume=True) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("manifest.json", None, "no run in"),
        ("rows.jsonl", None, "no run in"),
        ("manifest.json", "{", "not JSON"),
        ("manifest.json", "[]", "a JSON object is expected"),
        ("rows.jsonl", "{\n", "rows.jsonl:1: not a row"),
        ("rows.jsonl", '{"id": "a"}\n', "rows.jsonl:1: not a row"),
        ("rows.jsonl", "3\n", "rows.jsonl:1: not a row"),
        (
            "rows.jsonl",
            '{"id": NaN}\n',
            "rows.jsonl:1: not a row of this version: NaN is no number",
        ),
        (
            "rows.jsonl",
            '{"id": 3, "type": "", "question": "", "unanswerable": false}\n',
            "'id' cannot be 3",
        ),
        (
            "rows.jsonl",
            '{"id": "a", "type": "", "question": "", "unanswerable": true, "scores": {"f1": ""}}\n',
            "rows.jsonl:1: not a row",
        ),
    ],
)
def test_a_damaged_run_is_bad_input(begun, name, content, said):
    """In one line that names the file."""
    (begun / name).unlink()
    if content is not None:
        (begun / name).write_text(content)
    with pytest.raises(InputError, match=said):
        read_run(begun)


def test_what_an_earlier_run_left_is_gone(begun):
    """Lest a killed run be read by another's figures."""
    (begun / "summary.json").write_text("{}")
    begin(begun, ABOUT, resume=True)
    assert (begun / "summary.json").exists()
    begin(begun, ABOUT, resume=False)
    assert not (begun / "summary.json").exists()


def test_a_lone_surrogate_is_no_harm(tmp_path, row):
    """It is written as JSON's escape, and read back."""
    begin(tmp_path, ABOUT, resume=False)
    with appending(tmp_path) as append:
        append(replace(row("a"), short_answer="\ud800"))
    assert read_run(tmp_path).rows[0].short_answer == "\ud800"


def test_digests_are_of_content():
    """Neither the order of cases nor that of articles counts; a changed word does."""
    one = Case(id="1", question="Who?", answers=("Ana",))
    other = Case(id="2", question="Why?", unanswerable=True)
    assert cases_digest([one, other]) == cases_digest([other, one])
    assert cases_digest([one]) != cases_digest([one.model_copy(update={"question": "Whose?"})])
    assert corpus_digest(["b", "a"]) == corpus_digest(["a", "b"]) != corpus_digest(["a"])
    assert len(code_digest()) == 64
