"""Yes/no questions: the sentence that bears on one, and "Yes" or "No" only where it decides.

The reader was trained to find spans, and a yes/no question has none. So the sentence is the
answer; its words must hold the question's. `verdict` says when "Yes" or "No" is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Citation, Claim, Span
from bot.attribution import attribute_sentence
from bot.claiming import is_noise
from bot.composing import Read
from bot.standing import stood
from bot.verdict import ASKS, verdict
from bot.words import coverage, terms
from corpus.article import Article
from corpus.sentences import sentences

EITHER = re.compile(r"\bor\b", re.IGNORECASE)
ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Bearing:
    """A sentence that bears on a question.

    Attributes:
        article: where it stands.
        start: its first code point in the article's text.
        end: the code point after its last.
        share: share of the question's terms that it holds, 0 to 1.
        verdict: "Yes", "No", or "" where it does not decide.
    """

    article: Article
    start: int
    end: int
    share: float
    verdict: str


def decide(answer: Answer, read: Sequence[Read], article_of: Callable[[str], Article]) -> Answer:
    """The answer to a yes/no question; any other question's answer unchanged.

    Args:
        answer: as composed from spans.
        read: the hits that were read.
        article_of: from an article's id to the article.

    Returns:
        One claim, the sentence that holds most of the question's words and all of its names;
        abstained where there is none.
    """
    question = answer.understood
    if not ASKS.match(question) or EITHER.search(question):
        return answer
    found = max(bearings(question, read, article_of), key=rank, default=None)
    if found is None:
        return answer.withdrawn
    article, start, end = found.article, found.start, found.end
    said = attribute_sentence(article, start, end)
    quote = Citation.of(article, start, end, said.speaker if said else None)
    sentence = stood(article, start, end)
    text = f"{found.verdict}: {sentence}" if found.verdict else sentence
    return replace(
        answer,
        abstained=False,
        confidence=max(answer.confidence, found.share),
        claims=(Claim(text, (quote,)),),
        spans=(Span.of(article, start, end),),
        short_answer=found.verdict or quote.quote,
    )


def rank(bearing: Bearing) -> tuple[float, bool]:
    """The order of preference: most of the question's words, then a verdict."""
    return bearing.share, bool(bearing.verdict)


def bearings(
    question: str, read: Sequence[Read], article_of: Callable[[str], Article]
) -> Iterator[Bearing]:
    """The sentences of the read passages that hold enough of a question's terms."""
    asked = terms(ASKS.sub("", question))
    seen: set[tuple[str, int]] = set()
    for one in read:
        passage = one.hit.passage
        for low, high in sentences(passage.text):
            start, end = passage.start + low, passage.start + high
            share = coverage(asked, terms(" " + passage.text[low:high]))
            known = (passage.article_id, start) in seen
            if share >= ENOUGH and not known and not is_noise(passage.text[low:high]):
                seen.add((passage.article_id, start))
                article = article_of(passage.article_id)
                yield Bearing(article, start, end, share, verdict(question, passage.text[low:high]))
