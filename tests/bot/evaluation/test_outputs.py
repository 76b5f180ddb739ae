"""What a run leaves: TREC's files, JUnit, Markdown; and which cases are asked."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as Xml

import ir_measures
import pytest

from bot.evaluation.gating import Gate
from bot.evaluation.junit import write_junit
from bot.evaluation.report import markdown
from bot.evaluation.running import run
from bot.evaluation.selecting import select
from bot.evaluation.summary import whole
from bot.evaluation.trec import write_trec
from corpus.errors import InputError


def test_trec_files_give_the_same_figures(tmp_path, case, chain, shelf):
    """A piece of evidence in the second passage: MRR 1/2, with ir-measures as in the row."""
    second = [{"article_id": "aa", "start": 23, "end": 37}]
    rows = list(run([case(id="a b", evidence=second)], chain, shelf))
    write_trec(tmp_path, rows)
    run_lines = (tmp_path / "run.passages.trec").read_text().splitlines()
    assert run_lines[0] == "a%20b Q0 aa:0-22 1 3 newscite"
    assert (tmp_path / "qrels.passages.trec").read_text() == "a%20b 0 aa:23-37 1\n"
    assert (tmp_path / "run.articles.trec").read_text() == "a%20b Q0 aa 1 1 newscite\n"
    qrels = ir_measures.read_trec_qrels(str(tmp_path / "qrels.passages.trec"))
    ranked = ir_measures.read_trec_run(str(tmp_path / "run.passages.trec"))
    measured = ir_measures.calc_aggregate([ir_measures.RR], qrels, ranked)
    assert measured[ir_measures.RR] == rows[0].scores["passage_mrr"] == 0.5


def test_junit_fails_by_gates_only(tmp_path, row):
    """A wrong answer is marked as skipped, an error as an error; odd characters are no harm."""
    rows = [row("a", right=1), row("b\x00"), replace(row("c"), error="boom")]
    file = tmp_path / "junit.xml"
    write_junit(file, rows, [Gate("minimum f1", "minimum f1: 1 expected"), Gate("maximum errors")])
    gates, questions = Xml.parse(file).getroot()
    assert (gates.get("tests"), gates.get("failures")) == ("2", "1")
    assert [len(test) for test in gates] == [1, 0]
    assert questions.get("skipped") == questions.get("errors") == "1"
    assert [[child.tag for child in test] for test in questions] == [[], ["skipped"], ["error"]]


def test_the_report_is_markdown(case, chain, shelf):
    """Figures with intervals, and what was not right, nothing in it taken for markup."""
    cases = [case(), case(id="x|y", question="Why <b>?")]
    rows = list(run(cases, chain, shelf))
    text = markdown(whole(rows, {"cases_digest": "c" * 64}), rows, [Gate("minimum f1", "too low")])
    assert "2 questions, cases `cccccccccccc`" in text
    assert "| f1 | 0.500 | 0.000 to 1.000 | 2 | question |" in text
    assert "| minimum f1 | too low |" in text
    assert "| x\\|y | Why \\<b\\>? | (declined) |" in text
    assert "| total | 40.0 | 40.0 |" in text


def test_cases_are_chosen_by_kind(case):
    """Filters of one key widen, those of several narrow."""
    cases = [case(id="1"), case(id="2", type="why"), case(id="3", type="list")]
    cases.append(case(id="4", type="why", answers=[], unanswerable=True))
    assert ids(select(cases, ["type=who", "type=why"], None, 0)) == ["1", "2", "4"]
    assert ids(select(cases, ["type=why", "unanswerable=no"], None, 0)) == ["2"]


def test_a_limit_draws_by_the_seed_in_the_files_order(case):
    """The same seed the same cases; a limit above all changes nothing."""
    cases = [case(id=str(n)) for n in range(10, 60)]
    some = ids(select(cases, [], 20, 1))
    assert some == ids(select(cases, [], 20, 1)) == sorted(some)
    assert some != ids(select(cases, [], 20, 2))
    assert select(cases, [], 99, 0) == cases


@pytest.mark.parametrize("given", ["who", "kind=who", "type=none"])
def test_a_filter_that_nothing_passes_is_bad_input(case, given):
    """Malformed, of an unknown key, or without a case."""
    with pytest.raises(InputError, match="filter"):
        select([case()], [given], None, 0)


def ids(cases):
    """The ids of cases."""
    return [one.id for one in cases]
