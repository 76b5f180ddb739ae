"""`newscite evaluate`."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from index.library import Library

real_exists = Library.exists

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
def cases(tmp_path: Path) -> Path:
    """A file of two cases, both of which the chain gets right."""
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in CASES))
    return file


def test_the_figures_are_a_table_on_stdout(run, chain, cases):
    """A name and a figure a line."""
    result = run("evaluate", str(cases))
    assert result.code == 0
    figures = dict(line.rsplit(maxsplit=1) for line in result.out.splitlines())
    assert figures["questions"] == "2"
    assert figures["right"] == "1.000"


def test_rows_and_summary_are_written_where_it_is_said(run, chain, cases, tmp_path):
    """With what the figures depend on, and no path of this machine."""
    out = tmp_path / "results"
    assert run("evaluate", str(cases), "--out", str(out)).code == 0
    assert len((out / "rows.jsonl").read_text().splitlines()) == 2
    summary = json.loads((out / "summary.json").read_text())
    assert summary["manifest"]["command"] == "newscite evaluate cases.jsonl"
    assert len(summary["manifest"]["cases_sha256"]) == 64
    assert str(tmp_path) not in json.dumps(summary)


def test_json_holds_the_same_figures(run, chain, cases):
    """One object."""
    result = json.loads(run("evaluate", "--json", str(cases)).out)
    assert result["all"]["right"] == 1.0
    assert result["by_type"]["other"]["questions"] == 2


def test_a_malformed_line_is_named_and_the_others_scored(run, chain, cases):
    """Exit 3."""
    with cases.open("a") as file:
        file.write("nonsense\n" + json.dumps(CASES[1]) + "\n")
    result = run("evaluate", str(cases))
    assert result.code == 3
    assert f"{cases}:3: not JSON" in result.err
    assert f"{cases}:4: the id 'won' was used before" in result.err
    assert "questions" in result.out


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"nonsense\n"])
def test_a_file_without_a_case_is_bad_input(run, unopened, tmp_path, content):
    """Exit 2, before a library is opened."""
    file = tmp_path / "cases.jsonl"
    if content is not None:
        file.write_bytes(content)
    result = run("evaluate", str(file))
    assert (result.code, result.out) == (2, "")
    assert "cases.jsonl" in result.err


def test_an_out_that_is_a_file_is_bad_input(run, unopened, cases):
    """Known before hours are spent."""
    assert run("evaluate", str(cases), "--out", str(cases)).code == 2


def written(file: Path) -> list[dict]:
    """The rows of a file, without times."""
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    return [row | {"total_ms": 0} for row in rows]


def test_a_killed_run_resumes_and_ends_equal_to_an_unbroken_one(run, chain, cases, tmp_path):
    """What is there is not asked again."""
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    assert run("evaluate", str(cases), "--out", str(unbroken)).code == 0
    with cases.open("a") as file:
        file.write(json.dumps({"id": "stop", "question": "interrupt", "unanswerable": True}) + "\n")
    more = json.dumps({"id": "last", "question": "Who lost?", "unanswerable": True}) + "\n"
    with cases.open("a") as file:
        file.write(more)
    assert run("evaluate", str(cases), "--out", str(broken)).code == 130
    assert written(broken / "rows.jsonl") == written(unbroken / "rows.jsonl")
    known = chain.invoke
    chain.invoke = lambda question: known("Who?" if question.text == "interrupt" else question)
    chain.asked.clear()
    assert run("evaluate", str(cases), "--out", str(broken), "--resume").code == 0
    assert [question.text for question in chain.asked] == ["Who?", "Who lost?"]
    assert run("evaluate", str(cases), "--out", str(unbroken)).code == 0
    names = ["rows.jsonl", "run.passages.trec", "qrels.articles.trec", "report.md", "report.html"]
    assert written(broken / names[0]) == written(unbroken / names[0])
    for name in names[1:]:
        assert (broken / name).read_text() == (unbroken / name).read_text()
    one, other = (json.loads((out / "summary.json").read_text()) for out in (broken, unbroken))
    assert one == other


def test_a_run_that_is_replaced_is_said_to_be(run, chain, cases, tmp_path):
    """On stderr, once there is one; nothing is said of a new folder."""
    out = tmp_path / "run"
    told = [run("evaluate", str(cases), "--out", str(out)).err for _ in range(2)]
    assert ["is replaced" in text for text in told] == [False, True]


def test_only_the_run_that_was_begun_is_resumed(run, chain, cases, tmp_path):
    """And --resume needs a folder."""
    out = str(tmp_path / "out")
    assert run("evaluate", str(cases), "--out", out).code == 0
    result = run("evaluate", str(cases), "--out", out, "--resume", "--set", "retrieval.k=3")
    assert result.code == 2
    assert "another settings" in result.err
    assert run("evaluate", str(cases), "--resume").code == 2


def test_settings_can_be_changed_for_a_run(run, chain, cases, monkeypatch):
    """And stand in the manifest."""
    used = []
    monkeypatch.setattr(
        "bot.opening.open_chain", lambda _, settings: used.append(settings) or chain
    )
    about = json.loads(
        run(
            "evaluate", "--json", str(cases), "--set", "retrieval.k=8", "--set", "reading.batch=2"
        ).out
    )["manifest"]
    assert (used[0].retrieval.k, used[0].reading.batch) == (8, 2)
    assert about["settings"]["retrieval"]["k"] == 8


@pytest.mark.parametrize("change", ["retrieval.k", "retrieval.k=0", "k=8", "web.port=80", "a.b=c"])
def test_a_wrong_setting_is_bad_input(run, unopened, cases, change):
    """Exit 2, before a library is opened."""
    result = run("evaluate", str(cases), "--set", change)
    assert (result.code, result.out) == (2, "")
    assert "--set" in result.err


def test_a_filter_and_a_limit_choose_cases(run, chain, cases):
    """Of two, those that pass."""
    result = json.loads(run("evaluate", "--json", str(cases), "--filter", "unanswerable=yes").out)
    assert result["all"]["questions"] == 1
    result = json.loads(run("evaluate", "--json", str(cases), "--limit", "1", "--seed", "4").out)
    assert (result["all"]["questions"], result["manifest"]["seed"]) == (1, 4)


def test_a_missed_gate_is_a_line_and_exit_1(run, chain, cases, tmp_path):
    """The figures are written all the same, and the build server's file."""
    gates = tmp_path / "gates.toml"
    gates.write_text("[minimum]\nright = 1.0\ncitation_recall = 1.1\n[maximum]\nerrors = -1\n")
    out = tmp_path / "out"
    result = run("evaluate", str(cases), "--gate", str(gates), "--out", str(out))
    assert result.code == 1
    assert [line for line in result.err.splitlines() if "expected" in line] == [
        "newscite: minimum citation_recall: 1.1 expected, found 1",
        "newscite: maximum errors: -1 expected, found 0",
    ]
    assert 'failures="2"' in (out / "junit.xml").read_text()
    gates.write_text("[minimum]\nright = 1.0\n")
    assert run("evaluate", str(cases), "--gate", str(gates)).code == 0


