"""Answers to export: one with two quotes, one that declines, and one made of hostile text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answer import Answer, Citation, Claim, Span
from corpus.article import Article, article_id

TEXT = (
    "The ferry to Lonna sailed again on Monday.\n“The pier is sound,” said Ilse Roth.\n"
    "The bloc pays for it."
)


def article_of_text(text: str, title: str = "Ferry to Lonna resumes", source: str = "ferry.txt"):
    """An article with its id."""
    return Article(
        article_id(source, text),
        title,
        text,
        publisher="Harbour Post",
        published=date(2021, 3, 1),
        source=source,
    )


@pytest.fixture
def ferry() -> Article:
    """An article."""
    return article_of_text(TEXT)


@pytest.fixture
def answered(ferry: Article) -> Answer:
    """Two sentences of it."""
    second = ferry.text.index("“")
    end = ferry.text.rindex("\n")
    quotes = (
        Citation.of(ferry, second, end, "Ilse Roth"),
        Citation.of(ferry, 0, ferry.text.index("\n")),
    )
    span = Span.of(ferry, ferry.text.index("Ilse"), end - 1)
    return Answer(
        "Who called the pier sound?",
        "Who called the pier sound?",
        claims=tuple(Claim(one.quote, (one,)) for one in quotes),
        short_answer="Ilse Roth",
        spans=(span,),
        confidence=0.9,
        abstained=False,
    )


@pytest.fixture
def declined() -> Answer:
    """No answer, to a follow-up."""
    return Answer("And he?", "And Ilse Roth?")


@pytest.fixture
def about(answered: Answer):
    """Makes an answer whose every text is the one given: `about(text)`."""

    def make(text: str) -> Answer:
        article = article_of_text(text, text, text[:20])
        quote = replace(Citation.of(article, 0, len(text), text), publisher=text)
        return replace(
            answered,
            question=text,
            understood=text + " x",
            claims=(Claim(f"Yes: {text}", (quote,)),),
            short_answer=text + "!",
        )

    return make
