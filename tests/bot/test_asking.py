"""Which sentence of a turn asks."""

from __future__ import annotations

import pytest

from bot.asking import asking


@pytest.mark.parametrize(
    ("question", "asks", "tells"),
    [
        ("A ship sank. Who was aboard?", "Who was aboard?", "A ship sank."),
        ("Who was aboard? I mean the ship.", "Who was aboard?", "I mean the ship."),
        ("A ship sank. It was old. Who had it?", "Who had it?", "A ship sank. It was old."),
        ("A ship sank. Of its crew, how many fled?", "Of its crew, how many fled?", "A ship sank."),
        ("A ship sank. Can you tell me why?", "Can you tell me why?", "A ship sank."),
        ("The U.S. Senate met. Who is Dr. Orr?", "Who is Dr. Orr?", "The U.S. Senate met."),
    ],
)
def test_the_sentence_that_asks_comes_first(question: str, asks: str, tells: str) -> None:
    """By its mark and its question word."""
    assert asking(question) == (asks, tells)


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
        "In Hague v Council...Oslo, what was the ruling?",
        "Name the ship. Can you?",
        "A ship sank. Was it sold?",
        "A ship sank. Who was aboard",
        "Who was aboard. Do not guess.",
        "Who said “I stay. Are you?”",
        "He said, “Why me?” Who is he",
    ],
)
def test_other_turns_stay_as_they_are(question: str) -> None:
    """One sentence, several questions, or none that has a question word."""
    assert asking(question) == (question, "")
