"""What somebody said: the sentences of the articles that report it.

A reader finds spans, and what somebody says about a matter is often a whole sentence, or several.
The sentences are those whose speaker (`attribution`) is who was asked about, and that hold enough
of the matter's words and all of its names. They may stand anywhere in the articles that were found,
not only in the passages that were read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.answer import Answer, Citation, Claim, Span
from bot.attribution import attribute_sentence, whole_quotation
from bot.claiming import MOST_CLAIMS, day, is_noise
from bot.composing import Read
from bot.days import marked
from bot.speakers import is_theirs
from bot.standing import stood
from bot.theirs import ACTS, Asked, has_verb, words_asked
from bot.when import readings
from bot.words import coverage, stem, stems, terms
from corpus.article import Article
from corpus.sentences import sentences

ENOUGH = 0.6
"""Share of the matter's words that a sentence holds at least."""
CEILING = 0.9
"""Most that such an answer's confidence is: of 36 read by hand, over news, 33 were right."""
WITHIN = re.compile(r"\b(?:during|in|on)\s+(?:early\s+|late\s+|mid-?)?$", re.IGNORECASE)
SOON = timedelta(days=3)
"""After which what was said is in the papers."""
THINKS = {stem(one) for one in "think believe suggest".split()}
"""Verbs by which it is asked what somebody thinks, and not says alone."""
ANOTHER = 0.5
"""Share of words in common up to which two sentences tell different things."""
SAYS = stems("said says told tells added")


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence of an article that reports what was asked about.

    Attributes:
        article: the article.
        start: its first code point.
        end: the code point after its last.
        speaker: who says it there.
        share: share of the matter's words in it, 0 to 1.
        told: the stems of what it tells of the matter: its own, without the speaker's.
    """

    article: Article
    start: int
    end: int
    speaker: str
    share: float
    told: frozenset[str]

    @property
    def sentence(self) -> str:
        """Its words."""
        return self.article.text[self.start : self.end]


def reported(
    answer: Answer,
    read: Sequence[Read],
    article_of: Callable[[str], Article],
    asked_on: date,
) -> Answer:
    """The answer to "What did X say about Y?" in X's own sentences, where there are some.

    Any other answer is unchanged, and one whose words are of a nearer day. A span is seldom enough
    here: it is a part of what was said.

    Args:
        answer: as composed from spans.
        read: the hits that were read.
        article_of: from an article's id to the article.
        asked_on: the day of asking. Of articles that hold as much, the one of the nearest day
            comes first.

    Returns:
        At most four claims, each a sentence that X is the speaker of: those of one article in the
        order of its story, then one of each other article that holds as much and says otherwise,
        each then with its article's day. The short answer is the sentence that holds most.
    """
    asked = words_asked(answer.understood)
    if asked is None:
        return answer
    found = list(timely(asked, read, article_of, asked_on)) or list(
        reports(asked, read, article_of)
    )
    if not terms(" " + asked.what):
        found = [one for one in found if has_verb(asked.verb, one.sentence)] or found
    found.sort(key=lambda one: days_from(asked_on, one.article))
    acts = stem(asked.verb.lower()) in ACTS
    best = max(
        found,
        key=lambda one: (one.share, acts and has_verb(asked.verb, one.sentence)),
        default=None,
    )
    if best is None or is_nearer(answer, best, asked_on, article_of):
        return answer
    near = [one for one in found if one.article.id == best.article.id and one.share >= ENOUGH]
    chosen = sorted(sorted(near, key=lambda one: -one.share)[:MOST_CLAIMS], key=place)
    chosen += others(best, found)
    days = len({day(one.article) for one in chosen}) > 1
    said = Span.of(best.article, best.start, best.end)
    return replace(
        answer,
        abstained=False,
        confidence=max(answer.confidence, CEILING * best.share),
        claims=tuple(claim(one, dated=days) for one in chosen[:MOST_CLAIMS]),
        spans=(said,),
        short_answer=said.text,
    )


def timely(
    asked: Asked, read: Sequence[Read], article_of: Callable[[str], Article], asked_on: date
) -> Iterator[Report]:
    """The reports of the days that a question names ("in July 2022"); none where it names none.

    Days that stand elsewhere are part of the matter: "the 2020 election".
    """
    for match, (first, last) in readings(asked.what, asked_on):
        if WITHIN.search(asked.what, 0, match.start()):
            what = f"{asked.what[: match.start()]} {asked.what[match.end() :]}"
            for one in reports(asked._replace(what=what), read, article_of):
                told = one.article.published
                if told is not None and first <= told <= last + SOON:
                    yield one
            return


def reports(
    asked: Asked, read: Sequence[Read], article_of: Callable[[str], Article]
) -> Iterator[Report]:
    """The sentences of the articles found that somebody says, and that are about a matter.

    What an article has somebody believe or expect is no word of theirs, unless that is asked.
    """
    matter = terms(" " + asked.what)
    thinks = stem(asked.verb.lower()) in THINKS
    seen: set[tuple[str, int]] = set()
    for id_ in dict.fromkeys(one.hit.passage.article_id for one in read):
        article = article_of(id_)
        for start, end in sentences(article.text):
            share = coverage(matter, terms(" " + article.text[start:end])) if matter else 1.0
            if share < ENOUGH or (article.id, start) in seen or is_noise(article.text[start:end]):
                continue
            seen.add((article.id, start))
            said = attribute_sentence(article, start, end)
            if said is None or (said.thought and not thinks):
                continue
            if is_theirs(asked.who, said.speaker, article.text[start:end], article.text):
                first, last = whole_quotation(article, start, end)
                seen |= {(article.id, at) for at in range(first, last)}
                told = (
                    stems(article.text[first:last]) - stems(f"{asked.what} {said.speaker}") - SAYS
                )
                yield Report(article, first, last, said.speaker, share, frozenset(told))


def is_nearer(
    answer: Answer, best: Report, asked_on: date, article_of: Callable[[str], Article]
) -> bool:
    """Whether an answer's own words are from a nearer day than a report."""
    if not answer.spans:
        return False
    own = article_of(answer.spans[0].article_id)
    return days_from(asked_on, own) < days_from(asked_on, best.article)


def days_from(asked_on: date, article: Article) -> int:
    """How many days lie between the day of asking and an article's."""
    return abs((asked_on - day(article)).days)


def others(best: Report, found: Sequence[Report]) -> list[Report]:
    """One report of each other article that holds as much as the best, and tells something else."""
    kept = [best]
    for one in found:
        new = one.article.published and all(one.article.id != other.article.id for other in kept)
        if new and one.share >= best.share and not any(tells_alike(one, other) for other in kept):
            kept.append(one)
    return kept[1:]


def tells_alike(one: Report, other: Report) -> bool:
    """Whether two sentences have more than half of what they tell in common."""
    return len(one.told & other.told) > ANOTHER * min(len(one.told), len(other.told))


def claim(one: Report, *, dated: bool) -> Claim:
    """A sentence as a claim that quotes itself; with its article's day, if that is wanted."""
    quote = Citation.of(one.article, one.start, one.end, one.speaker)
    when = f" ({one.article.published})" if dated and one.article.published else ""
    told = marked(stood(one.article, one.start, one.end), one.article.published)
    return Claim(told + when, (quote,))


def place(one: Report) -> int:
    """Where a sentence stands in its article."""
    return one.start
