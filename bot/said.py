"""What somebody said: the sentences of the articles that report it.

A reader finds spans, and what somebody says about a matter is often a whole sentence, or several.
The sentences are those whose speaker (`attribution`) is who was asked about, and that hold enough
of the matter's words and all of its names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Citation, Claim, Span
from bot.attribution import attribute_sentence, whole_quotation
from bot.claiming import MOST_CLAIMS, is_noise
from bot.composing import Read
from bot.speakers import is_theirs
from bot.standing import stood
from bot.theirs import has_verb, words_asked
from bot.words import coverage, terms
from corpus.article import Article
from corpus.sentences import sentences

ENOUGH = 0.6
"""Share of the matter's words that a sentence holds at least."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence of an article that reports what was asked about.

    Attributes:
        article: the article.
        start: its first code point.
        end: the code point after its last.
        speaker: who says it there.
        share: share of the matter's words in it, 0 to 1.
    """

    article: Article
    start: int
    end: int
    speaker: str
    share: float

    @property
    def sentence(self) -> str:
        """Its words."""
        return self.article.text[self.start : self.end]


def reported(answer: Answer, read: Sequence[Read], article_of: Callable[[str], Article]) -> Answer:
    """The answer to "What did X say about Y?" in X's own sentences, where there are some.

    Any other answer is unchanged. A span is seldom enough here: it is a part of what was said.

    Args:
        answer: as composed from spans.
        read: the hits that were read.
        article_of: from an article's id to the article.

    Returns:
        At most four claims of one article, each a sentence that X is the speaker of, in the order
        of the story; the short answer is the one that holds most of the matter.
    """
    asked = words_asked(answer.understood)
    if asked is None:
        return answer
    found = list(reports(asked.who, asked.what, read, article_of))
    if not terms(" " + asked.what):
        found = [one for one in found if has_verb(asked.verb, one.sentence)] or found
    best = max(found, key=lambda one: one.share, default=None)
    if best is None:
        return answer
    near = [one for one in found if one.article.id == best.article.id and one.share >= ENOUGH]
    chosen = sorted(sorted(near, key=lambda one: -one.share)[:MOST_CLAIMS], key=place)
    said = Span.of(best.article, best.start, best.end)
    return replace(
        answer,
        abstained=False,
        confidence=max(answer.confidence, best.share),
        claims=tuple(claim(one) for one in chosen),
        spans=(said,),
        short_answer=said.text,
    )


def reports(
    who: str, what: str, read: Sequence[Read], article_of: Callable[[str], Article]
) -> Iterator[Report]:
    """The sentences of the read passages that somebody says, and that are about a matter."""
    matter = terms(" " + what)
    seen: set[tuple[str, int]] = set()
    for one in read:
        passage = one.hit.passage
        article = article_of(passage.article_id)
        for low, high in sentences(passage.text):
            start, end = passage.start + low, passage.start + high
            share = coverage(matter, terms(" " + article.text[start:end])) if matter else 1.0
            if share < ENOUGH or (article.id, start) in seen or is_noise(article.text[start:end]):
                continue
            seen.add((article.id, start))
            said = attribute_sentence(article, start, end)
            if said and is_theirs(who, said.speaker, article.text[start:end], article.text):
                first, last = whole_quotation(article, start, end)
                seen |= {(article.id, at) for at in range(first, last)}
                yield Report(article, first, last, said.speaker, share)


def claim(one: Report) -> Claim:
    """A sentence as a claim that quotes itself."""
    quote = Citation.of(one.article, one.start, one.end, one.speaker)
    return Claim(stood(one.article, one.start, one.end), (quote,))


def place(one: Report) -> int:
    """Where a sentence stands in its article."""
    return one.start
