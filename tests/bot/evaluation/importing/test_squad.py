"""SQuAD 1.1 and 2.0."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import InputError

HARBOUR = "  The harbour closed on Monday.  Two ferries waited: two ferries and a tug."
PIER = "Ilse Roth called the pier sound."


def asking(name: str, question: str, *answers: tuple[str, int], **known: Any) -> dict[str, Any]:
    """A question of a SQuAD file."""
    given = [{"text": text, "answer_start": start} for text, start in answers]
    return {"id": name, "question": question, "answers": given} | known


def whole(*qas: dict[str, Any], more: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A file of one article with two paragraphs."""
    paragraphs = [{"context": HARBOUR, "qas": list(qas)}, {"context": PIER, "qas": list(more)}]
    return {"version": "v2.0", "data": [{"title": "Almo_harbour", "paragraphs": paragraphs}]}


TWO = HARBOUR.index("two ferries")


def test_evidence_is_where_the_answers_stand_in_the_article(write, imported) -> None:
    """The second of two like words too, though white space was taken out before it."""
    source = write(
        "dev.json.gz",
        whole(
            asking("a", "What waited?", ("two ferries", TWO), ("ferries and a tug", TWO + 4)),
            more=(asking("b", "Who called it sound?", ("Ilse Roth", 0), is_impossible=False),),
        ),
    )
    got = imported("squad", source)
    first, second = got.cases
    assert got.quotes(first) == ["two ferries and a tug"]
    assert got.quotes(second) == ["Ilse Roth"]
    assert first.answers == ("two ferries", "ferries and a tug")
    assert [one.type for one in got.cases] == ["what", "who"]
    assert [one.title for one in got.articles.values()] == ["Almo harbour"]
    assert not got.problems


def test_what_cannot_be_answered_has_no_answers(write, imported) -> None:
    """Plausible ones are no answers; 1.1 has no such questions."""
    plausible = [{"text": "Monday", "answer_start": 24}]
    question = asking("a", "When did it open?", is_impossible=True, plausible_answers=plausible)
    (case,) = imported("squad", write("dev.json", whole(question))).cases
    assert (case.unanswerable, case.answers, case.type) == (True, (), "unanswerable")


def test_a_question_whose_offsets_lie_is_left_out_and_said(write, imported) -> None:
    """The others are kept."""
    source = write(
        "dev.json", whole(asking("a", "What?", ("tug", 0)), asking("b", "What?", ("closed", 14)))
    )
    got = imported("squad", source)
    assert [case.id for case in got.cases] == ["b"]
    assert "question 'a'" in got.problems[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nonsense", "not JSON"),
        ({"data": [{"paragraphs": [{"qas": []}]}]}, "data.0.paragraphs.0.context: Field required"),
        ([], "not JSON"),
        ({"data": []}, "no case"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_another_file_is_bad_input(write, imported, content: Any, said: str) -> None:
    """With where it differs."""
    with pytest.raises(InputError, match=said):
        imported("squad", write("dev.json", content))


def test_a_missing_file_and_a_damaged_one_are_bad_input(write, imported, tmp_path) -> None:
    """Not a traceback."""
    with pytest.raises(InputError, match="cannot read"):
        imported("squad", tmp_path / "none.json")
    path = write("dev.json.gz", whole())
    path.write_bytes(path.read_bytes()[:30])
    with pytest.raises(InputError, match="damaged"):
        imported("squad", path)
