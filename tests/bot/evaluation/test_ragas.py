"""The columns that ragas reads."""

from __future__ import annotations

import json

from bot.evaluation.judging import failed, judge
from bot.evaluation.places import Places
from bot.evaluation.ragas import write_ragas

COLUMNS = ["user_input", "response", "retrieved_contexts", "reference", "reference_contexts"]


def written(tmp_path, cases, rows, shelf):
    """What the file holds."""
    write_ragas(tmp_path / "ragas.jsonl", cases, rows, shelf)
    return [json.loads(line) for line in (tmp_path / "ragas.jsonl").read_text().splitlines()]


def test_a_row_has_the_columns_of_a_single_turn(case, answer, shelf, tmp_path):
    """Texts, and lists of texts."""
    row = judge(case(), answer("Mira Dahl", (0, 22)), Places(shelf))
    (found,) = written(tmp_path, [case()], [row], shelf)
    assert list(found) == COLUMNS
    assert found == {
        "user_input": "Who leads Orsta?",
        "response": "Mira Dahl leads Orsta.",
        "retrieved_contexts": [
            "Mira Dahl leads Orsta.",
            "The dike held.",
            "Ferries sailed again.",
        ],
        "reference": "Mira Dahl",
        "reference_contexts": ["Mira Dahl leads Orsta."],
    }


def test_declined_failed_and_list_questions_have_their_words(case, answer, shelf, tmp_path):
    """Every column is there in every row, and never null."""
    none = case(id="none", answers=[], unanswerable=True, evidence=[])
    listed = case(id="list", answers=[], items=[["Mira", "M. Dahl"], ["Ferries"]])
    place = {"article_id": "aa", "start": 23, "end": 37}
    lost = case(id="lost", evidence=[{"article_id": "zz", "quote": "q"}, place])
    rows = [
        judge(none, answer("", abstained=True, spans=()), Places(shelf)),
        failed(listed, "boom"),
        failed(lost, "boom"),
    ]
    found = written(tmp_path, [none, listed, lost], rows, shelf)
    assert [one["response"] for one in found] == ["The articles do not say.", "", ""]
    assert [one["reference"] for one in found] == [
        "The articles do not say.",
        "Mira, Ferries",
        "Mira Dahl",
    ]
    assert found[2]["reference_contexts"] == ["The dike held."]
    assert all(list(one) == COLUMNS and None not in one.values() for one in found)
