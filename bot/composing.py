"""From readings to an answer: which spans are answers, and the sentences that prove them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from bot.answer import Answer
from bot.candidates import Candidate, candidates, corroborated, distinct
from bot.claiming import Mention, by_date, claims, dated, facts, sentence_around, short
from bot.doers import may_have_done
from bot.naming import ACRONYM, names, speaks_of
from bot.occasions import by_nearness
from bot.preferring import CLOSE, by_name, not_echoed, plainly
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from bot.reading.signs import read_signs
from bot.since import EARLIER, looks_ahead, since
from bot.spans import is_mark, tidied
from bot.theirs import may_answer
from bot.words import normalized, stems
from corpus.article import Article
from corpus.sentences import sentences
from index.passage import Hit

MOST_SPANS = 8
MOST_READ = 40
"""Candidates whose sentences are looked at."""
ANSWERS = 0.1
"""What a sure answer is worth to a hit's score."""
ONE = r"(?!(?:is|was|has|does|did|this|its|his)\b)"
"""No word of one thing: "what is the furthest" asks for one."""
SEVERAL = re.compile(
    rf"^(?:name|list)\b|^(?:which|what)\s+(?:{ONE}\w+\s+){{0,2}}?{ONE}"
    r"(?!(?:bus|kansas|news|texas|us|virus)\b)\w+(?<!s)s\b"
    r"(?!\s+(?:is|was|does)\b)"
    r"|^who\s+(?:all|else|are|were)\b",
    re.IGNORECASE,
)
"""Questions that ask for several answers: by a plural, which "US" is not, or in so many words."""
WHO = re.compile(r"^[Ww]ho\b(?!\s+(?:is|was)\s+[A-Z])")
"""Questions that one answers, or several together: but not "who is X"."""
NO_TOPIC = stems("how many much more long far old often else")
"""What a question may have beside its question word and still be about nothing: "How many?"."""
LISTED = re.compile(
    r"(?=.*?(?:[,;()]|\b(?:and|or|as well as|with|both)\b))"
    r"(?:\s|[,;()]|(?:and|or|the|a|an|as well as|along with|together with|both)\b|[A-Z][\w.'’-]*)*"
)
"""What stands between members of one list: a comma or conjunction, and maybe other members."""


@dataclass(frozen=True, slots=True)
class Read:
    """A hit and what the reader found in its passage."""

    hit: Hit
    reading: Reading


def compose(
    answer: Answer,
    read: Sequence[Read],
    calibration: Calibration,
    threshold: float,
    article_of: Callable[[str], Article],
    asked: date | None = None,
) -> Answer:
    """Complete an answer: spans, claims and confidence; or abstained, with the nearest passages.

    Args:
        answer: carries the question.
        read: hits with their readings, in any order.
        calibration: from what speaks for a candidate to its confidence.
        threshold: least confidence, 0 to 1, at which an answer is given.
        article_of: from an article's id to the article.
        asked: the day of asking; of several events that answer, the nearest comes first, and of
            "this week" older articles tell less surely. None: the surest is told alone.

    Returns:
        The answer; `hits` are ordered by search and reading together. A question that names
        nothing ("Who?", "Who is he?") is declined, whatever the reader finds.
    """
    question = answer.understood
    hits = [one.hit for one in read]
    signs = read_signs(question, hits, [one.reading for one in read])
    day = since(question, asked) if asked is not None else None
    found = [
        (hit, candidates(hit, some, calibration, worth_of(hit, day, article_of)))
        for hit, some in zip(hits, signs, strict=True)
    ]
    ranked = distinct(chain.from_iterable(some for _, some in found))
    ranked = corroborated(ranked, passages(found), question)
    confidence = max((one.confidence for one in ranked), default=0.0)
    answer = replace(answer, hits=by_relevance(found), confidence=confidence)
    sure = [candidate for candidate in ranked if candidate.confidence >= threshold]
    if not sure or names_nothing(question):
        return answer
    stated = not_echoed(mentions(sure, question, article_of), question)
    if not stated:
        return replace(answer, confidence=min(confidence, threshold))
    stated = by_name(plainly(stated, question, threshold), question)
    best = next(iter(stated))
    chosen = choose(list(stated), question, article_of)
    near = [m for c, m in stated.items() if c.confidence >= CLOSE * best.confidence]
    told = facts([stated[one] for one in chosen], near, question)
    said, spans = short(told)
    versions = [] if SEVERAL.search(question) else by_date(told[0], near, question)
    if len(versions) == 1 == len(told) and asked is not None:
        versions = by_nearness(told[0], near, question, asked)
    if len(versions) > 1:
        told = versions
        said, spans = dated(versions), short(versions)[1]
    return replace(
        answer,
        abstained=False,
        confidence=best.confidence,
        spans=spans,
        short_answer=said,
        claims=tuple(claims(told)),
    )


