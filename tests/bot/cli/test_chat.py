"""`newscite chat`."""

from __future__ import annotations

import io
import sys

import pytest


@pytest.fixture
def typing(monkeypatch):
    """Let lines be piped in."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_piped_questions_are_answered_until_the_end(run, chain, typing):
    """Blank lines are passed over."""
    typing("Is the pier sound?\n\nWho won?\n")
    result = run("chat")
    assert result.code == 0
    assert "Ilse Roth" in result.out
    assert "The articles do not say." in result.out


def test_each_question_is_heard_with_those_before(run, chain, typing):
    """The conversation is passed on, oldest first."""
    typing("Is the pier sound?\nWho won?\nWhy?")
    run("chat")
    assert [len(question.history) for question in chain.asked] == [0, 1, 2]
    assert chain.asked[2].history[1].answer == "The articles do not say."


def test_exit_leaves(run, chain, typing):
    """What follows is not asked."""
    typing("exit\nWho won?\n")
    assert run("chat").code == 0
    assert not chain.asked


def test_a_question_that_is_too_long_is_said_and_passed_over(run, chain, typing):
    """The conversation goes on; a script hears of it by exit 3."""
    typing("x" * 2001 + "\nWho won?\n")
    result = run("chat")
    assert result.code == 3
    assert "2,000" in result.err
    assert [question.text for question in chain.asked] == ["Who won?"]


def test_only_some_articles_can_be_asked_all_along(run, chain, typing):
    """As with `ask`."""
    typing("Who won?\nWhy?\n")
    run("chat", "--publisher", "Harbour Post")
    assert [one.scope.publishers for one in chain.asked] == [frozenset({"Harbour Post"})] * 2
