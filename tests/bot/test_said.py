"""What somebody said, where no span answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.answer import Answer, Citation, Claim
from bot.composing import Read
from bot.reading.reader import Reading
from bot.said import reported
from corpus.article import Article
from index.passage import Hit, Passage

TEXT = (
    "The dam at Almo broke on Friday. Mayor Ines Prado said the dam was too old to be mended. "
    "Jo Ek, an engineer, said the dam had been safe for years. “We told the province about the dam "
    "in May,” Prado said.\nThe town will vote on Sunday."
)


ASKED = date(2022, 6, 1)


def answered(question: str, *, abstained: bool = True) -> Answer:
    """The answer over one article, where the reader found nothing."""
    blank = Answer(question, question, abstained=abstained)
    return reported(blank, *over(Article("a", "The dam", TEXT)), ASKED)


def over(article: Article) -> tuple[list[Read], Callable[[str], Article]]:
    """An article as it was read, and as it is known."""
    passage = Passage(article.id, 0, len(article.text), article.text)
    return [Read(Hit(passage, 1.0), Reading((), 0.0))], lambda _: article


def test_what_somebody_said_is_their_sentences_in_the_order_of_the_story() -> None:
    """With the speaker that the article names, and nobody else's words."""
    answer = answered("What did Ines Prado say about the dam?")
    assert [claim.text for claim in answer.claims] == [
        "Mayor Ines Prado said the dam was too old to be mended.",
        "“We told the province about the dam in May,” Prado said.",
    ]
    assert [one.speaker for one in answer.citations] == ["Mayor Ines Prado", "Prado"]
    assert not answer.abstained
    assert answer.short_answer == answer.claims[0].text


def test_without_a_matter_all_of_their_sentences_count() -> None:
    """As in "What did Ek say?"."""
    answer = answered("What did Jo Ek say?")
    assert [claim.text for claim in answer.claims] == [
        "Jo Ek, an engineer, said the dam had been safe for years."
    ]


def test_other_questions_and_other_matters_are_left_alone() -> None:
    """Nothing said about it is no answer."""
    assert answered("What did Ines Prado say about the harbour tax?").abstained
    assert answered("What did Peter Holm say about the dam?").abstained
    assert answered("When did the dam break?").abstained
    assert answered("Why did the dam break?", abstained=False).claims == ()


def test_the_verb_that_is_asked_for_chooses_among_somebody_s_sentences() -> None:
    """Where no matter is asked for: "What has Prado pledged?"."""
    text = "Prado said the dam is old. Prado pledged that the town will mend it."
    article = Article("a", "The dam", text)
    question = "What has Prado pledged?"
    answer = reported(Answer(question, question, abstained=True), *over(article), ASKED)
    assert answer.short_answer == "Prado pledged that the town will mend it."


def test_another_s_words_give_way_to_those_of_who_was_asked_about() -> None:
    """Where there are some; whom a span quotes is no matter of how sure the reader is."""
    article = Article("a", "The dam", TEXT)
    quote = Citation.of(article, TEXT.index("Jo Ek"), TEXT.index(" “We"), "Jo Ek")
    question = "What did Ines Prado say about the dam?"
    claims = (Claim(quote.quote, (quote,)),)
    answer = reported(Answer(question, question, claims, abstained=False), *over(article), ASKED)
    assert answer.citations[0].speaker == "Mayor Ines Prado"


DAMS = [
    Article("a", "", "Mayor Prado said the dam at Almo is old.", published=date(2021, 3, 1)),
    Article("b", "", "“The dam will hold for years,” Ida Prado said.", published=date(2022, 5, 2)),
    Article(
        "c", "", "“The dam will surely hold for years,” Prado said.", published=date(2022, 5, 1)
    ),
]


@pytest.mark.parametrize(("asked_on", "first"), [(date(2022, 6, 1), "b"), (date(2021, 4, 1), "a")])
def test_the_nearest_day_comes_first_and_what_was_said_else_behind_it(
    asked_on: date, first: str
) -> None:
    """Each with its day; what says the same is not said again."""
    question = "What did Prado say about the dam?"
    known = {one.id: one for one in DAMS}
    read = [over(one)[0][0] for one in DAMS]
    answer = reported(Answer(question, question, abstained=True), read, known.__getitem__, asked_on)
    days = [str(known[one.article_id].published) for one in answer.citations]
    assert answer.citations[0].article_id == first
    assert len(days) == 2
    assert all(
        claim.text.endswith(f"({day})") for claim, day in zip(answer.claims, days, strict=True)
    )


@pytest.mark.parametrize(
    ("when", "first"), [("in March 2021", "a"), ("in May 2022", "b"), ("in July 2019", None)]
)
def test_days_that_a_question_names_are_those_of_the_articles(when: str, first: str | None) -> None:
    """And no words that a sentence must have."""
    question = f"What did Prado say about the dam {when}?"
    known = {one.id: one for one in DAMS}
    read = [over(one)[0][0] for one in DAMS]
    blank = Answer(question, question, abstained=True)
    answer = reported(blank, read, known.__getitem__, date(2022, 6, 1))
    assert next((one.article_id for one in answer.citations), None) == first


def test_sentences_that_were_not_read_count_too() -> None:
    """An article that was found is searched whole."""
    article = Article("a", "The dam", TEXT)
    passage = Passage("a", 0, 33, TEXT[:33])
    read = [Read(Hit(passage, 1.0), Reading((), 0.0))]
    question = "What did Jo Ek say about the dam?"
    answer = reported(Answer(question, question, abstained=True), read, lambda _: article, ASKED)
    assert answer.short_answer == "Jo Ek, an engineer, said the dam had been safe for years."


def test_days_that_an_article_names_by_its_own_are_shown_with_their_dates() -> None:
    """As in any claim."""
    text = "Mayor Ines Prado said Wednesday the dam is old."
    article = Article("a", "", text, published=date(2022, 7, 7))
    question = "What did Ines Prado say about the dam?"
    answer = reported(Answer(question, question, abstained=True), *over(article), ASKED)
    assert answer.claims[0].text.startswith("Mayor Ines Prado said Wednesday [6 July 2022] the dam")
    assert answer.citations[0].quote == text


def test_what_somebody_believes_is_not_what_they_say() -> None:
    """Unless that is asked."""
    text = "Prado believed that the dam would hold."
    for verb, given in (("say", False), ("believe", True)):
        question = f"What did Prado {verb} about the dam?"
        answer = reported(
            Answer(question, question, abstained=True), *over(Article("a", "", text)), ASKED
        )
        assert answer.abstained is not given
