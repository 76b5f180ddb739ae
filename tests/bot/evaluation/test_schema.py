"""The JSON Schema that is published beside the bundled cases."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from bot.evaluation.cases import Case, json_schema, parse_case
from corpus.errors import InputError


def test_the_published_schema_is_that_of_the_cases() -> None:
    """Made by `newscite cases schema`."""
    published = files("corpus.questions").joinpath("case.schema.json").read_text(encoding="utf-8")
    assert published == json.dumps(json_schema(), indent=2) + "\n"


def test_the_bundled_cases_are_of_it() -> None:
    """No field is unknown to it."""
    known = set(json_schema()["properties"])
    text = files("corpus.questions").joinpath("tripoli.jsonl").read_text(encoding="utf-8")
    assert all(set(json.loads(line)) <= known for line in text.splitlines())


def test_a_case_comes_back_as_it_was_written() -> None:
    """What is left out is what is usual; the version never is."""
    line = {
        "id": "a",
        "question": "What did Dahl say?",
        "asked": "2025-03-04",
        "items": [["it held", "held"]],
        "speaker": "Mira Dahl",
        "evidence": [{"article_id": "aa", "whole": True}],
        "history": [{"question": "Q", "answer": ""}],
    }
    case = Case.model_validate(line)
    assert case.to_json() == {"schema_version": 1} | line
    assert parse_case(json.dumps(case.to_json()), "f:1") == case


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"schema_version": 2}, "schema_version: Input should be 1"),
        ({"evidence": [{"article_id": "a", "start": 3, "end": 3}]}, "ends after it starts"),
        ({"evidence": [{"article_id": "a", "quote": "q", "start": 3}]}, "both start and end"),
        ({"evidence": [{"article_id": "a", "quote": "q", "whole": True}]}, "the whole article"),
        ({"speaker": ""}, "speaker"),
        ({"answers": []}, "has evidence at least"),
    ],
)
def test_what_is_no_case_is_said_with_file_and_line(given: dict[str, object], said: str) -> None:
    """And with the field."""
    line = {"id": "a", "question": "Q", "answers": ["A"]} | given
    with pytest.raises(InputError, match=f"^f:7: .*{said}"):
        parse_case(json.dumps(line), "f:7")
