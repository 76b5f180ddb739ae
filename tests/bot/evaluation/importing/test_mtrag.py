"""MT-RAG's turns."""

from __future__ import annotations

from typing import Any


def task(**known: Any) -> dict[str, Any]:
    """The second turn of a conversation."""
    said = [("user", "Who leads Orsta?"), ("agent", "Mira Dahl."), ("user", "Since  when?")]
    usual = {
        "task_id": "c<::>2",
        "input": [{"speaker": who, "text": text, "metadata": {}} for who, text in said],
        "contexts": [
            {
                "document_id": "p1",
                "title": "Orsta",
                "text": "\nMira Dahl has led Orsta since 2019.",
            },
            {"document_id": "p2", "text": "Orsta has a mayor."},
        ],
        "targets": [{"speaker": "agent", "text": "She has led it since 2019."}],
        "answerability": ["ANSWERABLE"],
        "Question Type": ["Factoid", "Keyword"],
    }
    return usual | known


def test_a_turn_is_a_case_with_its_history_and_passages(write, imported) -> None:
    """The passages are the corpus; each is evidence as a whole."""
    got = imported("mtrag", write("tasks.jsonl.gz", [task()]))
    (case,) = got.cases
    assert (case.question, case.type) == ("Since when?", "factoid")
    assert [(turn.question, turn.answer) for turn in case.history] == [
        ("Who leads Orsta?", "Mira Dahl.")
    ]
    assert got.quotes(case) == ["Mira Dahl has led Orsta since 2019.", "Orsta has a mayor."]
    assert case.answers == ("She has led it since 2019.",)


def test_what_the_passages_do_not_answer_is_to_be_declined(write, imported) -> None:
    """Underspecified questions as well, by a type of their own."""
    lines = [
        task(task_id="u", answerability=["UNANSWERABLE"], contexts=[]),
        task(task_id="v", answerability=["UNDERSPECIFIED"]),
        task(task_id="w", answerability=["PARTIAL"]),
    ]
    cases = imported("mtrag", write("tasks.jsonl", lines)).cases
    assert [case.unanswerable for case in cases] == [True, True, False]
    assert [case.type for case in cases] == ["unanswerable", "underspecified", "factoid"]


def test_a_passage_of_two_turns_is_one_article(write, imported) -> None:
    """By its id and text."""
    got = imported("mtrag", write("tasks.jsonl", [task(), task(task_id="d")]))
    assert len(got.articles) == 2


def test_bad_lines_are_said_by_number(write, imported) -> None:
    """And the others kept."""
    ends = [{"speaker": "agent", "text": "Hello."}]
    lines = [task(input=ends), task(input=[]), task()]
    got = imported("mtrag", write("tasks.jsonl", lines))
    assert len(got.cases) == 1
    assert "tasks.jsonl:1: the last utterance" in got.problems[0]
    assert "tasks.jsonl:2: input" in got.problems[1]