def test_a_baseline_is_a_folder_beside_the_gates(run, chain, cases, tmp_path):
    """The same again has not dropped; one over other cases is refused before anything is asked."""
    gates = tmp_path / "gates.toml"
    gates.write_text('[baseline]\nrun = "before"\n')
    assert run("evaluate", str(cases), "--gate", str(gates)).code == 2
    assert run("evaluate", str(cases), "--out", str(tmp_path / "before")).code == 0
    assert run("evaluate", str(cases), "--gate", str(gates)).code == 0
    chain.asked.clear()
    result = run("evaluate", str(cases), "--gate", str(gates), "--limit", "1")
    assert (result.code, chain.asked) == (2, [])
    assert "different cases" in result.err
    rows = tmp_path / "before" / "rows.jsonl"
    rows.write_text(rows.read_text().splitlines()[0] + "\n")
    result = run("evaluate", str(cases), "--gate", str(gates))
    assert (result.code, chain.asked) == (2, [])
    assert "unfinished" in result.err


def test_an_error_of_any_kind_is_a_row(run, chain, cases, tmp_path):
    """Scored 0; exit 3."""
    with cases.open("a") as file:
        file.write(json.dumps({"id": "bad", "question": "crash", "unanswerable": True}) + "\n")
    result = run("evaluate", str(cases))
    assert result.code == 3
    assert "case 'bad': RuntimeError: boom" in result.err


