"""What a sentence relies on: where its quotes stand, and the sentences around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.attribution import attribute, attribute_sentence
from bot.claiming import sentence_around
from bot.verifying.amounts import amounts, values
from bot.verifying.likeness import known, stems_of
from bot.verifying.quoting import find
from bot.verifying.signs import Held
from bot.words import terms
from corpus.article import Article
from corpus.sentences import sentences

QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")

FEWEST = 2
"""Words in quotation marks from which on they have to stand in the passage."""

MOST_CITED = 3
"""Sentences that are cited where a model names a passage, and quotes nothing of it."""

SHARED = 2
"""Words that a further sentence, cited for its number, shares with the sentence it proves."""

ENOUGH = 0.1
"""Share of the sentence's words that a further one of them must add."""

LINK = re.compile(
    r"!?\[[^\]]*\]\([^)]*\)|<[a-z/!][^>]*>|\bwww\.\S|\b[a-z][a-z0-9+.-]*://|\bdata:\w+/", re.I
)


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a sentence may rely on: a stretch of an article."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The article's words."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that is to be proved.

    Attributes:
        text: the sentence.
        sources: the passages that it relies on.
        quotes: the words of them that it relies on; none: they are looked for.
    """

    text: str
    sources: tuple[Source, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted words stand: the words, and the sentences around them."""

    source: Source
    start: int
    end: int
    home: tuple[int, int] = field(default=(0, 0))


def cited(one: Statement) -> list[Place] | str:
    """Where what a sentence relies on stands, or why it relies on nothing."""
    if not one.sources:
        return "id"
    if LINK.search(one.text):
        return "link"
    if not all(spoken(words, one.sources) for words in quoted(one.text)):
        return "quote"
    places = [located(quote, one.sources) for quote in one.quotes]
    if any(place is None for place in places):
        return "quote"
    found = [place for place in places if place] or nearest(one)
    found += completing(one, found)
    homes = {(p.source.article.id, *p.home): p for p in found}
    return list(homes.values()) or "quote"


def quoted(text: str) -> Iterator[str]:
    """What a sentence has in quotation marks, but for single words, and for titles of works.

    The words of a title begin with capitals, and are compared as names.
    """
    for match in QUOTED.finditer(text):
        words = next(filter(None, match.groups()), "")
        title = all(t.name for t in terms(" " + words))
        if len(words.split()) >= FEWEST and not title:
            yield words


def spoken(words: str, sources: Sequence[Source]) -> bool:
    """Whether words in quotation marks stand in one of the passages."""
    return any(find(words.rstrip(".,!?;: "), source.text) for source in sources)


def located(quote: str, sources: Sequence[Source]) -> Place | None:
    """Where a quote stands in the first of the passages that has it."""
    for source in sources:
        found = find(quote, source.text)
        if found is not None:
            return placed(source, source.start + found[0], source.start + found[1])
    return None


def placed(source: Source, start: int, end: int) -> Place:
    """A stretch of an article with the sentences around it."""
    return Place(source, start, end, sentence_around(source.article, start, end))


def nearest(one: Statement) -> list[Place]:
    """The sentences of the passages that hold most of a sentence's words, a few at most."""
    wanted = dict.fromkeys(stems_of(one.text))
    offered = [
        (source, source.start + low, source.start + high, held_by(source.text[low:high], wanted))
        for source in one.sources
        for low, high in sentences(source.text)
    ]
    chosen: list[Place] = []
    have: set[str] = set()
    while offered and len(chosen) < MOST_CITED:
        source, low, high, best = max(offered, key=lambda some: len(some[3] - have))
        if len(best - have) < max(1, ENOUGH * len(wanted)):
            break
        have |= best
        chosen.append(placed(source, low, high))
    return chosen


def completing(one: Statement, places: Sequence[Place]) -> Iterator[Place]:
    """Further sentences of the passages, for numbers of a sentence that the cited ones lack.

    A model quotes the words for one half of what it says; the other may stand beside them. The
    sentence shares other words with it.
    """
    have = "\n".join(place.source.article.text[slice(*place.home)] for place in places)
    lacking = {n.value for n in amounts(one.text) if not n.spelled} - values(have)
    if not lacking or len(lacking) > MOST_CITED:
        return
    wanted = [stem for stem in stems_of(one.text) if not stem.isdigit()]
    for source in one.sources:
        for low, high in sentences(source.text):
            text = source.text[low:high]
            if lacking & values(text) and len(held_by(text, wanted)) >= SHARED:
                lacking -= values(text)
                yield placed(source, source.start + low, source.start + high)


def held_by(text: str, wanted: Iterable[str]) -> set[str]:
    """Which of some stems a text holds."""
    there = stems_of(text)
    return {stem for stem in wanted if known(stem, there)}


def holding(one: Statement, places: Sequence[Place]) -> Held:
    """A sentence with the texts that it is held against."""
    texts = [place.source.article.text[slice(*place.home)] for place in places]
    articles = {source.article.id: source.article for source in one.sources}
    about = [
        part for a in articles.values() for part in (a.title, a.publisher or "", a.place or "")
    ]
    dates = {place.source.article.published for place in places}
    return Held(
        one.text,
        "\n".join(texts),
        "\n".join([*(source.text for source in one.sources), *texts, *about]),
        dates.pop() if len(dates) == 1 else None,
        tuple(dict.fromkeys(filter(None, map(speaker_of, places)))),
    )


def speaker_of(place: Place) -> str:
    """Who says what is cited, "" where nobody is surely named."""
    article = place.source.article
    said = attribute(article, place.start, place.end) or attribute_sentence(article, *place.home)
    return said.speaker if said else ""
