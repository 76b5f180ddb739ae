"""Which questions lean on the article that was last cited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.leaning import Leaning, leaning
from bot.question import Question, Turn
from corpus.article import Article

TEXT = "The ferry Rune sank on Monday, the Almo Line said. The company is based in Vik."


@pytest.fixture
def on(article: Callable[..., Article]) -> Callable[..., Leaning | None]:
    """What a question leans on after one that was answered from an article."""
    sunk = article(TEXT, title="Ferry sinks")

    def asked(question: str, *, cited: bool = True) -> Leaning | None:
        before = Turn("When did the Rune sink?", TEXT, "Monday", (sunk.id,) if cited else ())
        return leaning(Question(question, history=(before,)), {sunk.id: sunk}.__getitem__)

    return asked


@pytest.mark.parametrize("question", ["How big was the ferry?", "When was the ferry built?"])
def test_what_points_to_the_article_leans_firmly(
    on: Callable[..., Leaning | None], question: str
) -> None:
    """It names nothing by which another could be found."""
    found = on(question)
    assert found is not None
    assert found.firmly


@pytest.mark.parametrize(
    "question", ["Where did it sink?", "How many died in the earthquake?", "Who died?"]
)
def test_what_may_be_asked_of_others_leans_a_little(
    on: Callable[..., Leaning | None], question: str
) -> None:
    """Made whole with a name, or of something that the article has not."""
    found = on(question)
    assert found is not None
    assert not found.firmly


@pytest.mark.parametrize("question", ["What did the Rune carry?", "Where is Vik?"])
def test_what_the_article_names_may_be_asked_of_it(
    on: Callable[..., Leaning | None], question: str
) -> None:
    """A little: another may answer better."""
    found = on(question)
    assert found is not None
    assert not found.firmly


@pytest.mark.parametrize("question", ["Who is Per Holm?", "Thanks. Now the weather?"])
def test_what_stands_alone_does_not_lean(on: Callable[..., Leaning | None], question: str) -> None:
    """A name of its own; more than one sentence."""
    assert on(question) is None


def test_nothing_leans_where_nothing_was_cited(on: Callable[..., Leaning | None]) -> None:
    """Declined, or told by a caller who has no ids."""
    assert on("How big was the ferry?", cited=False) is None


def test_nothing_leans_on_an_article_that_is_gone() -> None:
    """It may have been removed since."""
    before = Turn("When did the Rune sink?", TEXT, "Monday", ("gone",))
    asked = Question("How big was the ferry?", history=(before,))
    assert leaning(asked, {}.__getitem__) is None


def test_the_article_is_shown_behind_the_question(article: Callable[..., Article]) -> None:
    """By its title, cut between words."""
    long = article(TEXT, title="Ferry sinks " * 9)
    assert Leaning(article(TEXT, title="Ferry sinks"), True).shown("Where is it based?") == (
        "Where is it based (in “Ferry sinks”)?"
    )
    assert Leaning(long, True).shown("Why?") == f"Why (in “{'Ferry sinks ' * 4}Ferry sinks…”)?"
