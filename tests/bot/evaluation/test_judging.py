"""Rows of answers, on values worked out by hand."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from bot.answer import Citation, Claim
from bot.evaluation.figures import applicable
from bot.evaluation.judging import failed, judge
from bot.evaluation.latency import latency
from bot.evaluation.places import Places
from bot.evaluation.rows import Row
from bot.evaluation.running import run
from bot.evaluation.summary import Summary, whole
from corpus.errors import InputError

UNANSWERABLE = {"id": "no", "question": "Why?", "answers": [], "evidence": []} | {
    "unanswerable": True
}


def test_a_right_answer_with_its_evidence(case, answer, shelf):
    """Everything is 1, and the rank of the evidence is 1."""
    row = judge(case(), answer("Mira Dahl", (0, 22)), Places(shelf))
    assert (row.right, row.valid, row.cluster) == (True, 1, "aa")
    assert {name for name, score in row.scores.items() if score != 1} == set()
    assert row.relevant == {"articles": ["aa"], "passages": ["aa:0-22"]}


def test_without_evidence_the_words_tell_where_something_is_cited(case, answer, shelf):
    """A question set of questions and answers alone; no figure of evidence applies."""
    row = judge(case(evidence=[]), answer("Mira Dahl", (0, 22)), Places(shelf))
    assert row.right
    assert "evidence_cited" not in applicable(case(evidence=[]))
    assert not judge(case(evidence=[]), answer("nobody", (0, 22)), Places(shelf)).right


def test_citations_are_compared_sentence_by_sentence(case, answer, shelf):
    """Two sentences cited, one of them evidence: precision 1/2, recall 1."""
    row = judge(case(), answer("Mira Dahl", (0, 9), (23, 30)), Places(shelf))
    assert row.scores["citation_precision"] == 0.5
    assert row.scores["citation_recall"] == 1.0


def test_evidence_in_two_sentences_is_recalled_by_halves(case, answer, shelf):
    """One of its two sentences is cited: precision 1, recall 1/2."""
    evidence = [{"article_id": "aa", "start": 0, "end": 30}]
    row = judge(case(evidence=evidence), answer("Mira Dahl", (0, 22)), Places(shelf))
    assert row.scores["citation_precision"] == 1.0
    assert row.scores["citation_recall"] == 0.5


def test_declining_an_answerable_question_is_a_false_refusal(case, answer, shelf):
    """And cites nothing: 0; what was found is still scored."""
    row = judge(case(), answer("", abstained=True, spans=()), Places(shelf))
    assert row.scores["attempted"] == row.scores["citation_precision"] == row.scores["f1"] == 0
    assert row.scores["passage_mrr"] == 1


def test_declining_an_unanswerable_one_is_right(case, answer, shelf):
    """Only what applies to such a question is scored."""
    row = judge(case(**UNANSWERABLE), answer("", abstained=True, spans=()), Places(shelf))
    assert row.scores == {"right": 1, "citations_valid": 1, "refused": 1}


def test_a_list_and_a_verdict_have_figures_of_their_own(case, answer, shelf):
    """Set F1 where there are items; accuracy where a gold answer is yes or no."""
    listed = case(answers=[], items=[["Mira Dahl"], ["Ole Vik"]])
    row = judge(listed, answer("Mira Dahl", (0, 22)), Places(shelf))
    assert row.scores["set_f1"] == pytest.approx(2 / 3)
    decided = case(answers=["no", "never"])
    assert judge(decided, answer("No", (0, 22)), Places(shelf)).scores["yes_no"] == 1
    assert judge(decided, answer("never", (0, 22)), Places(shelf)).scores["yes_no"] == 0


def test_whether_a_figure_applies_depends_on_the_case_alone(case, answer, shelf):
    """So a failed question is scored 0 in the same ones."""
    row = failed(case(), "no")
    assert set(row.scores) == set(applicable(case()))
    assert set(row.scores.values()) == {0.0}
    assert row.scores.keys() == judge(case(), answer("x", (0, 22)), Places(shelf)).scores.keys()


def test_a_confidence_that_is_no_number_counts_as_none(case, answer, shelf):
    """A NaN would hide in every mean."""
    row = judge(case(), answer("Mira Dahl", (0, 22), confidence=math.nan), Places(shelf))
    assert row.confidence == 0.0
    json.dumps(row.to_json(), allow_nan=False)


def test_evidence_must_be_in_the_library(case, answer, shelf):
    """And its quote in the article."""
    unknown = case(evidence=[{"article_id": "zz", "quote": "x"}])
    with pytest.raises(InputError, match="'zz' is not in the library"):
        judge(unknown, answer("x"), Places(shelf))


def test_an_error_of_any_kind_is_a_row(case, chain, shelf):
    """And the next question is asked."""
    cases = [case(id="1", question="crash"), case(id="2")]
    first, second = run(cases, chain, shelf)
    assert (first.error, first.right) == ("RuntimeError: boom", False)
    assert second.right


def test_a_row_survives_json(case, chain, shelf):
    """Equal to what was written."""
    row = next(run([case()], chain, shelf))
    assert Row.from_json(json.loads(json.dumps(row.to_json()))) == row
    with pytest.raises(TypeError, match="'extra'"):
        Row.from_json(row.to_json() | {"extra": 1})


def test_latency_is_by_stage(case, answer, shelf):
    """Of 10 and 30: the median 20, the 95th percentile 29."""
    times = [{"read": 10.0}, {"read": 30.0}]
    rows = [judge(case(), answer("x", timings_ms=one), Places(shelf)) for one in times]
    assert latency([*rows, failed(case(), "no")]) == {"read": {"p50": 20.0, "p95": 29.0}}


def test_the_summary_has_each_figure_with_its_questions(case, chain, shelf):
    """Over those it applies to, by type as well; and no NaN of an empty one."""
    cases = [case(), case(id="2", question="crash"), case(**UNANSWERABLE)]
    summary = whole(list(run(cases, chain, shelf)), {})
    f1 = summary["figures"]["f1"]
    assert (f1["mean"], f1["low"], f1["high"], f1["questions"]) == (0.5, 0.0, 1.0, 2)
    assert summary["figures"]["refused"]["questions"] == 1
    assert "set_f1" not in summary["figures"]
    assert summary["figures_by_type"]["who"]["right"]["mean"] == pytest.approx(2 / 3)
    json.dumps(whole([], {}), allow_nan=False)


@pytest.mark.parametrize(
    ("cited", "speaker", "right"),
    [
        ((0, 22), "the mayor, Mira Dahl", 1.0),
        ((0, 22), "Dahl", 1.0),
        ((0, 22), "Ola Vik", 0.0),
        ((0, 22), None, 0.0),
        ((23, 37), "Mira Dahl", 0.0),
    ],
)
def test_the_speaker_is_right_where_evidence_is_cited_as_hers(
    case, answer, shelf, cited, speaker, right
):
    """As the case names her, or with more or fewer words; evidence must be cited for it."""
    quote = replace(Citation.of(shelf.articles["aa"], *cited), speaker=speaker)
    given = answer("Mira Dahl", claims=(Claim(quote.quote, (quote,)),))
    row = judge(case(speaker="Mira Dahl"), given, Places(shelf))
    assert row.scores["speaker_right"] == right


def test_without_a_speaker_in_the_case_the_figure_does_not_apply(case, answer, shelf):
    """Whatever the answer says."""
    row = judge(case(), answer("Mira Dahl", (0, 22)), Places(shelf))
    assert "speaker_right" not in row.scores


def test_evidence_of_a_whole_article_says_nothing_of_sentences(case, answer, shelf):
    """It is found and cited as an article; what should be cited of it is not known."""
    whole = case(evidence=[{"article_id": "aa", "whole": True}])
    row = judge(whole, answer("Mira Dahl", (23, 37)), Places(shelf))
    assert row.right
    assert row.scores["citation_precision"] == row.scores["article_success@1"] == 1.0
    assert not {"citation_recall", "passage_mrr", "passage_recall@5"} & set(row.scores)


def test_a_case_without_answers_measures_finding_and_citing(case, answer, shelf):
    """It is right where its evidence is cited; no words are compared."""
    bare = case(answers=[])
    right = judge(bare, answer("anything", (0, 22)), Places(shelf))
    wrong = judge(bare, answer("anything", (23, 37)), Places(shelf))
    assert (right.right, wrong.right) == (True, False)
    assert not {"exact_match", "f1", "contained"} & set(right.scores)
    assert Summary.of([right, judge(case(), answer("Mira Dahl", (0, 22)), Places(shelf))]).f1 == 1.0


@pytest.mark.parametrize("place", [(-8, -1), (38, 1_000), (5, 5), (9, 4)])
def test_a_quote_outside_its_article_is_not_valid(shelf, place):
    """Python cuts such places to size, or counts from the end; a page that marks them cannot."""
    text = shelf.article("aa").text
    start, end = place
    cited = Citation("aa", "", None, None, start, end, text[start:end], None)
    assert not Places(shelf).valid(cited)
