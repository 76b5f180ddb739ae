"""What to ask instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.answer import Answer
from bot.evaluation.cases import Case, Evidence
from bot.question import Question
from bot.suggesting import MOST_TRIED, beginnings, instead, suggestion
from corpus.article import Article
from index.passage import Hit, Passage
from index.scope import Listed, Scope


class Knowing:
    """A chain that answers what has a word in it."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[Question] = []

    def invoke(self, input: Question, /) -> Answer:  # noqa: A002
        """Answer, or decline."""
        self.asked.append(input)
        return Answer(input.text, input.text, abstained=self.word not in input.text)


def declined(*articles: Article) -> Answer:
    """A declined question, with whole articles as its hits."""
    hits = (Hit(Passage(a.id, 0, len(a.text), a.text), 1.0) for a in articles)
    return Answer("Who?", "Who?", hits=tuple(hits))


def test_it_asks_what_somebody_in_the_nearest_passages_said(
    article: Callable[..., Article],
) -> None:
    """Of that article alone, and only what the chain answers is offered."""
    one = article("“We sail at noon,” Ida Quist said. “We do not,” said Per Holm.")
    chain = Knowing("Holm")

    assert suggestion(declined(one), chain, lambda _: one) == "What did Per Holm say?"
    assert [asked.text for asked in chain.asked] == [
        "What did Ida Quist say?",
        "What did Per Holm say?",
    ]
    assert chain.asked[0].scope.articles == {one.id}


def test_nothing_is_offered_where_nothing_is_known_to_be_answered(
    article: Callable[..., Article],
) -> None:
    """After a few tries; nor where nobody is named, or the article is gone or another by now."""
    names = ("Ana Ruiz", "Ida Quist", "Per Holm", "Ines Prado", "Ola Berg")
    many = article(" ".join(f"“We sail,” {name} said." for name in names))
    chain = Knowing("nobody")

    assert suggestion(declined(many), chain, lambda _: many) == ""
    assert len(chain.asked) == MOST_TRIED
    assert suggestion(declined(article("It rained.")), chain, lambda _: None) == ""
    other = replace(many, text="Other.")
    assert suggestion(declined(many), Knowing("What"), lambda _: other) == ""


class Shelf:
    """A library of articles."""

    def __init__(self, *articles: Article) -> None:
        self.articles = {one.id: one for one in articles}

    def article(self, wanted: str, /) -> Article:
        """By its id."""
        return self.articles[wanted]

    def passages(self, wanted: str, /) -> list[Passage]:
        """The whole as one."""
        one = self.articles.get(wanted)
        return [Passage(one.id, 0, len(one.text), one.text)] if one else []

    def within(self, scope: Scope, /) -> frozenset[str]:
        """The articles that were chosen."""
        return scope.articles

    def listed(self) -> list[Listed]:
        """All of them."""
        return [
            Listed(one.source, one.id, one.title, one.publisher, one.published)
            for one in self.articles.values()
        ]


def test_an_example_is_offered_where_the_nearest_articles_give_nothing(
    article: Callable[..., Article],
) -> None:
    """It is one of the library's, among the articles asked, and was not asked before."""
    one, other = article("It rained.", "one"), article("It snowed.", "other")
    cases = [
        Case(
            id=at.id + question,
            question=question,
            answers=("x",),
            evidence=(Evidence(article_id=at.id, quote="x"),),
        )
        for question, at in (("Did it rain?", one), ("Did it snow?", other))
    ]
    shelf, chain = Shelf(one, other), Knowing("nobody")

    assert instead(declined(one), chain, shelf, cases) == "Did it rain?"
    assert instead(declined(one), chain, shelf, cases, ["Did it rain?"]) == "Did it snow?"
    scope = Scope(articles=frozenset({other.id}))
    assert instead(declined(one), chain, shelf, cases, scope=scope) == "Did it snow?"
    assert instead(declined(one), chain, Shelf(), cases) == ""


def test_what_was_asked_before_is_not_offered_again(article: Callable[..., Article]) -> None:
    """The next name is."""
    one = article("“We sail at noon,” Ida Quist said. “We do not,” said Per Holm.")
    asked = ["What did Ida Quist say?"]

    found = suggestion(declined(one), Knowing("What"), lambda _: one, asked)

    assert found == "What did Per Holm say?"


def test_questions_to_begin_with_are_about_the_latest_articles(
    article: Callable[..., Article],
) -> None:
    """One of each that names who says something, and that the chain answers."""
    old = article("“We sail,” Ida Quist said.", "old", published=date(2020, 1, 1))
    new = article("“We do not,” Per Holm said.", "new", published=date(2024, 1, 1))
    rain = article("It rained.", "rain", published=date(2023, 1, 1))

    found = beginnings(Knowing("What"), Shelf(old, new, rain))

    assert found == ("What did Per Holm say?", "What did Ida Quist say?")
    assert beginnings(Knowing("Holm"), Shelf(old, new, rain)) == ("What did Per Holm say?",)


def test_who_has_no_name_is_not_asked_about(article: Callable[..., Article]) -> None:
    """The question would be odd, and about nobody."""
    one = article("“We sail,” the company said. “We do not,” Legal experts said.")

    assert suggestion(declined(one), Knowing("What"), lambda _: one) == ""
