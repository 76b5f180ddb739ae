"""What a model is shown: passages by rank, whole sentences, between fences of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from bot.composing import Read
from bot.generating.prompting import Prompt, prompt
from bot.reading.reader import Reading
from corpus.article import Article
from index.passage import Hit, Passage

TEXT = "One came. Two left at noon. Three stayed on. Four slept well. Five sang."
ARTICLE = Article("a" * 16, "Counting", TEXT, publisher="Almo Post")


def read(start: int, end: int) -> Read:
    """A passage of the article."""
    return Read(Hit(Passage(ARTICLE.id, start, end, TEXT[start:end]), 1.0), Reading((), 0.0))


def asked(*passages: tuple[int, int], most: int = 1_000) -> Prompt:
    """The prompt over some passages of the article, best first."""
    some = [read(*one) for one in passages]
    return prompt("Who\ncame?", some, lambda _: ARTICLE, most)


def test_ids_are_new_each_time() -> None:
    """Nobody who writes an article can know them."""
    first, second = (asked((0, len(TEXT))).shown[0].id for _ in range(2))
    assert re.fullmatch(r"[0-9a-f]{8}", first)
    assert first != second


def test_passages_stand_between_fences_and_the_question_behind_them() -> None:
    """With what is known of the article."""
    made = asked((0, 9))
    name = made.shown[0].id
    fenced = f"<<<passage {name}\n(Counting, Almo Post)\nOne came.\n<<<end {name}"
    assert made.asked == f"{fenced}\n\nQuestion: Who came?"


def test_no_sentence_is_shown_twice() -> None:
    """Passages overlap; the better one keeps what they share."""
    made = asked((0, 27), (10, 44))
    assert [one.text for one in made.shown] == ["One came. Two left at noon.", "Three stayed on."]


@given(st.integers(0, 200))
def test_it_is_cut_by_rank_and_never_within_a_sentence(most: int) -> None:
    """What is shown fits, begins with the best, and ends with a full stop."""
    made = asked((45, len(TEXT)), (0, 44), most=most)
    texts = [one.text for one in made.shown]
    assert sum(map(len, texts)) <= most
    assert all(text.endswith(".") for text in texts)
    assert not texts or texts[0].startswith("Four slept")


def test_offsets_are_the_articles(article: Callable[..., Article]) -> None:
    """As everywhere."""
    for one in asked((10, 27), (45, 61)).shown:
        assert ARTICLE.text[one.start : one.end] == one.text
