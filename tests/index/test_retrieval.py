"""Two rankings become one."""

from __future__ import annotations

import pytest

from corpus.loading import Loaded
from index.library import Library
from index.passage import Passage
from index.retrieval import NewsRetriever, RetrievalSettings, fuse


def passage(name: str) -> Passage:
    """A passage that is told apart by its text."""
    return Passage(name, 0, 1, name)


def test_fusion_adds_reciprocal_ranks() -> None:
    """With constant 60: b has 1/62 + 1/61, a has 1/61, c has 1/62."""
    a, b, c = map(passage, "abc")
    hits = fuse([a, b], [b, c], constant=60)
    assert [hit.passage for hit in hits] == [b, a, c]
    assert [hit.score for hit in hits] == pytest.approx([1 / 62 + 1 / 61, 1 / 61, 1 / 62])
    assert [(hit.dense_rank, hit.lexical_rank) for hit in hits] == [(2, 1), (1, None), (None, 2)]


def test_fusing_nothing_gives_nothing() -> None:
    """Empty rankings are no error."""
    assert fuse([], []) == []


def test_hits_are_best_first_and_at_most_k(library: Library, harbour: Loaded) -> None:
    """The passage that has the words comes first."""
    library.add([harbour])
    retriever = NewsRetriever(library=library, settings=RetrievalSettings(k=2))
    hits = retriever.hits("Who is the harbour master Quist?")
    assert "Quist" in hits[0].passage.text
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(hits) == 2
    assert len(retriever.hits("Quist", k=1)) == 1


def test_documents_carry_what_a_citation_needs(library: Library, harbour: Loaded) -> None:
    """As a LangChain retriever: offsets that cut the text out of the article, and its facts."""
    library.add([harbour])
    found = NewsRetriever(library=library).invoke("ferries")[0]
    meta = found.metadata
    assert harbour.article.text[meta["start"] : meta["end"]] == found.page_content
    assert (meta["article_id"], meta["title"]) == (harbour.article.id, "Storm closes Almo")
    assert (meta["publisher"], meta["published"]) == ("Almo Post", "2025-03-04")
    assert meta["score"] > 0


def test_an_empty_library_has_no_hits(library: Library) -> None:
    """Nothing to find is no error."""
    assert NewsRetriever(library=library).hits("Who?") == []
