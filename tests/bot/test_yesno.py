"""Yes and No are said only where a sentence decides."""

import pytest

from bot.words import terms
from bot.yesno import ASKS, coverage, verdict


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("Did Prado visit the dam?", "Ines Prado visited the old dam on Friday.", "Yes"),
        ("Did the ministry close the port?", "The ministry did not close the port.", "No"),
        ("Does Rome support the plan?", "Rome, an aide said, denied any support for the plan.", ""),
        ("Did the port close?", "The port may close.", ""),
        ("Does Prado control the port?", "The port that Prado wants is controlled by others.", ""),
        ("Did Prado deny a leak?", "Prado denied a leak.", "Yes"),
    ],
)
def test_the_verdict(question: str, sentence: str, said: str) -> None:
    """Same order and near: yes; denied: no; weakened, turned round or split up: neither."""
    assert verdict(question, sentence) == said


def test_a_missing_name_covers_nothing() -> None:
    """Another person's deed answers nothing about this one."""
    asked = terms("Did Rossi visit the dam")
    assert coverage(asked, terms(" Prado visited the dam")) == 0.0


@pytest.mark.parametrize("question", ["Is it true?", "Did she go?", "And was Ana there?"])
def test_yes_no_questions_are_known(question: str) -> None:
    """By the verb that they begin with."""
    assert ASKS.match(question)


@pytest.mark.parametrize("question", ["Who did it?", "Island of which state?", "When was it?"])
def test_other_questions_are_not(question: str) -> None:
    """Whatever they begin with."""
    assert not ASKS.match(question)
