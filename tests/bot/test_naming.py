"""Whom a question names, and articles that never speak of them."""

import pytest

from bot.naming import names, speaks_of
from corpus.article import Article

ARTICLE = Article(
    "a",
    "Nepal’s fair",
    "Maria Skłodowska visited the LGBT fair. The Bureau of Labor was shut; so was the White House.",
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("When did Haftar become a citizen?", [{"haft"}]),
        ("What did Antonio Guterres' spokesman say?", [{"anto", "guter"}]),
        ("Who runs the Bureau of Labor Statistics?", [{"bure", "labo", "statist"}]),
        ("Why did Macron call Merkel?", [{"macr"}, {"merk"}]),
        ("Who waits?", []),
        ("What did the UN say in March?", []),
        ("How many Americans came on Friday?", []),
        ("Prices rose. Supermarkets close. Which ones?", []),
        ("What Is The Capital Of Norland?", []),
        ("WHO LED NORLAND?", []),
    ],
)
def test_names_are_runs_of_words_with_capitals(question: str, found: list[set[str]]) -> None:
    """But not where a sentence begins, nor days, months and what is mostly written otherwise."""
    assert [set(name) for name in names(question)] == found


@pytest.mark.parametrize(
    ("question", "spoken_of"),
    [
        ("When did Skłodowska come?", True),
        ("When did Sklodowska come?", True),
        ("Where is the Nepalese fair?", True),
        ("Where is the LGBTQ fair?", True),
        ("Who runs the Bureau of Labor Statistics?", True),
        ("Why was the White House shut?", True),
        ("When did Haftar come?", False),
        ("When did Maria Skłodowska meet Haftar?", False),
    ],
)
def test_an_article_speaks_of_a_name_in_any_of_its_words_and_endings(
    question: str, spoken_of: bool
) -> None:
    """In its title too; of every name."""
    assert speaks_of(ARTICLE, names(question)) is spoken_of