def test_a_corpus_is_indexed_once_and_asked(run, chain, tmp_path, monkeypatch, new_encoder):
    """In a library beside the one that is named; the second time nothing is said of indexing."""
    monkeypatch.setattr(new_encoder, "max_tokens", 512)
    monkeypatch.setattr("index.embedding.SentenceEncoder", new_encoder)
    monkeypatch.setattr("index.library.Library.exists", staticmethod(real_exists))
    corpus, cases = tmp_path / "articles.jsonl", tmp_path / "cases.jsonl"
    corpus.write_text(json.dumps({"id": "x", "text": "The pier is sound. It held."}) + "\n")
    cases.write_text(json.dumps({"id": "won", "question": "Who won?", "unanswerable": True}))
    args = ("evaluate", str(cases), "--corpus", str(corpus), "--library", str(tmp_path / "lib"))
    first, second = run(*args, "--json"), run(*args, "--json")
    assert (first.code, second.code) == (0, 0)
    assert "indexing 1 articles" in first.err
    assert "indexing" not in second.err
    one, other = json.loads(first.out)["manifest"], json.loads(second.out)["manifest"]
    assert one["corpus_digest"] == other["corpus_digest"]
    assert one["library"]["articles"] == 1
    assert one["command"] == "newscite evaluate cases.jsonl --corpus articles.jsonl"
    assert len(list((tmp_path / "lib-corpora").iterdir())) == 1
    assert not (tmp_path / "lib").exists()


def test_a_corpus_without_an_article_is_bad_input(run, unopened, cases, tmp_path):
    """Exit 2, before anything is indexed."""
    corpus = tmp_path / "articles.jsonl"
    corpus.write_text("nonsense\n")
    result = run("evaluate", str(cases), "--corpus", str(corpus))
    assert result.code == 2
    assert f"no article in {str(corpus)!r}: {corpus}:1: not JSON" in result.err
    assert result.err.count("\n") == 1


class FirstWord:
    """A reader that finds the first word of every paragraph."""

    calibration = Calibration(1.0, 0.0, 0.0, 0.5)

    def __init__(self, *_, **__) -> None:
        """Nothing to load."""

    def read(self, pairs):
        """Surely."""
        return [Reading((Found(0, text.index(" "), 2.0),), 0.0) for _, text in pairs]


@pytest.fixture
def squad(tmp_path, monkeypatch) -> Path:
    """A SQuAD file of a question that the reader gets right, and one that it should decline."""
    monkeypatch.setattr("bot.reading.reader.SpanReader", FirstWord)
    answers = [{"text": "Ilse", "answer_start": 0}]
    qas = [
        {"id": "a", "question": "Who spoke?", "answers": answers, "is_impossible": False},
        {"id": "b", "question": "Who won?", "answers": [], "is_impossible": True},
    ]
    paragraphs = [{"context": "Ilse called the pier sound.", "qas": qas}]
    file = tmp_path / "dev.json"
    file.write_text(json.dumps({"data": [{"title": "pier", "paragraphs": paragraphs}]}))
    return file


def test_given_context_reads_a_squad_file_without_a_library(run, unopened, squad, tmp_path):
    """Rows, figures and reports as of any run."""
    out = tmp_path / "out"
    result = run("evaluate", str(squad), "--given-context", "--out", str(out))
    assert result.code == 0
    figures = dict(line.rsplit(maxsplit=1) for line in result.out.splitlines())
    assert figures["right"] == "0.500"
    assert figures["f1_where_answerable"] == "100.00"
    summary = json.loads((out / "summary.json").read_text())
    assert summary["given_context"]["shipped_f1"] == 50.0
    assert summary["manifest"]["given_context"] == {"paragraphs": 1}
    assert len((out / "rows.jsonl").read_text().splitlines()) == 2


