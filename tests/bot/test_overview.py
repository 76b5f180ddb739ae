"""Summaries are sentences of the articles, or nothing."""

from datetime import date

import pytest

from bot.answer import Answer
from bot.composing import Read
from bot.overview import ASKS, overview, topic
from bot.reading.reader import Reading
from corpus.article import Article
from index.passage import Hit, Passage

DAM = (
    "The old dam above Brindle was closed on Monday after engineers found cracks in its wall.\n"
    "Rita Salvo, the mayor, said that the town was safe. Shops stayed open.\n"
    "The dam has held back the river since 1931. Cracks in the wall of the dam were first seen in "
    "May. Repairs to the wall will take a year, the engineers said."
)
LIST = (
    "Brindle (AP) The dam of Lisbon is old, said the mayor.\nFairs to come\n"
    "Ida Roe/AP The mayor stands at the dam. Prices rose in Brindle, where shops opened."
)
FAIR = "The fair of Brindle opened on Sunday. Rita Salvo, the mayor, cut a ribbon at the gate."
ARTICLES = {
    "dam": Article("dam", "Dam closed above Brindle", DAM, published=date(2025, 3, 4)),
    "list": Article("list", "The week", LIST, published=date(2025, 3, 1)),
    "fair": Article("fair", "Fair opens", FAIR, published=date(2025, 3, 2)),
}


def asked(question: str, *ids: str) -> Answer:
    """The overview of some articles, each found by its beginning."""
    read = [
        Read(Hit(Passage(one, 0, 20, ARTICLES[one].text[:20]), 0.1), Reading((), 0.0))
        for one in ids
    ]
    return overview(Answer(question, question), read, ARTICLES.__getitem__)


def test_an_article_is_summed_up_by_its_lead_and_what_it_comes_back_to() -> None:
    """In the order of the story, each sentence quoted whole."""
    answer = asked("Summarise the article", "dam")
    texts = [claim.text for claim in answer.claims]
    assert texts[0].startswith("The old dam above Brindle was closed")
    assert len(texts) == 4
    assert "Shops stayed open." not in texts
    assert [c.start for c in answer.citations] == sorted(c.start for c in answer.citations)
    assert all(DAM[c.start : c.end] == c.quote for c in answer.citations)


def test_a_topic_is_summed_up_over_articles_by_date() -> None:
    """The earlier article first; only sentences that speak of it."""
    answer = asked("What do the articles say about the mayor Rita Salvo?", "dam", "fair")
    assert [c.article_id for c in answer.citations] == ["fair", "dam"]
    assert all("Salvo" in c.quote for c in answer.citations)
    assert answer.confidence == 1.0


def test_an_article_that_names_a_topic_at_once_comes_before_one_that_has_its_words() -> None:
    """Here and there in it; that one serves where no other does."""
    answer = asked("Tell me about the fair of Brindle", "list", "fair")
    assert {c.article_id for c in answer.citations} == {"fair"}
    assert asked("Tell me about the fair of Lisbon", "list", "fair").claims


def test_datelines_headings_and_captions_are_no_sentences_of_a_summary() -> None:
    """What is left of a line begins with its own words."""
    texts = [claim.text for claim in asked("Summarise the article", "list").claims]
    assert texts == [
        "The dam of Lisbon is old, said the mayor.",
        "Prices rose in Brindle, where shops opened.",
    ]


def test_a_topic_that_no_article_speaks_of_is_declined() -> None:
    """Also where one of its words is there."""
    assert asked("Tell me about the mayor of Lisbon", "dam", "fair").abstained


def test_the_article_is_declined_where_there_are_several() -> None:
    """Nobody knows which one is meant."""
    assert asked("What is this article about?", "dam", "fair").abstained


@pytest.mark.parametrize(
    ("request_", "about"),
    [
        ("Summarize the dam's closure", {"dam", "closur"}),
        ("give me an overview of the fair", {"fair"}),
        ("Can you summarise this story?", set()),
        ("What happened?", set()),
    ],
)
def test_requests_are_known_with_their_topic(request_: str, about: set[str]) -> None:
    """None where the article itself is meant."""
    match = ASKS.match(request_)
    assert match is not None
    assert topic(match) == about


@pytest.mark.parametrize("question", ["What happened on Monday?", "Who gave an overview?", "Why?"])
def test_questions_are_not_requests(question: str) -> None:
    """The reader answers those."""
    assert ASKS.match(question) is None


@pytest.mark.parametrize(
    "noise",
    [
        "An earlier version of this story had another day on which the old dam was closed.",
        "Sign up for our newsletter on the dam above Brindle: it comes every day.",
        "The cracks in the wall of the old dam above Brindle, closed on Monday. Ida Roe/AP",
    ],
)
def test_what_is_no_part_of_the_story_is_left_out(noise: str) -> None:
    """Corrections, invitations, and pictures with their credits."""
    article = Article("n", "Dam closed", f"{DAM}\n{noise}")
    read = [Read(Hit(Passage("n", 0, 20, article.text[:20]), 0.1), Reading((), 0.0))]
    answer = overview(
        Answer("Summarise the article", "Summarise the article"), read, lambda _: article
    )
    assert answer.claims
    assert not any(noise[:30] in claim.text for claim in answer.claims)


def test_what_happened_to_somebody_is_told_in_sentences() -> None:
    """No span answers it."""
    answer = asked("What happened to the dam?", "dam", "fair")
    assert [one.article_id for one in answer.citations] == ["dam"] * len(answer.claims)
    assert len(answer.claims) > 1
