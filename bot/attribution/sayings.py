"""The reports of a sentence: who says, by which words, and on which side the content stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.attribution.attitudes import FEELING
from bot.attribution.cues import (
    ACCORDING,
    CUE,
    FORM,
    HEADLINE_CUE,
    HELD,
    KIND,
    NO_REPORT,
    THAT,
)
from bot.attribution.lexicon import VERBISH
from bot.attribution.nominals import LONGEST, Phrase, phrase
from bot.attribution.phrases import subject_after, subject_before
from bot.attribution.quotes import Quotation, around
from bot.attribution.verbs import WIDEST, Saying, Verb

LABEL = re.compile(
    r"([A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3})(?:\s\([^)]{1,40}\))?:\s+(?=[A-Z“\"])"
)
OWNED = re.compile(
    r"[,;:—–(“”\"]\s*|\s(?:of|for|in|on|at|by|with|from|to|against|over|about|that|and|but|as|if|"
    r"when|while|after|before|because|despite|is|are|was|were|has|have|had|[a-z]+ed|[a-z]+ing)\s+"
)
PASSIVES = re.compile(
    rf"(?<![\w’'-])(?P<verb>{'|'.join(w for w, f in FORM.items() if f == 'past')}|claimed|reported|"
    r"revealed|confirmed|said|written|authored|drawn|seen)\s+by\s+"
)
REST = re.compile(r"(?:[^\s,;:.—–“”\"()]|\.(?=\w)|[^\S\n](?=[^\s,;:.—–“”\"()-]))*")


def sayings(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> list[Saying]:
    """The reports of the sentence [start, end), in order; nothing within a quotation is one."""
    found = [
        *feelings(text, start, end, quotes),
        *accordings(text, start, end, quotes),
        *verbs(text, start, end, quotes),
        *held(text, start, end, quotes),
        *passives(text, start, end, quotes),
        *labels(text, start, end),
    ]
    return sorted(found, key=lambda one: one.start)


def labels(text: str, start: int, end: int) -> Iterator[Saying]:
    """The name that a transcript has before what is said: "PRADO: The dam will hold."."""
    label = LABEL.match(text, start, end)
    if label and label.group(1).split()[-1].title() in text:
        yield Saying(Phrase(start, label.end(1), "name"), label.end(1), label.end(), "label", "say")


def held(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """What somebody is said to hold by a noun: "Ida Quist's claim that", "his plan to"."""
    for match in HELD.finditer(text, start, end):
        if around(match.start(), quotes):
            continue
        floor = max(max((q.end for q in quotes if q.end <= match.start()), default=start), start)
        if match["his"]:
            kind = "he" if match["his"].lower() == "his" else "she"
            subject: Phrase | None = Phrase(match.start("his"), match.end("his"), kind)
        else:
            subject = owner(text, floor, match.end("name"))
        if subject:
            kind = "stated" if THAT.match(text, match.end(), end) else "meant"
            yield Saying(subject, match.start("noun"), match.end(), "held", kind)


def passives(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """What is done to something by somebody: "the bill, opposed by Ida Quist"."""
    for match in PASSIVES.finditer(text, start, end):
        if around(match.start(), quotes):
            continue
        subject = subject_after(text, match.end() - 1, end)
        if subject:
            yield Saying(
                subject, match.start(), subject.end, "passive", KIND.get(match["verb"], "say")
            )


def feelings(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """Every "is worried about"."""
    for match in FEELING.finditer(text, start, end):
        if around(match.start(), quotes):
            continue
        floor = max(max((q.end for q in quotes if q.end <= match.start()), default=start), start)
        subject = subject_before(text, floor, match.start())
        if subject:
            yield Saying(subject, match.start(), match.end(), "before", "feeling")


def owner(text: str, floor: int, end: int) -> Phrase | None:
    """Whose something is: the name, or the description, that ends before "'s"."""
    start = max((m.end() for m in OWNED.finditer(text, floor, end)), default=floor)
    return phrase(text, start, end)


def accordings(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """Every "according to"."""
    for match in ACCORDING.finditer(text, start, end):
        if around(match.start(), quotes):
            continue
        subject = subject_after(text, match.end() - 1, end)
        if subject and subject.kind == "noun":
            subject = whole(text, subject, end)
        if subject and text[: subject.end].endswith(("'s", "’s")):  # "AAA's Saturday reading"
            subject = Phrase(subject.start, subject.end - 2, subject.kind)
        edge = subject.end if subject else match.end()
        yield Saying(subject, match.start(), edge, "according", "say")


def whole(text: str, subject: Phrase, end: int) -> Phrase:
    """A subject with what belongs to it: "a poll" of "a poll by the university"."""
    rest = REST.match(text, subject.end, end)
    words = rest.group().split() if rest else []
    if rest is None or len(words) > LONGEST or VERBISH & set(words):
        return subject
    return Phrase(subject.start, rest.end(), subject.kind)


def verbs(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """Every verb that reports, with its subject."""
    main: Phrase | None = None
    latest: Saying | None = None
    cue = HEADLINE_CUE if is_headline(text[start:end]) else CUE
    for match in cue.finditer(text, start, end):
        if around(match.start(), quotes) or NO_REPORT.match(text, match.start()):
            continue
        quoted = max((q.end for q in quotes if q.end <= match.start()), default=start)
        floor = max(quoted, start, match.start() - WIDEST)
        one = Verb(text, start, end, floor, match, latest).saying(main)
        if one:
            latest = one
            if one.form in {"before", "led"} and main is None:
                main = one.subject
            yield one


def is_headline(sentence: str) -> bool:
    """Whether nearly all long words of a short sentence are written large."""
    words = [word for word in re.findall(r"[A-Za-z]{4,}", sentence) if word != "With"]
    large = sum(word[0].isupper() for word in words)
    return 3 <= len(words) <= 25 and large >= 0.85 * len(words)
