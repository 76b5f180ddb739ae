"""Passages are whole sentences that the encoder sees whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from index.chunking import Chunking, passages
from index.passage import Passage


def words(texts: list[str]) -> list[int]:
    """A word piece a word, and two special ones."""
    return [len(text.split()) + 2 for text in texts]


def characters(texts: list[str]) -> list[int]:
    """A word piece a character that is not white space, and two special ones."""
    return [sum(not c.isspace() for c in text) + 2 for text in texts]


def uneven(texts: list[str]) -> list[int]:
    """More word pieces for a whole than for its parts together."""
    return [len(text.split()) + (len(text.split()) // 3) + 2 for text in texts]


def sentence(number: int, length: int) -> str:
    """A sentence of so many words, told apart by its number."""
    return " ".join([f"Word{number}", *["goes"] * (length - 2), "on."])


def cut(text: str, chunking: Chunking) -> list[Passage]:
    """The passages of a text."""
    return passages(Article("a", "A title", text), chunking, words)


def test_passages_fill_up_and_share_a_sentence(article: Callable[..., Article]) -> None:
    """Sentences of six words, at most 14 a passage: two each, the second one shared."""
    parts = [sentence(i, 6) for i in range(4)]
    texts = [p.text for p in cut(" ".join(parts), Chunking(16))]
    assert texts == [" ".join(parts[i : i + 2]) for i in range(3)]


def test_overlap_is_left_out_where_the_next_sentence_would_not_fit() -> None:
    """Of 6, 10 and 6 words neither two neighbours fit in 14 with a third's start."""
    parts = [sentence(0, 6), sentence(1, 10), sentence(2, 6)]
    assert [p.text for p in cut(" ".join(parts), Chunking(16))] == parts


def test_without_overlap_no_sentence_is_in_two_passages() -> None:
    """Overlap 0 parts the text."""
    parts = [sentence(i, 6) for i in range(4)]
    texts = [p.text for p in cut(" ".join(parts), Chunking(16, overlap=0))]
    assert texts == [" ".join(parts[:2]), " ".join(parts[2:])]


def test_a_short_article_is_one_passage() -> None:
    """What fits as a whole is not cut, paragraphs or not."""
    text = "One storm came.\nIt went again."
    assert cut(text, Chunking(16)) == [Passage("a", 0, len(text), text)]


def test_a_sentence_too_long_is_cut_between_words() -> None:
    """Thirty words without a full stop: 14, 14 and 2."""
    text = " ".join(f"w{i}" for i in range(30))
    assert [len(p.text.split()) for p in cut(text, Chunking(16))] == [14, 14, 2]


def test_a_word_too_long_is_cut_anywhere() -> None:
    """A hundred characters without a space, a word piece each."""
    found = passages(Article("a", "t", "x" * 100), Chunking(16), characters)
    assert "".join(p.text for p in found) == "x" * 100
    assert max(len(p.text) for p in found) <= 14


def test_blank_text_has_no_passages() -> None:
    """White space alone is nothing to find."""
    assert cut(" \n\t ", Chunking(16)) == []


@pytest.mark.parametrize(("max_tokens", "overlap"), [(15, 1), (0, 0), (128, -1)])
def test_numbers_out_of_range_are_refused(max_tokens: int, overlap: int) -> None:
    """A chunking that cannot work cannot be made."""
    with pytest.raises(ValueError, match="expected max_tokens"):
        Chunking(max_tokens, overlap)


TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["One ran. ", "“No,” she said. ", "和平。", "a\u0301 ", "\n", "x" * 40, "U.N. "]
    )
).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(16, 40), st.integers(0, 3), st.sampled_from([words, characters, uneven]))
def test_on_any_text_passages_are_exact_fit_and_leave_nothing_out(
    text: str, limit: int, overlap: int, count: Callable[[list[str]], list[int]]
) -> None:
    """Offsets cut out the text, no passage is too long, every visible character is in one."""
    found = passages(Article("a", "t", text), Chunking(limit, overlap), count)
    assert all(text[p.start : p.end] == p.text for p in found)
    assert all(number <= limit for number in count([p.text for p in found]))
    covered = {i for p in found for i in range(p.start, p.end)}
    assert covered >= {i for i, c in enumerate(text) if not c.isspace()}
    assert [p.key for p in found] == sorted({p.key for p in found})
