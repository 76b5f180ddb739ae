"""Who says it in the article: the source of a cited sentence, by small readable rules.

A sentence's speaker is named only where the sentence itself, or the rest of a quotation
that it belongs to, names one by a verb of saying or "according to". Pronouns name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article
from corpus.sentences import paragraphs, sentences

VERBS = (
    "acknowledged|added|admitted|alleged|announced|argued|asserted|believes?|claimed|commented|"
    "complained|conceded|concluded|condemned|confirmed|declared|demanded|denied|described|"
    "emphasi[sz]ed|estimated|explained|insisted|maintained|noted|observed|pledged|pointed out|"
    "predicted|promised|recalled|remarked|replied|reported|revealed|said|says|stated|stressed|"
    "suggested|testified|told|tweeted|urged|vowed|warned|writes|wrote"
)
CUE = re.compile(rf"\b(?:{VERBS})\b")
ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
WORD = r"(?:[A-Z]\.|[A-Z](?:[\w’'.-]*\w)?)"
NAME = rf"{WORD}(?:\s+(?:(?:of|the|for|and|de|al|bin|van|von)\s+)*{WORD})*"
NAMED = re.compile(rf"(?:[Tt]he\s+|[Aa]n?\s+)?(?:[a-z-]+\s+){{0,3}}{NAME}")
AUXILIARY = re.compile(r"(?:\s+|^)(?:has|have|had|also|later|then|repeatedly|was|is|were)$")
TOGETHER = re.compile(r"^,?\s*(?:along|together|and)\b")
PRONOUNS = frozenset(
    "he she it they i we you who which that this these those there his her their".split()
)
LONGEST = 16


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as the article names it: `article.text[start:end] == speaker`."""

    speaker: str
    start: int
    end: int


def attribute(article: Article, start: int, end: int) -> Attribution | None:
    """The speaker of what an article says between two offsets, None where nobody is named.

    Args:
        article: the article.
        start: first code point of what is said.
        end: the code point after its last.
    """
    paragraph = next((p for p in paragraphs(article.text) if p[0] <= start < p[1]), None)
    if paragraph is None:
        return None
    first, last = paragraph
    bounds = [(a + first, b + first) for a, b in sentences(article.text[first:last])]
    at = next((i for i, (a, b) in enumerate(bounds) if a <= start < b), None)
    if at is None:
        return None
    found = speaker_in(article.text, *bounds[at], start, end)
    if found or not quoted_throughout(article.text[slice(*bounds[at])]):
        return found
    around = bounds[at + 1 : at + 2] + bounds[max(0, at - 1) : at]
    spoken = (
        speaker_in(article.text, a, b, a, b) for a, b in around if has_quote(article.text[a:b])
    )
    return next((s for s in spoken if s), None)


def speaker_in(text: str, first: int, last: int, start: int, end: int) -> Attribution | None:
    """The speaker that the sentence [first, last) of a text names for its part [start, end)."""
    sentence = text[first:last]
    quotes = list(quotations(sentence))
    for low, high in subjects(sentence, quotes):
        inside = low + first <= start and end <= high + first
        if not inside and plausible(sentence[low:high]):
            return Attribution(sentence[low:high], low + first, high + first)
    return None


def subjects(sentence: str, quotes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of a sentence that may be its speaker, likeliest first."""
    for match in ACCORDING.finditer(sentence):
        named = NAMED.match(sentence, match.end())
        if named and not within(match.start(), quotes):
            yield named.span()
    for match in CUE.finditer(sentence):
        if not within(match.start(), quotes):
            yield from before(sentence, match.start(), quotes)
            yield from after(sentence, match.end())


def before(sentence: str, cue: int, quotes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The subject in front of a verb: "X said", "X, who is Y, said", "“…,” X said"."""
    start = max((b for _, b in quotes if b <= cue), default=0)
    clause = sentence[start:cue].rstrip()
    while stripped := AUXILIARY.search(clause):
        clause = clause[: stripped.start()]
    if clause.endswith(","):
        head, _, rest = clause[:-1].partition(",")
        clause = clause[:-1] if TOGETHER.match(rest) else head
    else:
        comma = clause.rfind(", ")
        if comma >= 0:
            start, clause = start + comma + 2, clause[comma + 2 :]
    trimmed = clause.lstrip(" ,;—–-")
    start += len(clause) - len(trimmed)
    yield start, start + len(trimmed.rstrip())


def after(sentence: str, cue: int) -> Iterator[tuple[int, int]]:
    """The subject behind a verb: "“…,” said X"."""
    named = re.compile(rf"\s+({NAMED.pattern})").match(sentence, cue)
    if named and re.search(r"[,”\"’]\s*$", sentence[:cue].rsplit(" ", 1)[0]):
        yield named.span(1)


def plausible(speaker: str) -> bool:
    """Whether a stretch of text can be a speaker: short, with a name in it, no pronoun."""
    words = speaker.split()
    if not words or len(words) > LONGEST or words[0].lower() in PRONOUNS:
        return False
    if any(mark in speaker for mark in '“”"()'):
        return False
    return words[0][0].isupper() or words[0].lower() in {"a", "an", "the", "several", "some"}


def quotations(sentence: str) -> Iterator[tuple[int, int]]:
    """Stretches between quotation marks; one that lacks its partner reaches to the sentence's end.

    Closing marks without an opening one close a quotation that began before the sentence.
    """
    opened: int | None = None
    for match in re.finditer(r"[“”\"]", sentence):
        at, mark = match.start(), match.group()
        if opened is None and mark in '“"':
            opened = at
        elif opened is None:
            yield 0, at + 1
        elif mark in '”"':
            yield opened, at + 1
            opened = None
    if opened is not None:
        yield opened, len(sentence)


def within(at: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the stretches."""
    return any(low <= at < high for low, high in stretches)


def has_quote(text: str) -> bool:
    """Whether a text holds a quotation mark."""
    return any(mark in text for mark in '“”"')


def quoted_throughout(sentence: str) -> bool:
    """Whether a sentence is one quotation, or a part of one."""
    covered = sum(high - low for low, high in quotations(sentence))
    return covered >= len(sentence.strip()) - 2 and covered > 0
