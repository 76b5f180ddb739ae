"""From when on articles can tell of what a question asks, seen from Thursday 16 June 2022."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.since import looks_ahead, since

ASKED = date(2022, 6, 16)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Who resigned this week?", "2022-06-02"),
        ("Which member of the council resigned this month?", "2022-05-09"),
        ("In which town did Orr speak last week?", "2022-05-26"),
        ("Who resigned on Monday?", "2022-06-06"),
        ("Last week, who resigned?", "2022-05-26"),
        ("Who resigned yesterday?", "2022-06-08"),
        ("Who resigned two weeks ago?", "2022-05-23"),
        ("A fire this week forced people to flee from which park?", "2022-06-02"),
        ("A ship sank. Who resigned this week?", "2022-06-02"),
    ],
)
def test_what_counts_from_the_day_of_asking_is_told_from_a_week_before_on(
    question: str, day: str
) -> None:
    """People name days loosely."""
    assert since(question, ASKED) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "question",
    [
        "Who urged calm?",
        "Who resigned today?",
        "What is the latest toll?",
        "Which show was recently renewed?",
        "Who was elected in 2019?",
        "Who won the cup this year?",
        "Who planned the September 11 attacks?",
        "Who will speak this week?",
        "Who is expected to speak this week?",
        "Who hosts The Tonight Show?",
        "Who hosts Last Week Tonight?",
        "Who presents This Morning?",
        "Who wrote the song Yesterday?",
        "Who sings on Sunday Night Football?",
        "Who leads the party that won on Monday?",
        "Who is the judge who resigned on Monday?",
        "On Monday a ship sank. Who built it?",
    ],
)
def test_other_questions_are_told_by_articles_of_any_day(question: str) -> None:
    """No days, no certain ones, those of a title or an aside, and what is to come."""
    assert since(question, ASKED) is None


@given(st.text(max_size=60), st.dates())
def test_any_text_has_a_day_or_none(question: str, asked: date) -> None:
    """Never one after the day of asking."""
    day = since(f"Who {question} this week?", asked)
    assert day is None or day <= asked


def test_a_sentence_may_look_ahead() -> None:
    """By a few words."""
    assert looks_ahead("The festival begins on Friday.")
    assert looks_ahead("Orr will speak.")
    assert not looks_ahead("Orr spoke.")
