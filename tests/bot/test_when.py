"""The days that a question is about, seen from Thursday 16 June 2022."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.when import period
from index.period import Period

ASKED = date(2022, 6, 16)

SAID = [
    ("What did the mayor say on March 5, 2021?", "2021-03-05", "2021-03-05"),
    ("What happened on 5 March?", "2022-03-05", "2022-03-05"),
    ("What happened on the 20th of November?", "2021-11-20", "2021-11-20"),
    ("Which bridge closed in March 2020?", "2020-03-01", "2020-03-31"),
    ("Which bridge closed in March?", "2022-03-01", "2022-03-31"),
    ("Which bridge closed in October?", "2021-10-01", "2021-10-31"),
    ("Who was elected in 2019?", "2019-01-01", "2019-12-31"),
    ("Who resigned today?", "2022-06-16", "2022-06-16"),
    ("Who resigned yesterday?", "2022-06-15", "2022-06-15"),
    ("Who resigned two weeks ago?", "2022-05-30", "2022-06-05"),
    ("Who resigned in the past three days?", "2022-06-13", "2022-06-16"),
    ("Who resigned over the last month?", "2022-05-17", "2022-06-16"),
    ("Who resigned this week?", "2022-06-09", "2022-06-16"),
    ("Who resigned last week?", "2022-06-02", "2022-06-10"),
    ("Who resigned this month?", "2022-05-16", "2022-06-16"),
    ("Who resigned last month?", "2022-05-01", "2022-05-31"),
    ("Who resigned last year?", "2021-01-01", "2021-12-31"),
    ("Who resigned on Monday?", "2022-06-13", "2022-06-13"),
    ("Who resigned last Friday?", "2022-06-10", "2022-06-10"),
    ("Which show was recently renewed?", "2022-05-17", "2022-06-16"),
]

UNSAID = [
    "Who urged calm?",
    "What may the council do?",
    "How long was the march to the capital?",
    "How many weeks does it take?",
    "What happened on 31 February?",
]


@pytest.mark.parametrize(("question", "first", "last"), SAID)
def test_the_days_that_a_question_names(question: str, first: str, last: str) -> None:
    """Looking back from the day of asking."""
    wanted = Period(date.fromisoformat(first), date.fromisoformat(last), said=True)
    assert period(question, ASKED) == wanted


@pytest.mark.parametrize("question", UNSAID)
def test_a_question_that_names_none_is_of_the_day_of_asking(question: str) -> None:
    """May and march are words too."""
    assert period(question, ASKED) == Period(ASKED, ASKED, said=False)


@pytest.mark.parametrize("words", ["on May 5", "in May", "last year", "last month", "a week ago"])
def test_the_calendar_has_a_first_day(words: str) -> None:
    """Nothing is before it."""
    assert period(f"Who resigned {words}?", date(1, 1, 1)).first.year == 1


@given(st.text(max_size=60), st.dates())
def test_any_text_on_any_day_has_a_period(question: str, asked: date) -> None:
    """Never an error, and never the wrong way round."""
    found = period(question + " 99 years ago, on February 30 or this week", asked)
    assert found.first <= found.last


def test_closeness_halves_in_a_week() -> None:
    """1 within, then falling on both sides; an unknown date is close to nothing."""
    week = Period(date(2022, 6, 6), date(2022, 6, 12), said=True)
    assert week.closeness(date(2022, 6, 8)) == 1.0
    assert week.closeness(date(2022, 6, 19)) == week.closeness(date(2022, 5, 30)) == 0.5
    assert week.closeness(None) == 0.0
