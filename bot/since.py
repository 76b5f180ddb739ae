"""From when on articles can tell of what a question asks: of "this week", from about then on.

What came out before cannot tell of it, unless it looks ahead. Only days that a question counts from
the day of asking are looked at: a year or a month that it names may stand in an older article.
"""

from __future__ import annotations

import re
from datetime import date

from bot.asking import asking
from bot.when import LATELY, TODAY, WEEKDAYS, Found, back, readings

ABOUT = 7
"""Days before those that a question names that may be meant too: people name them loosely."""
EARLIER = 0.4
"""What confidence is worth in what came out before that."""
AHEAD = re.compile(
    r"\b(?:will|shall|going to|(?:is|are|was|were|be) to|set (?:to|for)|due (?:to|on|in|for)|"
    r"scheduled|expected|plan(?:s|ned|ning)?|upcoming|coming|next|tomorrow|later this|"
    r"(?:begin|open|start)s? on)\b",
    re.IGNORECASE,
)
"""Words of a question or a sentence that looks ahead."""


def since(question: str, asked: date) -> date | None:
    """The day from which on articles can tell of what a question asks.

    Args:
        question: in English; of several sentences, the one that asks counts.
        asked: the day of asking.

    Returns:
        None where it names no days by counting from the day of asking, or only a year; where it
        names them of something else ("the man who resigned on Monday") or in a title ("Last Week
        Tonight"); where it looks ahead; and where it says "now", "latest" or "today", which may be
        said of what the articles have last, whenever that was.
    """
    asks, _ = asking(question)
    found = next(readings(asks, asked), None)
    if found is None or AHEAD.search(asks):
        return None
    match, (first, _last) = found
    said = match.groupdict()
    named = said.get("month") or said.get("year") or (said.get("unit") or "").lower() == "year"
    if named or match.re in (TODAY, LATELY) or is_title(match) or is_aside(asks[: match.start()]):
        return None
    return back(first, ABOUT)


def is_title(match: Found) -> bool:
    """Whether words that name days are part of a name: "This Morning", "Sunday Night Football"."""
    if re.match(r"\s+[A-Z]", match.string[match.end() :]):
        return True
    words = match.group().split()
    rest = [word for word in words if word.lower() not in WEEKDAYS]
    return match.start() > 0 and any(word[0].isupper() for word in rest)


def is_aside(before: str) -> bool:
    """Whether what stands before makes it a relative clause: "the man who resigned on Monday"."""
    words = re.findall(r"\w+", before.lower())
    asks = [word for word in words if word in ("who", "whose", "which", "what", "where", "when")]
    return "that" in words or len(asks) > 1


def looks_ahead(sentence: str) -> bool:
    """Whether a sentence tells of what is to come."""
    return AHEAD.search(sentence) is not None
