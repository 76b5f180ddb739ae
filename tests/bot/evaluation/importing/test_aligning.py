"""Offsets of a text in the article that was made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.importing.aligning import Alignment, visible
from corpus.formats.draft import UnreadableError
from corpus.formats.jsonl import draft


@pytest.mark.parametrize(
    ("before", "after", "quote", "found"),
    [
        ("The dike held.", "The dike held.", "dike", "dike"),
        ("  The dike\n\nheld.  ", "The dike\nheld.", "dike\n\nheld", "dike\nheld"),
        ("ORSTA (Post) – The dike held.", "The dike held.", "dike", "dike"),
        ("ORSTA (Post) – The dike held.", "The dike held.", "Post) – The dike", "The dike"),
        ("A dike.\nRead more", "A dike.", "dike.\nRead", "dike."),
        ("A \x1b dike.", "A  dike.", "\x1b dike", "dike"),
        ("One one one.\r\nOne one.", "One one one.\nOne one.", "\r\nOne", "One"),
    ],
)
def test_a_stretch_is_found_again(before: str, after: str, quote: str, found: str) -> None:
    """What the article has of it, without white space around."""
    start = before.index(quote)
    place = Alignment(before, after).place(start, start + len(quote))
    assert place is not None
    assert after[slice(*place)] == found


def test_a_stretch_that_is_left_out_is_nowhere() -> None:
    """A dateline is no part of the article."""
    assert Alignment("ORSTA (Post) – It held.", "It held.").place(0, 5) is None


def test_another_text_is_refused() -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="tidied"):
        Alignment("The dike held.", "The dyke held.")


@given(st.text(max_size=200), st.data())
def test_any_stretch_of_any_text_keeps_its_visible_characters(
    text: str, data: st.DataObject
) -> None:
    """But for what stood in lines that reading leaves out at both ends."""
    try:
        article = draft({"text": text}).text
    except UnreadableError:
        return
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Alignment(text, article).place(start, end)
    if place is not None:
        assert visible(article[slice(*place)])[1] in visible(text[start:end])[1]
