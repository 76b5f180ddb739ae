"""What is told to be the name for an acronym, or the adjective of a country."""

import pytest

from bot.preferring import describes, spells_out


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("Who leads the NHA?", False),
        ("What is the NHA?", True),
        ("What does NHA stand for?", True),
        ("Which body do NHA men work for?", True),
        ("Who runs the port, the NHA or Almo?", True),
        ("Who runs the port?", True),
    ],
)
def test_the_name_for_an_acronym_says_no_more_of_it(question: str, answered: bool) -> None:
    """It is an answer where no more is asked."""
    assert spells_out("the Norland Harbour Authority", question) is not answered
    assert not spells_out("Norland Harbour Authority men", question)


@pytest.mark.parametrize(
    ("said", "country", "is_it"),
    [
        ("Ukrainian", "Ukraine", True),
        ("Iranian", "Iran", True),
        ("Austrian", "Australia", False),
        ("South African", "South Korea", False),
        ("Nigerian", "Niger", False),
        ("the French", "the United Kingdom", False),
        ("Finland and Sweden", "Finland", False),
    ],
)
def test_an_adjective_is_a_country_s_by_its_letters(said: str, country: str, is_it: bool) -> None:
    """All of its stem."""
    assert describes(said, country) is is_it
