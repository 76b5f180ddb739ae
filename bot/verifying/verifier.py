"""The verifier: from a sentence with its quotes to citations, or why it is not proved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableConfig

from bot.answer import Citation
from bot.attribution import attribute, attribute_sentence
from bot.claiming import sentence_around
from bot.verifying.head import Head, shipped
from bot.verifying.quoting import find
from bot.verifying.signs import Held, Signs, known, signs_of
from bot.words import terms
from corpus.article import Article, article_id
from corpus.sentences import sentences

QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
FEWEST = 2
"""Words in quotation marks from which on they have to stand in the passage."""
MOST_CITED = 3
"""Sentences that are cited where a model names a passage, and quotes nothing of it."""
ENOUGH = 0.1
"""Share of the sentence's words that a further one of them must add."""
LINK = re.compile(
    r"!?\[[^\]]*\]\([^)]*\)|<[a-z/!][^>]*>|\bwww\.\S|\b[a-z][a-z0-9+.-]*://|\bdata:\w+/", re.I
)


class Embedder(Protocol):
    """What the verifier uses of an encoder; LangChain's `Embeddings` have it."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a sentence may rely on: a stretch of an article."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The article's words."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that is to be proved.

    Attributes:
        text: the sentence.
        sources: the passages that it relies on.
        quotes: the words of them that it relies on; none: they are looked for.
    """

    text: str
    sources: tuple[Source, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a sentence.

    Attributes:
        citations: the sentences of the articles that prove it; empty where it is not proved.
        reason: why it is not: "id" (no passage that was given), "link", "quote" (words that do not
            stand there), "number", "date"; where the signs weigh too little, what speaks most
            against it: "speaker", "name", "negation", "hedge", "number", else "support"; "" where
            it is proved.
        score: how surely it is supported, 0 to 1; 0 where it came to no comparison.
        signs: what was compared, None where it came to no comparison.
    """

    citations: tuple[Citation, ...] = ()
    reason: str = ""
    score: float = 0.0
    signs: Signs | None = None

    @property
    def proved(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.reason


@dataclass(frozen=True)
class Verifier(Runnable[Statement | Mapping[str, Any], Verdict]):
    """Checks sentences against the passages that they cite.

    A LangChain Runnable: it takes a `Statement`, or a mapping with `sentence`, `documents`
    (LangChain's, of any retriever) and perhaps `quotes`, and gives a `Verdict`. Documents that
    `NewsRetriever` made are cited by their articles' offsets where `article_of` is given, others
    by offsets into their `page_content`.

    Attributes:
        embedder: gives the cosine between a sentence and what it cites.
        article_of: from an article's id to the article; None: documents stand for themselves.
        head: weighs the signs; None: the shipped one.
        least: least score at which a sentence counts as proved, 0 to 1; None: the head's own.
    """

    embedder: Embedder
    article_of: Callable[[str], Article] | None = None
    head: Head | None = None
    least: float | None = None

    def invoke(
        self,
        input: Statement | Mapping[str, Any],  # noqa: A002 — LangChain's name for it
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Verdict:
        """Check one sentence."""
        return self._call_with_config(self._one, input, config, **kwargs)

    def verify(self, statements: Sequence[Statement]) -> list[Verdict]:
        """Check sentences, each by itself; embedded together, which is faster."""
        found = [cited(one) for one in statements]
        held = [
            holding(one, places) if isinstance(places, list) else None
            for one, places in zip(statements, found, strict=True)
        ]
        cosines = iter(self._cosines([one for one in held if one is not None]))
        return [
            self._weighed(one, places, next(cosines))
            if one is not None and isinstance(places, list)
            else Verdict(reason=str(places))
            for one, places in zip(held, found, strict=True)
        ]

    def _one(self, given: Statement | Mapping[str, Any]) -> Verdict:
        return self.verify([given if isinstance(given, Statement) else self._stated(given)])[0]

    def _stated(self, given: Mapping[str, Any]) -> Statement:
        quotes = given.get("quotes") or ()
        sources = tuple(self._source(one) for one in given["documents"])
        many = (quotes,) if isinstance(quotes, str) else tuple(quotes)
        return Statement(given["sentence"], sources, many)

    def _source(self, document: Document) -> Source:
        known = document.metadata
        if self.article_of is not None and {"article_id", "start", "end"} <= known.keys():
            return Source(self.article_of(known["article_id"]), known["start"], known["end"])
        text, name = document.page_content, str(document.id or known.get("source", ""))
        title = str(known.get("title") or name)
        return Source(Article(article_id(name, text), title, text, source=name), 0, len(text))

    def _cosines(self, held: Sequence[Held]) -> list[float]:
        if not held:
            return []
        texts = list(dict.fromkeys(text for one in held for text in (one.sentence, one.cited)))
        vectors = np.asarray(self.embedder.embed_documents(texts), float)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        at = dict(zip(texts, vectors / np.where(lengths == 0, 1, lengths), strict=True))
        return [float(at[one.sentence] @ at[one.cited]) for one in held]

    def _weighed(self, held: Held, places: Sequence[Place], cosine: float) -> Verdict:
        head = self.head or shipped()
        signs = signs_of(held, cosine)
        score = head.score(signs)
        least = head.least if self.least is None else self.least
        reason = broken(signs) or (weakest(signs) if score < least else "")
        citations = () if reason else tuple(quotation(one) for one in places)
        return Verdict(citations, reason, score, signs)


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted words stand: the words, and the sentences around them."""

    source: Source
    start: int
    end: int
    home: tuple[int, int] = field(default=(0, 0))


def broken(signs: Signs) -> str:
    """The rule that signs break, "" where they break none: what no weighing may outvote."""
    if signs.numbers:
        return "number"
    return "date" if signs.days else ""


def weakest(signs: Signs) -> str:
    """What speaks most against a sentence that was found wanting, in one word."""
    against = {
        "speaker": signs.speaker,
        "name": signs.strangers,
        "negation": signs.negated or signs.affirmed,
        "hedge": signs.dropped,
        "number": signs.moved,
    }
    return next((reason for reason, sign in against.items() if sign), "support")


def cited(one: Statement) -> list[Place] | str:
    """Where what a sentence relies on stands, or why it relies on nothing."""
    if not one.sources:
        return "id"
    if LINK.search(one.text):
        return "link"
    if not all(spoken(words, one.sources) for words in quoted(one.text)):
        return "quote"
    places = [located(quote, one.sources) for quote in one.quotes]
    if any(place is None for place in places):
        return "quote"
    found = [place for place in places if place] or nearest(one)
    homes = {(p.source.article.id, *p.home): p for p in found}
    return list(homes.values()) or "quote"


def quoted(text: str) -> Iterator[str]:
    """What a sentence has in quotation marks, but for single words."""
    for match in QUOTED.finditer(text):
        words = next(filter(None, match.groups()), "")
        if len(words.split()) >= FEWEST:
            yield words


def spoken(words: str, sources: Sequence[Source]) -> bool:
    """Whether words in quotation marks stand in one of the passages."""
    return any(find(words.rstrip(".,!?;: "), source.text) for source in sources)


def located(quote: str, sources: Sequence[Source]) -> Place | None:
    """Where a quote stands in the first of the passages that has it."""
    for source in sources:
        found = find(quote, source.text)
        if found is not None:
            return placed(source, source.start + found[0], source.start + found[1])
    return None


def placed(source: Source, start: int, end: int) -> Place:
    """A stretch of an article with the sentences around it."""
    return Place(source, start, end, sentence_around(source.article, start, end))


def nearest(one: Statement) -> list[Place]:
    """The sentences of the passages that hold most of a sentence's words, a few at most."""
    wanted = dict.fromkeys(term.stem for term in terms(" " + one.text))
    offered = [
        (source, source.start + low, source.start + high, held_by(source.text[low:high], wanted))
        for source in one.sources
        for low, high in sentences(source.text)
    ]
    chosen: list[Place] = []
    have: set[str] = set()
    while offered and len(chosen) < MOST_CITED:
        source, low, high, best = max(offered, key=lambda some: len(some[3] - have))
        if len(best - have) < max(1, ENOUGH * len(wanted)):
            break
        have |= best
        chosen.append(placed(source, low, high))
    return chosen


def held_by(text: str, wanted: Iterable[str]) -> set[str]:
    """Which of some stems a text holds."""
    there = [term.stem for term in terms(" " + text)]
    return {stem for stem in wanted if known(stem, there)}


def holding(one: Statement, places: Sequence[Place]) -> Held:
    """A sentence with the texts that it is held against."""
    texts = [place.source.article.text[slice(*place.home)] for place in places]
    articles = {source.article.id: source.article for source in one.sources}
    about = [
        part for a in articles.values() for part in (a.title, a.publisher or "", a.place or "")
    ]
    dates = {place.source.article.published for place in places}
    return Held(
        one.text,
        "\n".join(texts),
        "\n".join([*(source.text for source in one.sources), *texts, *about]),
        dates.pop() if len(dates) == 1 else None,
        tuple(dict.fromkeys(filter(None, map(speaker_of, places)))),
    )


def speaker_of(place: Place) -> str:
    """Who says what is cited, "" where nobody is surely named."""
    article = place.source.article
    said = attribute(article, place.start, place.end) or attribute_sentence(article, *place.home)
    return said.speaker if said else ""


def quotation(place: Place) -> Citation:
    """The sentences around quoted words as a citation, with their speaker."""
    return Citation.of(place.source.article, *place.home, speaker_of(place) or None)
