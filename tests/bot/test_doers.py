"""Who speaks of a deed has not done it, nor is a title anybody."""

from __future__ import annotations

import pytest

from bot.claiming import Mention
from bot.doers import may_have_done
from corpus.article import Article


@pytest.mark.parametrize(
    ("question", "sentence", "name", "may"),
    [
        (
            "Who shot Rolf Ek?",
            "Ida Quist said she is appalled that Ek was shot.",
            "Ida Quist",
            False,
        ),
        ("Who shot Rolf Ek?", "“It is vile to shoot a man,” Ida Quist said.", "Ida Quist", False),
        ("Who shot Rolf Ek?", "Ida Quist said she shot him by mistake.", "Ida Quist", True),
        ("Who shot Rolf Ek?", "Ida Quist told the court that she is guilty.", "Ida Quist", True),
        ("Who shot Rolf Ek?", "Ida Quist told police he had shot Ek.", "Ida Quist", True),
        ("Who bombed Almo?", "Bodo said on Friday it bombed Almo.", "Bodo", True),
        ("Who killed Rolf Ek?", "Ida Quist, who stabbed Ek, said it hurts.", "Ida Quist", True),
        (
            "Who shot Rolf Ek?",
            "Ida Quist heard five gunshots near by.",
            "Ida Quist",
            False,
        ),
        ("Who bought Almo?", "The Ida Quist Almo deal is done.", "Ida Quist", True),
        ("Who shot Rolf Ek?", "The police said Jo Almo shot Ek.", "Jo Almo", True),
        ("Who shot Rolf Ek?", "Jo Almo shot Ek on Friday.", "Jo Almo", True),
        ("Who shot Rolf Ek?", "Former mayor Rolf Ek was shot by Jo Almo.", "Former mayor", False),
        ("Who shot Rolf Ek?", "Former mayor Jo Almo shot Ek.", "Former mayor", True),
        ("Who is Rolf Ek?", "Former mayor Rolf Ek was shot.", "Former mayor", True),
        ("Who leads the town?", "Ida Quist said she is appalled.", "Ida Quist", True),
    ],
)
def test_a_deed_is_not_told_of_who_only_speaks_of_it(
    question: str, sentence: str, name: str, may: bool
) -> None:
    """Unless they own it; and whoever is told to have done it may have."""
    article = Article("a", "The town", sentence)
    start = sentence.index(name)
    mention = Mention.of(article, (start, start + len(name)), 0.9, question)
    assert mention is not None
    assert may_have_done(question, mention) is may
