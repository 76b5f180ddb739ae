"""The name for an acronym is no answer to what is asked of it."""

import pytest

from bot.preferring import spells_out


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("Who leads the NHA?", False),
        ("What is the NHA?", True),
        ("What does NHA stand for?", True),
        ("Who runs the port, the NHA or Almo?", True),
        ("Who runs the port?", True),
    ],
)
def test_the_name_for_an_acronym_says_no_more_of_it(question: str, answered: bool) -> None:
    """It is an answer where no more is asked."""
    assert spells_out("the Norland Harbour Authority", question) is not answered
    assert not spells_out("Norland Harbour Authority men", question)
