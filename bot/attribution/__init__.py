"""Who says it in the article: the source of a span, by small readable rules.

A sentence is searched for its reports (`sayings`): a verb of saying or thinking, or "according
to", with its subject (`phrases`) and the side on which the content stands; nothing inside a
quotation reports. A span takes the report of its own sentence that stands nearest, or that of
the quotation that it is part of (`quotes`), which may stand sentences or paragraphs away
(`sources`). "He" and "she" are resolved where one person only can be meant (`pronouns`), any other
pronoun never. What was not said ("did not say", "was told") names nobody.

Every rule has a confidence, its precision on other articles (`confidence`). Below `THRESHOLD`
nobody is named. Figures: tests/benchmarks/results/attribution_dev.json.
"""

from __future__ import annotations

from bot.attribution.sources import Attribution, Sources
from corpus.article import Article

__all__ = ["THRESHOLD", "Attribution", "Sources", "attribute"]

THRESHOLD = 0.9
"""Least confidence at which a speaker is named.

The lowest at which, on the training part of PolNeAR, at least 97% of the named are right: for
whole contents, with sentences that nobody is the source of, and for the ends of contents.
"""


def attribute(article: Article, start: int, end: int) -> Attribution | None:
    """The speaker of what an article says between two offsets, None where nobody surely is.

    Args:
        article: the article.
        start: first code point of what is said.
        end: the code point after its last.
    """
    found = Sources(article.text).of(start, end)
    return found if found and found.confidence >= THRESHOLD else None
