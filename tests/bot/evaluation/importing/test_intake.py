"""What the importers share."""

from __future__ import annotations

import pytest

from bot.evaluation.importing import import_cases
from bot.evaluation.importing.intake import Intake, kind
from corpus.errors import InputError


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Who leads Orsta?", "who"),
        ("Whose dike is it?", "who"),
        ("In which town, and who leads it?", "which"),
        ("Did the dike hold when it rained?", "yesno"),
        ("Name the mayor", "other"),
        ("", "other"),
    ],
)
def test_the_type_of_a_question_is_its_first_question_word(question: str, found: str) -> None:
    """Or yes/no, or other."""
    assert kind(question) == found


def test_texts_of_one_name_are_told_apart() -> None:
    """And the same text under the same name is gathered once."""
    intake = Intake()
    one = intake.article("f:1", "p", "The dike held.")
    other = intake.article("f:2", "p", "It broke.")
    assert intake.article("f:3", "p", "The dike held.") is one
    assert one is not None
    assert other is not None
    assert [record["doc_id"] for record in intake.records] == ["p", "p (2)"]


def test_a_text_that_is_no_article_is_said() -> None:
    """Once."""
    intake = Intake()
    assert intake.article("f:1", "p", " \n") is None
    assert "f:1: no article" in intake.problems[0]


def test_an_id_that_was_used_is_said(write, imported) -> None:
    """The first case of it stays."""
    got = imported("csv", write("q.csv", "id,question,answer\na,Who?,A\na,What?,B\n"))
    assert [case.question for case in got.cases] == ["Who?"]
    assert "q.csv:3: the id 'a' was used before" in got.problems[0]


def test_an_unknown_format_is_bad_input(tmp_path) -> None:
    """With those that are known."""
    with pytest.raises(InputError, match="squad, coqa"):
        import_cases("triviaqa", tmp_path, Intake())
