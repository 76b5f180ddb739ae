"""From a question to hits: by meaning and by words, and by the articles' dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.dense import Scored
from index.library import Library
from index.passage import Hit, Passage
from index.period import Period


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How passages are looked for.

    Attributes:
        depth: how many passages, or articles, each ranking gives.
        k: how many hits are kept.
        meaning: weight, 0 to 1, of the ranking by meaning; the rest is that of words.
        article: what the words of the whole article, title among them, are worth: 1 is as much as
            to be the best by meaning and by words.
        dated: what the days that a question names are worth, likewise.
        recent: what the days before it is asked are worth, likewise, where it names none.
        lexical: whether the ranking by words is taken, beside that by meaning.
    """

    depth: int = 50
    k: int = 20
    meaning: float = 0.5
    article: float = 0.5
    dated: float = 0.8
    recent: float = 0.3
    lexical: bool = True


def fuse(dense: Scored, lexical: Scored, meaning: float = 0.5) -> list[Hit]:
    """Join two rankings by their scores, each as a share of its ranking's best.

    A passage's score is the weighted sum of its shares, 0 to 1; in a ranking that lacks it, it has
    none. A convex combination keeps what ranks lose: by how much the first is ahead (Bruch, Gai and
    Ingber, ACM TOIS 2023).

    Args:
        dense: passages by meaning, best first, with their cosines.
        lexical: passages by words, best first, with their BM25 scores.
        meaning: weight of the first, 0 to 1.

    Returns:
        A hit for every passage, best first.
    """
    hits: dict[tuple[str, int, int], Hit] = {}
    for rank, (passage, share) in enumerate(shares(dense), 1):
        hits[passage.key] = Hit(passage, meaning * share, dense_rank=rank)
    for rank, (passage, share) in enumerate(shares(lexical), 1):
        hit = hits.get(passage.key, Hit(passage, 0.0))
        score = hit.score + (1 - meaning) * share
        hits[passage.key] = replace(hit, score=score, lexical_rank=rank)
    return ranked(hits.values())


def shares(ranking: Scored) -> list[tuple[Passage, float]]:
    """A ranking's scores as shares of the best one, 0 to 1."""
    best = max((score for _, score in ranking), default=0.0)
    return [(one, max(0.0, score / best) if best > 0 else 0.0) for one, score in ranking]


def lift(hits: Sequence[Hit], about: Mapping[str, float], worth: float) -> list[Hit]:
    """Hits with what the words of their whole articles are worth added to their scores.

    A question of several parts may have each answered in another place of one article, and names
    of whom it is about may stand in the title alone.

    Args:
        hits: as fused.
        about: BM25 of the articles that match best, by their ids; others have none.
        worth: what the best of them is worth.

    Returns:
        The hits, best first.
    """
    best = max(about.values(), default=0.0)
    if best <= 0:
        return list(hits)
    return raised(hits, {id_: worth * score / best for id_, score in about.items()})


def raised(hits: Iterable[Hit], worth: Mapping[str, float]) -> list[Hit]:
    """Hits with what their articles are worth, by their ids, added to their scores, best first."""
    return ranked(
        replace(hit, score=hit.score + worth.get(hit.passage.article_id, 0.0)) for hit in hits
    )


def ranked(hits: Iterable[Hit]) -> list[Hit]:
    """Hits by their scores, best first; equal ones in the order of the text."""
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.key))


def prefer(
    hits: Sequence[Hit],
    period: Period,
    published: Mapping[str, date | None],
    settings: RetrievalSettings,
) -> list[Hit]:
    """Hits with what the dates of their articles are worth added to their scores, best first.

    That is the closeness of the article's date to the period, times `dated` or `recent`. A passage
    that is not about the question is no hit, and does not become one by its date.

    Args:
        hits: as fused.
        period: the days that the question is about.
        published: the dates of the hits' articles, by their ids.
        settings: the weights.
    """
    worth = settings.dated if period.said else settings.recent
    return raised(hits, {id_: worth * period.closeness(day) for id_, day in published.items()})


class NewsRetriever(BaseRetriever):
    """A LangChain retriever over a library.

    Attributes:
        library: what is searched.
        settings: how.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    settings: RetrievalSettings = Field(default_factory=RetrievalSettings)

    def hits(
        self,
        question: str,
        k: int | None = None,
        period: Period | None = None,
        within: Collection[str] | None = None,
    ) -> list[Hit]:
        """Passages for a question, best first.

        Args:
            question: in any words.
            k: how many at most; None: as the settings say.
            period: the days that it is about, where articles' dates are to count.
            within: ids of the articles that are searched; None: all of them.

        Raises:
            LibraryError: the library cannot be read.
        """
        depth = max(self.settings.depth, k or 0)
        vector = self.library.encoder.embed_query(question)
        dense = self.library.dense(vector, depth, within)
        if self.settings.lexical:
            lexical = self.library.lexical(question, depth, within)
            about = self.library.about(question, depth, within)
            fused = lift(fuse(dense, lexical, self.settings.meaning), about, self.settings.article)
        else:
            fused = fuse(dense, [], self.settings.meaning)
        if period is not None:
            published = self.library.published({hit.passage.article_id for hit in fused})
            fused = prefer(fused, period, published, self.settings)
        return fused[: self.settings.k if k is None else k]

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 — LangChain's interface
    ) -> list[Document]:
        return [self._document(hit) for hit in self.hits(query)]

    def _document(self, hit: Hit) -> Document:
        passage = hit.passage
        article = self.library.article(passage.article_id)
        return Document(
            page_content=passage.text,
            metadata={
                "article_id": passage.article_id,
                "start": passage.start,
                "end": passage.end,
                "title": article.title,
                "publisher": article.publisher,
                "published": article.published.isoformat() if article.published else None,
                "score": hit.score,
            },
        )
