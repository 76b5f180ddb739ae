"""`newscite cases from-feedback`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.feedback import Feedback, FeedbackStore


@pytest.fixture
def store(library, tmp_path):
    """The ratings of the library."""
    return FeedbackStore.beside(tmp_path / "library")


@pytest.fixture
def liked(chain):
    """An answer that somebody liked."""
    return Feedback("one", "up", chain.invoke("Who called the pier sound?"), date(2025, 3, 4))


def test_its_cases_pass_the_check(run, store, liked, chain, tmp_path):
    """Those that have what is right."""
    store.give(liked)
    store.give(Feedback("two", "up", chain.invoke("Who won?"), date(2025, 3, 4)))
    out = tmp_path / "cases.jsonl"
    result = run("cases", "from-feedback", "--out", str(out))
    assert (result.code, result.out) == (0, f"2 cases: {out}\n")
    checked = run("cases", "check", str(out))
    assert (checked.code, checked.out) == (0, "")


def test_what_gives_no_case_is_told(run, store, liked, tmp_path):
    """Exit 3."""
    store.give(replace(liked, rating="down"))
    result = run("cases", "from-feedback", "--out", str(tmp_path / "cases.jsonl"))
    assert (result.code, result.out.split()[0]) == (3, "0")
    assert "left out: 'Who called the pier sound?'" in result.err


def test_no_rating_is_bad_input(run, unopened, tmp_path):
    """It says where they come from, and writes nothing."""
    result = run("cases", "from-feedback", "--out", str(tmp_path / "cases.jsonl"))
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "newscite serve" in result.err
    assert not Path(tmp_path / "cases.jsonl").exists()
