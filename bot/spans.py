"""A span as a reader would cut it out: brackets closed, amounts, places and roles whole."""

from __future__ import annotations

import re

from bot.asking import asking
from bot.countries import COUNTRIES, STATES

HOW_MUCH = re.compile(
    r"\bhow\s+(?:many|much|long|far|old|big|large|tall|high|often)\b", re.IGNORECASE
)
WHO_IS = re.compile(r"^\s*who\s+(?:is|was|are|were)\s+(?P<name>[^?]*\w)", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
LONGEST_ROLE = 120
"""Characters of a role that is shown whole."""
QUALIFIES = re.compile(
    r"\b(?:at least|at most|more than|less than|fewer than|no more than|no fewer than|as many as|"
    r"as much as|up to|about|around|roughly|approximately|an estimated|estimated|nearly|almost|"
    r"over|under|some|close to|only|well over)\s+(?:[$€£¥]\s?)?$",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r".*\d|(?:an?\s)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozens?|"
    r"hundreds?|thousands?|millions?|\w+(?:teen|ty))\b",
    re.IGNORECASE | re.DOTALL,
)
"""How an amount begins, or that has a figure."""
SCALE = re.compile(
    r"\s?%|[\s-](?:percent|per cent|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE
)
CURRENCY = "$€£¥"
OPENERS = {")": "(", "]": "[", "”": "“", "»": "«"}
CLOSERS = {opener: closer for closer, opener in OPENERS.items()}
EDGES = " \t\u00a0,;:–—-"
AGENCY = (
    r"(?:AP|AFP|Reuters|Getty(?: Images?)?(?:[ /](?:FILE|AsiaPac|Europe|North America))?|"
    r"EPA(?:-EFE)?|Bloomberg|NurPhoto|Zuma|ZUMA(?: Press)?|Shutterstock|UPI|Xinhua|PA|CNN|"
    r"USA TODAY(?: NETWORK)?)"
)
WORD = r"[A-Z](?:\.|[\w’'-]*)"
CREDIT = re.compile(
    rf"(?<!\w){WORD}(?: (?:de|da|del|van|von|el|al|{WORD})){{1,3}}"
    rf"(?:/{WORD}(?: (?:via )?{WORD}){{0,3}}?)*/{AGENCY}(?!\w)"
)
"""A picture's credit: "Ida Quist/AFP/Getty Images"."""
PLACE = r"[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){0,5}"
LEAD = re.compile(
    rf"^[ \t]*(?:\d{{1,2}}[.)]\s+"
    rf"|(?:{PLACE},? )?\((?:{AGENCY}|CNN Business)\)\s*[-–—]?\s*"
    rf"|(?:{PLACE} )?{AGENCY}\s+[–—]\s*"
    r"|[A-Z]{3,}(?:,? [A-Z]{2,})*\s+[-–—]\s+)",
    re.MULTILINE,
)
"""What may stand before a line's words: "2. ", "Paris (CNN)", "Paris CNN —", "TOKYO -"."""
NEAR = 40
"""Characters within which a bracket is looked for that closes one in the span."""

WHERE = re.compile(
    r"^\W*(?:(?:and|but|so|exactly|from|to)\s+)?where\b(?!\s+in\b)"
    r"(?!.*\b(?:city|cities|municipality|towns?|villages?)\b)",
    re.IGNORECASE,
)
LIES_IN = re.compile(
    rf",\s+(?P<land>{COUNTRIES.pattern}|{STATES.pattern})"
    r"(?=\s*(?:[.,;:)\]!?”\"]|$|—|–)|\s+(?:after|along|and|as|at|before|but|by|during|for|from|in|into|near|"
    r"on|or|since|that|through|to|until|when|where|which|while|who|with)\b)"
)
"""The land behind a place's comma; none that does something in the next clause ("… said")."""
LISTED = re.compile(r"(?:,\s+(?:[A-Z][\w ]+,?\s+)?)?\s*(?:and|or|&)\s+[A-Z]|,\s+[A-Z]\w+\s*,")
"""What follows where a place's neighbours come after it, and not what it lies in."""
PARTS = re.compile(r"\b(?:Africa|America|Asia|Europe|Balkans|Caribbean|Gulf|Middle East)\b")
BETWEEN = re.compile(r"\b[Bb]etween\s+(?:(?:the|an?)\s+)?$")


def tidied(text: str, start: int, end: int, question: str) -> tuple[int, int]:
    """The span to show for one that the reader found.

    Args:
        text: the article's text, or the sentence's.
        start: first code point of the span.
        end: the code point after its last.
        question: what was asked: amounts are shown with what qualifies them.

    Returns:
        (start, end) of a span that is not empty where the given one was not: without a dateline or
        a list's number before it, the credits of pictures, commas or dashes at its edges, or a
        bracket or quotation mark that has no partner in it; an amount with "at least", currency
        and scale; a town with its country or state, where "where" is asked; somebody's role as far
        as its comma; what an acronym that is asked about stands for, whole.
    """
    given = start, end
    start = behind_lead(text, start, end)
    start, end = trimmed(text, *uncredited(text, start, end))
    start, end = paired(text, start, end)
    start, end = trimmed(text, start, end)
    if HOW_MUCH.search(question) and AMOUNT.match(text[start:end]):
        start, end = whole_amount(text, start, end)
    who = WHO_IS.match(question)
    if who:
        start, end = whole_role(text, start, end, who["name"])
    if WHERE.search(asking(question)[0]):
        end = whole_place(text, start, end, question)
    for acronym in ACRONYM.findall(question):
        start = begun(text, start, end, acronym)
    start = between_both(text, start, end)
    return (start, end) if start < end else given


def behind_lead(text: str, start: int, end: int) -> int:
    """The start of a span that begins in what stands before a line's words: where these begin."""
    lead = lead_end(text, start)
    return lead if start < lead < end else start


def is_mark(text: str, start: int, end: int) -> bool:
    """Whether a span is only the agency of a dateline: "CNN" of "Paris (CNN)"."""
    in_lead = end <= lead_end(text, start)
    return in_lead and re.fullmatch(rf"\(?{AGENCY}\)?", text[start:end]) is not None


def lead_end(text: str, place: int) -> int:
    """Where the words begin of the line that a place is in, behind what may stand before them."""
    line = text.rfind("\n", 0, place) + 1
    lead = LEAD.match(text, line)
    return lead.end() if lead else line


def between_both(text: str, start: int, end: int) -> int:
    """Where "between" begins, right before a span of two: "between May and July"."""
    before = BETWEEN.search(text, max(0, start - 16), start)
    return before.start() if before and " and " in text[start:end] else start


def uncredited(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a picture's credit, and what stands before it: that is the caption of a picture."""
    found = [one for one in CREDIT.finditer(text, start, end) if one.end() < end]
    start = found[-1].end() if found else start
    last = CREDIT.search(text, start, end)
    return start, last.start() if last and last.start() > start else end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space, commas and dashes at the edges."""
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return start, end


def paired(text: str, start: int, end: int) -> tuple[int, int]:
    """With every bracket's partner: one near after the span is taken in, else the mark left out.

    A mark without a partner inside the span is left out only at an edge, or with all that
    follows it where it opens: a span is one stretch.
    """
    waiting: list[int] = []
    for place in range(start, end):
        mark = text[place]
        if mark in CLOSERS:
            waiting.append(place)
        elif mark in OPENERS and waiting and text[waiting[-1]] == OPENERS[mark]:
            waiting.pop()
    if waiting:
        first = waiting[0]
        closing = text.find(CLOSERS[text[first]], end, end + NEAR)
        if closing >= 0 and not text[end:closing].strip(EDGES):
            return start, closing + 1
        if first == start:
            return start + 1, end
        return (start, first) if text[first] in "([" else (start, end)
    if (
        end - 1 > start
        and text[end - 1] in OPENERS
        and OPENERS[text[end - 1]] not in text[start:end]
    ):
        return start, end - 1
    return start, end


def whole_amount(text: str, start: int, end: int) -> tuple[int, int]:
    """An amount with its currency and qualifier before it, and its scale after it."""
    if start and text[start - 1] in CURRENCY:
        start -= 1
    qualifier = QUALIFIES.search(text, max(0, start - NEAR), start)
    if qualifier:
        start = qualifier.start()
    scale = SCALE.match(text, end)
    return start, scale.end() if scale and text[end - 1].isdigit() else end


def whole_place(text: str, start: int, end: int, question: str) -> int:
    """Where a place ends with the country or state behind its comma: "Palm Beach, Florida".

    Of 155 such places that answer "where" in training questions (SQuAD, its shift to new
    Wikipedia, Natural Questions, QAMR), 146 have it in a gold answer.
    """
    lies = LIES_IN.match(text, end)
    named = re.search(r"(?<!\w)[A-Z][\w.’'-]*$", text[start:end])
    if not lies or not named or LISTED.match(text, lies.end()):
        return end
    asked = re.search(rf"(?<!\w){re.escape(lies['land'])}(?!\w)", question, re.IGNORECASE)
    return end if asked or ends_in_land(text[start:end]) else lies.end()


def ends_in_land(text: str) -> bool:
    """Whether a text ends in the name of a land: what follows its comma is another."""
    found = (match.end() for names in (COUNTRIES, STATES, PARTS) for match in names.finditer(text))
    return len(text) in found


def whole_role(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    """A role between commas right behind the name that is asked about, or before it, with it."""
    before = text[:start].rstrip()
    last_name = name.split()[-1].lower()
    behind = re.match(rf"\s{re.escape(last_name)}\b", text[end : end + NEAR], re.IGNORECASE)
    if behind:
        return start, end + behind.end()
    if not before.endswith(","):
        return start, end
    if not before[:-1].rstrip().lower().endswith(last_name):
        return start, end
    stop = re.compile(r"[,;.\n]").search(text, end, start + LONGEST_ROLE)
    return (start, stop.start()) if stop else (start, end)


def begun(text: str, start: int, end: int, acronym: str) -> int:
    """Where the name begins that an acronym in brackets right behind a span stands for.

    That is the word from which on the initials of the words in capitals are the acronym; the
    span's own start where there is no such word, or no such bracket.
    """
    if not re.match(rf"\s*\({acronym}\)", text[end : end + NEAR]):
        return start
    first = max(0, end - 4 * NEAR)
    initials = ""
    for word in reversed(list(re.finditer(r"[\w’'-]+", text[first:end]))):
        if word.group()[0].isupper():
            initials = word.group()[0] + initials
        if initials == acronym:
            return min(start, first + word.start())
    return start
