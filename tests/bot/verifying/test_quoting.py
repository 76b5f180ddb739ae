"""Where quoted words stand: exactly, by alignment, or nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verifying.quoting import find

TEXT = (
    "He said: “We won’t surrender,” the 45-year-old general told The Post on Friday, "
    "after 3 days of heavy fighting in the outskirts of Tripoli."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the 45-year-old general", "the 45-year-old general"),
        ('"We won\'t surrender"', "We won’t surrender"),
        ("WE WON’T  surrender", "We won’t surrender"),
        ("told The Post on Friday after 3 days", "told The Post on Friday, after 3 days"),
        ("told The Post … fighting", "told The Post on Friday, after 3 days of heavy fighting"),
        ("told the Post [...] Tripoli.", TEXT[TEXT.index("told") :]),
        (
            "after 3 days of the heavy fighting in the outskirts of Tripoli",
            "after 3 days of heavy fighting in the outskirts of Tripoli",
        ),
    ],
)
def test_words_are_found_whatever_their_marks(quote: str, found: str) -> None:
    """As the text has them."""
    place = find(quote, TEXT)
    assert place is not None
    assert TEXT[slice(*place)].rstrip(".") == found.rstrip(".")


@pytest.mark.parametrize(
    "quote",
    [
        "We will surrender",
        "after 4 days of heavy fighting in the outskirts of Tripoli",
        "after 3 days of no heavy fighting in the outskirts of Tripoli",
        "the old general",
        "fighting … told The Post",
        "rrende",
        "",
        "…",
        "“”",
        "he said nothing of that kind at all on Friday in Tripoli",
    ],
)
def test_words_that_do_not_stand_there_are_not_found(quote: str) -> None:
    """Another number or a "not" is never a slip."""
    assert find(quote, TEXT) is None


@given(st.text(), st.text())
def test_whatever_is_found_lies_in_the_text(quote: str, text: str) -> None:
    """Any quote, any text."""
    place = find(quote, text)
    assert place is None or 0 <= place[0] < place[1] <= len(text)


@given(st.data())
def test_a_run_of_words_is_found_where_it_is(data: st.DataObject) -> None:
    """Of any text of words."""
    words = data.draw(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote, text = " ".join(words[first:last]), " ".join(words)
    place = find(quote, text)
    assert place is not None
    assert text[slice(*place)] == quote
