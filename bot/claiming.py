"""From answers in articles to claims: one for each fact, cited from every source that has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer import Citation, Claim, Span
from bot.attribution import attribute, attribute_sentence
from bot.days import in_words, marked, resolved
from bot.polarity import asks, qualified
from bot.quizzes import in_quiz
from bot.sources import copied, differ, same
from bot.spans import CREDIT, LEAD
from bot.standing import stood
from bot.words import normalized, stems, terms
from corpus.article import Article
from corpus.sentences import paragraphs, sentences

NOISE = re.compile(
    r"^(?:An? (?:earlier|previous) version of this (?:story|article)\b|"
    r"This (?:story|article) has been (?:updated|corrected)\b|"
    r"(?:READ|READ MORE|Read more|MORE|More|OPINION|PHOTOS|RELATED|STORY|VIDEO):|"
    r"(?:JUST|MUST) WATCH(?:ED)?\b|"
    r"(?:Sign up|Subscribe|Click|Follow|Visit|Download|Watch)\b"
    r"(?=.*(?:newsletter|www\.|https?:|@|here\b|inbox|\bapp\b)))"
    r"|^(?:[^:.]{1,40}: ?)?Check\b.*\bfor the latest\b(?!.*\.[”\"]?$)|\bHide Caption \d"
    r"|^(?:AP|AFP|Reuters)\.?$|^[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3} for (?:CNN|USA TODAY)\b"
    r"|^[A-Z0-9'‘][^:.“”\"]{1,60}:(?=[A-Z'‘])(?!.*\.[”\"]?$)"
    r"|(?:/(?:AP|AFP|Reuters|Getty(?: Images)?|CNN)|Getty Images|\(Photo[:\s][^)]*\))\s*\.?$"
)
"""What a page says of itself, headlines of other pages behind a colon without a blank ("More:Port
shut"), and the credits of pictures: no sentence of the story."""
MOST_CLAIMS = 4
MOST_CITATIONS = 4
"""Of one claim."""
AROUND = 300
"""Characters around a sentence that are compared to tell copies."""
AS_SURE = 0.8
"""Share of the best answer's confidence from which on another amount is shown beside it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An answer where it stands in an article.

    Attributes:
        article: the article.
        start: first code point of the answer, as it is shown.
        end: the code point after its last.
        home: start and end of the sentence, or sentences, around it.
        confidence: how surely it is right, 0 to 1.
        plain: whether the sentence says so, and does not deny or weaken it.
    """

    article: Article
    start: int
    end: int
    home: tuple[int, int]
    confidence: float
    plain: bool

    @classmethod
    def of(
        cls, article: Article, span: tuple[int, int], confidence: float, question: str
    ) -> Mention | None:
        """The mention at a span, None in a sentence that only asks, or is none of the story."""
        start, end = span
        low, high = sentence_around(article, start, end)
        sentence = article.text[low:high]
        untold = asks(sentence, question) or is_noise(sentence)
        if untold or is_credited(article, start, end) or in_quiz(article, start, question):
            return None
        plain = not qualified(sentence, start - low, end - low, question)
        return cls(article, start, end, (low, high), confidence, plain)

    @property
    def text(self) -> str:
        """The answer's words."""
        return self.article.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        """The sentence, or sentences, around it."""
        return self.article.text[slice(*self.home)]

    @property
    def around(self) -> str:
        """The sentence and what stands near it."""
        low, high = self.home
        return self.article.text[max(0, low - AROUND) : high + AROUND]

    def span(self) -> Span:
        """What is shown of it: the words; the sentence, where they alone would say too much."""
        return Span.of(self.article, *((self.start, self.end) if self.plain else self.home))


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer, and where else it stands: the mention that is shown first, then the others."""

    mentions: tuple[Mention, ...]

    @property
    def first(self) -> Mention:
        """The mention whose sentence is the claim."""
        return self.mentions[0]


def facts(chosen: Sequence[Mention], others: Sequence[Mention], question: str) -> list[Fact]:
    """The answers as facts: each once, with all its sources, copies of one counting once.

    Args:
        chosen: the answers, best first.
        others: all that are nearly as sure, best first, whose articles may say the same.
        question: what was asked.
    """
    leads: list[Mention] = []
    for one in chosen:
        if not any(same_fact(one, lead, question) for lead in leads):
            leads.append(one)
    return [sourced(lead, others, question) for lead in leads]


def by_date(found: Fact, others: Sequence[Mention], question: str) -> list[Fact]:
    """A fact and those that give another amount or date, in the order of their articles' dates."""
    lead = found.first
    other = [sourced(one, others, question) for one in conflicting(lead, others, question)]
    return sorted([found, *other], key=lambda fact: day(fact.first.article))


def same_fact(one: Mention, other: Mention, question: str) -> bool:
    """Whether two mentions say the same of the same, in different articles."""
    elsewhere = one.article.id != other.article.id
    alike = one.plain and other.plain and same(one.text, other.text, question)
    copy = normalized(one.sentence) == normalized(other.sentence)
    return elsewhere and ((alike and related(one, other, question)) or copy)


def sourced(lead: Mention, others: Sequence[Mention], question: str) -> Fact:
    """A mention with those that say the same in other articles that are no copies."""
    kept = [lead]
    for one in others:
        known = len(kept) == MOST_CITATIONS or one.article.id in {m.article.id for m in kept}
        if not known and same_fact(one, lead, question) and not is_copy(one, kept):
            kept.append(one)
    return Fact(tuple(kept))


def is_copy(one: Mention, kept: Iterable[Mention]) -> bool:
    """Whether the text around a mention is one that is there already."""
    return any(
        copied(one.sentence, other.sentence) or copied(one.around, other.around) for other in kept
    )


def conflicting(lead: Mention, others: Sequence[Mention], question: str) -> Iterator[Mention]:
    """Mentions that give other amounts or dates, about as surely, each amount once.

    Copies are no exception: wire copy that has another figure was brought up to date.
    """
    kept = [lead]
    for one in others:
        about = one.article.id != lead.article.id and one.confidence >= AS_SURE * lead.confidence
        new = all(differ(one.text, other.text, question) for other in kept)
        fits = about and new and one.plain and lead.plain and related(one, lead, question)
        if fits and len(kept) < MOST_CLAIMS:
            kept.append(one)
            yield one


def related(one: Mention, other: Mention, question: str) -> bool:
    """Whether two mentions are about the same, by the question's words.

    The names in the question that stand in one mention's article near it, stand near the other
    too; and the sentences have as many of its words, give or take one.
    """
    asked = stems(question)
    named = {term.stem for term in terms(question) if term.name}
    first, second = (stems(m.around + " " + m.article.title) for m in (one, other))
    if named & first != named & second:
        return False
    shares = [len(asked & stems(m.sentence)) for m in (one, other)]
    return abs(shares[0] - shares[1]) <= 1


def day(article: Article) -> date:
    """An article's date; unknown ones come first."""
    return article.published or date.min


def claims(found: Sequence[Fact]) -> Iterator[Claim]:
    """One claim per supporting sentence, in the order of the facts."""
    seen: set[tuple[str, int, int]] = set()
    for fact in found:
        first = fact.first
        place = (first.article.id, *first.home)
        if place not in seen and len(seen) < MOST_CLAIMS:
            seen.add(place)
            citations = tuple(cited(one) for one in fact.mentions)
            told = stood(first.article, *first.home)
            yield Claim(marked(told, first.article.published), citations)


def cited(one: Mention) -> Citation:
    """The sentence of a mention as a citation, with its speaker: the mention's, or all of its."""
    said = attribute(one.article, one.start, one.end)
    said = said if said and said.said else None
    said = said or attribute_sentence(one.article, *one.home)
    return Citation.of(one.article, *one.home, said.speaker if said else None)


def short(found: Sequence[Fact]) -> tuple[str, tuple[Span, ...]]:
    """What a person would say aloud, and the spans that it is made of.

    Where the best answer's sentence denies or weakens it, that sentence; else the answers that
    are said plainly.
    """
    plain = [fact.first for fact in found if fact.first.plain]
    told = plain or [found[0].first]
    spans = [one.span() for one in told]
    words = [dated_words(one, span) for one, span in zip(told, spans, strict=True)]
    return ", ".join(dict.fromkeys(words)), tuple(dict.fromkeys(spans))


def dated_words(one: Mention, span: Span) -> str:
    """The words of a mention's span, with the dates of the days in it where they are certain."""
    low, high = span.start - one.home[0], span.end - one.home[0]
    text = span.text
    for start, end, day in reversed(resolved(one.sentence, one.article.published)):
        if low <= start and end <= high:
            text = f"{text[: end - low]} [{in_words(day)}]{text[end - low :]}"
    return text


def dated(found: Sequence[Fact]) -> str:
    """Amounts or dates that differ, each with its article's date where it is known."""
    return "; ".join(
        f"{fact.first.text} ({fact.first.article.published or 'date unknown'})" for fact in found
    )


def sentence_around(article: Article, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence, or sentences, that a span stands in, without what is before it.

    That is a dateline or a list's number, or the credit of a picture, with its caption.

    Only its own paragraphs are split: no sentence reaches beyond one.
    """
    bounds = [
        (first + a, first + b)
        for first, last in paragraphs(article.text)
        if first < end and last > start
        for a, b in sentences(article.text[first:last])
        if first + a < end and first + b > start
    ]
    if not bounds:
        return start, end
    line = LEAD.match(article.text, bounds[0][0], bounds[-1][1])
    first = line.end() if line and line.end() <= start else bounds[0][0]
    for credit in CREDIT.finditer(article.text, first, bounds[-1][1]):
        if credit.end() < start:
            rest = article.text[credit.end() : start]
            first = start - len(rest.lstrip())
    return first, bounds[-1][1]


def is_credited(article: Article, start: int, end: int) -> bool:
    """Whether a span is part of a picture's credit: its photographer is no answer."""
    around = CREDIT.finditer(article.text, max(0, start - AROUND), end + AROUND)
    return any(one.start() <= start and end <= one.end() for one in around)


def is_noise(sentence: str) -> bool:
    """Whether a sentence is no part of a story: a correction, an invitation, a credit."""
    told = sentence.strip()
    return NOISE.search(told) is not None or CREDIT.fullmatch(told) is not None
