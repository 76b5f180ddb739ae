"""The reports of a sentence: who says, by which words, and on which side the content stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.attribution.cues import (
    ACCORDING,
    CLOSED,
    CUE,
    DAY,
    HELPERS,
    INVERTING,
    KIND,
    NO_REPORT,
    NOUNS,
    PARTICIPLES,
    PASSIVE,
    SAID,
    THAT,
    UNSAID,
)
from bot.attribution.lexicon import VERBISH
from bot.attribution.phrases import (
    LONGEST,
    Phrase,
    bare_tag,
    leading,
    subject_after,
    subject_before,
    with_apposition,
)
from bot.attribution.quotes import Quotation, around

WIDEST = 600
"""Code points before a verb that its subject is looked for in."""
QUOTES = "”\"'’"
TAGGING = frozenset({"say", "report"})
JOINING = re.compile(r"\b(?:and|but|then)$")
RELATIVE = re.compile(r"\b(?:which|what|who|whom|where)$")
BEING = re.compile(r"(?:\b(?:is|was|are|were|been)|[’']s)(?:\s+\w+ly)?$")
BEEN = re.compile(r"\s+(?:(?:has|have|had)\s+)?(?:is|was|are|were|been)(?:\s+\w+ly)?$")
REST = re.compile(r"(?:[^\s,;:.—–“”\"()]|\.(?=\w)|[^\S\n](?=[^\s,;:.—–“”\"()-]))*")


@dataclass(frozen=True, slots=True)
class Saying:
    """One report in a sentence.

    Attributes:
        subject: who says; None where a cue has no subject that can be read: what stands beside
            such a cue has no known speaker.
        start: first code point of the cue (of its verb group).
        end: the code point after its last.
        form: "before": the content follows; "joined", "led": so too, and the subject is that of
            a verb before; "after": subject and verb follow the content; "inverted": verb and
            subject do; "according"; "participle", "lead-participle": ", saying that …".
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


def accordings(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Iterator[Saying]:
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
        quoted = max((q.end for q in quotes if q.end <= match.start()), default=start)
        floor = max(quoted, start, match.start() - WIDEST)
        one = Verb(text, start, end, floor, match).saying(main)
        if one:
            if one.form in {"before", "led"} and main is None:
                main = one.subject
            yield one


class Verb:
    """A verb of the sentence [start, end), and what stands before it."""

    def __init__(self, text: str, start: int, end: int, floor: int, match: re.Match[str]) -> None:
        """Read what stands before it, from a quotation's end or the sentence's start on."""
        self.text, self.start, self.end, self.floor = text, start, end, floor
        self.word, self.low, self.high = match.group(), match.start(), match.end()
        kind = KIND[self.word]
        self.kind = SAID.get(kind, kind) if THAT.match(text, self.high, end) else kind
        self.before = text[floor : self.low].rstrip()
        self.quoted = floor > start and not self.before.strip(" ,-–—")

    def saying(self, main: Phrase | None) -> Saying | None:
        """Its report, given the sentence's first subject; None where the word is no verb here."""
        if self.kind in PARTICIPLES:
            return self.participle(main)
        if PASSIVE.search(self.before) or UNSAID.search(self.before):
            return self.report(None, "before")
        return self.inverted() or self.usual(main)

    def report(self, subject: Phrase | None, form: str, low: int | None = None) -> Saying:
        """A report by this verb, or by the verb group that begins at an offset."""
        return Saying(subject, self.low if low is None else low, self.high, form, self.kind)

    def inverted(self) -> Saying | None:
        """As in "“…,” said Ida Quist"; nobody's if only a quotation stands before it."""
        before = self.before
        comma = before.endswith((",", "—", "–"))
        comma = comma and not before.rstrip(",").endswith(("who", "which"))
        if not (self.quoted or comma or not before):
            return None
        apposed = comma and before.count(",") > 1
        edge = self.floor + len(before) - 1
        if not (apposed and with_apposition(self.text, self.floor, edge)):
            after = subject_after(self.text, self.high, self.end)
            if after and self.word in INVERTING and (self.quoted or self.kind == "say"):
                return Saying(after, self.low, after.end, "inverted", self.kind)
        return self.report(None, "after") if self.quoted else None

    def usual(self, main: Phrase | None) -> Saying | None:
        """As in "Ida Quist said", before what is said or behind it."""
        text, edge = self.text, self.group()
        tagging = self.kind in TAGGING and self.floor > self.start
        tagging = tagging and text[self.floor - 1] in QUOTES
        subject = subject_before(text, self.floor, edge)
        if subject is None and tagging:
            subject = bare_tag(text, self.floor, edge)
        if subject is None and JOINING.search(text[self.floor : edge]):
            subject = main or leading(text, self.start, min(edge, self.start + WIDEST))
            return self.report(subject, "joined" if main else "led")
        if subject is None:
            return self.report(None, "before")
        if self.word in NOUNS and possesses(text, subject):
            return None
        lead = text[self.floor : subject.start].rstrip()
        if RELATIVE.search(lead):
            return self.report(None, "before", edge)
        return self.report(subject, "after" if self.closes(lead, tagging) else "before", edge)

    def group(self) -> int:
        """Where its verb group begins: helpers and a day before it left out."""
        edge = self.floor + len(self.before)
        while helper := HELPERS.search(self.text, max(self.floor, edge - 30), edge):
            edge = helper.start()
        return without_day(self.text, self.floor, edge)

    def closes(self, lead: str, tagging: bool) -> bool:
        """Whether the content stands before it, given what stands before its subject."""
        inside = self.text[self.floor - 3 : self.floor - 1].strip("'")
        if tagging and (lead == "," or (not lead and inside[-1:] in {",", "?", "!"})):
            return True
        follows = self.floor > self.start and not lead.strip(" ,-–—")
        follows = follows or lead.endswith((",", "—", "–"))
        closed = CLOSED.match(self.text, self.high, self.end) is not None
        return follows and closed and self.kind not in {"charge", "do"}

    def participle(self, main: Phrase | None) -> Saying:
        """As in ", saying that …", said by who spoke before in the sentence."""
        if BEING.search(self.before):
            return self.report(None, "before", self.floor + len(BEEN.sub("", self.before)))
        if not self.before.endswith((",", "—", "–")):
            return self.report(None, "participle")
        if main:
            return self.report(main, "participle")
        subject = leading(self.text, self.start, min(self.low, self.start + WIDEST))
        return self.report(subject, "lead-participle")


def possesses(text: str, subject: Phrase) -> bool:
    """Whether what is before a word that may be a noun makes it one: "Quist's", "the"."""
    words = text[subject.start : subject.end]
    article = subject.kind == "noun" and re.match(r"(?:an?|the)\s", words, re.IGNORECASE)
    return bool(article or re.search(r"[’']s?\s", words))


def without_day(text: str, floor: int, edge: int) -> int:
    """Where a verb group begins without the day in front of it: "Ida Quist on Friday said"."""
    match = re.search(rf"\s+(?:on\s+)?{DAY}$", text[max(floor, edge - 60) : edge])
    return max(floor, edge - 60) + match.start() if match else edge