def worth_of(
    hit: Hit, day: date | None, article_of: Callable[[str], Article]
) -> Callable[[Found], float]:
    """What confidence is worth in a hit: less in what came out before the day that is asked about.

    Args:
        hit: a passage.
        day: from which on articles can tell of what is asked; None: all can.
        article_of: from an article's id to the article.
    """
    passage = hit.passage
    published = article_of(passage.article_id).published if day is not None else None
    if day is None or published is None or published >= day:
        return lambda _: 1.0

    bounds = sentences(passage.text)  # once a passage, not for each span of it
    ahead = [(low, high) for low, high in bounds if looks_ahead(passage.text[low:high])]

    def worth(found: Found) -> float:
        within = any(low < found.end and found.start < high for low, high in ahead)
        return 1.0 if within else EARLIER

    return worth


def names_nothing(question: str) -> bool:
    """Whether a question is about nothing: "Who is he?", but not "What did the WHO say?"."""
    return stems(question) <= NO_TOPIC and not ACRONYM.search(question)


def passages(found: Iterable[tuple[Hit, Sequence[Candidate]]]) -> dict[str, str]:
    """The text of the best passage of each article."""
    texts: dict[str, str] = {}
    for hit, _ in found:
        texts.setdefault(hit.passage.article_id, hit.passage.text)
    return texts


def mentions(
    sure: Sequence[Candidate], question: str, article_of: Callable[[str], Article]
) -> dict[Candidate, Mention]:
    """The surest candidates that are stated, and not only asked, where they stand; best first.

    What stands in an article that never speaks of somebody whom the question names is no answer,
    nor are another's words to what somebody said, nor who only speaks of a deed to who did it.
    """
    found = {}
    named = names(question)
    read = sure[:MOST_READ]
    ids = {one.article_id for one in read}
    silent = {id_ for id_ in ids if not speaks_of(article_of(id_), named)}
    for one in read:
        article = article_of(one.article_id)
        if one.article_id in silent or is_mark(article.text, one.start, one.end):
            continue
        span = tidied(article.text, one.start, one.end, question)
        stands = Mention.of(article, span, one.confidence, question)
        if stands is not None and may_answer(question, stands) and may_have_done(question, stands):
            found[one] = stands
    return found


def by_relevance(found: Iterable[tuple[Hit, Sequence[Candidate]]]) -> tuple[Hit, ...]:
    """The hits, best first, by the search's score and by how surely they answer.

    What the reader is surest of is no ranking by itself: passages that answer another question
    are answered as surely. So the confidence of a passage's best candidate, its `relevance`, counts
    for a tenth of what being found first by meaning and by words does.
    """
    read = []
    for hit, some in found:
        sure = max((one.confidence for one in some), default=0.0)
        read.append(replace(hit, score=hit.score + ANSWERS * sure, relevance=sure))
    return tuple(sorted(read, key=lambda hit: -hit.score))


def choose(
    sure: Sequence[Candidate], question: str, article_of: Callable[[str], Article]
) -> list[Candidate]:
    """The best candidate, and further ones where the question may have several answers.

    Further ones are nearly as good as the best, share no word of an article with one already
    chosen, and say what none of these does: "Oslo and Bern" is not said again as "Bern and Oslo".
    "Who" is answered within one sentence; a plural, all over the articles. Within a sentence
    they stand in one list with the best: what else it names plays another part in it.

    Args:
        sure: the candidates that could each stand alone, best first; at least one.
        question: what is asked.
        article_of: from an article's id to the article.
    """
    chosen, best = [sure[0]], sure[0]
    article = article_of(best.article_id)
    home = sentence_around(article, best.start, best.end)
    for one in sure[1:]:
        near = one.article_id == best.article_id and home[0] <= one.start < home[1]
        listed = near and LISTED.fullmatch(between(best, one, article))
        wanted = listed if near else SEVERAL.search(question)
        close = one.confidence >= CLOSE * best.confidence and len(chosen) < MOST_SPANS
        several = SEVERAL.search(question) or WHO.search(question)
        close = close and (near or written_alike(best, one, article_of))
        apart = not any(overlap(one, other) or repeats(one, other) for other in chosen)
        if several and wanted and close and apart:
            chosen.append(one)
    return chosen


def repeats(one: Candidate, other: Candidate) -> bool:
    """Whether a candidate has the words of another, in another order."""
    words, known = (Counter(normalized(c.text).split()) for c in (one, other))
    return words == known and one.text != other.text


def written_alike(one: Candidate, other: Candidate, article_of: Callable[[str], Article]) -> bool:
    """Whether both answers have a capital or a figure, or neither: a name lists with names."""
    texts = (article_of(c.article_id).text[c.start : c.end] for c in (one, other))
    first, second = (any(x.isupper() or x.isdigit() for x in text) for text in texts)
    return first == second


def between(one: Candidate, other: Candidate, article: Article) -> str:
    """The text between two candidates of an article, "" where they overlap."""
    return article.text[min(one.end, other.end) : max(one.start, other.start)]


def overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates share a word of an article."""
    same = one.article_id == other.article_id
    return same and one.start < other.end and other.start < one.end
