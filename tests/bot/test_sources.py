"""Copies, and answers that are the same or exclude each other."""

import pytest

from bot.sources import amounts, copied, differ, moment, same

WIRE = "The council of Almo voted on Tuesday to close the old harbour after a bitter debate."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 1,200 people", [1200]),
        ("two million", [2e6]),
        ("1.5 billion", [1.5e9]),
        ("twenty five", [25]),
        ("between 20 and 30", [20, 30]),
        ("nobody", []),
    ],
)
def test_amounts(text: str, found: list[float]) -> None:
    """In figures and in words, with their scale."""
    assert amounts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 3, 2024", (2024, 5, 3)),
        ("3rd of May", (0, 5, 3)),
        ("in May 2024", (2024, 5, 0)),
        ("1998", (1998, 0, 0)),
        ("Monday", (0, 0, 0)),
        ("on May 3 at 7.30 p.m.", (0, 5, 3)),
    ],
)
def test_moments(text: str, found: tuple[int, int, int]) -> None:
    """As far as they are told."""
    assert moment(text) == found


@pytest.mark.parametrize(
    ("question", "one", "other", "alike", "apart"),
    [
        ("Who won?", "Prado", "Mayor Ines Prado", True, False),
        ("Who won?", "Prado", "Prado and Holm", False, False),
        ("Who won?", "the", "the mayor", False, False),
        ("How many came?", "20", "twenty people", True, False),
        ("How many came?", "5", "5 million", False, True),
        ("How many came?", "20", "20%", False, False),
        ("How many came?", "many", "20", False, False),
        ("Which bus came?", "bus 20", "bus 30", False, False),
        ("When was it?", "2024", "May 2024", True, False),
        ("When was it?", "May 2023", "May 2024", False, True),
        ("When was it?", "Monday", "Monday", False, False),
        ("What is the death toll?", "20", "35", False, True),
    ],
)
def test_same_and_different(
    question: str, one: str, other: str, *, alike: bool, apart: bool
) -> None:
    """Neither, where it cannot be told."""
    assert (same(one, other, question), differ(one, other, question)) == (alike, apart)
    assert (same(other, one, question), differ(other, one, question)) == (alike, apart)


def test_a_changed_word_leaves_a_copy_a_copy() -> None:
    """But other words about the same do not."""
    assert copied(WIRE, WIRE.replace("bitter", "heated"))
    assert not copied(WIRE, "Almo will shut its old harbour, the town’s council decided this week.")
