"""Tables of questions and answers."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.errors import InputError


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_row_is_a_case(write, imported, between: str) -> None:
    """Whatever parts its columns, byte order mark or none."""
    header = between.join(["Question", "Answer"])
    row = between.join(["Who leads Orsta?", '"Mira Dahl| the mayor"'])
    (case,) = imported("csv", write("q.csv", f"\ufeff{header}\r\n{row}\r\n")).cases
    assert (case.id, case.question, case.type) == ("line-2", "Who leads Orsta?", "who")
    assert case.answers == ("Mira Dahl", "the mayor")


def test_more_columns_are_known(write, imported) -> None:
    """And unknown ones left alone."""
    text = (
        "id,answer,question,type,asked,unanswerable,speaker,notes\n"
        'a,"It held, she said",What did Dahl say?,said,2025-03-04,,Mira Dahl,x\n'
        "b,,Who won?,,,yes,,\n"
    )
    one, other = imported("csv", write("q.csv", text)).cases
    assert (one.id, one.type, one.asked) == ("a", "said", date(2025, 3, 4))
    assert (one.answers, one.speaker) == (("It held, she said",), "Mira Dahl")
    assert (other.unanswerable, other.type) == (True, "unanswerable")


def test_a_row_that_is_no_case_is_said_by_its_line(write, imported) -> None:
    """A cell may hold line ends: the line is where the row ends."""
    text = 'question,answer\n"Who\nleads?",Mira\nWho won?,\n,Nobody\nWho?,A,B,C\n'
    got = imported("csv", write("q.csv", text))
    assert [case.question for case in got.cases] == ["Who leads?", "Who?"]
    assert "q.csv:4: a case has answers" in got.problems[0]
    assert "q.csv:5: question" in got.problems[1]


@pytest.mark.parametrize(
    "text", ["", "frage,antwort\na,b\n", 'question,answer\n"open', "question\nWho?\n"]
)
def test_another_table_is_bad_input(write, imported, text: str) -> None:
    """One line that says so."""
    with pytest.raises(InputError, match=r"q\.csv"):
        imported("csv", write("q.csv", text))


def test_what_is_no_text_is_bad_input(imported, tmp_path) -> None:
    """Nor a folder."""
    path = tmp_path / "q.csv"
    path.write_bytes(b"question,answer\nWho?,\xff\n")
    with pytest.raises(InputError, match="not UTF-8"):
        imported("csv", path)
    with pytest.raises(InputError, match="cannot read"):
        imported("csv", tmp_path)
