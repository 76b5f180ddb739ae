"""Yes/no questions: the sentence that bears on one, and "Yes" or "No" only where it decides.

The reader was trained to find spans, and a yes/no question has none. So the sentence is the
answer; its words must hold the question's. "Yes" is said only where they stand in the question's
order, close together, with nothing between or before them that denies or weakens them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Citation, Claim, Span
from bot.attribution import attribute
from bot.composing import Read
from bot.words import Term, stem, terms
from corpus.article import Article
from corpus.sentences import sentences

ASKS = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|"
    r"shall|should|may|might|must|isn['’]t|aren['’]t|wasn['’]t|didn['’]t|doesn['’]t)\s",
    re.IGNORECASE,
)
EITHER = re.compile(r"\bor\b", re.IGNORECASE)
NEGATES = re.compile(
    r"\b(?:not|never|no|none|nobody|without|cannot|neither|nor|\w+n['’]t)\b", re.IGNORECASE
)
WEAKENS = re.compile(
    r"\b(?:may|might|could|would|should|if|alleged\w*|reported\w*|expected|tr(?:y|ies|ied|ying)|hop\w+|"
    r"plan(?:s|ned|ning)?|risk\w*|seek\w*|sought|threat\w*|possible|possibly|likely|unlikely|unless|"
    r"avoid\w*|whether|den(?:y|ies|ied|ying)|refus\w+|reject\w+|fail\w+|distanc\w+|"
    r"rul(?:ed|es|ing) out)\b",
    re.IGNORECASE,
)
ENOUGH = 0.75
LOOSEST = 3.0


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
        return replace(answer, abstained=True, claims=(), spans=(), short_answer="")
    article, start, end = found.article, found.start, found.end
    said = attribute(article, start, end)
    quote = Citation.of(article, start, end, said.speaker if said else None)
    text = f"{found.verdict}: {quote.quote}" if found.verdict else quote.quote
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
            if share >= ENOUGH and (passage.article_id, start) not in seen:
                seen.add((passage.article_id, start))
                article = article_of(passage.article_id)
                yield Bearing(article, start, end, share, verdict(question, passage.text[low:high]))


def coverage(asked: Sequence[Term], there: Sequence[Term]) -> float:
    """Share of a question's terms among a sentence's; 0 where a name is missing."""
    stems = {term.stem for term in there}
    if not asked or any(term.name and term.stem not in stems for term in asked):
        return 0.0
    return sum(term.stem in stems for term in asked) / len(asked)


def verdict(question: str, sentence: str) -> str:
    """Whether the sentence decides the question: "Yes" or "No", "" where it does not."""
    asked = [term.stem for term in terms(ASKS.sub("", question))]
    stretch = tightest(asked, terms(sentence))
    if stretch is None:
        return ""
    clause = sentence[stretch[0] : stretch[1]]
    if len(clause.split()) > LOOSEST * len(question.split()):
        return ""
    before = sentence[: stretch[0]].rsplit(",", 1)[-1]
    if not hedges(before + clause) <= hedges(question):
        return ""
    negated = bool(NEGATES.search(before + clause)) != bool(NEGATES.search(question))
    return "No" if negated else "Yes"


def hedges(text: str) -> set[str]:
    """The stems of the words that deny or weaken what a text says."""
    return {stem(word.lower()) for word in WEAKENS.findall(text)}


def tightest(asked: Sequence[str], there: Sequence[Term]) -> tuple[int, int] | None:
    """The shortest stretch of a sentence that holds the stems in their order, None if none does."""
    best: tuple[int, int] | None = None
    for first, term in enumerate(there):
        if not asked or term.stem != asked[0]:
            continue
        at, end = 1, term.end
        for later in there[first + 1 :]:
            if at < len(asked) and later.stem == asked[at]:
                at, end = at + 1, later.end
        if at == len(asked) and (best is None or end - term.start < best[1] - best[0]):
            best = (term.start, end)
    return best
