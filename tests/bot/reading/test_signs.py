"""What speaks for a candidate."""

import math

import pytest

from bot.reading.reader import Found, Reading
from bot.reading.signs import read_signs, signs_of
from index.passage import Hit, Passage

TEXT = "Oslo urged calm. The port of Bern closed.\nRome waits."


def candidate(words: str, score: float) -> Found:
    """Some words of the text as a candidate."""
    at = TEXT.index(words)
    return Found(at, at + len(words), score)


def test_the_margin_is_over_no_answer() -> None:
    """Each candidate's own score over that of its passage."""
    reading = Reading((candidate("Oslo", 3.0), candidate("Bern", 2.0)), 1.0)
    made = [signs for _, signs in signs_of("Which port closes?", TEXT, reading)]
    assert [one.margin for one in made] == [2.0, 1.0]


def test_a_candidate_over_two_sentences_is_none() -> None:
    """The claim is one sentence, and the short answer stands in it."""
    reading = Reading((candidate("closed.\nRome", 3.0), candidate("Rome", 2.0)), 0.0)
    assert [found.score for found, _ in signs_of("Who waits?", TEXT, reading)] == [2.0]


def test_an_amount_is_no_name() -> None:
    """Where one is asked for, other candidates are none."""
    reading = Reading((candidate("Rome", 3.0), candidate("Bern", 2.0)), 0.0)
    assert signs_of("How many waited?", TEXT, reading) == []


def test_how_a_passage_was_found_speaks_for_its_candidates_too() -> None:
    """The share of the best hit's score, as a logarithm."""
    reading = Reading((Found(4, 8, 2.0),), 0.5)
    passage = Passage("a", 0, len(TEXT), TEXT)
    hits = [Hit(passage, 0.4), Hit(passage, 0.1)]
    first, second = (some[0][1] for some in read_signs("Which port?", hits, [reading] * 2))
    assert (first.found, second.found) == (0.0, pytest.approx(math.log(0.25)))
