"""Scores of short answers, on values worked out by hand."""

import pytest

from bot.evaluation.metrics import (
    best,
    contained,
    exact_match,
    set_f1,
    token_f1,
    verdicts,
    yes_no,
)
from bot.words import normalized


@pytest.mark.parametrize(
    ("text", "same"),
    [("The  U.S. army!", "us army"), ("an apple, a day", "apple day"), ("“war”", "war"), ("", "")],
)
def test_normalized(text: str, same: str) -> None:
    """Case, punctuation, articles and spaces do not count."""
    assert normalized(text) == same


@pytest.mark.parametrize(
    ("given", "gold", "f1"),
    [
        ("the old dam", "old dam", 1.0),
        ("dam of Prado", "dam", 0.5),
        ("red red dam", "red dam", 0.8),
        ("", "", 1.0),
        ("", "dam", 0.0),
        ("port", "dam", 0.0),
    ],
)
def test_token_f1(given: str, gold: str, f1: float) -> None:
    """Words shared, each as often as both have it."""
    assert token_f1(given, gold) == pytest.approx(f1)


def test_exact_match_is_after_normalisation() -> None:
    """An article and a full stop do not matter, another word does."""
    assert exact_match("The dam.", "dam") == 1.0
    assert exact_match("old dam", "dam") == 0.0


@pytest.mark.parametrize(
    ("given", "gold", "held"),
    [
        ("the old dam", "dam", 1.0),
        ("dam", "the old dam", 1.0),
        ("Russia", "US", 0.0),
        ("", "US", 0.0),
    ],
)
def test_contained_is_by_whole_words(given: str, gold: str, held: float) -> None:
    """So that Russia does not hold US."""
    assert contained(given, gold) == held


def test_best_takes_the_kindest_gold_answer() -> None:
    """And gives 0 without any."""
    assert best(exact_match, "dam", ["port", "the dam"]) == 1.0
    assert best(exact_match, "dam", []) == 0.0


@pytest.mark.parametrize(
    ("given", "f1"),
    [
        ("Orsta, Lonna", 1.0),
        ("Lonna and the town of Orsta", 1.0),
        ("Orsta", 2 / 3),  # 2·1 / (1 + 0 + 2)
        ("Orsta; Vik", 2 / 4),  # 2·1 / (1 + 1 + 2)
        ("Orsta, Orsta", 2 / 3),
        ("Lonna (Lonna Isle), Orsta", 1.0),
        ("Vik, Moen", 0.0),
        ("", 0.0),
    ],
)
def test_set_f1(given: str, f1: float) -> None:
    """2·found / (found + wrong + items); order and wording around do not count."""
    assert set_f1(given, [["Orsta"], ["Lonna Isle", "Lonna"]]) == pytest.approx(f1)


def test_an_item_may_hold_and_or_a_comma() -> None:
    """It is looked for before the answer is cut at them."""
    items = [["ports and ferries"], ["Orsta, Norway"]]
    assert set_f1("ports and ferries, Orsta, Norway", items) == 1.0


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Yes", "yes"), ("No, it did not.", "no"), ("Nobody", ""), ("It did", ""), ("", "")],
)
def test_yes_no(text: str, verdict: str) -> None:
    """The first word decides."""
    assert yes_no(text) == verdict


def test_verdicts_are_gold_answers_of_one_word() -> None:
    """Others beside them do not matter."""
    assert verdicts(["No.", "it never did", "no way"]) == {"no"}
