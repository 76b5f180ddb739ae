"""Sources of any content: cases, or bad input, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.evaluation.importing import import_cases
from bot.evaluation.importing.intake import Intake
from corpus.errors import InputError

KEYS = (
    "data title paragraphs context qas id question answers text answer_start is_impossible story "
    "questions input_text span_start span_end additional_answers task_id input speaker contexts "
    "document_id targets answerability passages sentences output answer selected_sentences date "
    "evidence_doc_ids doc_id"
).split()
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 40),
    st.floats(),
    st.text(st.characters(), max_size=12),
    st.sampled_from(["user", "unknown", "\ud800", "\x00", "2022-02-30", "Q?", "The dike held."]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=25,
)
TURN = st.fixed_dictionaries({"input_text": SCALARS, "span_start": SCALARS, "span_end": SCALARS})
DIALOGUES = st.fixed_dictionaries(
    {
        "id": st.text(max_size=3),
        "story": st.text(max_size=30),
        "questions": st.lists(TURN, max_size=2),
        "answers": st.lists(TURN, max_size=2),
    }
)
GOLD = st.fixed_dictionaries({"text": st.text(max_size=4), "answer_start": st.integers(-2, 20)})
QAS = st.fixed_dictionaries({"id": SCALARS, "question": SCALARS, "answers": st.lists(GOLD)})
PARAGRAPHS = st.fixed_dictionaries({"context": st.text(max_size=30), "qas": st.lists(QAS)})
SQUADS = st.fixed_dictionaries(
    {"data": st.lists(st.fixed_dictionaries({"paragraphs": st.lists(PARAGRAPHS)}))}
)
FORMS = ("squad", "coqa", "mtrag", "clapnq", "documents", "csv")


@pytest.mark.parametrize("form", FORMS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(value=st.one_of(VALUES, DIALOGUES, SQUADS), lines=st.booleans())
def test_whatever_is_in_a_file_it_is_cases_or_bad_input(
    tmp_path: Path, form: str, value: Any, lines: bool
) -> None:
    """What comes in can be written: no lone surrogate, no offset out of its article."""
    source = tmp_path / ("a.jsonl" if lines else "a.json")
    source.write_text(json.dumps(value))
    corpus = tmp_path / "c.jsonl"
    corpus.write_text('{"doc_id": "Q?", "text": "The dike held."}\n')
    intake = Intake(corpus if form == "documents" else None)
    try:
        cases = import_cases(form, source, intake)
    except InputError:
        return
    for made in [*(case.to_json() for case in cases), *intake.records]:
        json.dumps(made, ensure_ascii=False, allow_nan=False).encode()
