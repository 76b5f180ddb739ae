"""Case files: what is accepted, and what is said of the rest."""

from pathlib import Path

import pytest

from bot.evaluation.cases import read_cases
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
