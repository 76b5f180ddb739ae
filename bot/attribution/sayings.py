"""The reports of a sentence: who says, by which words, and on which side the content stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.attribution.cues import ACCORDING, CLOSED, CUE, DAY, HELPERS, INVERTING, KIND, NO_REPORT, NOUNS, PASSIVE, UNSAID
from bot.attribution.phrases import LONGEST, VERBISH, Phrase, bare_tag, leading, subject_after, subject_before, with_apposition
from bot.attribution.quotes import Quotation, around



WIDEST = 600
"""Code points before a verb that its subject is looked for in."""
REST = re.compile(r"(?:[^\s,;:.—–“”\"()]|\.(?=\w)|[^\S\n](?=[^\s,;:.—–“”\"()-]))*")


@dataclass(frozen=True, slots=True)
class Saying:
    """One report in a sentence.

    Attributes:
        subject: who says; None where a cue has no subject that can be read: what stands beside
            such a cue has no known speaker.
        start: first code point of the cue (of its verb group).
        end: the code point after its last.
        form: "before": the content follows; "after": subject and verb follow it; "inverted": verb
            and subject follow it; "according"; "participle": ", saying that …".
        kind: the kind of its verb, as in `cues.KIND`.
    """

    subject: Phrase | None
    start: int
    end: int
    form: str
    kind: str


def sayings(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> list[Saying]:
    """The reports of the sentence [start, end), in order; nothing within a quotation is one."""
    found = [*accordings(text, start, end, quotes), *verbs(text, start, end, quotes)]
    return sorted(found, key=lambda one: one.start)


def accordings(
    text: str, start: int, end: int, quotes: Sequence[Quotation]
) -> Iterator[Saying]:
    """Every "according to"."""
    for match in ACCORDING.finditer(text, start, end):
        if around(match.start(), quotes):
            continue
        subject = subject_after(text, match.end() - 1, end)
        if subject and subject.kind == "noun":
            subject = whole(text, subject, end)
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
    for match in CUE.finditer(text, start, end):
        if around(match.start(), quotes) or NO_REPORT.match(text, match.start()):
            continue
        kind = KIND[match.group()]
        floor = max((q.end for q in quotes if q.end <= match.start()), default=start)
        floor = max(floor, start, match.start() - WIDEST)
        one = saying(text, floor, start, end, match, kind, main)
        if one:
            if one.form == "before" and main is None:
                main = one.subject
            yield one


def saying(
    text: str, floor: int, start: int, end: int, match: re.Match[str], kind: str, main: Phrase | None
) -> Saying | None:
    """One verb's report; None where the word is no verb there."""
    before = text[floor : match.start()].rstrip()
    if kind == "ing":
        return participle(before, floor, match, main, text, start)
    if PASSIVE.search(before) or UNSAID.search(before):
        return Saying(None, match.start(), match.end(), "before", kind)
    closed = CLOSED.match(text, match.end(), end)
    quoted = floor > start and not before.strip(" ,-–—")
    comma = before.endswith((",", "—", "–")) and not before.rstrip(",").endswith(("who", "which"))
    if quoted or comma or not before:
        apposed = comma and before.count(",") > 1 and with_apposition(text, floor, floor + len(before) - 1)
        after = None if apposed else subject_after(text, match.end(), end)
        if after and match.group() in INVERTING and (quoted or kind == "say"):
            return Saying(after, match.start(), after.end, "inverted", kind)
        if quoted:
            return Saying(None, match.start(), match.end(), "after", kind)
    edge = floor + len(before)
    while helper := HELPERS.search(text, max(floor, edge - 30), edge):
        edge = helper.start()
    edge = without_day(text, floor, edge)
    subject = subject_before(text, floor, edge)
    if subject is None and floor > start and text[floor - 1] in "”\"'’" and kind in {"say", "report"}:
        subject = bare_tag(text, floor, edge)
    if subject is None and re.search(r"\b(?:and|but|then)$", text[floor:edge]):
        led = "-joined" if main else "-led"
        subject = main or leading(text, start, min(edge, start + WIDEST))
        return Saying(subject, match.start(), match.end(), "before", kind + led)
    if subject and match.group() in NOUNS:
        words = text[subject.start : subject.end]
        if re.search(r"[’']s?\s", words) or (subject.kind == "noun" and re.match(r"(?:an?|the)\s", words, re.I)):
            return None
    if subject is None:
        return Saying(None, match.start(), match.end(), "before", kind)
    lead = text[floor : subject.start].rstrip()
    postposed = (floor > start and not lead.strip(" ,-–—")) or lead.endswith((",", "—", "–"))
    if re.search(r"\b(?:which|what|who|whom|where)$", lead):
        return Saying(None, edge, match.end(), "before", kind)
    tagging = floor > start and not lead and text[floor - 1] in "”\"'’" and kind in {"say", "report"}
    tagging = tagging and text[floor - 3 : floor - 1].strip("'")[-1:] in {",", "?", "!"}
    form = "after" if tagging or (postposed and closed and kind != "do") else "before"
    return Saying(subject, edge, match.end(), form, kind)


def without_day(text: str, floor: int, edge: int) -> int:
    """Where a verb group begins with the day in front of it left out: "Ida Quist on Friday said"."""
    match = re.search(rf"\s+(?:on\s+)?{DAY}$", text[max(floor, edge - 60) : edge])
    return max(floor, edge - 60) + match.start() if match else edge


def participle(before: str, floor: int, match: re.Match[str], main: Phrase | None, text: str, start: int) -> Saying | None:
    """", saying that …", said by who spoke before in the sentence."""
    if re.search(r"(?:\b(?:is|was|are|were|been)|[’']s)(?:\s+\w+ly)?$", before):
        edge = floor + len(re.sub(r"\s+(?:(?:has|have|had)\s+)?(?:is|was|are|were|been)(?:\s+\w+ly)?$", "", before))
        return Saying(None, edge, match.end(), "before", "ing")
    if not before.endswith((",", "—", "–")):
        return Saying(None, match.start(), match.end(), "participle", "ing")
    form = "participle" if main else "lead-participle"
    return Saying(main or leading(text, start, min(match.start(), start + WIDEST)), match.start(), match.end(), form, "ing")
