"""Case files: what is accepted, and what is said of the rest."""

from pathlib import Path

import pytest

from bot.evaluation.cases import parse_case, read_cases
from corpus.errors import InputError

GOOD = '{"id": "1", "question": "Who?", "answers": ["Ana"]}'


def test_a_file_of_cases_is_read_in_order(tmp_path: Path) -> None:
    """Blank lines are passed over."""
    path = tmp_path / "cases.jsonl"
    path.write_text(GOOD + "\n\n" + '{"id": "2", "question": "Why?", "unanswerable": true}\n')
    assert [case.id for case in read_cases(path)] == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "cases.jsonl:2: not JSON"),
        ('{"id": "2"}', "cases.jsonl:2: question: Field required"),
        ('{"id": "2", "question": "Who?"}', "has answers, or is unanswerable"),
        (GOOD, "the id '1' was used before"),
        ('{"id": "2", "question": "Q", "answers": ["a"], "anwser": 1}', "anwser"),
        (
            '{"id": "2", "question": "Q", "answers": ["a"], "evidence": [{"article_id": "x"}]}',
            "needs a quote",
        ),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    """By file and line, with what is wrong."""
    path = tmp_path / "cases.jsonl"
    path.write_text(GOOD + "\n" + line)
    with pytest.raises(InputError, match=said):
        read_cases(path)


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(InputError, match="cannot read cases"):
        read_cases(tmp_path / "none.jsonl")


def test_an_empty_file_is_bad_input(tmp_path: Path) -> None:
    """A run over nothing would look like a success."""
    path = tmp_path / "cases.jsonl"
    path.write_text("\n")
    with pytest.raises(InputError, match="no case in it"):
        read_cases(path)


def test_numbers_without_end_and_items_without_a_form_are_no_case():
    """In a line, as any other fault."""
    with pytest.raises(InputError, match=r"^x:1: not a case: a number of too many digits"):
        parse_case('{"id": ' + "1" * 5_000 + "}", "x:1")
    with pytest.raises(InputError, match=r"^x:1: items\.0: "):
        parse_case('{"id": "a", "question": "Who?", "items": [[]]}', "x:1")
