"""Summaries: the sentences of an article, or of a few on a topic, that say most of it.

No span answers "summarise the article". Sentences are taken whole, as everywhere, so that each
proves itself: the lead, then those whose words the article comes back to most, none that only
repeats what is there already, in the order of the story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Citation, Claim, Span
from bot.attribution import attribute_sentence
from bot.claiming import MOST_CLAIMS, day, is_noise
from bot.composing import Read
from bot.spans import CREDIT, behind_lead
from bot.standing import stood
from bot.words import stems
from corpus.article import Article
from corpus.sentences import sentences

ARTICLE = r"(?:the|this|that)\s+(?:article|story|report|piece|text|news)"
FORMS = (
    rf"(?:summari[sz]e|sum up|outline)\s+(?:{ARTICLE}\s+(?:about|on)\s+)?(\S.*?)",
    r"(?:give|show|write)\s+(?:me\s+)?(?:a|an|the)\s+(?:short\s+|brief\s+)?"
    r"(?:summary|overview|gist)(?:\s+(?:of|about|on)\s+(\S.*?))?",
    rf"what\s+(?:is|['’]s)\s+{ARTICLE}\s+about",
    r"what\s+do(?:es)?\s+(?:the\s+articles?|this\s+article)\s+say\s+(?:about|on)\s+(\S.*?)",
    r"tell\s+me\s+(?:more\s+)?about\s+(\S.*?)",
    r"what\s+happened(?:\s+(?:to|with|at|in|during|after)\s+(\S.*?))?",
)
ASKS = re.compile(
    rf"^\s*(?:please\s+|can you\s+|could you\s+)?(?:{'|'.join(FORMS)})\s*[?.!]*\s*$", re.IGNORECASE
)
ARTICLE_ALONE = re.compile(rf"^{ARTICLE}$", re.IGNORECASE)
MOST_ARTICLES = 3
LONGEST_CREDIT = 60
"""Characters of a picture's credit."""
SAME = 0.7
"""Share of words in common from which on a sentence says what another has said."""
BACK = re.compile(
    r"[“\"]?(?:(?:And|But|So)\s)?(?:He|She|It|They|This|These|That|Those|His|Her|Their|Its)\b"
)
ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
"""How a sentence ends; a heading does not."""
SHORTEST = 5
"""Words that a sentence has at least to say anything."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, and the stems of what it says."""

    article: Article
    start: int
    end: int
    stems: frozenset[str]


def overview(answer: Answer, read: Sequence[Read], article_of: Callable[[str], Article]) -> Answer:
    """The answer to a request for a summary; any other question's answer unchanged.

    Args:
        answer: as composed from spans.
        read: the hits that were read.
        article_of: from an article's id to the article.

    Returns:
        At most four claims, each a whole sentence: of the one article that was found, or, by
        topic, of up to three, in the order of their dates, of those that name it in one breath
        where there are some; abstained where no article that was found speaks of the topic, or
        where several were found and none is named.
    """
    asked = ASKS.match(answer.understood)
    if asked is None:
        return answer
    about = topic(asked)
    declined = replace(answer.withdrawn, confidence=0.0)
    ids = list(dict.fromkeys(one.hit.passage.article_id for one in read))
    articles = [article_of(one) for one in ids]
    if about:
        on_it = [one for one in articles if covers(one, about)]
        articles = ([one for one in on_it if tells_at_once(one, about)] or on_it)[:MOST_ARTICLES]
    if not articles or (not about and len(articles) > 1):
        return declined
    chosen = picked(articles, about)
    if not chosen:
        return declined
    claims = tuple(claim(one) for one in chosen)
    spans = tuple(Span.of(one.article, one.start, one.end) for one in chosen)
    return replace(
        answer,
        abstained=False,
        claims=claims,
        spans=spans,
        short_answer=spans[0].text,
        confidence=1.0 if not about else share(about, chosen),
    )


def topic(asked: re.Match[str]) -> frozenset[str]:
    """The stems of what a summary is wanted of; none where it is the article itself."""
    said = next((part for part in asked.groups() if part), "")
    if ARTICLE_ALONE.match(said.strip()):
        return frozenset()
    return frozenset(stems(said))


