"""The text around citations and evidence, which rows keep."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.excerpts import AROUND, excerpts, windows
from bot.evaluation.places import Places
from bot.evaluation.running import run

WORDS = "word " * 400


def test_an_excerpt_leads_up_to_its_mark_and_on_from_it():
    """At most 300 characters on either side, cut at blanks."""
    assert windows(WORDS, [(1000, 1004)]) == [(700, 1304)]
    assert windows(WORDS, [(1001, 1004)]) == [(705, 1304)]
    assert windows(WORDS, [(0, 4)]) == [(0, 304)]
    assert windows(WORDS, [(1995, 2000)]) == [(1695, 2000)]


def test_close_marks_share_an_excerpt():
    """Far ones do not; a mark outside the text has none."""
    assert windows(WORDS, [(1000, 1004), (500, 504)]) == [(200, 1304)]
    assert windows(WORDS, [(0, 4), (1995, 2000)]) == [(0, 304), (1695, 2000)]
    assert windows(WORDS, [(1999, 2001), (-1, 4), (7, 7)]) == []


def test_of_a_long_mark_only_so_much_is_kept():
    """Evidence may be a whole article."""
    text = WORDS * 5
    assert windows(text, [(0, len(text))]) == [(0, 3299)]


@given(st.text(max_size=1500), st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 1500))))
def test_windows_hold_every_mark_and_do_not_overlap(text, stretches):
    """Of any text; none is longer than its marks need."""
    found = windows(text, stretches)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    for start, end in stretches:
        if 0 <= start < end <= len(text):
            (window,) = [one for one in found if one[0] <= start and end <= one[1]]
            assert window[1] - window[0] <= sum(e - s + 2 * AROUND for s, e in stretches if s < e)


def test_an_excerpt_says_where_it_is_from(shelf):
    """Its text is the article's between its offsets."""
    (one,) = excerpts(Places(shelf), [("aa", 0, 4), ("aa", 23, 37)])
    assert one["text"] == shelf.article("aa").text[one["start"] : one["end"]]
    assert (one["article_id"], one["title"], one["length"]) == ("aa", "Orsta", 59)


def test_a_row_keeps_what_was_expected_and_the_text_around_it(case, chain, shelf):
    """So that a report needs nothing but rows."""
    (row,) = run([case()], chain, shelf)
    piece = {"article_id": "aa", "start": 0, "end": 22, "text": "Mira Dahl leads Orsta."}
    assert row.gold["evidence"] == [piece]
    assert row.gold["answers"] == ["Mira Dahl"]
    assert row.excerpts[0]["text"] == shelf.article("aa").text


def test_a_failed_row_keeps_the_quote(case, chain, shelf):
    """Where it stands was not looked up."""
    (row,) = run([case(question="crash")], chain, shelf)
    piece = {"article_id": "aa", "start": None, "end": None, "text": "Mira Dahl leads Orsta."}
    assert (row.gold["evidence"], row.excerpts) == ([piece], [])
