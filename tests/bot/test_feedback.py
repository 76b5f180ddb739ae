"""The store of ratings: what is kept, replaced, withdrawn and refused."""

from __future__ import annotations

import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import date
from threading import Thread

import pytest

from bot.answer import Answer, Citation, Claim, Span
from bot.feedback import Feedback, FeedbackStore
from bot.question import Turn
from corpus.errors import InputError, NewsciteError


@pytest.fixture
def store(tmp_path):
    """The store of a library that is not there yet."""
    return FeedbackStore.beside(tmp_path / "data" / "library")


@pytest.fixture
def liked(article):
    """A rating of an answer."""
    one = article("The pier is sound, said Ilse Roth.")
    claim = Claim(one.text, (Citation.of(one, 0, len(one.text), "Ilse Roth"),))
    span = Span.of(one, 24, 33)
    answer = Answer("Who?", "Who said so?", (claim,), "Ilse Roth", (span,), abstained=False)
    return Feedback("one", "up", answer, date(2025, 3, 4), (Turn("Is it?", "Yes."),))


def test_a_rating_is_kept_with_its_answer(store, liked):
    """Beside the library, for its owner only."""
    store.give(liked)
    (kept,) = store.all()
    assert store.file.name == "library-feedback.sqlite"
    assert (kept.key, kept.rating, kept.asked) == ("one", "up", date(2025, 3, 4))
    assert kept.history == (Turn("Is it?", "Yes."),)
    assert kept.answer["short_answer"] == "Ilse Roth"
    assert "hits" not in kept.answer
    if sys.platform != "win32":
        assert stat.S_IMODE(store.file.stat().st_mode) == 0o600


def test_a_later_rating_of_an_answer_replaces_the_earlier(store, liked):
    """Whoever changes their mind is counted once."""
    store.give(liked)
    store.give(replace(liked, rating="down", reason="wrong", note="No.", expected="Mira"))
    assert [(k.rating, k.reason, k.note, k.expected) for k in store.all()] == [
        ("down", "wrong", "No.", "Mira")
    ]


def test_a_rating_is_withdrawn(store, liked):
    """One that is not there is no harm."""
    store.withdraw("one")
    assert not store.file.exists()
    store.give(liked)
    store.withdraw("two")
    store.withdraw("one")
    assert store.all() == []


def test_no_ratings_are_none(store):
    """Reading makes no file."""
    assert store.all() == []
    assert not store.file.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "dull"},
        {"rating": "sideways"},
        {"note": "x" * 2001},
        {"expected": "x" * 2001},
        {"key": ""},
        {"key": "x" * 101},
    ],
)
def test_what_should_not_be_kept_is_refused(store, liked, change):
    """In a line, and nothing is written."""
    with pytest.raises(InputError):
        store.give(replace(liked, **change))
    assert not store.file.exists()


def test_there_is_room_for_so_many(store, liked, monkeypatch):
    """One that is there may still be changed."""
    monkeypatch.setattr("bot.feedback.MOST_KEPT", 1)
    store.give(liked)
    store.give(replace(liked, rating="down"))
    with pytest.raises(InputError, match="from-feedback"):
        store.give(replace(liked, key="two"))


def test_many_may_rate_at_once(store, liked):
    """None is lost."""
    threads = [
        Thread(target=store.give, args=(replace(liked, key=f"{n}"),), daemon=True)
        for n in range(16)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert len(store.all()) == 16


def test_text_that_is_no_unicode_is_kept_all_the_same(store, liked):
    """A lone surrogate, as JSON may bring one, is replaced."""
    store.give(replace(liked, note="a\ud800b", answer=replace(liked.answer, question="\ud800?")))
    assert store.all()[0].note == "a?b"
    assert store.all()[0].answer["question"] == "\ud800?"


@pytest.mark.parametrize("content", [b"no database at all, but text of some length", None])
def test_a_file_that_cannot_be_used_is_one_line(store, liked, content):
    """Damaged, or of a version to come."""
    store.file.parent.mkdir()
    if content is None:
        with sqlite3.connect(store.file) as database:
            database.execute("PRAGMA user_version = 2")
    else:
        store.file.write_bytes(content * 100)
    for action in (store.all, lambda: store.give(liked)):
        with pytest.raises(NewsciteError, match="library-feedback") as error:
            action()
        assert "\n" not in str(error.value)
