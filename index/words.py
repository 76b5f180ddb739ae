"""The words of a question, as SQLite's full-text search wants to be asked."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")
# Words that say nothing about which passage is meant. Negations and numbers are kept.
STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be been before being but by can could d did "
    "do does doing during each for from had has have having he her hers him his how i if in into "
    "is it its itself ll m may me might more most must my of off on or our ours out over own re s "
    "said same say says shall she should so some such t than that the their theirs them then "
    "there these they this those through to too under until up ve very was we were what when "
    "where which while who whom whose why will with would you your yours".split()
)


def full_text_query(question: str) -> str:
    """A query that matches passages with any of the question's words.

    Every word is quoted, so that nothing in a question is taken for syntax. Of a question
    of stop words only, all are kept.

    Returns:
        The query, "" where the question has no words at all.
    """
    words = list(dict.fromkeys(word.lower() for word in WORD.findall(question)))
    telling = [word for word in words if word not in STOP_WORDS]
    return " OR ".join(f'"{word}"' for word in telling or words)
