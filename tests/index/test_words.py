"""What a question becomes for the full-text search."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.library import Library
from index.words import full_text_query


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who urged de-escalation?", '"urged" OR "de" OR "escalation"'),
        ("Storm, storm!", '"storm"'),
        ("Who is it?", '"who" OR "is" OR "it"'),
        ("NEAR AND NOT", '"near" OR "not"'),
        ("?!…", ""),
        ("", ""),
    ],
)
def test_words_are_quoted_and_joined_by_or(question: str, expected: str) -> None:
    """Stop words go, unless there is nothing else; nothing is syntax."""
    assert full_text_query(question) == expected


@settings(max_examples=100, deadline=None)
@given(question=st.text())
def test_no_question_is_an_error(question: str) -> None:
    """SQLite accepts what is made of any text."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE w USING fts5 (t, tokenize = 'porter unicode61')")
        query = full_text_query(question)
        if query:
            connection.execute("SELECT * FROM w WHERE w MATCH ?", (query,)).fetchall()


def test_a_question_of_a_thousand_words_is_searched(library: Library) -> None:
    """The longest question that is let in works."""
    assert library.lexical(" ".join(f"w{i}" for i in range(1000)), 5) == []
