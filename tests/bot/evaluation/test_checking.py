"""Whether cases are what they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.checking import KINDS, Finding, check
from corpus.article import Article
from corpus.errors import InputError

TEXT = "Mira Dahl leads Orsta. The dike held, she said. Ferries sailed again."
ARTICLES = {"aa": Article("aa", "Orsta", TEXT)}


def case(**known: Any) -> dict[str, Any]:
    """Who leads Orsta, unless told otherwise."""
    usual = {
        "id": "lead",
        "question": "Who leads Orsta?",
        "answers": ["Mira Dahl"],
        "evidence": [{"article_id": "aa", "quote": "Mira Dahl leads Orsta."}],
    }
    return usual | known


@pytest.fixture
def checked(tmp_path: Path) -> Callable[..., list[Finding]]:
    """Checks lines: objects, or text as it is."""

    def make(*lines: Any) -> list[Finding]:
        path = tmp_path / "cases.jsonl"
        text = [one if isinstance(one, str) else json.dumps(one) for one in lines]
        path.write_text("\n".join(text))
        return check(path, ARTICLES.__getitem__)

    return make


def at(start: int, end: int, **known: Any) -> dict[str, Any]:
    """Evidence by offsets."""
    return {"article_id": "aa", "start": start, "end": end} | known


@pytest.mark.parametrize(
    "good",
    [
        case(),
        case(evidence=[at(0, 9)]),
        case(evidence=[at(0, 9, quote="Mira Dahl")]),
        case(evidence=[{"article_id": "aa", "whole": True}]),
        case(answers=["yes", "nowhere in it"]),
        case(answers=["nowhere in it", "Dahl leads"]),
        case(answers=["the Mira  DAHL"]),
        case(answers=["err"], evidence=[at(48, 55)]),
        case(answers=["Mira Dahl"], evidence=[]),
        case(answers=[], unanswerable=True, evidence=[]),
        case(answers=[], evidence=[at(0, 9)]),
        case(speaker="Mira Dahl", answers=["The dike held"], evidence=[at(23, 30)]),
    ],
)
def test_a_good_case_is_clean(checked: Callable[..., list[Finding]], good: dict[str, Any]) -> None:
    """Evidence of all kinds; of several answers one must stand there; "yes" need not."""
    assert checked(good) == []


@pytest.mark.parametrize(
    ("bad", "kind", "said"),
    [
        ("nonsense", "malformed", "not JSON"),
        ("[1]", "malformed", "dict"),
        ('{"id": "lead"}', "malformed", "question"),
        (case(schema_version=2), "malformed", "schema_version"),
        (case(unanswerable=True), "answered-unanswerable", "one of the two"),
        (case(evidence=[{"article_id": "bb", "quote": "x"}]), "unknown-article", "'bb'"),
        (case(evidence=[{"article_id": "aa", "quote": "x y"}]), "quote-missing", "'x y'"),
        (case(evidence=[{"article_id": "aa", "quote": ""}]), "quote-missing", "''"),
        (case(evidence=[at(0, 900)]), "offsets-outside", "0–900"),
        (case(evidence=[at(1, 10, quote="Mira Dahl")]), "offsets-differ", "'ira Dahl '"),
        (case(evidence=[at(23, 30)]), "answer-missing", "'Mira Dahl'"),
        (case(answers=["Mir Dahl"]), "answer-missing", "'Mir Dahl'"),
        (case(answers=[], items=[["Mira Dahl"], ["Ola Vik"]]), "answer-missing", "'Ola Vik'"),
        (case(speaker="Ola Vik"), "speaker-missing", "'Ola Vik'"),
    ],
)
def test_what_is_wrong_is_named(
    checked: Callable[..., list[Finding]], bad: Any, kind: str, said: str
) -> None:
    """By its line and kind, once."""
    (found,) = checked("", bad)
    assert (found.line, found.kind) == (2, kind)
    assert said in found.said
    assert kind in KINDS


def test_duplicates_are_told_apart_by_day_and_turns(checked: Callable[..., list[Finding]]) -> None:
    """The same question on another day, or in another conversation, is another question."""
    turn = {"question": "Who is Mira Dahl?", "answer": "The mayor."}
    found = checked(
        case(),
        case(id="b", question="who leads  Orsta"),
        case(id="c", asked="2025-03-04"),
        case(id="d", history=[turn]),
        case(question="Who leads it?"),
    )
    assert [(one.line, one.kind) for one in found] == [
        (2, "duplicate-question"),
        (5, "duplicate-id"),
    ]
    assert "line 1" in found[0].said


def test_a_file_of_nothing_is_bad_input(checked: Callable[..., list[Finding]]) -> None:
    """A check of nothing would look clean."""
    with pytest.raises(InputError, match="no case in it"):
        checked("")
