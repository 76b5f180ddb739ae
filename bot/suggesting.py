"""What to ask instead: where the articles do not say, a question that those nearest do answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from bot.answer import Answer
from bot.attribution import attribute_sentence
from bot.chain import Question
from corpus.article import Article
from corpus.sentences import sentences
from index.passage import Hit
from index.scope import Scope

MOST_HITS = 4
MOST_TRIED = 3
"""Each costs as much as any question."""
LONGEST = 60
"""Characters of a speaker's name, or what stands for it."""

ArticleOf = Callable[[str], Article | None]
"""From an article's id to the article; None where it is no longer there."""


class Chain(Protocol):
    """What answers questions."""

    def invoke(self, input: Question, /) -> Answer:  # noqa: A002 — LangChain's name for it
        """Answer one."""


def suggestion(declined: Answer, chain: Chain, article_of: ArticleOf) -> str:
    """A question that the articles nearest to a declined one are known to answer.

    It asks what somebody said who is named in their passages, and is asked of the chain first.

    Args:
        declined: has the passages, best first.
        chain: answers.
        article_of: finds the articles.

    Returns:
        The question; "" where none of the first few is answered.
    """
    tried: set[str] = set()
    for hit in declined.hits[:MOST_HITS]:
        article = article_of(hit.passage.article_id)
        for name in speakers(article, hit) if article else ():
            if name in tried or len(tried) == MOST_TRIED:
                continue
            tried.add(name)
            question = f"What did {name} say?"
            scope = Scope(articles=frozenset({hit.passage.article_id}))
            if not chain.invoke(Question(question, scope=scope)).abstained:
                return question
    return ""


def speakers(article: Article, hit: Hit) -> Iterator[str]:
    """Who is surely named as saying something in a passage, in order."""
    passage = hit.passage
    if article.text[passage.start : passage.end] != passage.text:
        return
    for start, end in sentences(passage.text):
        found = attribute_sentence(article, passage.start + start, passage.start + end)
        name = " ".join(found.speaker.split()) if found else ""
        if name and name[0].isupper() and len(name) <= LONGEST:
            yield name
