"""Several events that answer one question, by how near they are to the day of asking."""

from datetime import date

import pytest

from bot.answer import Answer
from bot.composing import Read, compose
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from corpus.article import Article
from index.passage import Hit, Passage

CURVE = Calibration(1.0, 0.0, 0.0, 0.5)
RACES = (
    (date(2021, 6, 1), "Ida Quist won the Almo regatta by a length.", "Ida Quist", 3.2),
    (date(2022, 6, 3), "Tom Brandt won the Almo regatta in heavy rain.", "Tom Brandt", 3.0),
    (date(2023, 6, 2), "The Almo regatta was won by Lena Prado.", "Lena Prado", 3.1),
)


def answered(
    question: str, asked: date | None, pieces: tuple[tuple[date | None, str, str, float], ...]
) -> Answer:
    """The answer over articles: (date, text, the words found in it, their score)."""
    articles = {}
    readings = []
    for number, (day, text, words, score) in enumerate(pieces):
        name = str(number)
        articles[name] = Article(name, "Sport", text, name, day)
        at = text.index(words)
        reading = Reading((Found(at, at + len(words), score),), 0.0)
        readings.append(Read(Hit(Passage(name, 0, len(text), text), 0.1), reading))
    blank = Answer(question, question)
    answer = compose(blank, readings, CURVE, 0.5, articles.__getitem__, asked)
    for citation in answer.citations:
        assert articles[citation.article_id].text[citation.start : citation.end] == citation.quote
    return answer


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        (
            date(2023, 7, 1),
            "Lena Prado (2023-06-02); Tom Brandt (2022-06-03); Ida Quist (2021-06-01)",
        ),
        (
            date(2022, 7, 1),
            "Tom Brandt (2022-06-03); Lena Prado (2023-06-02); Ida Quist (2021-06-01)",
        ),
    ],
)
def test_the_nearest_event_is_told_first_the_others_with_their_dates(
    asked: date, short: str
) -> None:
    """Each has a claim of its own, however sure the reader is of which."""
    answer = answered("Who won the Almo regatta?", asked, RACES)
    assert answer.short_answer == short
    assert len(answer.claims) == 3
    assert answer.spans[0].text == short.split(" (")[0]


def test_without_a_day_of_asking_the_surest_is_told() -> None:
    """Alone."""
    assert answered("Who won the Almo regatta?", None, RACES).short_answer == "Ida Quist"


@pytest.mark.parametrize(
    "other",
    [
        (date(2021, 6, 9), "Tom Brandt won the Almo regatta, a paper said.", "Tom Brandt", 3.1),
        (date(2022, 6, 3), "Ida Quist of Brena won the Almo regatta.", "Ida Quist of Brena", 3.1),
        (date(2022, 6, 3), "Tom Brandt won the Brena regatta.", "Tom Brandt", 3.1),
        (date(2022, 6, 3), "Tom Brandt came to Almo.", "Tom Brandt", 3.1),
        (date(2022, 6, 3), "Tom Brandt won the Almo regatta.", "Tom Brandt", 1.0),
        (date(2022, 6, 3), "Tom Brandt never won the Almo regatta.", "Tom Brandt", 3.1),
        (None, "Tom Brandt won the Almo regatta.", "Tom Brandt", 3.1),
    ],
    ids=["same weeks", "same person", "elsewhere", "beside", "unsure", "denied", "undated"],
)
def test_what_is_no_other_event_is_not_offered(other: tuple[date | None, str, str, float]) -> None:
    """The best answer stands alone."""
    answer = answered("Who won the Almo regatta?", date(2023, 7, 1), (RACES[0], other))
    assert answer.short_answer == "Ida Quist"


@pytest.mark.parametrize(
    ("question", "asked", "pieces", "short"),
    [
        ("Who won the Almo regatta this month?", date(2023, 6, 20), RACES, "Lena Prado"),
        ("Who won the Almo regatta this month?", date(2024, 6, 20), RACES, ""),
        ("Who won the Almo regatta in 2022?", date(2023, 6, 20), RACES[:1], "Ida Quist"),
        (
            "Who judges the Almo regatta this month?",
            date(2022, 6, 20),
            ((date(2022, 5, 1), "Tom Brandt will judge the Almo regatta.", "Tom Brandt", 3.0),),
            "Tom Brandt",
        ),
    ],
)
def test_what_came_out_before_the_days_that_are_asked_about_tells_less(
    question: str,
    asked: date,
    pieces: tuple[tuple[date | None, str, str, float], ...],
    short: str,
) -> None:
    """Last year's winner did not win this month; but a sentence may look ahead."""
    assert answered(question, asked, pieces).short_answer == short
