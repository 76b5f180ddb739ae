"""What other articles say makes an answer surer."""

import pytest

from bot.candidates import Candidate, corroborated

REPORT = "A gale tore the roof off the hall of Almo, and the mayor, Ida Quist, had it closed."
PASSAGES = {
    "a": REPORT,
    "b": "Ida Quist closed the hall after the gale.",
    "c": REPORT.replace("gale", "storm"),
    "d": "In Brena, Tom Brandt closed a bridge.",
}
ASKED = "Who closed the hall of Almo?"


def candidate(article_id: str, words: str, confidence: float) -> Candidate:
    """Some words of a passage as a candidate."""
    at = PASSAGES[article_id].index(words)
    return Candidate(article_id, at, at + len(words), confidence, words)


def surest(*ranked: Candidate) -> list[tuple[str, float]]:
    """The articles of the candidates, with how sure they are then."""
    made = corroborated(ranked, PASSAGES, ASKED)
    return [(one.article_id, pytest.approx(one.confidence)) for one in made]


def test_two_articles_that_say_the_same_are_wrong_only_together() -> None:
    """So they outdo one that is surer by itself."""
    found = surest(
        candidate("d", "Tom Brandt", 0.6),
        candidate("a", "Ida Quist", 0.5),
        candidate("b", "Ida Quist", 0.4),
    )
    assert found == [("a", 0.7), ("b", 0.7), ("d", 0.6)]


def test_a_copy_is_no_second_witness() -> None:
    """Wire text with another word in it."""
    found = surest(candidate("a", "Ida Quist", 0.5), candidate("c", "Ida Quist", 0.4))
    assert found == [("a", 0.5), ("c", 0.4)]


def test_the_questions_own_words_gain_nothing() -> None:
    """Every article about it has them."""
    found = surest(candidate("a", "the hall of Almo", 0.5), candidate("b", "the hall", 0.4))
    assert found == [("a", 0.5), ("b", 0.4)]


def test_the_same_article_is_one_witness() -> None:
    """However often it says so."""
    words = candidate("a", "Ida Quist", 0.5)
    found = surest(words, candidate("a", "Quist", 0.4))
    assert found == [("a", 0.5), ("a", 0.4)]
