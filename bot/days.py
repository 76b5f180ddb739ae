"""Days that an article names by its own: "on Friday", "yesterday", as dates of the calendar.

A weekday in news means the nearest one before the article, or its own day (The Associated Press
Stylebook, "time element": days within seven days of publication go by their names). What may mean
another stays as it is: days in quotations, of plans, of names ("Black Friday"), of habits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NAMED = re.compile(
    r"(?P<lead>\b(?:[Oo]n|[Ll]ate|[Ee]arly|[Ss]ince|[Uu]ntil|[Bb]y)\s+)?"
    rf"\b(?P<day>{'|'.join(WEEKDAYS)})\b(?!s\b|['’]s\b|-|\s+the\s+\d|,?\s+[A-Z0-9]|,?\s+\[)"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
)
RELATIVE = re.compile(
    r"\b(?P<back>[Yy]esterday)\b(?!['’])|\b(?P<same>[Tt]onight|[Tt]his (?:morning|evening))\b"
)
NAME_BEFORE = re.compile(
    r"(?:\b(?:[Ee]very|[Ee]ach|[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Ff]ollowing|[Pp]revious|[Aa]"
    r"|[Tt]hat|[Oo]ne|[Ff]irst|[Ss]econd|[Tt]hird|[Tt]he|[Tt]o|[Tt]hrough|[Ff]rom|[Aa]s of|and|or)"
    r"|[A-Z][\w.’'-]*(?<!CNN))\s+$"
)
"""What makes a weekday part of a name, of a habit, or one of another week."""
AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|would|to be|due|scheduled|slated|set to|expect(?:s|ed)?|"
    r"plan(?:s|ned)?|going to|aims?|upcoming|if|may|could|should|must|"
    r"before|after|ahead of|until|by|since)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|wrote|took|came|went|made|gave|got|began|broke|brought|built|"
    r"bought|caught|chose|cut|drew|drove|fell|felt|fought|found|held|hit|kept|killed|led|left|lost|"
    r"met|paid|put|ran|rose|sank|saw|sent|flew|set|shot|showed|shut|sold|spoke|spent|stood|struck|swore|"
    r"testified|threw|tweeted|voted|won|[a-z]{3,}ed)\b"
)
"""That the sentence tells what has been: announcements name days to come."""
CAPTION = re.compile(r"\b(?:Photos?:|Hide Caption|Getty|/AP\b|Reuters\b.*Photo)")
PURPOSE = re.compile(r"\b(?:to [a-z]+|call(?:ed|s) for|for)\b[^,;]*$")
"""What is asked for or meant has not been: "asked to meet on Monday"."""
QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
MOST_BACK = 5
"""Days. Six back is the day after the article's, and mostly that: it was told where it was tomorrow
already, or brought up to date."""


def resolved(sentence: str, published: date | None) -> list[tuple[int, int, date]]:
    """The days that a sentence names by the article's own, where they are certain.

    Args:
        sentence: of the article.
        published: the article's day; None where it is not known, and then nothing is certain.

    Returns:
        (start, end, day): where the words for it stand in the sentence, in their order.
    """
    if published is None:
        return []
    hidden = [match.span() for match in QUOTED.finditer(sentence)]
    found = (*weekdays(sentence, published), *others(sentence, published))
    return sorted(one for one in found if not any(low <= one[0] < high for low, high in hidden))


def weekdays(sentence: str, published: date) -> Iterator[tuple[int, int, date]]:
    """Days that go by the names of weekdays."""
    plain = QUOTED.sub(" ", sentence)
    if (
        sentence.rstrip().endswith("?")
        or AHEAD.search(plain)
        or not PAST.search(plain)
        or CAPTION.search(sentence)
    ):
        return
    for match in NAMED.finditer(sentence):
        start = match.start("day")
        before = sentence[:start]
        if NAME_BEFORE.search(before) and match["lead"] is None:
            continue
        told_of = max((past.end() for past in PAST.finditer(before)), default=0)
        if PURPOSE.search(before[told_of:]):
            continue
        behind = (published.weekday() - WEEKDAYS.index(match["day"])) % 7
        if behind <= MOST_BACK and published.toordinal() > behind:
            yield start, match.end(), published - timedelta(behind)


def others(sentence: str, published: date) -> Iterator[tuple[int, int, date]]:
    """Yesterday, and parts of the article's own day."""
    for match in RELATIVE.finditer(sentence):
        back = 1 if match["back"] else 0
        if published.toordinal() > back:
            yield match.start(), match.end(), published - timedelta(back)


def in_words(day: date) -> str:
    """A day in words: "17 June 2022"."""
    return f"{day.day} {day:%B %Y}"


def marked(sentence: str, published: date | None) -> str:
    """A sentence with the dates of its days in brackets behind them, where they are certain.

    Args:
        sentence: of the article.
        published: the article's day.
    """
    for _, end, day in reversed(resolved(sentence, published)):
        sentence = f"{sentence[:end]} [{in_words(day)}]{sentence[end:]}"
    return sentence
