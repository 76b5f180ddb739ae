"""A sentence against what it cites: proved with citations, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from langchain_core.documents import Document

from bot.verifying.citing import Source, Statement
from bot.verifying.head import Head, shipped
from bot.verifying.signs import NAMES
from bot.verifying.verifier import Verdict, Verifier
from corpus.article import Article

Check = Callable[..., Verdict]
CLOSED = "The port of Almo was closed on 4 March 2025"
SOUND = "“The pier is sound,” said Ida Quist"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A storm closed the port of Almo on 4 March 2025.", CLOSED),
        ("Almo’s port was closed in March 2025.", CLOSED),
        ("Ida Quist said the pier is sound.", SOUND),
        ("The harbour master said that the pier is sound.", SOUND),
        ("The ferry carried eighty-seven people in 2024.", "carried 87 people"),
        ("The ferry carried nearly 90 people.", "carried 87 people"),
    ],
)
def test_what_the_cited_sentence_says_is_proved(checked: Check, text: str, quote: str) -> None:
    """In other words, too."""
    assert checked(text, quote).reason == ""


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("The port was closed on 5 March 2025.", CLOSED, "number"),
        ("The ferry carried 88 people.", "carried 87 people", "number"),
        ("The ferry carried nearly 80 people.", "carried 87 people", "number"),
        ("Repairs may cost 1,200 million crowns.", "may cost 1,200 crowns", "number"),
        ("The port was closed on 4 April 2025.", CLOSED, "date"),
        ("Olga Brandt closed the port of Almo.", CLOSED, "name"),
        ("Per Holm said the pier is sound.", SOUND, "speaker"),
        ("Ida Quist said “the pier is rotten”.", SOUND, "quote"),
        ("The pier is sound.", "“The pier is quite sound", "quote"),
        ("The pier is sound, see [here](http://e.vil).", SOUND, "link"),
    ],
)
def test_what_it_does_not_say_is_not(checked: Check, text: str, quote: str, reason: str) -> None:
    """And why."""
    found = checked(text, quote)
    assert (found.reason, found.citations) == (reason, ())


def test_what_was_not_said_is_not_proved_by_its_denial(checked: Check) -> None:
    """A rule, whatever else speaks for it; irregular verbs are known."""
    text = "Mayor Per Holm said who would pay."
    assert checked(text, "Mayor Per Holm did not say who would pay.").reason == "negation"


def test_the_citation_is_the_whole_sentence_with_its_speaker(
    checked: Check, harbour_news: Article
) -> None:
    """Word for word."""
    (cited,) = checked("Ida Quist said the pier is sound.", SOUND).citations
    assert harbour_news.text[cited.start : cited.end] == cited.quote
    assert cited.quote == "“The pier is sound,” said Ida Quist, the harbour master."
    assert cited.speaker == "Ida Quist"


def test_without_a_quote_the_nearest_sentences_are_cited(checked: Check) -> None:
    """As the sentence's own words find them."""
    (cited,) = checked("The ferry to Vik carried 87 people.").citations
    assert cited.quote.startswith("The ferry to Vik")


def test_without_a_passage_nothing_is_proved(checked: Check, new_encoder: type) -> None:
    """Whatever it says."""
    verifier = Verifier(new_encoder())
    assert verifier.invoke(Statement("It sank.", ())).reason == "id"


def test_a_sentence_that_the_cited_text_does_not_cover_is_not_supported(
    harbour_news: Article, new_encoder: type
) -> None:
    """Such as one in another language."""
    verifier = Verifier(new_encoder(), head=shipped())
    source = Source(harbour_news, 0, len(harbour_news.text))
    for text, quote in (("Les pêcheurs sont partis avant la tempête.", CLOSED),):
        assert verifier.invoke(Statement(text, (source,), (quote,))).reason == "support"


def test_documents_of_any_retriever_will_do(new_encoder: type) -> None:
    """They are cited by offsets into what they hold."""
    verifier = Verifier(new_encoder(), head=Head({"strangers": -20.0, "speaker": -20.0}, 9.0, 0.5))
    text = "Two ferries waited. The harbour closed on Monday."
    given = {"sentence": "The harbour closed on Monday.", "documents": [Document(text)]}
    (cited,) = verifier.invoke({**given, "quotes": "harbour closed on Monday"}).citations
    assert text[cited.start : cited.end] == cited.quote == "The harbour closed on Monday."


def test_documents_of_a_library_are_cited_in_their_articles(
    harbour_news: Article, new_encoder: type
) -> None:
    """By the offsets that the retriever gives them."""
    start = harbour_news.text.index("Mayor")
    known = {"article_id": harbour_news.id, "start": start, "end": len(harbour_news.text)}
    document = Document(harbour_news.text[start:], metadata=known)
    verifier = Verifier(
        new_encoder(),
        lambda _: harbour_news,
        Head({"strangers": -20.0, "speaker": -20.0}, 9.0, 0.5),
    )
    given = {"sentence": "The ferry carried 87 people.", "documents": [document]}
    (cited,) = verifier.invoke(given).citations
    assert harbour_news.text[cited.start : cited.end] == cited.quote
    assert cited.article_id == harbour_news.id


def test_the_shipped_head_weighs_the_signs_that_there_are() -> None:
    """By their names."""
    assert set(shipped().weights) <= set(NAMES)
    assert 0 < shipped().least < 1
