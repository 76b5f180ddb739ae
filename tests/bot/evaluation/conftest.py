"""A library of three sentences, and rows and cases made to measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.answer import Answer, Citation, Claim, Span
from bot.evaluation.cases import Case
from bot.evaluation.figures import complete
from bot.evaluation.rows import Row
from bot.question import Question
from corpus.article import Article
from index.passage import Hit, Passage

TEXT = "Mira Dahl leads Orsta. The dike held. Ferries sailed again."
ARTICLE = Article(id="aa", title="Orsta", text=TEXT, source="orsta.txt")
SENTENCES = [(0, 22), (23, 37), (38, 59)]


@dataclass
class Shelf:
    """As much of a library as a run asks for; each sentence is a passage."""

    articles: dict[str, Article] = field(default_factory=lambda: {"aa": ARTICLE})

    def article(self, article_id: str) -> Article:
        """By its id."""
        return self.articles[article_id]

    def passages(self, article_id: str) -> list[Passage]:
        """One a sentence."""
        return [Passage(article_id, start, end, TEXT[start:end]) for start, end in SENTENCES]


@pytest.fixture
def shelf() -> Any:
    """The library."""
    return Shelf()


@pytest.fixture
def case() -> Callable[..., Case]:
    """Makes cases: who leads Orsta, unless told otherwise."""

    def make(**known: Any) -> Case:
        usual = {
            "id": "lead",
            "question": "Who leads Orsta?",
            "type": "who",
            "answers": ["Mira Dahl"],
            "evidence": [{"article_id": "aa", "quote": TEXT[0:22]}],
        }
        return Case.model_validate(usual | known)

    return make


@pytest.fixture
def answer() -> Callable[..., Answer]:
    """Makes answers that cite stretches of the article, and found its sentences in order."""

    def make(short: str, *cited: tuple[int, int], **known: Any) -> Answer:
        quotes = tuple(Citation.of(ARTICLE, start, end) for start, end in cited)
        usual: dict[str, Any] = {
            "claims": tuple(Claim(quote.quote, (quote,)) for quote in quotes),
            "spans": (Span.of(ARTICLE, 0, 9),),
            "hits": tuple(Hit(passage, 1.0) for passage in Shelf().passages("aa")),
            "confidence": 0.9,
            "abstained": False,
            "timings_ms": {"read": 30.0, "total": 40.0},
        }
        return Answer("Q", "Q", short_answer=short, **(usual | known))

    return make


@pytest.fixture
def chain(answer: Callable[..., Answer]) -> Any:
    """A chain that knows who leads Orsta, fails on "crash" and declines the rest."""

    class Chain:
        asked: list[str]

        def __init__(self) -> None:
            self.asked = []

        def invoke(self, question: Question) -> Answer:
            self.asked.append(question.text)
            if question.text == "crash":
                raise RuntimeError("boom")
            if "leads" in question.text:
                return answer("Mira Dahl", (0, 22))
            return answer("", abstained=True, spans=(), confidence=0.1)

    return Chain()


@pytest.fixture
def row(case: Callable[..., Case]) -> Callable[..., Row]:
    """Makes rows of an answerable case: `row(id, f1=0.5, right=1, cluster="aa")`."""

    def make(name: str, cluster: str = "aa", **scores: float) -> Row:
        return Row(
            name,
            "who",
            f"Who is {name}?",
            False,
            short_answer=f"answer to {name}",
            right=bool(scores.get("right")),
            cluster=cluster,
            scores=complete(case(id=name), scores),
        )

    return make
