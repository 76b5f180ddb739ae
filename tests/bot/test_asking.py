"""Which sentence of a turn asks."""

from __future__ import annotations

import pytest

from bot.asking import asking, foremost


@pytest.mark.parametrize(
    ("question", "asks", "tells"),
    [
        ("A ship sank. Who was aboard?", "Who was aboard?", "A ship sank."),
        ("Who was aboard? I mean the ship.", "Who was aboard?", "I mean the ship."),
        ("A ship sank. It was old. Was it sold?", "Was it sold?", "A ship sank. It was old."),
        ("A ship sank. Of its crew, how many fled?", "Of its crew, how many fled?", "A ship sank."),
        ("A ship sank. Who was aboard", "Who was aboard", "A ship sank."),
        ("A “ship” sank. Who said “it’s old?”", "Who said “it’s old?”", "A “ship” sank."),
        ("The U.S. Senate met. Did Dr. Orr speak?", "Did Dr. Orr speak?", "The U.S. Senate met."),
    ],
)
def test_the_sentence_that_asks_comes_first(question: str, asks: str, tells: str) -> None:
    """By its mark; the last where there is none."""
    assert asking(question) == (asks, tells)
    assert foremost(question) == f"{asks} {tells}"
    assert foremost(foremost(question)) == foremost(question)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "Who was aboard?",
        "Who is Dr. Orr of St. Ives?",
        "Was it sold? If so, to whom?",
        "Why? And how many?",
        "A ship sank. It was old.",
        "A ship sank. The old one?",
        "Name the ship. It sank.",
    ],
)
def test_other_turns_stay_as_they_are(question: str) -> None:
    """One sentence, several questions, or none."""
    assert asking(question) == (question, "")
    assert foremost(question) == question
