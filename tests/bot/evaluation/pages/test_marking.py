"""Excerpts cut at the edges of their marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.pages.marking import Piece, pieces

STRETCH = st.tuples(st.integers(0, 40), st.integers(0, 40))


def test_a_citation_and_evidence_that_overlap():
    """Three pieces between two plain ones; a number stands where its citation ends."""
    assert pieces("abcdefgh", 10, {1: (11, 15)}, [(13, 17)]) == [
        Piece("a"),
        Piece("bc", (1,)),
        Piece("de", (1,), (1,), gold=True, begins=True),
        Piece("fg", gold=True),
        Piece("h"),
    ]


def test_citations_of_the_same_words():
    """Both numbers, rising."""
    (piece,) = pieces("abc", 0, {2: (0, 3), 1: (0, 3)}, [])
    assert (piece.cited, piece.ends) == ((1, 2), (1, 2))


def test_marks_outside_the_excerpt_are_cut_off():
    """Or left out, where they lie in another one."""
    assert pieces("abc", 10, {1: (0, 3), 2: (9, 11)}, [(12, 14), (13, 20)]) == [
        Piece("a", (2,), (2,)),
        Piece("b"),
        Piece("c", gold=True, begins=True),
    ]


@given(st.text(max_size=30), st.integers(0, 10), st.lists(STRETCH), st.lists(STRETCH))
def test_the_pieces_are_the_text(text, at, cited, gold):
    """Nothing is lost or doubled, and every citation within ends once."""
    citations = dict(enumerate(cited, 1))
    found = pieces(text, at, citations, gold)
    assert "".join(one.text for one in found) == text
    within = [n for n, (s, e) in citations.items() if max(s, at) < min(e, at + len(text))]
    assert sorted(n for one in found for n in one.ends) == within
