"""Who says it in the article: the source of a span, by small readable rules.

A sentence is searched for its reports (`sayings`): a verb of saying or thinking (`cues`), or
"according to", with its subject (`phrases`) and the side on which the content stands; nothing
inside a quotation reports. A span takes the report of its own sentence that stands nearest, or
that of the quotation that it is part of (`quotes`, `tags`), which may stand sentences or
paragraphs away (`covering`, `sources`). "He" and "she" are resolved where one person only can be
meant (`pronouns`), any other pronoun never. A whole sentence takes its main report's speaker
(`whole`).

What was not said ("did not say", "was told") names nobody. A verb of attitude ("criticized",
"wants", "fears that"; `attitudes`) names whose attitude it is, but reports no words, unless they
stand in quotation marks: `Attribution.said` tells the two apart, and only what is said can be
given as "according to".

Every rule has a confidence, less for each doubt that it names (`confidence`). Below `THRESHOLD`
nobody is named. Figures: tests/benchmarks/results/attribution_dev.json.
"""

from __future__ import annotations

from functools import lru_cache

from bot.attribution.nominals import Phrase
from bot.attribution.pronouns import antecedent
from bot.attribution.sources import Attribution, Sources
from bot.attribution.whole import of_sentences
from corpus.article import Article

__all__ = [
    "THRESHOLD",
    "Attribution",
    "Sources",
    "attribute",
    "attribute_sentence",
    "who",
    "whole_quotation",
]

THRESHOLD = 0.87
"""Least confidence at which somebody is named: chosen on other articles than it is measured on.

Of those named on the training part of PolNeAR, 97.1% are right, at the next level below 96.9%.
With sentences that nobody is the source of, 95.5% are; for the ends of contents alone, 94.1%.
"""
LONGEST = 600
"""Characters of a quotation that is shown whole."""
KEPT = 16
"""Articles whose reports are remembered: one answer asks about few, and about each many times."""


def attribute(article: Article, start: int, end: int) -> Attribution | None:
    """Who says, or holds, what stands between two offsets; None where nobody surely does.

    What is wanted, praised or feared, rather than said, has `said` False: it is no statement.

    Args:
        article: the article.
        start: first code point of what is said.
        end: the code point after its last.
    """
    return sure(sources_of(article.text).of(start, end))


def attribute_sentence(article: Article, start: int, end: int) -> Attribution | None:
    """The speaker of whole sentences, each of them a report; None for the article's own.

    Unlike `attribute`, which asks about words and never gives a name within them, it gives "Ida
    Quist" for all of "Ida Quist said the dam will hold."

    Args:
        article: the article.
        start: first code point of a sentence.
        end: the code point after the last of it, or of a later one.
    """
    found = sure(of_sentences(sources_of(article.text), start, end))
    return found if found and found.said else None


def who(article: Article, start: int, pronoun: str) -> str | None:
    """The person whom a subject "he" or "she" stands for, as the article names them.

    Args:
        article: the article.
        start: the pronoun's first code point.
        pronoun: "he" or "she".

    Returns:
        None where it could be more than one, or nobody is known to fit, or it is part of a
        quotation, whose speaker may mean anybody.
    """
    sources = sources_of(article.text)
    if sources.quoted_at(start):
        return None
    subject = Phrase(start, start + len(pronoun), pronoun)
    found = antecedent(sources.paragraphs, sources.people, subject)
    return article.text[slice(*found)] if found else None


def whole_quotation(article: Article, start: int, end: int) -> tuple[int, int]:
    """A sentence with the others of the quotation that it begins or goes on with.

    Args:
        article: the article.
        start: first code point of the sentence.
        end: the code point after its last.

    Returns:
        Start and end of the sentences; as given where the whole would be longer than `LONGEST`.
    """
    sources = sources_of(article.text)
    home = sources.home(start)
    shared = [one for one in home.within(start, end) if one.end > start] if home else []
    if home is None or not shared:
        return start, end
    first, last = home.index(shared[0].start), home.index(shared[-1].end - 1)
    low, high = min(start, home.bounds[first][0]), max(end, home.bounds[last][1])
    return (low, high) if high - low <= LONGEST else (start, end)


def sure(found: Attribution | None) -> Attribution | None:
    """An attribution if its speaker is sure enough to be named."""
    return found if found and found.confidence >= THRESHOLD else None


@lru_cache(maxsize=KEPT)
def sources_of(text: str) -> Sources:
    """The speakers of a text; those of the texts asked about last are kept."""
    return Sources(text)
