"""The report that a quotation is tagged with: “…,” said Ida Quist."""

from __future__ import annotations

import re

from bot.attribution.covering import ASIDES, BREAK, LEADING, VERBAL, Found, far_if
from bot.attribution.paragraph import Paragraph
from bot.attribution.quotes import Quotation
from bot.attribution.verbs import Saying

ASIDE = 14
"""Most words between two quotations of which the second plainly continues the first."""
SHUT = re.compile(r"(?:\s+(?:on|in|at|to|during|of)\b[^,“\"]{0,60})?\.?$")
"""The rest of a sentence that says nothing more: "Ida Quist said on Friday."."""
MARKED = re.compile(r"[“”\"«:]|\w(?:ed|ing)\b")
"""What a rest of a sentence that is no more than an object has not."""
TELLING = frozenset({"say", "report", "tell", "tag", "ing"})
"""The kinds of verb by which somebody speaks."""


def tagged(home: Paragraph, quote: Quotation) -> Found | None:
    """The report right behind a quotation, or right before it."""
    last = home.index(quote.end - 1)
    behind = (s for group in home.said[last : last + 2] for s in group if s.start >= quote.end)
    one = next((s for s in behind if is_tag(home, s)), None)
    if one:
        edge = one.subject.start if one.form != "inverted" and one.subject else one.start
        if not home.text[quote.end : edge].strip(" ,—–-\u00a0"):
            return one, f"quote-{one.form} {one.kind}"
    resumed = interrupted(home, quote)
    if resumed:
        return resumed, f"quote-amid {resumed.kind}"
    number = home.index(quote.start)
    said = home.said[number] if number < len(home.said) else []
    said = [s for s in said if s.end <= quote.start]
    before = [s for s in said if s.form in LEADING or (s == said[-1] and s.form == "after")]
    if (
        before
        and before[-1].form == "after"
        and home.text[before[-1].end : quote.start].strip() not in {":", ","}
    ):
        before.pop()
    if before:
        gap = home.outside(before[-1].end, quote.start)
        if not gap.strip() or gap.rstrip().endswith((":", ",")):
            name = "" if before[-1].form in {"before", "joined", "after"} else f"{before[-1].form} "
            return before[-1], f"quote-before {name}{before[-1].kind}" + far_if(BREAK.search(gap))
    return None


def interrupted(home: Paragraph, quote: Quotation) -> Saying | None:
    """The report that stands in the midst of a sentence quoted: "“It,” said Ida Quist, “is”."""
    number = home.index(quote.start)
    said = home.said[number] if number < len(home.said) else []
    tags = [s for s in said if s.form in {"after", "inverted"} and s.end <= quote.start]
    if not tags or [s for s in said if tags[-1].end <= s.start < quote.start]:
        return None
    gap = home.text[tags[-1].end : quote.start].strip()
    short = len(gap.split()) <= ASIDE and not VERBAL & {*gap.split()}
    quoted = [q for q in home.quotes if q.end <= tags[-1].start]
    begun = quoted and not home.text[quoted[-1].end : tags[-1].start].strip(" ,")
    return tags[-1] if begun and short and gap.endswith(",") else None


def is_tag(home: Paragraph, one: Saying) -> bool:
    """Whether a report can be of what stands before it."""
    if one.form in {"before", "joined", "led"}:
        return shut(home, one)
    return one.form in {"after", "inverted"}


def shut(home: Paragraph, one: Saying) -> bool:
    """Whether a sentence says nothing behind a report: "Ida Quist told a friend on Friday."."""
    high = home.bounds[home.index(one.start)][1]
    if SHUT.match(home.text, one.end, high):
        return True
    rest = home.text[one.end : high].strip(" .")
    words, telling = rest.split(), one.kind in {"tell", "act"}
    plain = len(words) <= ASIDE and not (VERBAL | {"that", "whether"}) & {*words}
    when = rest[:1].isupper() or ASIDES.match(words[0] if words else "") is not None
    return plain and (telling or when) and not MARKED.search(rest)


def distance(home: Paragraph, tag: Saying, other: Quotation, quote: Quotation) -> str:
    """The mark " far" where a report or many words part a quotation from the one before it."""
    groups = home.said[home.index(other.end) : home.index(quote.start) + 1]
    between = [s for g in groups for s in g if other.end <= s.start < quote.start and s != tag]
    many = len(home.text[other.end : quote.start].split()) > ASIDE
    return far_if(between or many)


def is_whole(home: Paragraph, quote: Quotation) -> bool:
    """Whether a quotation is one or more whole sentences, nothing of the article's around it."""
    if not home.bounds:
        return False
    first, last = home.bounds[home.index(quote.start)], home.bounds[home.index(quote.end - 1)]
    left, right = home.text[first[0] : quote.start], home.text[quote.end : last[1]]
    return not left.strip() and not right.strip(" .,\u00a0")


def teller(home: Paragraph, number: int) -> Saying | None:
    """The report of a sentence of a paragraph, if one only says something in it."""
    said = home.said[number] if 0 <= number < len(home.said) else []
    told = [one for one in said if one.kind in TELLING]
    return told[-1] if told and len({one.subject for one in told}) == 1 else None
