"""Articles that ask the reader's own question: a quiz gives choices, and no answer."""

from __future__ import annotations

import re

from bot.words import stems
from corpus.article import Article
from corpus.sentences import paragraphs

CHOICE = re.compile(r"[A-H1-8][.)]\s")
"""How a choice begins."""
MOST_CHOICES = 8
SAME = 0.75
"""Share of the question's terms that a paragraph has which asks the same."""
ENDS = tuple(".!?:;”\"'’)")


def in_quiz(article: Article, start: int, question: str) -> bool:
    """Whether a place is the heading, or one of the choices, of a quiz that asks the question.

    Args:
        article: where it stands.
        start: its first code point.
        question: what was asked.
    """
    told = paragraphs(article.text)
    at = max((n for n, (low, _) in enumerate(told) if low <= start), default=0)

    def text(number: int) -> str:
        return article.text[slice(*told[number])]

    if CHOICE.match(text(at)):
        first = at
        while first > max(0, at - MOST_CHOICES) and CHOICE.match(text(first)):
            first -= 1
        return asks_the_same(text(first), question)
    heading = not text(at).endswith(ENDS) and at + 1 < len(told)
    return heading and asks_the_same(text(at + 1), question)


def asks_the_same(paragraph: str, question: str) -> bool:
    """Whether a paragraph is a question with most of the words of the one that was asked."""
    if not paragraph.endswith("?"):
        return False
    asked = stems(question)
    return bool(asked) and len(asked & stems(paragraph)) >= SAME * len(asked)
