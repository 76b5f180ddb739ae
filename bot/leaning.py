"""Follow-ups that lean on the article that was last cited.

"Where is the company based?" names nobody, and no rule of `bot.rewriting` can always tell which
company; but after an answer from one article it is asked of that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.question import Question
from bot.rewriting.names import names
from bot.words import stems, terms
from corpus.article import Article

BACK = 3
"""Turns back in which an article was cited, at most."""
DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|his|her|its|their)\s+(?P<noun>(?:[\w’'-]+\s*){1,4})",
    re.IGNORECASE,
)
"""A phrase that means one that the hearer knows."""
POINTING = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|there|this|that|these|those)\b",
    re.IGNORECASE,
)
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Leaning:
    """An article that a question is asked of.

    Attributes:
        article: the article.
        firmly: whether the question says nothing by which another could be found: then it is
            answered from this one, or not at all.
    """

    article: Article
    firmly: bool

    def shown(self, question: str) -> str:
        """The question with the article that it is asked of, as it is shown."""
        title = " ".join(self.article.title.split())
        if len(title) > LONGEST_TITLE:
            title = title[:LONGEST_TITLE].rpartition(" ")[0] + "…"
        return f"{question.rstrip(' ?.!')} (in “{title}”)?" if title else question


def leaning(question: Question, article_of: Callable[[str], Article]) -> Leaning | None:
    """The article that a question leans on, None where it stands by itself.

    A question leans on the article last cited if the conversation made it whole, or if it names
    nothing that the article does not name; firmly, if it names nothing at all, made whole or not,
    and what it calls "the company" or "it" the article has.

    Args:
        question: with its conversation.
        article_of: from an article's id to the article.
    """
    last = next((one for one in reversed(question.history[-BACK:]) if one.articles), None)
    if last is None or not asks(question.text):
        return None
    made = question.understood
    try:
        article = article_of(last.articles[0])
    except KeyError:  # no longer in the library
        return None
    alone = made == question.text.strip() and names(made)
    if alone and not all(name.written in article.text for name in names(made)):
        return None
    return Leaning(article, firmly(made, article))


def asks(text: str) -> bool:
    """Whether a turn asks, in one sentence."""
    return len(re.findall(r"[.!?]\s+\w", text)) == 0


def firmly(made: str, article: Article) -> bool:
    """Whether a question names nothing, and points to what an article has."""
    if names(made):
        return False
    there = stems(article.text)
    phrases = [terms(" " + match["noun"]) for match in DEFINITE.finditer(made)]
    meant = [phrase[0].stem for phrase in phrases if phrase]
    return any(stem in there for stem in meant) or (not meant and bool(POINTING.search(made)))