def covers(article: Article, about: frozenset[str]) -> bool:
    """Whether an article speaks of all of a topic."""
    return about <= stems(f"{article.title} {article.text}")


def tells_at_once(article: Article, about: frozenset[str]) -> bool:
    """Whether an article speaks of all of a topic at once: in its title or in one sentence."""
    parts = (article.text[start:end] for start, end in sentences(article.text))
    return any(about <= stems(part) for part in (article.title, *parts))


def share(about: frozenset[str], chosen: Sequence[Sentence]) -> float:
    """Share of a topic's stems in the sentences chosen, 0 to 1."""
    return len(about & frozenset().union(*(one.stems for one in chosen))) / len(about)


def picked(articles: Sequence[Article], about: frozenset[str]) -> list[Sentence]:
    """The sentences of a summary, in the order of dates and of the story.

    SumBasic (Nenkova and Vanderwende 2005): the sentence whose words are likeliest on average
    is taken, then its words count for less (their probability squared), and so on. An article's
    lead is taken first, and a topic's words count as the likeliest one.
    """
    found = [one for article in articles for one in sentences_of(article)]
    counts = Counter(stem for one in found for stem in one.stems)
    total = counts.total() or 1
    weights = {stem: number / total for stem, number in counts.items()}
    top = max(weights.values(), default=0.0)
    weights |= {stem: top for stem in about if stem in weights}
    chosen: list[Sentence] = []
    leads = [next((one for one in found if one.article is article), None) for article in articles]
    for lead in leads:
        told = lead is not None and any(alike(lead, one) for one in chosen)
        if lead is not None and not told and (not about or about & lead.stems):
            take(lead, chosen, weights)
    while len(chosen) < MOST_CLAIMS:
        rest = [
            one
            for one in found
            if one not in chosen
            and (not about or about & one.stems)
            and not dangles(one)
            and not any(alike(one, other) for other in chosen)
        ]
        best = max(rest, key=lambda one: mean(one, weights), default=None)
        if best is None:
            break
        take(best, chosen, weights)
    return sorted(chosen, key=lambda one: (day(one.article), one.article.id, one.start))


def alike(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences have most of the shorter one's words in common."""
    fewest = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) >= SAME * fewest


def dangles(one: Sentence) -> bool:
    """Whether a sentence opens with a pronoun that nothing beside it explains."""
    text = one.article.text[one.start : one.end]
    return BACK.match(text) is not None and stood(one.article, one.start, one.end) == text


def take(one: Sentence, chosen: list[Sentence], weights: dict[str, float]) -> None:
    """Add a sentence to those chosen; what it says need not be said again."""
    chosen.append(one)
    weights |= {stem: weights[stem] ** 2 for stem in one.stems}


def mean(one: Sentence, weights: Mapping[str, float]) -> float:
    """The mean weight of a sentence's stems."""
    return sum(weights[stem] for stem in one.stems) / len(one.stems)


def sentences_of(article: Article) -> list[Sentence]:
    """The sentences of an article that are long enough to say something."""
    made = []
    for first, end in sentences(article.text):
        start = behind_lead(article.text, first, end)
        text = article.text[start:end]
        told = frozenset(stems(text))
        if (
            told
            and len(text.split()) >= SHORTEST
            and ENDED.search(text)
            and not (is_noise(text) or CREDIT.search(text))
            and not captioned(article, end)
        ):
            made.append(Sentence(article, start, end, told))
    return made


def captioned(article: Article, end: int) -> bool:
    """Whether a sentence ends right before a picture's credit, in its own line: a caption."""
    line = article.text[end : end + LONGEST_CREDIT].partition("\n")[0].strip()
    return bool(line) and is_noise(line)


def claim(one: Sentence) -> Claim:
    """A sentence as a claim that quotes itself."""
    said = attribute_sentence(one.article, one.start, one.end)
    speaker = said.speaker if said else None
    quote = Citation.of(one.article, one.start, one.end, speaker)
    return Claim(stood(one.article, one.start, one.end), (quote,))
