"""A library of a few articles and a chain that answers from a table: the page without a model.

Run as a script it serves the page: `python toy.py PORT`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import gradio as gr

from bot.answer import Answer, Citation, Claim, Span
from bot.chain import Stage
from bot.evaluation.cases import Case, Evidence
from bot.question import Question
from bot.settings import Settings
from bot.web import build_page, serve
from corpus.article import Article, article_id
from corpus.loading import Loaded
from index.chunking import Chunking
from index.embedding import Encoder
from index.library import Library
from index.passage import Hit, Passage
from index.scope import Listed, Scope

HARBOUR = (
    "The harbour of Ostrava Bay reopened on Monday after a week of storms, its master said.\n"
    "“No ship was lost, and no sailor was hurt,” Mira Holm, the harbour master, said. Nine "
    "ferries had been held at sea. The island council and the fishers' union thanked the pilots.\n"
    "Repairs to the northern pier will take until spring."
)
STORM = "Winds fell overnight. The weather office lifted its last warning at dawn."

HOSTILE = (
    '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>\n'
    "![pixel](http://elsewhere.invalid/p.png) [a link](javascript:window.hacked=3) says "
    "<form action=http://elsewhere.invalid><input name=q></form> [1] ${alert(1)} {{value}}\n"
    '<div style="position:fixed;inset:0;background:url(http://elsewhere.invalid/bg.png)">over</div>'
    "<svg onload=window.hacked=4><a href=data:text/html,x>x</a>&lt;b&gt; \u202egnihton \x00 end."
)


def article(name: str, text: str, title: str, **known: object) -> Article:
    """An article with an id made as usual."""
    return Article(article_id(name, text), title, text, source=name, **known)  # type: ignore[arg-type]


HARBOUR_ARTICLE = article(
    "harbour.txt", HARBOUR, "Harbour of Ostrava Bay reopens after storms", publisher="Bay Courier"
)
STORM_ARTICLE = article("storm.txt", STORM, "Winds fell overnight")
HOSTILE_ARTICLE = article("hostile.txt", HOSTILE, HOSTILE, publisher=HOSTILE, place=HOSTILE)


PILOTS = (HARBOUR_ARTICLE, "The island council and the fishers' union thanked the pilots.")
"""An article, and words that stand in it."""


LONG_WORDS = ("The pilots were thanked again.", "The last ferry came home.")
LONG_ARTICLE = article(
    "long.txt",
    "\n".join(["Nothing happened on this day either."] * 80 + [" ".join(LONG_WORDS)]),
    "A long year at sea",
)


@dataclass
class ToyLibrary:
    """What the page asks of a library."""

    articles: tuple[Article, ...] = (HARBOUR_ARTICLE, STORM_ARTICLE, HOSTILE_ARTICLE)

    def counts(self) -> SimpleNamespace:
        """How many documents."""
        return SimpleNamespace(documents=len(self.articles))

    def documents(self) -> list[SimpleNamespace]:
        """Every document."""
        return [SimpleNamespace(article=one) for one in self.articles]

    def listed(self) -> list[Listed]:
        """The same without their texts."""
        return [
            Listed(one.source, one.id, one.title, one.publisher, one.published)
            for one in self.articles
        ]

    def within(self, scope: Scope) -> frozenset[str]:
        """The ids of those that fit."""
        return frozenset(one.article_id for one in self.listed() if scope.fits(one))

    def state(self) -> int:
        """Always the same."""
        return 1

    def article(self, wanted: str) -> Article:
        """An article by its id."""
        return {one.id: one for one in self.articles}[wanted]

    def passages(self, wanted: str) -> list[Passage]:
        """An article as one passage; none where it is not in the library."""
        return [found(one).passage for one in self.articles if one.id == wanted]


def quoted(article: Article, words: str, speaker: str | None = None) -> Citation:
    """A citation of the first place where the words stand."""
    start = article.text.index(words)
    return Citation.of(article, start, start + len(words), speaker)


def span(article: Article, words: str) -> Span:
    """A span of the first place where the words stand."""
    start = article.text.index(words)
    return Span.of(article, start, start + len(words))


def found(article: Article) -> Hit:
    """A hit that is a whole article."""
    return Hit(Passage(article.id, 0, len(article.text), article.text), 1.0)


def answered(question: str, short: Span, *citations: Citation) -> Answer:
    """An answer with a claim per citation."""
    claims = tuple(Claim(one.quote, (one,)) for one in citations)
    hits = (found(HARBOUR_ARTICLE),)
    return Answer(question, question, claims, short.text, (short,), hits, 0.9, abstained=False)


def thanked(question: str) -> Answer:
    """Two claims, two citations."""
    return answered(
        question,
        span(HARBOUR_ARTICLE, "The island council and the fishers' union"),
        quoted(HARBOUR_ARTICLE, "The island council and the fishers' union thanked the pilots."),
        quoted(HARBOUR_ARTICLE, HARBOUR.split("\n")[0], "Mira Holm"),
    )


def both(question: str) -> Answer:
    """One claim with two sources."""
    sources = (quoted(*PILOTS), quoted(STORM_ARTICLE, "Winds fell overnight."))
    return replace(thanked(question), claims=(Claim(PILOTS[1], sources),))


def long(question: str) -> Answer:
    """Two claims from the end of a long article."""
    words = [quoted(LONG_ARTICLE, one) for one in LONG_WORDS]
    return answered(question, span(LONG_ARTICLE, LONG_WORDS[0]), *words)


def hostile(question: str) -> Answer:
    """An answer in which every text is hostile."""
    whole = Citation.of(HOSTILE_ARTICLE, 0, len(HOSTILE), HOSTILE)
    return answered(question, Span.of(HOSTILE_ARTICLE, 0, len(HOSTILE)), whole)


@dataclass
class ToyChain:
    """Answers what is in its table and declines the rest, after two stages.

    Attributes:
        asked: the questions, in order.
        gate: a question that waits is answered once it is open.
    """

    asked: list[Question] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def heard(self, text: str) -> Question:
        """A question as it was asked last; the page asks some of its own, to offer them."""
        return [one for one in self.asked if one.text == text][-1]

    def stages(self, given: Question) -> Iterator[Stage | Answer]:
        """The stages, then the answer."""
        question = Question.of(given)
        self.asked.append(question)
        yield Stage("search", "Searching 3 articles")
        yield Stage("read", "Reading 2 passages")
        text = question.text
        if "waits" in text:
            self.gate.wait(60)
        if "both" in text:
            yield both(text)
        elif "long" in text:
            yield long(text)
        elif "thanked" in text or "Mira Holm" in text:
            yield thanked(text)
        elif "<img" in text:
            yield hostile(text)
        elif "break" in text:
            raise RuntimeError("a secret of this computer")
        else:
            hits = (found(STORM_ARTICLE), found(HARBOUR_ARTICLE))
            yield Answer(text, text, hits=hits, confidence=0.1)

    def invoke(self, question: str) -> Answer:
        """The answer."""
        *_, last = self.stages(Question.of(question))
        assert isinstance(last, Answer)
        return last


CASES = (
    Case(
        id="pilots",
        question="Who thanked the pilots?",
        answers=("the island council",),
        evidence=(Evidence(article_id=HARBOUR_ARTICLE.id, quote="thanked the pilots"),),
    ),
    Case(
        id="elsewhere",
        question="Who is not in this library?",
        answers=("nobody",),
        evidence=(Evidence(article_id="0" * 16, quote="nobody"),),
    ),
)


def toy_page(
    articles: tuple[Article, ...] = ToyLibrary.articles, chain: ToyChain | None = None
) -> gr.Blocks:
    """The page over a toy library, answered by a toy chain."""
    settings = Settings(Path("library"))
    return build_page(chain or ToyChain(), ToyLibrary(articles), settings, CASES)  # type: ignore[arg-type]


def open_library(folder: Path, encoder: Encoder) -> Library:
    """A real library."""
    return Library.open(folder, encoder, Chunking(max_tokens=16))


def loaded(article: Article) -> Loaded:
    """An article as it comes from a file."""
    return Loaded(f"/news/{article.source}", article)


def page_over(chain: ToyChain, library: Library) -> gr.Blocks:
    """The page over a real library, which keeps its conversations there."""
    return build_page(chain, library, Settings(library.folder), CASES)  # type: ignore[arg-type]


def main(port: int) -> None:
    """Serve the page until interrupted, as `newscite serve` would."""
    settings = Settings(Path("library"))
    serve(ToyChain(), ToyLibrary(), settings, "127.0.0.1", port)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(int(sys.argv[1]))
