"""Which report of its sentence a span without a tag of its own belongs to."""

from __future__ import annotations

import re

from bot.attribution.attitudes import ATTITUDES
from bot.attribution.lexicon import FINITE, VERBISH
from bot.attribution.paragraph import Paragraph
from bot.attribution.quotes import Quotation
from bot.attribution.verbs import Saying

SMALL = 4
"""Words fewer than which may stand between a noun and what it is about: "his plan for the "."""
ASIDES = re.compile(r"(?:on|in|at|during|last|this|to|after|by|with|of|about|for)$")
"""Words that say when, where or to whom something is said, behind the verb."""
VERBAL = FINITE | VERBISH
LEADING = frozenset(
    {"held", "label", "reduced", "before", "joined", "led", "participle", "lead-participle"}
)
"""The forms whose content follows."""
BREAK = re.compile(
    r"[;—–]|,\s+(?:but|while|and|as|which|who|a|an|the|after|though|although|because|where|when|"
    r"so|yet)\b"
)
"""Where a new clause begins, which may be the article's own."""
Found = tuple[Saying, str]
"""A report, and the rule by which it covers a span."""


def plain(home: Paragraph, start: int, end: int, quote: Quotation | None) -> Found | None:
    """The report of the sentence that a span stands in: the last before it, or the next."""
    if not home.said:
        return None
    inside = "in-quote" if quote else "words"
    first = home.said[0][0] if home.said[0] else None
    if first and first.form == "label" and first.end <= start + 1:
        return first, f"label say {inside}"
    found = home.said[home.index(start)]
    coming = [s for s in found if s.start >= end - 1]
    told = any(s.form == "according" and s.subject for s in coming)
    past = [s for s in found if s.end <= start + 1 and not idle(home, s, start, told=told)]
    past = [s for s in past if s.form != "relative" or not over(home, s, start)]
    past = [s for s in past if s.form != "held" or beside(home, s, start)]
    before = [s for s in past if s.form in LEADING | {"relative"}]
    after = [s for s in coming if s.form in {"after", "inverted", "according", "passive"}]
    if before:
        last = before[-1]
        return last, f"{shape(last)} {inside} {gap(home, last, start, end)}"
    if after:
        first = after[0]
        if any(s.form == "before" and s.start < first.start for s in coming):
            return None
        edge = first.subject.start if first.form == "after" and first.subject else first.start
        between = home.text[end:edge].strip(" ,.”\"’'—–-")
        far = far_if(BREAK.search(between) if first.form == "passive" else between)
        return first, f"{first.form} {first.kind} {inside}{far}"
    led = [s for s in past if s.form == "according"]
    if led:
        far = " far" if BREAK.search(home.outside(led[-1].end + 1, start)) else ""
        return led[-1], f"led according {inside}{far}"
    past = [s for s in past if s.kind != "tag"]
    amid = [
        s for s in past if s.form == "after" or (s.form == "inverted" and resumes(home, s, start))
    ]
    return (amid[-1], f"amid {amid[-1].kind} {inside}") if amid else None


def beside(home: Paragraph, one: Saying, start: int) -> bool:
    """Whether a span stands right behind a noun such as "plan", but for small words."""
    return len(home.outside(one.end, start).split()) < SMALL


def over(home: Paragraph, one: Saying, start: int) -> bool:
    """Whether a clause such as "which Ida Quist said would hold" is over before an offset."""
    return "," in home.outside(one.end, start)


def resumes(home: Paragraph, one: Saying, start: int) -> bool:
    """Whether a span goes on with what "…, says Ida Quist, a guard, …" breaks off."""
    between = home.outside(one.end, start).strip().rpartition(",")[0] + ","
    behind = home.outside(home.bounds[home.index(start)][0], one.start).rstrip()
    return between[:1] == "," and behind.endswith(",") and not VERBAL & {*between.split()}


def idle(home: Paragraph, one: Saying, start: int, *, told: bool) -> bool:
    """Whether a report of nobody who can be named counts for nothing.

    It is over before the span ("As I said, "), or says what somebody else is told to have said:
    "is expected to fall on Monday, according to Ida Quist" (`told`).
    """
    nobody = one.subject is None or one.subject.kind == "other"
    return nobody and (told or "," in home.outside(one.end, start))


def gap(home: Paragraph, one: Saying, start: int, end: int) -> str:
    """What stands between a report and what is said: how many words, and of what kind."""
    between = home.outside(one.end, start)
    words = [word for word in between.split() if word.lower() not in {"the", "a", "an", "that"}]
    size = "next" if len(words) < 2 else "near" if len(words) < 6 else "late"
    marks = [size if len(words) < 15 else "far"]
    marks += ["broken"] if BREAK.search(home.outside(one.end, min(end, start + 12))) else []
    verbs = (word in VERBAL for word in re.sub(r"\b(?:(?:the|an?)\s\w+|that)", "", between).split())
    marks += ["verb"] if any(verbs) else []
    stated = re.search(r"\bthat(?:\s+(?:the|an?))?\s*$", between) or re.match(r"\s*that\b", between)
    that = stated or home.text.startswith("that ", start)
    marks += ["that"] if that else ["loose"] if size == "near" else []
    marks += ["comma"] if "," in between.strip(" ,") else []
    aside = words and ASIDES.match(words[0]) and one.form != "held"
    marks += ["aside"] if aside else []
    return " ".join(marks)


def shape(one: Saying) -> str:
    """A report's part in the name of a rule; a second verb's subject is as sure for any verb."""
    return (
        one.form if one.form == "joined" and one.kind not in ATTITUDES else f"{one.form} {one.kind}"
    )


def far_if(something: object) -> str:
    """The mark of a rule that reaches far."""
    return " far" if something else ""
