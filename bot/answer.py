"""What an answer is: claims, each proved by quotes that were cut out of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.generation import Generation
from corpus.article import Article
from index.passage import Hit

SCHEMA_VERSION = 1
UNSURE = 0.6
"""Confidence below which most answers about news were wrong (`asked_blind.json`)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article: `article.text[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, article: Article, start: int, end: int) -> Span:
        """Cut a span out of its article.

        Raises:
            ValueError: the offsets do not lie in the article in order.
        """
        return cls(article.id, start, end, cut(article, start, end))


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words, in the exact article, that support a claim.

    Attributes:
        article_id: the article that is quoted.
        title: its title.
        publisher: its publisher, None where unknown.
        published: its date as YYYY-MM-DD, None where unknown.
        start: first code point of the quote in the article's text.
        end: the code point after its last.
        quote: `article.text[start:end]`.
        speaker: who says it in the article, in the article's words; None where nobody is named.
    """

    article_id: str
    title: str
    publisher: str | None
    published: str | None
    start: int
    end: int
    quote: str
    speaker: str | None = None

    @classmethod
    def of(cls, article: Article, start: int, end: int, speaker: str | None = None) -> Citation:
        """Cut the quote out of the article; so a wrong one cannot be made.

        Raises:
            ValueError: the offsets do not lie in the article in order.
        """
        published = article.published.isoformat() if article.published else None
        quote = cut(article, start, end)
        return cls(
            article.id, article.title, article.publisher, published, start, end, quote, speaker
        )

    @property
    def place(self) -> tuple[str, int, int]:
        """What names the quote: article id, start, end."""
        return (self.article_id, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, and the citations that support it (at least one).

    Attributes:
        text: the first citation's quote, or what a language model wrote; what is not quoted stands
            before it ("Yes: …") or in brackets ("The bloc [the European Union] …").
        citations: the quotes.
    """

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about a question, or that the articles do not say.

    Attributes:
        question: as it was asked.
        understood: as it was searched: follow-ups resolved.
        claims: the answer's sentences; empty where `abstained`.
        short_answer: what a person would say aloud; empty where `abstained`.
        spans: the article's words that the short answer is made of, best first.
        hits: the passages that were looked at, best first.
        confidence: 0 to 1: how surely the articles answer the question.
        abstained: True where the articles do not answer the question.
        mode: "extractive", or the name of the language model that wrote the claims.
        timings_ms: milliseconds per stage, and "total".
        generation: what became of asking a language model, None where none was asked.
    """

    question: str
    understood: str
    claims: tuple[Claim, ...] = ()
    short_answer: str = ""
    spans: tuple[Span, ...] = ()
    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    abstained: bool = True
    mode: str = "extractive"
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    generation: Generation | None = None

    @property
    def withdrawn(self) -> Answer:
        """The same answer declined: nothing is said, the passages that were looked at stay."""
        return replace(self, abstained=True, claims=(), spans=(), short_answer="")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every quote once, in the order of first use; its number is its place here, from 1."""
        first: dict[tuple[str, int, int], Citation] = {}
        for citation in (c for claim in self.claims for c in claim.citations):
            first.setdefault(citation.place, citation)
        return tuple(first.values())

    @property
    def numbers(self) -> dict[tuple[str, int, int], int]:
        """The number of each quote, by its place."""
        return {citation.place: number for number, citation in enumerate(self.citations, 1)}

    @property
    def headline(self) -> str:
        """The short answer, "" where one of the claims is just that: nothing is said twice."""
        told = (text for c in self.claims for text in (c.text, *(one.quote for one in c.citations)))
        said = self.short_answer in told
        return "" if said else self.short_answer

    @property
    def doubt(self) -> str:
        """What is to be known of an answer that is less sure than `UNSURE`, "" of others."""
        if self.abstained or not self.spans or self.confidence >= UNSURE:
            return ""
        return f"Unsure (confidence {self.confidence:.0%}): read the quotes before relying on this."

    @property
    def rewritten(self) -> bool:
        """Whether it was searched in other words than it was asked in."""
        return self.understood.split() != self.question.split()

    @property
    def text(self) -> str:
        """The answer's sentences; where it abstained, that the articles do not say."""
        if self.abstained:
            return "The articles do not say."
        return " ".join(claim.text for claim in self.claims)

    def to_json(self) -> dict[str, Any]:
        """The answer as the object that `newscite ask --json` prints."""
        return {
            "schema_version": SCHEMA_VERSION,
            "question": self.question,
            "understood": self.understood,
            "answer": self.text,
            "short_answer": self.short_answer,
            "abstained": self.abstained,
            "confidence": round(self.confidence, 4),
            "mode": self.mode,
            "spans": [asdict(span) for span in self.spans],
            "claims": [
                {"text": claim.text, "citations": [asdict(c) for c in claim.citations]}
                for claim in self.claims
            ],
            "hits": [hit_json(hit) for hit in self.hits],
            "timings_ms": {stage: round(ms, 1) for stage, ms in self.timings_ms.items()},
            **({"generation": self.generation.to_json()} if self.generation else {}),
        }


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit as it stands in an answer's JSON."""
    passage = hit.passage
    return {
        "article_id": passage.article_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(hit.score, 6),
    }


def cut(article: Article, start: int, end: int) -> str:
    """The article's words from `start` to `end`.

    Raises:
        ValueError: the offsets do not lie in the article in order, or cut out nothing.
    """
    if not 0 <= start < end <= len(article.text):
        raise ValueError(
            f"[{start}:{end}] is no stretch of article {article.id} "
            f"({len(article.text)} characters)"
        )
    return article.text[start:end]