def test_a_given_run_resumes_to_the_same_figures(run, unopened, squad, tmp_path):
    """What is read is not read again."""
    out = tmp_path / "out"
    whole = run("evaluate", str(squad), "--given-context", "--json", "--out", str(out))
    rows = out / "rows.jsonl"
    rows.write_text(rows.read_text().splitlines(keepends=True)[0] + '{"id": "b", "ty')
    resumed = run(
        "evaluate", str(squad), "--given-context", "--json", "--out", str(out), "--resume"
    )
    assert resumed.code == 0
    before, after = json.loads(whole.out), json.loads(resumed.out)
    assert before["given_context"] == after["given_context"]


def test_given_context_takes_filters_and_gates(run, unopened, squad, tmp_path):
    """As any run."""
    gates = tmp_path / "gates.toml"
    gates.write_text("[minimum]\nforced_f1 = 0.5\nrefused = 0.5\n")
    result = run("evaluate", str(squad), "--given-context", "--gate", str(gates))
    assert result.code == 1
    only = run("evaluate", str(squad), "--given-context", "--filter", "type=who", "--json")
    assert json.loads(only.out)["all"]["questions"] == 1


def test_given_context_needs_a_squad_file_and_no_corpus(run, unopened, cases, squad):
    """Exit 2, one line."""
    for args in ((str(cases), "--given-context"), (str(squad), "--given-context", "--corpus", "x")):
        result = run("evaluate", *args)
        assert result.code == 2
        assert result.err.count("\n") == 1


PEER = """
def answer(question, history, asked):
    if "pier" not in question:
        return {"abstained": True}
    return {"answer": "Ilse Roth", "citations": [{"quote": "The pier is sound"}]}
"""


