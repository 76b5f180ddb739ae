"""The reader alone, each question over its own paragraph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.given import given_figures, read_given, run_given
from bot.evaluation.rows import Row
from bot.evaluation.summary import whole
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from corpus.errors import InputError

PARAGRAPH = "Ana Prado left on Monday. Nobody followed."


MARGINS = {"sure, wrongly": 3.0, "sure right": 2.0, "sure half": 2.0, "declined": -2.0}


class Oracle:
    """Finds the first word, with a margin by the question; nothing for "blank"."""

    calibration = Calibration(1.0, 0.0, 0.0, 0.5)

    def read(self, pairs: list[tuple[str, str]]) -> list[Reading]:
        """Even odds are at margin 0."""
        return [
            Reading((), 0.0)
            if question == "blank"
            else Reading((Found(0, text.index(" "), MARGINS.get(question, -3.0)),), 0.0)
            for question, text in pairs
        ]


def asking(name: str, question: str, *answers: str) -> dict[str, Any]:
    """A question of a SQuAD 2.0 file."""
    gold = [{"text": one, "answer_start": PARAGRAPH.index(one)} for one in answers]
    return {"id": name, "question": question, "answers": gold, "is_impossible": not answers}


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    """Two articles: right, half right, wrongly declined, rightly declined, wrongly answered."""
    path = tmp_path / "dev.json"
    data = []
    for title in ("a", "b"):
        qas = [
            asking(f"{title}1", "sure right", "Ana"),
            asking(f"{title}2", "sure half", "Ana Prado"),
            asking(f"{title}3", "declined", "Ana"),
            asking(f"{title}4", "rightly declined"),
            asking(f"{title}5", "sure, wrongly"),
            asking(f"{title}6", "blank"),
        ]
        data.append({"title": title, "paragraphs": [{"context": PARAGRAPH, "qas": qas}]})
    path.write_text(json.dumps({"data": data}))
    return path


@pytest.fixture
def rows(squad: Path) -> list[Row]:
    """What came of them."""
    return list(run_given(list(read_given(squad, print).values()), Oracle(), None))


def test_a_row_says_what_was_answered_at_the_fitted_threshold(rows: list[Row]) -> None:
    """SQuAD's rule: declining what has no answer earns 1, declining else 0."""
    assert [row.short_answer for row in rows[:6]] == ["Ana", "Ana", "", "", "Ana", ""]
    assert [row.exact_match for row in rows[:6]] == [1, 0, 0, 1, 0, 1]
    assert [row.f1 for row in rows[:6]] == pytest.approx([1, 2 / 3, 0, 1, 0, 1])
    assert [row.right for row in rows[:6]] == [True, True, False, True, False, True]
    assert [row.cluster for row in rows] == ["a"] * 6 + ["b"] * 6


def test_an_answer_that_is_given_quotes_the_paragraph(rows: list[Row]) -> None:
    """As any answer does."""
    for row in rows:
        assert row.answer is not None
        for claim in row.answer["claims"]:
            for one in claim["citations"]:
                assert PARAGRAPH[one["start"] : one["end"]] == one["quote"]


def test_the_figures_are_those_worked_out_by_hand(rows: list[Row]) -> None:
    """Forced F1 is (1 + 2/3 + 1) / 3; shipped (1 + 2/3 + 0 + 1 + 0 + 1) / 6.

    The best single threshold declines what has a margin of -3 or nothing: of six answers, two
    are declined rightly, one is wrong, the others have F1 of 1, 2/3 and 1.
    """
    found = given_figures(rows)
    assert found["f1_where_answerable"] == pytest.approx(100 * 8 / 9, abs=0.01)
    assert found["exact_where_answerable"] == pytest.approx(100 * 2 / 3, abs=0.01)
    assert found["shipped_f1"] == pytest.approx(100 * 11 / 18, abs=0.01)
    assert found["shipped_exact"] == pytest.approx(50.0, abs=0.01)
    assert found["best_f1"] == pytest.approx(100 * (2 + 8 / 3) / 6, abs=0.01)
    assert found["best_exact"] == pytest.approx(100 * 4 / 6, abs=0.01)
    assert found["risk_coverage"][-1] == (1.0, pytest.approx(1 - 8 / 18, abs=1e-4))


def test_over_all_questions_the_other_half_of_the_articles_sets_the_threshold(
    rows: list[Row],
) -> None:
    """Both halves are alike here, and so is what is best on each."""
    found = given_figures(rows)
    assert found["f1"] == found["best_f1"]
    assert found["exact"] == found["best_exact"]


def test_the_threshold_can_be_set(squad: Path) -> None:
    """At 0 whatever is found is given, at 1 nothing."""
    given = list(read_given(squad, print).values())
    assert [row.abstained for row in run_given(given, Oracle(), 0.0)][:6] == [False] * 5 + [True]
    assert all(row.abstained for row in run_given(given, Oracle(), 1.0))


@pytest.mark.parametrize("kept", [["a1"], ["a4"], ["a1", "a4"], ["a1", "b1"], ["a6"]])
def test_no_figure_is_nan_however_few_questions_there_are(rows: list[Row], kept: list[str]) -> None:
    """What lacks what it needs is left out."""
    found = given_figures([row for row in rows if row.id in kept])
    json.dumps(found, allow_nan=False)
    assert "shipped_f1" in found


def test_the_summary_has_them_with_intervals_of_the_forced_ones(rows: list[Row]) -> None:
    """By the machinery of all runs; rows go to files and come back."""
    back = [Row.from_json(json.loads(json.dumps(row.to_json()))) for row in rows]
    summary = whole(back, {"seed": 0, "given_context": {"paragraphs": 1}})
    assert summary["given_context"] == given_figures(rows)
    assert summary["figures"]["forced_f1"]["mean"] == pytest.approx(8 / 9)
    assert summary["figures"]["refused"]["questions"] == 6


def test_what_is_no_squad_file_is_bad_input(tmp_path: Path) -> None:
    """Nor one without questions."""
    path = tmp_path / "dev.json"
    path.write_text('{"data": []}')
    with pytest.raises(InputError, match="no question"):
        read_given(path, print)
    path.write_text('{"id": "a"}')
    with pytest.raises(InputError, match="not a SQuAD file"):
        read_given(path, print)


def test_a_question_of_a_used_id_is_said(squad: Path) -> None:
    """And left out."""
    squad.write_text(squad.read_text().replace('"b1"', '"a1"'))
    said: list[str] = []
    assert len(read_given(squad, said.append)) == 11
    assert "'a1'" in said[0]


def test_a_question_that_cannot_be_read_is_a_row(squad: Path) -> None:
    """Scored 0 in what applies to it; those read beside it are as ever, and none has times."""

    class Choking(Oracle):
        def read(self, pairs: list[tuple[str, str]]) -> list[Reading]:
            if any(question == "sure half" for question, _ in pairs):
                raise RuntimeError("choked")
            return super().read(pairs)

    given = list(read_given(squad, print).values())
    usual, rows = list(run_given(given, Oracle(), None)), list(run_given(given, Choking(), None))
    for before, after in zip(usual, rows, strict=True):
        if after.question == "sure half":
            assert after.error == "RuntimeError: choked"
            assert after.scores == dict.fromkeys(before.scores, 0.0)
            assert after.cluster == before.cluster
        else:
            assert after == before
        assert after.total_ms == 0
    assert whole(rows, {"given_context": True})["all"]["errors"] == 2
    assert whole(rows, {"given_context": True})["latency_ms"] == {}
