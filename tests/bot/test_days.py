"""Days that an article names by its own day, as dates of the calendar."""

from datetime import date

import pytest

from bot.days import marked, resolved

FRIDAY = date(2022, 6, 17)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ferry sank on Wednesday, she said.", "on Wednesday [15 June 2022], she"),
        ("The ferry sank early Friday off the coast.", "early Friday [17 June 2022] off"),
        ("Divers found it Thursday night.", "Thursday night [16 June 2022]."),
        ("The court ruled yesterday.", "yesterday [16 June 2022]."),
        (
            "It closed on Monday and opened on Thursday.",
            "on Monday [13 June 2022] and opened on Thursday [16 June 2022].",
        ),
    ],
)
def test_a_day_of_the_week_before_is_given_its_date(sentence: str, expected: str) -> None:
    """In brackets behind its words; the words themselves stay."""
    assert expected in marked(sentence, FRIDAY)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry will sail on Wednesday.",
        "The council is expected to vote Tuesday, the mayor said.",
        "Shops sold more on Black Friday than ever.",
        "She said: “We met on Wednesday.”",
        "They met every Wednesday.",
        "They met last Wednesday.",
        "He was asked to speak on Monday.",
        "The ferry sank on Wednesday, June 8.",
        "The ferry sank on Saturday.",
        "The singer won't perform on Tuesday, he said.",
        "Was it closed on Tuesday?",
        "The storm of Wednesday's night was the worst.",
    ],
)
def test_what_may_be_another_day_stays_as_it_is(sentence: str) -> None:
    """Plans, names, habits, quotations, other weeks, and the day after the article's own."""
    assert marked(sentence, FRIDAY) == sentence


def test_nothing_is_certain_where_the_articles_day_is_unknown() -> None:
    """The bundled article is such a one."""
    assert resolved("The ferry sank on Wednesday.", None) == []


def test_the_words_are_where_it_says_that_they_are() -> None:
    """The offsets cut them out of the sentence."""
    sentence = "It sank on Wednesday evening and was found yesterday."
    words = [sentence[start:end] for start, end, _ in resolved(sentence, FRIDAY)]
    assert words == ["Wednesday evening", "yesterday"]
