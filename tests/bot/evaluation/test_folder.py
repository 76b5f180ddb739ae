"""A run's folder: written as it goes, read back, resumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evaluation.cases import Case
from bot.evaluation.folder import appending, begin, read_run
from bot.evaluation.manifest import cases_digest, code_digest, corpus_digest
from bot.evaluation.rows import Row
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


ROW = '{"id": "a", "type": "", "question": "", "unanswerable": true}'


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
        ("manifest.json", "[" * 100_000, "not JSON"),
        ("manifest.json", '{"questions": null}', "'questions' cannot be None"),
        ("manifest.json", '{"seed": -1}', "no less than 0"),
        ("manifest.json", '{"cases_digest": 5}', "'cases_digest' cannot be 5"),
        ("manifest.json", '{"system": {"name": [1]}}', "'system.name' cannot be"),
        ("rows.jsonl", "[" * 100_000 + "\n", "rows.jsonl:1: not a row"),
        ("rows.jsonl", b"\xff\n", "rows.jsonl:1: not a row"),
        ("rows.jsonl", f"{ROW}\n{ROW}\n", "rows.jsonl:2: .* the id 'a' was used before"),
    ],
)
def test_a_damaged_run_is_bad_input(begun, name, content, said):
    """In one line that names the file."""
    (begun / name).unlink()
    if content is not None:
        (begun / name).write_bytes(content if isinstance(content, bytes) else content.encode())
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


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("scores", {"f1": 10**400}, "'scores.f1' cannot be 1000"),
        ("scores", {"f1": 5}, "numbers from 0 to 1"),
        ("confidence", float("inf"), "'confidence' cannot be inf"),
        ("total_ms", -(10**400), "'total_ms' cannot be -1000"),
        ("citations", True, "'citations' cannot be True"),
        ("answer", {"hits": [{}]}, "'answer.hits.0.article_id' is missing"),
        ("answer", {"timings_ms": {"read": "x"}}, "'answer.timings_ms.read' cannot be 'x'"),
        ("relevant", {"passages": 5}, "'relevant.passages' cannot be 5"),
        ("gold", {"evidence": 5}, "'gold.evidence' cannot be 5"),
        ("excerpts", [{}], "'excerpts.0.article_id' is missing"),
    ],
)
def test_what_reports_cannot_be_made_of_is_no_row(row, field, value, said):
    """Known when a row is read: no report fails half-way, and no figure is infinite."""
    with pytest.raises(TypeError, match=said):
        Row.from_json(row("a").to_json() | {field: value})


def test_resuming_cuts_rows_and_never_writes_them_anew(begun, row, monkeypatch):
    """So nothing is lost where the disk is full."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert len(begin(begun, ABOUT, resume=True)) == 2
    assert len(read_run(begun).rows) == 2


def test_the_rows_of_an_earlier_run_go_before_the_new_manifest_comes(begun, monkeypatch):
    """Were it killed in between, they would be resumed as those of the new one."""

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.evaluation.folder.write_json", killed)
    with pytest.raises(KeyboardInterrupt):
        begin(begun, ABOUT | {"settings": {}}, resume=False)
    assert not (begun / "rows.jsonl").exists()
