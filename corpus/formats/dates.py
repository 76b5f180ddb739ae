"""Days that a file states: "2024-05-03", "Published: May 3, 2024", "3 May 2024"."""

from __future__ import annotations

import re
from datetime import date

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LABEL = r"(?:(?:first )?published(?: on)?|date|posted(?: on)?)\s*:?\s*"
CLOCK = r"(?:(?:T|,? )\d{1,2}:\d{2}\S*(?: (?:[A-Z]{2,5}|[+-]\d\d:?\d\d))?)?"
ISO = re.compile(rf"(?:{LABEL})?(\d{{4}})-(\d{{2}})-(\d{{2}}){CLOCK}", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"(?:{LABEL})([a-z]+)\.? (\d{{1,2}}),? (\d{{4}}){CLOCK}", re.IGNORECASE)
DAY_FIRST = re.compile(rf"(?:{LABEL})(\d{{1,2}}) ([a-z]+)\.?,? (\d{{4}}){CLOCK}", re.IGNORECASE)


def read_date(line: str) -> date | None:
    """The day that a line states and nothing else; None where it does not, or says no real day.

    A day that is not written as YYYY-MM-DD needs a label such as "Published:" before it, so
    that no prose is taken for one. Days in figures only (03/05/2024) are ambiguous: never read.
    """
    line = line.strip()
    if match := ISO.fullmatch(line):
        return day(match[1], match[2], match[3])
    if match := MONTH_FIRST.fullmatch(line):
        return day(match[3], month(match[1]), match[2])
    if match := DAY_FIRST.fullmatch(line):
        return day(match[3], month(match[2]), match[1])
    return None


def month(name: str) -> int:
    """The number of an English month by its first three letters; 0 for any other word."""
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def day(year: str, month: str | int, number: str) -> date | None:
    """The day, None where the calendar has no such one."""
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
