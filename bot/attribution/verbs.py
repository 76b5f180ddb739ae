"""A verb that reports, or that is an attitude: its subject, and where its content stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.attribution.attitudes import ATTITUDES
from bot.attribution.clauses import leading, verb_in
from bot.attribution.cues import (
    BESIDE,
    CLOSED,
    DAY,
    FORM,
    HELPERS,
    INVERTING,
    KIND,
    LAND,
    NOUNS,
    PARTICIPLES,
    PASSIVE,
    SAID,
    THAT,
    UNSAID,
)
from bot.attribution.lexicon import FINITE, VERBISH
from bot.attribution.nominals import Phrase
from bot.attribution.phrases import (
    bare_tag,
    subject_after,
    subject_before,
    with_apposition,
)

LISTENING = 8
"""Most words of who is told, and when."""
WIDEST = 600
"""Code points before a verb that its subject is looked for in."""
QUOTES = "”\"'’"
TAGGING = frozenset({"say", "report", "tell", "tag"})
PLURAL = re.compile(r"(?:[a-rtv-z]s|people|police|men|women|media|both|many|most|some)$|\sand\s")
JOINING = re.compile(r"\b(?:and|but|then)$")
HEAD_ENDS = re.compile(r"\s(?:of|in|from|at|for|with|on|who|to)\s")
RELATIVE = re.compile(r"\b(?:which|what|who|whom|where)$")
BEING = re.compile(r"(?:\b(?:is|was|are|were|been)|[’']s)(?:\s+\w+ly)?$")
BEEN = re.compile(r"\s+(?:(?:has|have|had)\s+)?(?:is|was|are|were|been)(?:\s+\w+ly)?$")
WRITING = re.compile(
    r"\b(?:statement|statements|letter|letters|email|emails|e-mail|note|memo|message|tweet|post|report|"
    r"brief|release|speech|by|in|before|after|while|when|then)(?:\s(?:to|on|for)\s(?:\w+\s){0,2}\w+)?$"
)
"""What a participle without a comma belongs to: "released a statement saying"."""


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


class Verb:
    """A verb of the sentence [start, end), and what stands before it."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        floor: int,
        match: re.Match[str],
        latest: Saying | None,
    ) -> None:
        """Read what stands before it, from a quotation's end or the sentence's start on."""
        self.latest = latest
        self.text, self.start, self.end, self.floor = text, start, end, floor
        self.word, self.low, self.high = match.group().lower(), match.start(), match.end()
        kind = KIND[self.word]
        self.kind = SAID.get(kind, kind) if THAT.match(text, self.high, end) else kind
        self.before = text[floor : self.low].rstrip()
        self.quoted = floor > start and not self.before.strip(" ,-–—")

    def saying(self, main: Phrase | None) -> Saying | None:
        """Its report, given the sentence's first subject; None where the word is no verb here."""
        if self.word == "states" and LAND.search(self.before):
            return None
        if self.kind in PARTICIPLES:
            return self.participle(main)
        if PASSIVE.search(self.before):
            return None if self.kind in ATTITUDES else self.report(None, "before")
        if UNSAID.search(self.before):
            return self.report(None, "before")
        if self.kind in ATTITUDES | {"tag"}:
            return self.attitude(main)
        return self.inverted() or self.usual(main)

    def attitude(self, main: Phrase | None) -> Saying | None:
        """A report by a verb that need not be one: its subject must be plain, and agree."""
        beside = BESIDE.match(self.text, self.high, self.end) is not None
        if self.kind == "tag" and not (self.floor > self.start or beside):
            return None
        if self.kind != "tag" and self.text[self.high : self.high + 4] == " by ":
            return None
        if self.text[self.high : self.high + 1] in "-’'" and self.high < self.end:
            return None
        one = (self.inverted() if self.quoted else None) or self.usual(main)
        if one is None or one.subject is None:
            return one if self.quoted else None
        form, words = FORM.get(self.word), self.text[one.subject.start : one.subject.end]
        plural = PLURAL.search(re.split(HEAD_ENDS, words)[0]) or " and " in words
        agrees = (
            form not in {"base", "third"}
            or (form == "base" and bool(plural or self.helped()))
            or (form == "third" and not re.search(r"\b[a-z]+[a-rt-z]s$|\sand\s", words))
        )
        return one if agrees else None

    def helped(self) -> bool:
        """Whether a verb stands before it that takes the base form: "does", "would"."""
        return re.search(r"(?:do|does|did|would|will)(?:\s\w+ly)?$", self.before) is not None

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
        edge = self.floor + len(before) - 1
        apposed = comma and before.count(",") > 1 and verb_in(self.text, self.floor, edge) is None
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
        if subject and text[self.floor : edge].rstrip().endswith(","):
            first = leading(text, self.floor, edge)
            subject = first if first and first.start > subject.start else subject
        subject = subject or subject_before(text, self.floor, self.floor + len(self.before))
        subject = subject or self.described(edge)
        if subject is None and self.floor > self.start and self.before.endswith(","):
            first = leading(text, self.start, edge)
            subject = first if first and first.kind == "name" else None
        if subject is None and tagging:
            subject = bare_tag(text, self.floor, edge)
        if subject is None and JOINING.search(text[self.floor : edge]):
            subject = main or leading(text, self.start, min(edge, self.start + WIDEST))
            return self.report(subject, "joined" if main else "led")
        if subject is None:
            return self.report(None, "before")
        statement = THAT.match(text, self.high, self.end)
        if self.word in NOUNS and not statement and possesses(text, subject):
            return None
        lead = text[self.floor : subject.start].rstrip()
        if RELATIVE.search(lead):
            return self.report(subject, "relative", edge)
        return self.report(subject, "after" if self.closes(lead, tagging) else "before", edge)

    def described(self, edge: int) -> Phrase | None:
        """The subject of "friends who have seen her say": what stands before "who"."""
        who = self.text.rfind(" who ", self.floor, edge)
        if who < 0 or "," in self.text[who:edge]:
            return None
        return subject_before(self.text, self.floor, who)

    def group(self) -> int:
        """Where its verb group begins: helpers and a day before it left out."""
        edge = self.floor + len(self.before)
        while helper := HELPERS.search(self.text, max(self.floor, edge - 30), edge):
            edge = helper.start()
        return without_day(self.text, self.floor, edge)

    def closes(self, lead: str, tagging: bool) -> bool:
        """Whether the content stands before it, given what stands before its subject."""
        if tagging and (lead == "," or (not lead and self.inside() in {",", "?", "!"})):
            return True
        follows = self.floor > self.start and not lead.strip(" ,-–—")
        follows = follows or lead.endswith((",", "—", "–"))
        closed = CLOSED.match(self.text, self.high, self.end) is not None
        closed = closed or (self.kind == "tell" and self.told())
        return follows and closed and self.kind not in ATTITUDES | {"charge"}

    def told(self) -> bool:
        """Whether only a listener, and perhaps a day, follow: "told a friend on Friday."."""
        rest = self.text[self.high : self.end].split()
        return len(rest) <= LISTENING and not (FINITE | VERBISH | {"that"}) & {*rest}

    def inside(self) -> str:
        """The last character within the quotation before it."""
        return self.text[self.floor - 3 : self.floor - 1].strip("'")[-1:]

    def participle(self, main: Phrase | None) -> Saying | None:
        """As in ", saying that …", said by who spoke before in the sentence."""
        if BEING.search(self.before):
            low = self.floor + len(BEEN.sub("", self.before))
            subject = (
                None
                if UNSAID.search(self.before)
                else subject_before(self.text, self.floor, self.group())
            )
            if subject and subject.kind != "other":
                return Saying(subject, low, self.high, "before", self.kind)
            return self.report(None, "before", low)
        chained = self.latest if JOINING.search(self.before) else None
        if chained and chained.form in {"participle", "lead-participle"}:
            return self.report(chained.subject, "participle")
        comma = self.before.endswith((",", "—", "–")) or (
            self.quoted and self.inside() in {",", "?", "!"}
        )
        if not (comma or WRITING.search(self.before)):
            beside = subject_before(self.text, self.floor, self.floor + len(self.before))
            if beside and beside.kind in {"name", "noun"}:
                return self.report(beside, "reduced")
            return self.report(None, "participle") if self.kind == "ing" else None
        near = self.latest
        if near and near.subject and self.before.count(",", max(0, near.end - self.floor)) <= 1:
            return self.report(near.subject, "participle")
        subject = leading(self.text, self.start, min(self.low, self.start + WIDEST))
        if subject or not main:
            return self.report(subject, "lead-participle")
        return self.report(main, "participle")


def possesses(text: str, subject: Phrase) -> bool:
    """Whether what is before a word that may be a noun makes it one: "Quist's", "the"."""
    words = text[subject.start : subject.end]
    article = subject.kind == "noun" and re.match(r"(?:an?|the)\s", words, re.IGNORECASE)
    return bool(article or re.search(r"[’']s?\s", words))


def without_day(text: str, floor: int, edge: int) -> int:
    """Where a verb group begins without the day in front of it: "Ida Quist on Friday said"."""
    match = re.search(rf"\s+(?:on\s+)?{DAY}$", text[max(floor, edge - 60) : edge])
    return max(floor, edge - 60) + match.start() if match else edge
