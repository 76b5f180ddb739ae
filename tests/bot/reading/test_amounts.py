"""An amount is asked for, and answered by one."""

import pytest

from bot.reading.amounts import asks_amount, is_amount


@pytest.mark.parametrize(
    "question", ["How many came?", "By how much did it fall?", "How far is it?"]
)
def test_questions_for_an_amount(question: str) -> None:
    """Wherever in the question."""
    assert asks_amount(question)


@pytest.mark.parametrize("question", ["How did it end?", "How long will it take?", "Who came?"])
def test_other_questions(question: str) -> None:
    """How long may be until spring."""
    assert not asks_amount(question)


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
