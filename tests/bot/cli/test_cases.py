"""`newscite cases`: check, import, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.cases import json_schema, read_cases

TEXT = "Mira Dahl leads Orsta. The dike held."
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Orsta",
            "paragraphs": [
                {
                    "context": TEXT,
                    "qas": [
                        {
                            "id": "a",
                            "question": "Who leads Orsta?",
                            "answers": [{"text": "Mira Dahl", "answer_start": 0}],
                            "is_impossible": False,
                        },
                        {"id": "b", "question": "Who won?", "answers": [], "is_impossible": True},
                    ],
                }
            ],
        }
    ],
}
BROKEN = {"id": "c", "question": "What?", "answers": [{"text": "dike", "answer_start": 0}]}


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    """A file of two questions."""
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(SQUAD))
    return path


def write(path: Path, *lines: dict[str, Any]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_an_import_is_cases_and_a_corpus_that_check_out(run, squad, tmp_path):
    """The two files go together."""
    out = tmp_path / "squad.jsonl"
    result = run("cases", "import", "squad", str(squad), "--out", str(out))
    corpus = tmp_path / "squad.articles.jsonl"
    assert (result.code, result.out) == (0, f"2 cases: {out}\n1 articles: {corpus}\n")
    assert [case.id for case in read_cases(out)] == ["a", "b"]
    checked = run("cases", "check", str(out), "--corpus", str(corpus))
    assert (checked.code, checked.out) == (0, "")


def test_the_corpus_goes_where_it_is_said(run, squad, tmp_path):
    """And standard error says how to go on."""
    out, corpus = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    args = ("cases", "import", "squad", str(squad), "--out", str(out), "--articles", str(corpus))
    result = run(*args)
    assert json.loads(corpus.read_text())["text"] == TEXT
    assert f"newscite evaluate {out} --corpus {corpus}" in result.err


def test_what_is_left_out_is_exit_3(run, squad, tmp_path):
    """One line each, and how many."""
    given = json.loads(squad.read_text())
    given["data"][0]["paragraphs"][0]["qas"].append(BROKEN)
    squad.write_text(json.dumps(given))
    result = run("cases", "import", "squad", str(squad), "--out", str(tmp_path / "a.jsonl"))
    assert result.code == 3
    assert "question 'c': its answers do not stand" in result.err
    assert "1 left out" in result.err


@pytest.mark.parametrize(
    ("out", "articles"),
    [("dev.json", "b.jsonl"), ("a.jsonl", "dev.json"), ("a.jsonl", "a.jsonl"), ("./dev.json", "b")],
)
def test_an_import_writes_over_nothing_that_it_reads(run, squad, tmp_path, out, articles):
    """Nor cases over articles."""
    before = squad.read_bytes()
    options = ("--out", f"{tmp_path}/{out}", "--articles", str(tmp_path / articles))
    result = run("cases", "import", "squad", str(squad), *options)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert "would be written over" in result.err
    assert squad.read_bytes() == before


@pytest.mark.parametrize(
    ("form", "source", "out", "said"),
    [
        ("trec", "dev.json", "a.jsonl", "expected one of the formats squad"),
        ("squad", "none.json", "a.jsonl", "cannot read"),
        ("coqa", "dev.json", "a.jsonl", "no case of the format 'coqa'"),
        ("squad", "dev.json", "none/a.jsonl", "cannot write"),
        ("beir", "dev.json", "a.jsonl", "expected a BEIR folder"),
    ],
)
def test_bad_input_is_exit_2(run, squad, tmp_path, form, source, out, said):
    """One line."""
    result = run("cases", "import", form, str(tmp_path / source), "--out", str(tmp_path / out))
    assert result.code == 2
    assert said in result.err
    assert result.err.count("\n") == 1


def test_a_finding_is_a_line_and_exit_1(run, tmp_path):
    """With file and line; in JSON too."""
    corpus = write(tmp_path / "articles.jsonl", {"id": "x", "text": TEXT})
    wrong = {"id": "a", "question": "Q?", "answers": ["A"], "evidence": [{"article_id": "b"}]}
    file = write(
        tmp_path / "cases.jsonl", wrong | {"evidence": [{"article_id": "b", "quote": "q"}]}
    )
    result = run("cases", "check", str(file), "--corpus", str(corpus))
    assert result.code == 1
    assert result.out == f"{file}:1: unknown-article: there is no article 'b' (a)\n"
    found = json.loads(run("cases", "check", str(file), "--corpus", str(corpus), "--json").out)
    assert (found["line"], found["id"], found["kind"]) == (1, "a", "unknown-article")
    ignored = run(
        "cases", "check", str(file), "--corpus", str(corpus), "--ignore", "unknown-article"
    )
    assert (ignored.code, ignored.out) == (0, "")


def test_the_articles_are_those_of_the_library(run, library, tmp_path):
    """Where no corpus is named."""
    evidence = [{"article_id": "00000000000000aa", "quote": "The pier is sound"}]
    line = {"id": "a", "question": "Q?", "answers": ["sound"], "evidence": evidence}
    file = write(tmp_path / "cases.jsonl", line)
    assert run("cases", "check", str(file)).code == 0


def test_the_bundled_cases_are_clean(run, tmp_path, monkeypatch):
    """Against the bundled article, where there is no library; none is made."""
    from importlib.resources import files

    monkeypatch.setenv("NEWSCITE_LIBRARY", str(tmp_path / "none"))
    file = Path(str(files("corpus.questions"))) / "tripoli.jsonl"
    result = run("cases", "check", str(file))
    assert (result.code, result.out) == (0, "")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--corpus", "none.jsonl"), "cannot read"),
        (("--library", "none"), "no library"),
        (("--corpus", "a", "--library", "b"), "give one of them"),
        (("--ignore", "typos"), "--ignore needs one of"),
    ],
)
def test_articles_that_are_not_there_are_bad_input(run, tmp_path, monkeypatch, args, said):
    """Exit 2, one line."""
    monkeypatch.chdir(tmp_path)
    file = write(tmp_path / "cases.jsonl", {"id": "a", "question": "Q?", "answers": ["A"]})
    result = run("cases", "check", str(file), *args)
    assert result.code == 2
    assert said in result.err
    assert result.err.count("\n") == 1


def test_the_schema_is_printed(run):
    """As it is published."""
    assert json.loads(run("cases", "schema").out) == json_schema()


def test_what_no_terminal_should_obey_is_spelled_out(run, tmp_path):
    """A case is data: control characters and lone surrogates of it are shown, not sent."""
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "\\ud800\\u001b[31m", "question": "Q?", "answers": []}\n')
    result = run("cases", "check", str(file), "--ignore", "quote-missing")
    assert result.code == 1
    assert "\x1b" not in result.out
    assert run("cases", "check", str(file), "--json").code == 1
