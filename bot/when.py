"""Which days a question is about: "this week", "in March 2022", seen from the day of asking."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from index.period import Period

RECENT = 30
"""Days that "recently" reaches back."""

MONTHS = (
    "january february march april may june july august september october november december".split()
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
UNIT = r"(?P<unit>day|week|month|year)"
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"

Found = re.Match[str]
Days = tuple[date, date]


def period(question: str, asked: date) -> Period:
    """The days that a question is about.

    Args:
        question: in English.
        asked: the day of asking.

    Returns:
        What the question says, never reaching beyond the day of asking where it looks back;
        the day of asking itself where it says nothing.
    """
    found = next(readings(question, asked), None)
    if found is None:
        return Period(asked, asked, said=False)
    _, (first, last) = found
    return Period(first, last, said=True)


def readings(question: str, asked: date) -> Iterator[tuple[Found, Days]]:
    """What of a question names days, and these, the most exact first."""
    for pattern, read in RULES:
        for match in pattern.finditer(question):
            days = read(match, asked)
            if days is not None:
                yield match, days


def exact(match: Found, asked: date) -> Days | None:
    """A day with or without its year: the latest such day that is not ahead."""
    month, day = number_of(match["month"]), int(match["day"])
    years = [int(match["year"])] if match["year"] else [asked.year, year_before(asked)]
    for year in years:
        if 1 <= day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if found <= asked or match["year"]:
                return found, found
    return None


def month_of_year(match: Found, _asked: date) -> Days:
    """A month of a year."""
    return whole_month(int(match["year"]), number_of(match["month"]))


def month_alone(match: Found, asked: date) -> Days:
    """A month without a year: the latest that has begun."""
    month = number_of(match["month"])
    return whole_month(year_before(asked) if month > asked.month else asked.year, month)


def whole_year(match: Found, _asked: date) -> Days:
    """A year."""
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31)


def ago(match: Found, asked: date) -> Days:
    """So many units ago, give or take half a unit."""
    unit = UNITS[match["unit"].lower()]
    middle = back(asked, unit * count_of(match["count"]))
    return back(middle, unit // 2), min(middle + timedelta(unit // 2), asked)


def within(match: Found, asked: date) -> Days:
    """The past so many units."""
    return back(asked, UNITS[match["unit"].lower()] * count_of(match["count"] or "one")), asked


def this(match: Found, asked: date) -> Days:
    """This unit: as many days back, since "this week" is said on Mondays too."""
    unit = match["unit"].lower()
    if unit == "year":
        return date(asked.year, 1, 1), asked
    return back(asked, 31 if unit == "month" else UNITS[unit] - (unit == "day")), asked


def last(match: Found, asked: date) -> Days:
    """The unit before this one."""
    unit = match["unit"].lower()
    if unit == "year":
        year = year_before(asked)
        return date(year, 1, 1), date(year, 12, 31)
    if unit == "month":
        before = back(asked.replace(day=1), 1)
        return whole_month(before.year, before.month)
    return back(asked, 2 * UNITS[unit]), back(asked, UNITS[unit] - 1)


def weekday(match: Found, asked: date) -> Days:
    """The latest such day of the week; the day of asking where it is one."""
    behind = (asked.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
    return (back(asked, behind),) * 2


def days_back(least: int, most: int) -> Callable[[Found, date], Days]:
    """A rule for a stretch that begins and ends so many days ago."""
    return lambda _match, asked: (back(asked, most), back(asked, least))


def back(day: date, days: int) -> date:
    """So many days earlier, as far as the calendar goes."""
    return date.fromordinal(max(1, day.toordinal() - days))


def year_before(day: date) -> int:
    """The year before a day's, as far as the calendar goes."""
    return max(1, day.year - 1)


def whole_month(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def number_of(month: str) -> int:
    """A month's number, from 1."""
    return MONTHS.index(month.lower()) + 1


def count_of(word: str) -> int:
    """A small number, in figures or as a word."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def rule(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, in any case."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


TODAY = rule("today")
LATELY = rule(r"recent(?:ly)?|lately|just|latest|newly|now")
RULES: tuple[tuple[re.Pattern[str], Callable[[Found, date], Days | None]], ...] = (
    (rule(rf"{MONTH}\s+{DAY}(?:,?\s+{YEAR})?(?!\d)"), exact),
    (rule(rf"{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?"), exact),
    (rule(rf"{MONTH},?\s+(?:of\s+)?{YEAR}"), month_of_year),
    (rule(r"tonight|this (?:morning|afternoon|evening)"), days_back(0, 0)),
    (TODAY, days_back(0, 0)),
    (rule(r"yesterday|last night"), days_back(1, 1)),
    (rule(rf"{COUNT}\s+{UNIT}s?\s+ago"), ago),
    (
        rule(rf"(?:the\s+)?(?:past|last)\s+(?P<count>\d{{1,3}}|two|three|four|five|six)\s+{UNIT}s"),
        within,
    ),
    (rule(rf"(?:in|over|during|for)\s+the\s+(?:past|last)\s+(?P<count>one)?\s*{UNIT}"), within),
    (rule(rf"past\s+(?P<count>one)?\s*{UNIT}"), within),
    (rule(rf"this\s+(?:past\s+)?{UNIT}"), this),
    (rule(rf"last\s+{UNIT}"), last),
    (rule(rf"(?:on|last|this|since|by)\s+(?P<weekday>{'|'.join(WEEKDAYS)})"), weekday),
    (rule(rf"(?:in|last|this|since|during|by|early|late|of)\s+{MONTH}"), month_alone),
    (rule(rf"(?:in|since|during|by|of)\s+{YEAR}"), whole_year),
    (LATELY, days_back(0, RECENT)),
)
