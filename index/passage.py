"""A stretch of an article that is searched as one, and how well it was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences: `article.text[start:end] == text`, always.

    It is named by (article_id, start, end), never by its text: the same wire copy
    in two papers is two passages.
    """

    article_id: str
    start: int
    end: int
    text: str

    @property
    def key(self) -> tuple[str, int, int]:
        """What names the passage."""
        return (self.article_id, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    Attributes:
        passage: what was found.
        score: higher is better, always.
        dense_rank: place in the ranking by embeddings, from 1; None where it was not in it.
        lexical_rank: place in the ranking by words, from 1; None where it was not in it.
        relevance: how surely the passage answers the question, once it was read.
    """

    passage: Passage
    score: float
    dense_rank: int | None = None
    lexical_rank: int | None = None
    relevance: float | None = None
