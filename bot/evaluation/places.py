"""Where evidence stands in the library's articles, and which sentences and passages that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answer import Citation
from bot.evaluation.cases import Evidence
from corpus.article import Article
from corpus.errors import InputError
from corpus.sentences import sentences
from index.library import Library

Place = tuple[str, int, int]
"""Article id, start, end: code points, half-open."""


class Places:
    """A library's articles as evaluation looks at them; each is read and split once."""

    def __init__(self, library: Library) -> None:
        """Look at a library.

        Args:
            library: its articles must not change meanwhile.
        """
        self._library = library
        self._articles: dict[str, Article] = {}
        self._sentences: dict[str, list[tuple[int, int]]] = {}
        self._passages: dict[str, list[Place]] = {}

    def article(self, article_id: str) -> Article:
        """An article.

        Raises:
            KeyError: it is not in the library.
        """
        if article_id not in self._articles:
            self._articles[article_id] = self._library.article(article_id)
        return self._articles[article_id]

    def text(self, article_id: str) -> str:
        """The text of an article.

        Raises:
            KeyError: it is not in the library.
        """
        return self.article(article_id).text

    def locate(self, evidence: Evidence) -> Place:
        """Where a piece of evidence stands.

        Raises:
            InputError: its article is not in the library, or its quote not in the article.
        """
        try:
            text = self.text(evidence.article_id)
        except KeyError:
            raise InputError(
                f"article {evidence.article_id!r} is not in the library; add it first"
            ) from None
        if evidence.whole:
            return evidence.article_id, 0, len(text)
        if evidence.start is not None and evidence.end is not None:
            return evidence.article_id, evidence.start, evidence.end
        quote = evidence.quote or ""
        at = text.find(quote)
        if at < 0:
            raise InputError(f"{quote!r} is not in article {evidence.article_id!r}")
        return evidence.article_id, at, at + len(quote)

    def valid(self, citation: Citation) -> bool:
        """Whether a citation quotes exactly what stands in the article at its offsets."""
        try:
            text = self.text(citation.article_id)
        except KeyError:
            return False
        return stands(text, citation.start, citation.end, citation.quote)

    def sentences(self, places: Iterable[Place]) -> set[Place]:
        """The sentences that share text with any of the places."""
        return {
            (article_id, *sentence)
            for article_id, start, end in places
            for sentence in self._split(article_id)
            if overlap((article_id, *sentence), (article_id, start, end))
        }

    def passages(self, places: Iterable[Place]) -> set[Place]:
        """The library's passages that share text with any of the places."""
        return {
            passage
            for place in places
            for passage in self._cut(place[0])
            if overlap(passage, place)
        }

    def _split(self, article_id: str) -> Sequence[tuple[int, int]]:
        if article_id not in self._sentences:
            self._sentences[article_id] = sentences(self.text(article_id))
        return self._sentences[article_id]

    def _cut(self, article_id: str) -> Sequence[Place]:
        if article_id not in self._passages:
            found = self._library.passages(article_id)
            self._passages[article_id] = [passage.key for passage in found]
        return self._passages[article_id]


def overlap(one: Place, other: Place) -> bool:
    """Whether two places share text."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def stands(text: str, start: int, end: int, words: str) -> bool:
    """Whether a text has these words, at least one character, at [start, end).

    Offsets that are below 0 count from the end in Python, and those beyond the end are cut: here
    nothing stands there.
    """
    return 0 <= start < end <= len(text) and text[start:end] == words


def named(place: Place) -> str:
    """A place as a document id of the TREC formats."""
    return f"{place[0]}:{place[1]}-{place[2]}"
