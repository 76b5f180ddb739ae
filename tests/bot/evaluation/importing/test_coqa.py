"""CoQA's dialogues."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import InputError

STORY = "Mira Dahl leads Orsta.\n\nThe dike held, she said. Ferries sailed again."


def gold(text: str, quote: str = "") -> dict[str, Any]:
    """An answer that rests on a stretch of the story, or on none."""
    start = STORY.index(quote) if quote else -1
    return {
        "input_text": text,
        "span_start": start,
        "span_end": start + len(quote) if quote else -1,
    }


def dialogue(**known: Any) -> dict[str, Any]:
    """Three turns, the last of which the story does not answer."""
    asked = ["Who leads Orsta?", "Did the dike hold?", "When was it built?"]
    usual = {
        "id": "d1",
        "story": STORY,
        "questions": [{"input_text": one, "turn_id": n} for n, one in enumerate(asked, 1)],
        "answers": [
            gold("Mira Dahl", "Mira Dahl leads"),
            gold("Yes", "\nThe dike held, "),
            gold("unknown"),
        ],
    }
    return usual | known


def test_every_turn_is_a_case_with_the_turns_before(write, imported) -> None:
    """Not only the last."""
    got = imported("coqa", write("dev.json", {"data": [dialogue()]}))
    assert [case.id for case in got.cases] == ["d1-1", "d1-2", "d1-3"]
    assert [len(case.history) for case in got.cases] == [0, 1, 2]
    assert got.cases[2].history[1].answer == "Yes"
    assert [case.type for case in got.cases] == ["who", "yesno", "unanswerable"]


def test_evidence_is_the_stretch_without_white_space(write, imported) -> None:
    """In the article as it is loaded."""
    got = imported("coqa", write("dev.jsonl", [dialogue()]))
    assert got.quotes(got.cases[0]) == ["Mira Dahl leads"]
    assert got.quotes(got.cases[1]) == ["The dike held,"]


def test_the_answers_of_all_annotators_count(write, imported) -> None:
    """Each form once."""
    more = {"0": [gold("The mayor"), gold("Yes"), gold("unknown")]}
    got = imported("coqa", write("dev.json", {"data": [dialogue(additional_answers=more)]}))
    assert got.cases[0].answers == ("Mira Dahl", "The mayor")
    assert got.cases[1].answers == ("Yes",)


def test_a_span_beyond_the_story_and_missing_answers_are_said(write, imported) -> None:
    """By dialogue and turn."""
    wrong = [
        {"input_text": "x", "span_start": 5, "span_end": 500},
        gold("Yes", "held"),
        gold("unknown"),
    ]
    lines = [dialogue(answers=wrong), dialogue(id="d2", answers=[])]
    got = imported("coqa", write("dev.jsonl", lines))
    assert [case.id for case in got.cases] == ["d1-2", "d1-3"]
    assert "dev.jsonl:1: turn 1: its span 5–500" in got.problems[0]
    assert "dev.jsonl:2: 3 questions, 0 answers" in got.problems[1]


def test_another_file_is_bad_input(write, imported) -> None:
    """A list of dialogues is expected."""
    with pytest.raises(InputError, match="'data'"):
        imported("coqa", write("dev.json", {"dialogues": []}))
