"""Spans, citations and answers: quotes are cut out of the article, never carried along."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer, Citation, Claim, Span
from corpus.article import Article
from index.passage import Hit, Passage

ARTICLE = Article(
    "a1", "Ferry sinks", "The ferry sank. Nobody was hurt.", "Daily Wave", date(2024, 5, 2)
)


@given(st.text(min_size=1), st.data())
def test_a_citation_is_what_stands_in_the_article_at_its_offsets(
    text: str, data: st.DataObject
) -> None:
    """On any text and any stretch of it."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = Citation.of(Article("x", "t", text), start, end)
    assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 33)])
def test_offsets_outside_of_the_article_are_refused(start: int, end: int) -> None:
    """Negative, empty, reversed, too long: each a ValueError that names the article."""
    with pytest.raises(ValueError, match="article a1"):
        Span.of(ARTICLE, start, end)


def test_a_citation_carries_what_is_known_of_its_article() -> None:
    """Title, publisher and date are the article's own; the date in ISO form."""
    citation = Citation.of(ARTICLE, 0, 15, speaker="the captain")
    assert (citation.title, citation.publisher, citation.published, citation.speaker) == (
        "Ferry sinks",
        "Daily Wave",
        "2024-05-02",
        "the captain",
    )


def test_an_unknown_date_stays_unknown() -> None:
    """No date of import is put in its place."""
    assert Citation.of(Article("x", "t", "abc"), 0, 1).published is None


def test_the_json_object_has_the_fields_of_the_contract() -> None:
    """Scripts depend on the names."""
    claim = Claim("The ferry sank.", (Citation.of(ARTICLE, 0, 15),))
    hit = Hit(Passage("a1", 0, 15, "The ferry sank."), 0.5)
    answer = Answer("What sank?", "What sank?", (claim,), "The ferry", (), (hit,), 0.9, False)
    made = answer.to_json()
    assert set(made) == {
        "question", "understood", "answer", "short_answer", "abstained", "confidence", "mode",
        "spans", "claims", "hits", "timings_ms", "schema_version",
    }  # fmt: skip
    assert set(made["claims"][0]["citations"][0]) == {
        "article_id", "title", "publisher", "published", "start", "end", "quote", "speaker",
    }  # fmt: skip
    assert set(made["hits"][0]) == {"article_id", "start", "end", "text", "score"}
    assert made["answer"] == "The ferry sank."


def test_an_abstained_answer_says_that_the_articles_do_not_say() -> None:
    """And has no short answer."""
    made = Answer("q", "q").to_json()
    assert (made["answer"], made["short_answer"], made["claims"]) == (
        "The articles do not say.",
        "",
        [],
    )


def test_each_quote_is_numbered_once_in_the_order_of_first_use() -> None:
    """Two claims may rest on the same quote."""
    first, second = Citation.of(ARTICLE, 0, 15), Citation.of(ARTICLE, 16, 32)
    answer = Answer("q", "q", (Claim("a", (second,)), Claim("b", (first, second))))
    assert answer.citations == (second, first)
    assert answer.numbers == {("a1", 16, 32): 1, ("a1", 0, 15): 2}


def test_nothing_is_said_twice() -> None:
    """A short answer that is one of the sentences stands there only."""
    sentence = Claim("The ferry sank.", (Citation.of(ARTICLE, 0, 15),))
    assert Answer("?", "?", (sentence,), "The ferry sank.").headline == ""
    assert Answer("?", "?", (sentence,), "sank").headline == "sank"


def test_an_answer_that_is_as_likely_wrong_says_so() -> None:
    """One that the reader found; what is declined has no need."""
    found = Answer("q", "q", (), "sank", (Span("a1", 0, 4, "sank"),), (), 0.382, abstained=False)
    assert found.doubt == "Unsure (confidence 38%): read the quotes before relying on this."
    assert replace(found, confidence=0.6).doubt == ""
    assert replace(found, spans=()).doubt == ""
    assert found.withdrawn.doubt == ""
