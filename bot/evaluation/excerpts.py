"""As much of the articles as a report needs: the text around citations and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.evaluation.places import Place, Places

AROUND = 300
"""Characters before and after a mark."""
LONGEST = 3000
"""Characters of a mark, at most: evidence may be a whole article."""


def excerpts(places: Places, marks: Iterable[Place]) -> list[dict[str, Any]]:
    """The stretches of articles around some marks, as rows keep them.

    So a report can be made from rows alone. Articles come in the order of their first mark,
    the stretches of one in the order of its text; none overlap.

    Args:
        places: the articles.
        marks: where citations and evidence stand; those outside their article are left out.

    Returns:
        For each: article_id, title, publisher, start, end, and text, which is
        `article.text[start:end]`; `length` is that of the whole text.
    """
    by_article: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in marks:
        by_article.setdefault(article_id, []).append((start, end))
    found = []
    for article_id, stretches in by_article.items():
        article = places.article(article_id)
        found += [
            {
                "article_id": article_id,
                "title": article.title,
                "publisher": article.publisher,
                "start": start,
                "end": end,
                "length": len(article.text),
                "text": article.text[start:end],
            }
            for start, end in windows(article.text, stretches)
        ]
    return found


def windows(text: str, stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each stretch with `AROUND` characters on both sides, cut at blanks; touching ones joined.

    Of a stretch longer than `LONGEST` only so much is kept.
    """
    found: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if not 0 <= first < last <= len(text):
            continue
        start, end = before(text, first), after(text, min(last, first + LONGEST))
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def before(text: str, at: int) -> int:
    """Where an excerpt begins that leads up to a place: at its text's start, or after a blank."""
    start = at - AROUND
    if start <= 0:
        return 0
    while start < at and not text[start - 1].isspace():
        start += 1
    return start


def after(text: str, at: int) -> int:
    """Where an excerpt ends that leads on from a place: at its text's end, or before a blank."""
    end = at + AROUND
    if end >= len(text):
        return len(text)
    while end > at and not text[end].isspace():
        end -= 1
    return end
