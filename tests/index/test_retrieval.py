"""Two rankings become one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from corpus.errors import InputError
from corpus.loading import Loaded
from index.library import Library
from index.passage import Hit, Passage
from index.period import Period
from index.retrieval import NewsRetriever, RetrievalSettings, fuse, lift, prefer
from index.scope import Scope


def passage(name: str) -> Passage:
    """A passage that is told apart by its text."""
    return Passage(name, 0, 1, name)


def test_fusion_adds_shares_of_the_best_scores() -> None:
    """Of .8 by meaning and of 10 by words: b has half of each, a all of one, c a quarter."""
    a, b, c = map(passage, "abc")
    hits = fuse([(a, 0.8), (b, 0.4)], [(b, 10.0), (c, 5.0)])
    assert [hit.passage for hit in hits] == [b, a, c]
    assert [hit.score for hit in hits] == pytest.approx([0.75, 0.5, 0.25])
    assert [(hit.dense_rank, hit.lexical_rank) for hit in hits] == [(2, 1), (1, None), (None, 2)]


def test_meaning_may_weigh_more_than_words() -> None:
    """And what is alike in nothing has no share."""
    a, b, c = map(passage, "abc")
    hits = fuse([(a, 0.8), (c, -0.1)], [(b, 10.0)], meaning=0.75)
    assert [hit.passage for hit in hits] == [a, b, c]
    assert [hit.score for hit in hits] == pytest.approx([0.75, 0.25, 0.0])
    assert [hit.score for hit in fuse([(a, -0.2)], [])] == [0.0]


def test_what_the_whole_article_says_counts_for_its_passages() -> None:
    """Half of the best score is worth half; an article without one keeps what it has."""
    hits = [Hit(passage(name), score) for name, score in (("a", 1.0), ("b", 0.6), ("c", 0.8))]
    found = lift(hits, {"b": 8.0, "c": 4.0}, 0.6)
    assert [hit.passage.article_id for hit in found] == ["b", "c", "a"]
    assert [hit.score for hit in found] == pytest.approx([1.2, 1.1, 1.0])
    assert lift(hits, {}, 0.6) == hits


def test_an_article_of_that_title_comes_first(
    library: Library, loaded: Callable[..., Loaded]
) -> None:
    """Of two whose passages say the same, the one whose title names what is asked."""
    texts = "Geese came late.\nThe ferries rest.", "Storks came early.\nThe ferries rest."
    one, other = (loaded(text, f"/news/{n}.txt") for n, text in enumerate(texts))
    library.add([one, other])
    for said, wanted in (("geese", one), ("storks", other)):
        hits = NewsRetriever(library=library).hits(f"Do ferries rest where {said} came?")
        assert hits[0].passage.article_id == wanted.article.id


def test_dates_are_worth_as_much_as_the_settings_say() -> None:
    """Closeness 1 and 1/2 and, where the date is unknown, none."""
    days = {"a": date(2025, 3, 1), "b": date(2025, 3, 8), "c": None}
    hits = [Hit(passage(name), score) for name, score in (("a", 0.4), ("b", 0.4), ("c", 1.0))]
    week = Period(date(2025, 3, 8), date(2025, 3, 9), said=True)
    found = prefer(hits, week, days, RetrievalSettings(dated=0.5))
    assert [hit.passage.article_id for hit in found] == ["c", "b", "a"]
    assert [hit.score for hit in found] == pytest.approx([1.0, 0.9, 0.65])
    found = prefer(hits, replace(week, said=False), days, RetrievalSettings(recent=0.2))
    assert [hit.score for hit in found] == pytest.approx([1.0, 0.6, 0.5])


def test_hits_near_the_days_asked_about_come_first(library: Library, harbour: Loaded) -> None:
    """Of two articles in the same words, the one of that week."""
    later = replace(harbour.article, id="f" * 16, published=date(2025, 9, 1), source="later")
    library.add([harbour, replace(harbour, source="later", article=later)])
    retriever = NewsRetriever(library=library)
    for day in (date(2025, 3, 5), date(2025, 9, 2)):
        first = retriever.hits("When did the ferries stop?", period=Period(day, day, said=False))[0]
        published = library.article(first.passage.article_id).published
        assert published is not None
        assert abs((published - day).days) < 7


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


def test_words_can_be_left_out(library: Library, harbour: Loaded) -> None:
    """Then only the ranking by meaning counts."""
    library.add([harbour])
    settings = RetrievalSettings(lexical=False)
    hits = NewsRetriever(library=library, settings=settings).hits("ferries")
    assert hits
    assert all(hit.lexical_rank is None for hit in hits)


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


@pytest.fixture
def papers(library: Library, harbour: Loaded, loaded: Callable[..., Loaded]) -> Library:
    """Three articles of two papers."""
    known = {"publisher": "Bay Courier", "published": date(2025, 4, 1)}
    library.add([harbour, loaded("The ferries sail.", "/news/sail.txt", **known)])
    library.add([loaded("The ferries rest.", "/news/rest.txt", publisher="Bay Courier")])
    return library


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        (Scope(), {"Storm closes Almo", "The ferries sail.", "The ferries rest."}),
        (Scope(publishers=frozenset({"bay courier"})), {"The ferries sail.", "The ferries rest."}),
        (Scope(first=date(2025, 3, 5)), {"The ferries sail."}),
        (Scope(last=date(2025, 3, 4)), {"Storm closes Almo"}),
        (Scope(publishers=frozenset({"Almo Post"}), first=date(2025, 3, 5)), set()),
    ],
)
def test_only_articles_that_fit_are_searched(
    papers: Library, scope: Scope, titles: set[str]
) -> None:
    """By meaning and by words; an article whose day is unknown fits no days."""
    within = papers.within(scope)
    hits = NewsRetriever(library=papers).hits("ferries", within=within)
    assert {papers.article(hit.passage.article_id).title for hit in hits} == titles


def test_a_chosen_article_is_found_however_many_are_nearer(
    papers: Library, harbour: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are too many passages to compare each, all are looked through, nearest first."""
    vector = papers.encoder.embed_query("ferries rest sail")
    compared = [one for one, _ in papers.dense(vector, 2, {harbour.article.id})]
    monkeypatch.setattr("index.dense.COMPARED", 0)
    assert [one for one, _ in papers.dense(vector, 2, {harbour.article.id})] == compared
    assert len(compared) == 2


def test_no_day_lies_between_days_in_the_wrong_order() -> None:
    """Refused, with both."""
    with pytest.raises(InputError, match=r"2025-03-05, is after the last, 2025-03-04"):
        Scope(first=date(2025, 3, 5), last=date(2025, 3, 4))
