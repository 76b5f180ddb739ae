"""What systems say, as answers whose places are the articles'."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.messages import AIMessage

from bot.answer import Answer
from bot.evaluation.places import Places
from bot.evaluation.replies import Replies
from corpus.errors import NewsciteError

QUOTE = "Two ferries waited outside."


@pytest.fixture
def replies(library, harbour) -> Replies:
    """Over one article, of the harbour."""
    library.add([harbour])
    return Replies(library)


def test_an_answer_stays_as_it_is(replies):
    """The protocol's own type."""
    answer = Answer("Q", "Q")
    assert replies.answer("Q", answer) is answer


def test_what_ask_prints_is_read_back(replies, library, harbour):
    """The object of `newscite ask --json`, all but its times and passages' ranks."""
    text, place = harbour.article.text, {"article_id": harbour.article.id}
    start = text.index(QUOTE)
    quote = {**place, "start": start, "end": start + len(QUOTE), "quote": QUOTE, "speaker": "Ida"}
    span = {**place, "start": start, "end": start + 11, "text": "Two ferries"}
    said = {
        "schema_version": 1,
        "question": "Q",
        "understood": "Q then",
        "answer": QUOTE,
        "short_answer": "Two ferries",
        "abstained": False,
        "confidence": 0.75,
        "mode": "extractive",
        "spans": [span],
        "claims": [{"text": QUOTE, "citations": [quote]}],
        "hits": [{**place, "start": 0, "end": 20, "text": text[:20], "score": 0.5}],
        "timings_ms": {"total": 1.0},
    }
    answer = replies.answer("Q", json.loads(json.dumps(said)))
    again = answer.to_json()
    cited = again["claims"][0]["citations"][0]
    assert cited["title"] == "Storm closes Almo"
    assert {**again, "claims": said["claims"], "timings_ms": {"total": 1.0}} == said
    assert Places(library).valid(answer.citations[0])


def test_a_quote_without_offsets_is_looked_up(replies, harbour):
    """In the article it names, or in all of them."""
    for named in ({}, {"article_id": harbour.article.id}):
        answer = replies.answer("Q", {"answer": "Two", "citations": [{"quote": QUOTE, **named}]})
        (cited,) = answer.citations
        assert cited.article_id == harbour.article.id
        assert harbour.article.text[cited.start : cited.end] == QUOTE


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "Three ferries waited outside."},
        {"quote": QUOTE, "article_id": "of-no-article"},
        {"quote": QUOTE, "start": 3, "end": 9},
        {"quote": QUOTE, "start": -30, "end": 90_000},
        {"quote": ""},
        {"article_id": "of-no-article", "start": 0, "end": 5},
    ],
)
def test_a_wrong_citation_stays_wrong(replies, library, harbour, wrong):
    """It counts as invalid: neither repaired nor left out."""
    if "start" in wrong:
        wrong = {"article_id": harbour.article.id, **wrong}
    answer = replies.answer("Q", {"answer": "Two", "citations": [wrong]})
    (cited,) = answer.citations
    assert not Places(library).valid(cited)


def test_claims_and_citations_beside_them_are_all_kept(replies):
    """The answer's text is that of its claims, once."""
    claims = [{"text": "One."}, {"text": "Two.", "citations": [{"quote": QUOTE}]}]
    said = {"answer": "One. Two.", "claims": claims, "citations": [{"quote": "a storm"}]}
    answer = replies.answer("Q", said)
    assert answer.text == "One. Two."
    assert [cited.quote for cited in answer.citations] == [QUOTE, "a storm"]


def test_passages_keep_their_ranks(replies, harbour):
    """One that no article has is no evidence, but has its place."""
    hits = [{"text": "of nowhere"}, {"text": "nor this"}, {"text": QUOTE}]
    found = replies.answer("Q", {"answer": "Two", "hits": hits}).hits
    assert [hit.passage.article_id for hit in found] == [
        "unknown-1",
        "unknown-2",
        harbour.article.id,
    ]
    assert [hit.score for hit in found] == [1, 1 / 2, 1 / 3]
    last = found[-1].passage
    assert harbour.article.text[last.start : last.end] == QUOTE


