"""A small article, and a verifier whose head passes what the rules pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.verifying.head import Head
from bot.verifying.verifier import Source, Statement, Verdict, Verifier
from corpus.article import Article

TEXT = (
    "The port of Almo was closed on 4 March 2025 after a storm, officials said.\n"
    "“The pier is sound,” said Ida Quist, the harbour master. Repairs may cost 1,200 crowns.\n"
    "Mayor Per Holm did not say who would pay. The ferry to Vik carried 87 people in 2024."
)


@pytest.fixture
def harbour_news(article: Callable[..., Article]) -> Article:
    """The article."""
    return article(TEXT, title="Storm closes Almo", publisher="Almo Post")


@pytest.fixture
def checked(harbour_news: Article, new_encoder: type) -> Callable[..., Verdict]:
    """Checks a sentence against the article: `checked(text, quote, …)`."""
    verifier = Verifier(new_encoder(), head=Head({"strangers": -20.0, "speaker": -20.0}, 9.0, 0.5))
    source = Source(harbour_news, 0, len(TEXT))

    def check(text: str, *quotes: str) -> Verdict:
        return verifier.invoke(Statement(text, (source,), quotes))

    return check
