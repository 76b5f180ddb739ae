"""What to ask instead: where the articles do not say, a question that they do answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Protocol

from bot.answer import Answer
from bot.attribution import attribute_sentence
from bot.evaluation.cases import Case
from bot.examples import examples
from bot.question import Question
from corpus.article import Article
from corpus.sentences import sentences
from index.passage import Hit, Passage
from index.scope import Listed, Scope

MOST_BEGUN = 3
MOST_LOOKED_AT = 20
"""Articles in which names are sought for questions to begin with."""
MOST_ASKED = 5
"""Such questions that are tried."""
BEGIN_HITS = 3
"""Passages of each of these articles."""
MOST_HITS = 4
MOST_TRIED = 3
"""Each costs as much as any question."""
DETERMINERS = frozenset(
    "a an the his her its their our my your this that these those some many several one".split()
)
LONGEST = 60
"""Characters of a speaker's name, or what stands for it."""

ArticleOf = Callable[[str], Article | None]
"""From an article's id to the article; None where it is no longer there."""


class Chain(Protocol):
    """What answers questions."""

    def invoke(self, input: Question, /) -> Answer:  # noqa: A002 — LangChain's name for it
        """Answer one."""


class Shelf(Protocol):
    """What is asked of a library."""

    def article(self, wanted: str, /) -> Article:
        """An article; KeyError where there is none."""

    def passages(self, wanted: str, /) -> list[Passage]:
        """Its passages, none where it is not a current one."""

    def within(self, scope: Scope, /) -> frozenset[str]:
        """The ids of the articles that fit."""

    def listed(self) -> list[Listed]:
        """All of them without their texts."""


def instead(
    declined: Answer,
    chain: Chain,
    shelf: Shelf,
    cases: Collection[Case],
    asked: Collection[str] = (),
    scope: Scope = Scope(),  # noqa: B008 — it is frozen
) -> str:
    """What to ask instead of a declined question: of the nearest articles, or else an example.

    Args:
        declined: has the passages, best first.
        chain: answers.
        shelf: the articles.
        cases: questions of which an example is taken, with their evidence.
        asked: questions that are not offered again.
        scope: the articles that are asked.

    Returns:
        The question; "" where none is known to be answered.
    """
    near = suggestion(declined, chain, finder(shelf), asked)
    return near or next((one for one in offered(shelf, cases, scope) if one not in asked), "")


def finder(shelf: Shelf) -> ArticleOf:
    """Finds the articles of a library."""

    def article_of(wanted: str) -> Article | None:
        try:
            return shelf.article(wanted)
        except KeyError:
            return None

    return article_of


def offered(
    shelf: Shelf,
    cases: Collection[Case],
    scope: Scope = Scope(),  # noqa: B008 — it is frozen
) -> tuple[str, ...]:
    """A few questions of the cases that the library answers.

    Args:
        shelf: the library.
        cases: questions with their evidence.
        scope: the articles that are asked.
    """
    wanted = {evidence.article_id for case in cases for evidence in case.evidence}
    there = {one for one in wanted if shelf.passages(one)}
    if there and not scope.everything:
        there &= shelf.within(scope)
    return examples(there, cases)


def beginnings(chain: Chain, shelf: Shelf) -> tuple[str, ...]:
    """Questions to begin with, for a library of which no case is known.

    Each is about one of its latest articles, which is known to answer it.

    Args:
        chain: answers.
        shelf: the library.
    """
    latest = sorted(shelf.listed(), key=lambda one: one.published or date.min, reverse=True)
    found: list[str] = []
    tried = 0
    for one in latest[:MOST_LOOKED_AT]:
        article = finder(shelf)(one.article_id)
        hits = [Hit(passage, 0.0) for passage in shelf.passages(one.article_id)[:BEGIN_HITS]]
        names = (name for hit in hits for name in (speakers(article, hit) if article else ()))
        whole = next((name for name in names if " " in name), "")  # who is just "Holm" to others?
        if not whole or len(found) == MOST_BEGUN or tried == MOST_ASKED:
            continue
        tried += 1
        found += filter(None, [said(whole, one.article_id, chain)])
    return tuple(dict.fromkeys(found))


def said(name: str, article_id: str, chain: Chain) -> str:
    """The question what somebody said; "" where an article does not answer it."""
    question = f"What did {name} say?"
    scope = Scope(articles=frozenset({article_id}))
    return "" if chain.invoke(Question(question, scope=scope)).abstained else question


def suggestion(
    declined: Answer, chain: Chain, article_of: ArticleOf, asked: Collection[str] = ()
) -> str:
    """A question that the articles nearest to a declined one are known to answer.

    It asks what somebody said who is named in their passages, and is asked of the chain first.

    Args:
        declined: has the passages, best first.
        chain: answers.
        article_of: finds the articles.
        asked: questions that are not offered again.

    Returns:
        The question; "" where none of the first few is answered.
    """
    tried: set[str] = set()
    for hit in declined.hits[:MOST_HITS]:
        article = article_of(hit.passage.article_id)
        for name in speakers(article, hit) if article else ():
            if f"What did {name} say?" in asked or name in tried or len(tried) == MOST_TRIED:
                continue
            tried.add(name)
            if question := said(name, hit.passage.article_id, chain):
                return question
    return ""


def speakers(article: Article, hit: Hit) -> Iterator[str]:
    """Who is surely named as saying something in a passage, in order: by names, as far as told.

    "Ida Quist" is one, "Legal experts" and "The company" are none.
    """
    passage = hit.passage
    if article.text[passage.start : passage.end] != passage.text:
        return
    for start, end in sentences(passage.text):
        found = attribute_sentence(article, passage.start + start, passage.start + end)
        name = " ".join(found.speaker.split()) if found else ""
        words = name.split()
        named = bool(words) and words[0].lower() not in DETERMINERS
        if named and all(one[0].isupper() for one in words) and len(name) <= LONGEST:
            yield name