def test_the_result_of_a_retrieval_chain_is_an_answer(replies, harbour):
    """Documents are passages; what the answer takes from them word for word is cited."""
    source = {"source": harbour.source, "start_index": -1}
    context = [Document("of nowhere"), Document(harbour.article.text, metadata=source)]
    said = {"input": "Q", "context": context, "answer": AIMessage(f"Yes, then. {QUOTE}")}
    answer = replies.answer("Q", said)
    assert answer.text == answer.short_answer == f"Yes, then. {QUOTE}"
    assert [cited.quote for cited in answer.citations] == [QUOTE]
    assert answer.hits[1].passage.key == (harbour.article.id, 0, len(harbour.article.text))


def test_nothing_is_cited_that_was_not_quoted(replies, harbour):
    """Other words, and words so few that they may stand anywhere."""
    context = [Document(harbour.article.text)]
    for text in ("The ferries had to wait outside the port.", "on Monday"):
        answer = replies.answer("Q", {"answer": text, "context": context})
        assert not answer.citations
        assert not answer.abstained


def test_a_hint_chooses_among_equal_words(library, loaded):
    """A document's start, where the article has its words there."""
    item = loaded("Snow. Snow. Snow fell.")
    library.add([item])
    about = {"article_id": item.article.id, "start_index": 6}
    said = {"answer": "Snow.", "context": [Document("Snow.", metadata=about)]}
    assert Replies(library).answer("Q", said).hits[0].passage.start == 6


@pytest.mark.parametrize("said", ["", "  ", {"answer": ""}, {"abstained": True, "answer": "No."}])
def test_nothing_said_is_declining(replies, said):
    """As is saying so."""
    answer = replies.answer("Q", said)
    assert answer.abstained
    assert not answer.claims


@pytest.mark.parametrize(
    "said",
    [
        None,
        5,
        [],
        {},
        {"answer": 5},
        {"answer": "\ud800"},
        {"answer": "x", "confidence": 2},
        {"answer": "x", "hits": 5},
        {"answer": "x", "hits": [{"score": float("nan"), "text": "a"}]},
        {"answer": "x" * 200_001},
        {"answer": "x", "citations": [{}] * 1_001},
        {"answer": "x", "context": [Document("a")], "hits": {"a": 1}},
    ],
)
def test_what_is_no_answer_is_said_in_a_line(replies, said):
    """And never quoted back, however long it is."""
    with pytest.raises(NewsciteError, match="the system") as error:
        replies.answer("Q", said)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


WORD = st.text(max_size=12)
STRETCH = st.fixed_dictionaries(
    {},
    optional={
        "article_id": WORD,
        "start": st.integers(-5, 200),
        "end": st.integers(-5, 200),
        "quote": WORD,
        "text": WORD,
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    quotes=st.lists(STRETCH, max_size=3), hits=st.lists(STRETCH, max_size=3), known=st.booleans()
)
def test_every_passage_and_valid_citation_is_the_articles_own(
    replies, harbour, quotes, hits, known
):
    """Whatever a system says."""
    text, own = harbour.article.text, harbour.article.id
    if known:
        quotes, hits = ([{**one, "article_id": own} for one in some] for some in (quotes, hits))
    said = {"answer": "x", "citations": quotes, "hits": hits}
    answer = replies.answer("Q", said)
    for hit in answer.hits:
        passage = hit.passage
        located = passage.article_id == own and passage.end > 0
        assert not located or text[passage.start : passage.end] == passage.text
    for cited in answer.citations:
        if not any("start" in one and "end" in one for one in quotes) and cited.end:
            assert text[cited.start : cited.end] == cited.quote
