"""The verifier: from a sentence with its quotes to citations, or why it is not proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableConfig

from bot.answer import Citation
from bot.verifying.citing import Place, Source, Statement, cited, holding, speaker_of
from bot.verifying.head import Head, shipped
from bot.verifying.signs import Held, Signs, signs_of
from corpus.article import Article, article_id

LEAST_COVERED = 0.25
"""Share of a sentence's words that the cited text has at least, whatever else speaks for it."""

STRANGERS = 2
"""Words of names that even the passage lacks: a whole name, which nothing may outvote."""


class Embedder(Protocol):
    """What the verifier uses of an encoder; LangChain's `Embeddings` have it."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        ...


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


def broken(signs: Signs) -> str:
    """The rule that signs break, "" where they break none: what no weighing may outvote."""
    if signs.numbers:
        return "number"
    if signs.days:
        return "date"
    if signs.strangers >= STRANGERS:
        return "name"
    if signs.contradicted:
        return "negation"
    return "support" if signs.covered < LEAST_COVERED else ""


def weakest(signs: Signs) -> str:
    """What speaks most against a sentence that was found wanting, in one word."""
    against = {
        "speaker": signs.speaker,
        "name": signs.strangers or signs.slot_name,
        "negation": signs.denied or signs.slot_denied or signs.negated or signs.affirmed,
        "hedge": signs.surer or signs.slot_sure or signs.dropped,
        "number": signs.slot_number or signs.moved,
    }
    return next((reason for reason, sign in against.items() if sign), "support")


def quotation(place: Place) -> Citation:
    """The sentences around quoted words as a citation, with their speaker."""
    return Citation.of(place.source.article, *place.home, speaker_of(place) or None)