@pytest.fixture
def peer(tmp_path, monkeypatch):
    """A system of one's own in the working folder."""
    (tmp_path / "my_peer.py").write_text(PEER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield "my_peer:answer"
    sys.modules.pop("my_peer", None)


def test_another_system_is_measured_on_the_same_cases(run, chain, cases, tmp_path, peer):
    """The manifest says which it was, and the two runs can be compared."""
    own, other = tmp_path / "own", tmp_path / "other"
    assert run("evaluate", str(cases), "--out", str(own)).code == 0
    chain.asked.clear()
    assert run("evaluate", str(cases), "--system", peer, "--out", str(other)).code == 0
    assert chain.asked == []
    summary = json.loads((other / "summary.json").read_text())
    assert summary["all"]["right"] == 1
    assert summary["manifest"]["system"]["name"] == peer
    assert summary["manifest"]["settings"] == summary["manifest"]["models"] == {}
    assert json.loads((own / "manifest.json").read_text())["system"] == {"name": "newscite"}
    assert peer.replace("_", "\\_") in (other / "report.md").read_text()
    compared = run("compare", str(own), str(other))
    assert (compared.code, compared.out.splitlines()[0]) == (0, f"A: newscite, B: {peer}")


def test_a_run_is_resumed_with_its_own_system_only(run, chain, cases, tmp_path, peer):
    """Another would make a run of two."""
    out = str(tmp_path / "out")
    assert run("evaluate", str(cases), "--out", out).code == 0
    result = run("evaluate", str(cases), "--out", out, "--resume", "--system", peer)
    assert result.code == 2
    assert "another system" in result.err


@pytest.mark.parametrize(
    "arguments",
    [["--system", "nothing_such:x"], ["--system", "my_peer:answer", "--set", "retrieval.k=8"]],
)
def test_a_system_that_is_none_is_bad_input(run, unopened, cases, peer, arguments):
    """Exit 2, in a line, before a library is opened; as are settings that it does not have."""
    result = run("evaluate", str(cases), *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_nothing_that_a_system_says_breaks_a_run(run, chain, cases, tmp_path, peer):
    """Control characters, markup, numbers out of bounds."""
    nasty = "\x00\x1b[31m<script>|`\u202e"
    place = {"article_id": nasty, "start": -(10**30), "end": 10**30, "quote": nasty}
    said = {"answer": nasty, "citations": [place, {**place, "article_id": "00000000000000aa"}]}
    said["hits"] = [{"text": nasty}, {"article_id": nasty, "text": nasty, "score": -1e300}, place]
    text = f"def answer(*_):\n    return {said!a}\n"
    (tmp_path / "my_peer.py").write_text(text)
    out = tmp_path / "out"
    result = run("evaluate", str(cases), "--system", peer, "--out", str(out))
    assert result.code == 0
    assert json.loads((out / "summary.json").read_text())["all"]["citation_validity"] == 0
    assert run("compare", str(out), str(out)).code == 0
    for name in ("rows.jsonl", "ragas.jsonl"):
        assert len((out / name).read_text(encoding="utf-8").splitlines()) == 2
    ElementTree.parse(out / "junit.xml")


RUDE = """
import sys
print("hello from the module")
answers = 3
def answer(question, history, asked):
    print("hello from the system")
    if "pier" in question:
        sys.exit(0)
    return None
"""


def test_a_system_neither_prints_to_stdout_nor_ends_the_run(run, chain, cases, tmp_path, peer):
    """What it prints goes to stderr; its exit, and its saying nothing, are rows with errors."""
    (tmp_path / "my_peer.py").write_text(RUDE)
    result = run("evaluate", str(cases), "--json", "--system", "my_peer.py:answer")
    assert result.code == 3
    assert json.loads(result.out)["all"]["errors"] == 2
    assert result.err.count("hello from the system") == 2
    assert "case 'pier': the system left by sys.exit(0)" in result.err
    assert "case 'won': the system's reply has no 'answer'" in result.err


def test_what_a_system_has_beside_its_answer_is_left_alone(run, chain, cases, tmp_path, peer):
    """However many questions there are."""
    with cases.open("a") as file:
        for n in range(60):
            file.write(json.dumps({"id": f"n{n}", "question": "?", "unanswerable": True}) + "\n")
    (tmp_path / "my_peer.py").write_text(
        "class Peer:\n    answers = 3\n    def answer(self, *_): return 'x'\n"
    )
    assert run("evaluate", str(cases), "--system", "my_peer.py:Peer").code == 0


@pytest.mark.parametrize("text", ["import sys\nsys.exit(0)", "def make(): raise SystemExit"])
def test_a_system_that_exits_as_it_is_made_is_bad_input(run, chain, cases, tmp_path, peer, text):
    """Not the end of newscite with that code."""
    (tmp_path / "my_peer.py").write_text(text)
    result = run("evaluate", str(cases), "--system", "my_peer.py:make")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_a_run_leaves_a_file_for_ragas(run, chain, cases, tmp_path):
    """One object a question."""
    out = tmp_path / "results"
    assert run("evaluate", str(cases), "--out", str(out)).code == 0
    found = [json.loads(line) for line in (out / "ragas.jsonl").read_text().splitlines()]
    assert [one["user_input"] for one in found] == ["Who called the pier sound?", "Who won?"]
    assert found[0]["reference_contexts"] == ["The pier is sound"]


def test_many_questions_are_asked_together_and_some_alone(run, chain, cases, tmp_path):
    """And a run that was stopped among them ends equal to an unbroken one, but for times."""
    more = [{"id": f"n{n}", "question": f"Who {n}?", "unanswerable": True} for n in range(90)]
    with cases.open("a") as file:
        file.writelines(json.dumps(one) + "\n" for one in more)
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    assert run("evaluate", str(cases), "--out", str(unbroken)).code == 0
    assert chain.batched > 30
    shutil.copytree(unbroken, broken)
    lines = (unbroken / "rows.jsonl").read_text().splitlines(keepends=True)
    (broken / "rows.jsonl").write_text("".join(lines[:40]) + lines[40][:30])
    assert run("evaluate", str(cases), "--out", str(broken), "--resume").code == 0
    assert written(broken / "rows.jsonl") == written(unbroken / "rows.jsonl")
    assert json.loads((broken / "summary.json").read_text())["all"]["questions"] == 92
