"""An amount or a time is asked for, and answered by one."""

import pytest

from bot.reading.kinds import (
    anything,
    is_amount,
    is_body,
    is_count,
    is_land,
    is_length,
    is_name,
    is_no_country,
    is_price,
    is_share,
    is_time,
    kind,
)


@pytest.mark.parametrize(
    "question",
    [
        "How many years did it take?",
        "By how much did the price fall?",
        "How much more does it cost?",
        "How much sleep do they need?",
        "How much longer will it take?",
        "How far is it?",
        "How hot was it?",
        "How old is she?",
    ],
)
def test_questions_for_an_amount(question: str) -> None:
    """Which may be a time."""
    assert kind(question) is is_amount
    assert is_amount("three years")


@pytest.mark.parametrize(
    "question",
    [
        "How many came?",
        "And how many more were paid?",
    ],
)
def test_questions_for_a_number(question: str) -> None:
    """Wherever in the question; three years are none."""
    assert kind(question) is is_count
    assert is_count("three")
    assert not is_count("three years")
    assert not is_count("the old dam")


@pytest.mark.parametrize(
    "question",
    ["How much will a toy cost?", "How much money was raised", "How much will they make?"],
)
def test_questions_for_a_price(question: str) -> None:
    """A sum, and no share."""
    assert kind(question) is is_price
    assert is_price("$4.65 billion")
    assert not is_price("approximately 90%")
    assert not is_price("the toy")
    assert not is_price("June 20")
    assert not is_price("on May 3, 2022")
    assert is_price("about $20 in June")


@pytest.mark.parametrize(
    "question", ["What percentage agreed?", "What share of farmers agreed?", "By what percent?"]
)
def test_questions_for_a_share(question: str) -> None:
    """With its mark, or a word for it, or a figure whose mark stands behind."""
    assert kind(question) is is_share
    for said in (
        "34 percent",
        "about 50.1",
        "one in five",
        "half",
        "Twenty-five",
        "85–91",
        "35-per-cent",
    ):
        assert is_share(said), said
    for other in ("2,000 adults in the valley", "3-1", "2016", "the farmers"):
        assert not is_share(other), other


@pytest.mark.parametrize("question", ["How long did they wait?", "For how long is it closed"])
def test_questions_for_a_length(question: str) -> None:
    """In any unit, or in none; "time" alone says nothing."""
    assert kind(question) is is_length
    for said in ("77 minutes", "a week", "until Friday", "forever", "far too long", "short time"):
        assert is_length(said), said
    for other in ("time", "the time", "the hallway"):
        assert not is_length(other), other


@pytest.mark.parametrize(
    "question",
    [
        "When did it open?",
        "And when will they meet?",
        "In what year was it built",
        "Since when is it?",
        "A dam broke. When will it be mended?",
    ],
)
def test_questions_for_a_time(question: str) -> None:
    """When, or a stretch of the calendar."""
    assert kind(question) is is_time


@pytest.mark.parametrize(
    "question",
    [
        "How did it end?",
        "Who came?",
        "When the dam broke, who fled?",
        "When it is cold, what freezes?",
        "Who knows when it opens?",
        "Which century-old dam broke?",
    ],
)
def test_other_questions(question: str) -> None:
    """How long may be until spring."""
    assert kind(question) is anything
    assert kind(question)("the old dam")


@pytest.mark.parametrize(
    "text", ["at least 20", "several hundred people", "$3", "none", "it doubled"]
)
def test_amounts(text: str) -> None:
    """A digit, or a word for a number."""
    assert is_amount(text)


@pytest.mark.parametrize("text", ["the old dam", "Ana Prado", "near Brindle", "someone"])
def test_what_is_no_amount(text: str) -> None:
    """Not even where a number's letters stand in a word."""
    assert not is_amount(text)


@pytest.mark.parametrize(
    "text",
    ["1931", "on Friday", "two years ago", "after the vote", "the 1850s", "next month", "at dawn"],
)
def test_times(text: str) -> None:
    """A figure, or a word of time."""
    assert is_time(text)


@pytest.mark.parametrize("text", ["five years", "6 months old", "the harbour dam", "Covid-19"])
def test_what_is_no_time(text: str) -> None:
    """Neither a length of time, nor a figure in a name."""
    assert not is_time(text)


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("Which country won?", is_land),
        ("In what European countries is it sold?", is_land),
        ("What is the team's new name?", is_name),
        ("What was the singer's real name?", is_name),
        ("What is the name of the gunman?", is_name),
        ("What is the name of Ana's first book?", is_name),
        ("Which oil company reported a profit?", is_body),
        ("What city hosted the games?", is_body),
        ("Which party does the mayor belong to?", is_no_country),
        ("Which country music is played?", anything),
        ("What did the company sell?", anything),
        ("What happened to the cities?", anything),
        ("What was the name of the method?", anything),
        ("What can the author not do?", anything),
        ("What killed singer Ana Prado?", anything),
        ("What prevents poor countries from buying?", anything),
        ("What company executive resigned?", anything),
        ("Which company's home country banned it?", anything),
        ("Which party to the conflict refused?", anything),
        ("Which third party brokered it?", anything),
        ("What was the reason for the new name?", anything),
        ("What Norland company made it?", is_body),
    ],
)
def test_questions_for_a_name(question: str, fits: object) -> None:
    """Of a place, a company or a person, where the noun is what is asked for."""
    assert kind(question) is fits


def test_names() -> None:
    """A capital or a figure; a country is no company."""
    assert is_name("7th Arrondissement")
    assert is_name("Úrsula")
    assert not is_name("a surtax")
    assert not is_name("The teenage gunman")
    assert is_name("In The Hague")
    assert is_name("No country")
    assert is_name("country")
    assert not is_name("country roads")
    assert is_body("Brindle")
    assert not is_body("Italy")
    assert not is_body("the pier")
    assert not is_no_country("the United States")
    assert is_no_country("the left")
    assert is_body("Singapore")
    assert is_no_country("Italy's League")


def test_states_are_neither_cities_nor_countries() -> None:
    """But those that others are named like may be."""
    assert kind("Which city has the oldest parade?") is is_body
    assert kind("Which country has the oldest parade?") is is_land
    for told in (is_body, is_land):
        assert not told("Texas")
        assert told("Galveston, Texas")
        assert told("New York")
    assert kind("Which university lost?")("Texas")
    assert is_land("Georgia")
    assert is_land("the Netherlands")
