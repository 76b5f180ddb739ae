"""Who says what stands between two offsets of a text: which report covers it, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from bot.attribution.attitudes import ATTITUDES
from bot.attribution.confidence import confidence
from bot.attribution.lexicon import FINITE, VERBISH
from bot.attribution.paragraph import Paragraph
from bot.attribution.people import People
from bot.attribution.phrases import Phrase
from bot.attribution.pronouns import antecedent
from bot.attribution.quotes import Quotation
from bot.attribution.verbs import Saying
from corpus.sentences import paragraphs

LATE = 50
"""Code points behind a cue from which on what is said is held to be less surely part of it."""
SMALL = 4
"""Words fewer than which may stand between a noun and what it is about: "his plan for the "."""
FARTHEST = 12
"""Paragraphs that a quotation without an end is followed back over."""
NEARBY = 4
"""Quotations of a paragraph that are looked at for the speaker of the next."""
ASIDE = 14
"""Most words between two quotations of which the second plainly continues the first."""
ASIDES = re.compile(r"(?:on|in|at|during|last|this|to|after|by|with|of|about|for)$")
"""Words that say when, where or to whom something is said, behind the verb."""
VERBAL = FINITE | VERBISH
LEADING = frozenset(
    {"held", "label", "reduced", "before", "joined", "led", "participle", "lead-participle"}
)
"""The forms whose content follows."""
SHUT = re.compile(r"(?:\s+(?:on|in|at|to|during|of)\b[^,“\"]{0,60})?\.?$")
"""The rest of a sentence that says nothing more: "Ida Quist said on Friday."."""
BREAK = re.compile(
    r"[;—–]|,\s+(?:but|while|and|as|which|who|a|an|the|after|though|although|because|where|when|"
    r"so|yet)\b"
)
"""Where a new clause begins, which may be the article's own."""
MARKED = re.compile(r"[“”\"«:]|\w(?:ed|ing)\b")
"""What a rest of a sentence that is no more than an object has not."""
TELLING = frozenset({"say", "report", "tell", "tag", "ing"})
"""The kinds of verb by which somebody speaks."""
KNOWN = re.compile(r"(?:the|these|those|both|all|two|three|four|five|several)\s", re.IGNORECASE)
"""How a description of somebody known begins."""
PAPER = re.compile(
    r"\b(?:polls?|polling|surveys?|stud(?:y|ies)|reports?|data|analys[ie]s|records|documents?|"
    r"emails?|e-mails?|filings|figures|research|results|statistics|memos?|letters?|review)\b",
    re.IGNORECASE,
)
"""What shows something, and is nobody."""
ATTITUDE = re.compile(rf"\b(?:{'|'.join(sorted(ATTITUDES))}|doing|meant) words\b")
"""The rules by which words without quotation marks are an attitude's."""
START = attrgetter("start")
Found = tuple[Saying, str]
"""A report, and the rule by which it covers a span."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as the article names it: `text[start:end] == speaker`.

    Attributes:
        speaker: the name or description.
        start: its first code point.
        end: the code point after its last.
        confidence: how surely it is the speaker, 0 to 1; see `confidence.py`.
        rule: the rule that found it.
        mention_start: first code point of the subject that was read: the name, or the pronoun
            that stands for it.
        mention_end: the code point after its last.
    """

    speaker: str
    start: int
    end: int
    confidence: float
    rule: str
    mention_start: int
    mention_end: int

    @property
    def resolved(self) -> bool:
        """Whether a pronoun was resolved."""
        return self.rule.endswith((" he", " she"))

    @property
    def said(self) -> bool:
        """Whether words are reported, rather than what somebody "criticized" or "wants"."""
        return ATTITUDE.search(self.rule) is None


class Sources:
    """The speakers of a text. Paragraphs are read when they are asked about, once."""

    def __init__(self, text: str) -> None:
        """Find the paragraphs of a text."""
        self.text = text
        self.people = People(text)
        self.paragraphs = [Paragraph(text, a, b) for a, b in paragraphs(text)]

    def home(self, at: int) -> Paragraph | None:
        """The paragraph that an offset lies in."""
        number = bisect_right(self.paragraphs, at, key=START) - 1
        return self.paragraphs[number] if number >= 0 and at < self.paragraphs[number].end else None

    def quoted_at(self, at: int) -> bool:
        """Whether an offset lies in a quotation, or behind one that its paragraph leaves open."""
        home = self.home(at)
        if home is None:
            return False
        opened = any(quote.start < at and not quote.closed for quote in home.quotes)
        return opened or home.quote_at(at) is not None

    def of(self, start: int, end: int) -> Attribution | None:
        """The likeliest speaker of [start, end), however unsure; None where none is seen.

        A speaker named within [start, end) is no speaker of it.
        """
        at = bisect_right(self.paragraphs, start, key=START) - 1
        if at < 0 or not start < end or start >= self.paragraphs[at].end:
            return None
        home = self.paragraphs[at]
        quote = home.quote_at(start + self.text[start].isspace())
        found = self.quoted(at, quote) if quote else None
        found = found or plain(home, start, end, quote)
        subject = found[0].subject if found else None
        if found is None or subject is None or start <= subject.start < subject.end <= end:
            return None
        known = subject.kind == "noun" and KNOWN.match(self.text, subject.start)
        paper = PAPER.search(self.text[subject.start : subject.end]) is not None
        kind = f"{'paper ' if paper else ''}{'the ' if known else ''}{subject.kind}"
        return self.attribution(subject, f"{found[1]} {kind}")

    def attribution(self, subject: Phrase, rule: str) -> Attribution | None:
        """A subject as a speaker, its pronoun resolved; None where nobody can be named."""
        name: tuple[int, int] | None = (subject.start, subject.end)
        if subject.kind in {"he", "she"}:
            name = antecedent(self.paragraphs, self.people, subject)
            if name is None:
                name = antecedent(self.paragraphs, self.people, subject, lone=True)
                rule = f"lone {rule}"
        if name is None or subject.kind == "other":
            return None
        start, end = name
        bracket = self.text.find(" (", start, end)
        end = bracket if bracket > 0 else end
        sure = confidence(rule)
        return Attribution(self.text[start:end], start, end, sure, rule, subject.start, subject.end)

    def quoted(self, at: int, quote: Quotation) -> Found | None:
        """The report that a quotation of a paragraph belongs to."""
        home = self.paragraphs[at]
        own = tagged(home, quote)
        if own or not is_whole(home, quote):
            return own
        number = home.quotes.index(quote)
        earlier = home.quotes[max(0, number - NEARBY) : number]
        for other in reversed(earlier):
            if tag := tagged(home, other):
                return tag[0], f"continued {tag[1]}" + distance(home, tag[0], other, quote)
        for other in home.quotes[number + 1 : number + 2]:
            tag = tagged(home, other)
            if tag and not self.text[quote.end : other.start].strip():
                return tag[0], f"next {tag[1]}"
        told = teller(home, home.index(quote.start) - 1)
        if told:
            return told, f"told-before {told.kind}"
        if earlier:
            return None
        return self.from_above(at, quote) or self.from_paragraph_above(at, quote)

    def from_paragraph_above(self, at: int, quote: Quotation) -> Found | None:
        """The one who reports in the last sentence above a paragraph that is all quotation."""
        home = self.paragraphs[at]
        if at == 0 or quote.start > home.start or any(home.said):
            return None
        above = self.paragraphs[at - 1]
        told = teller(above, len(above.said) - 1)
        return (told, f"above {told.kind}") if told else None

    def from_above(self, at: int, quote: Quotation) -> Found | None:
        """The report that the paragraphs above give for a quotation that begins its own."""
        for back in range(at, max(0, at - FARTHEST), -1):
            home, above = self.paragraphs[back], self.paragraphs[back - 1]
            if quote.start > home.start:
                return None
            if self.text[above.end - 1] == ":":
                last = [s for s in above.said[-1] if s.form == "before"] if above.said else []
                return (last[-1], f"colon {last[-1].kind}") if last else None
            if not above.quotes or above.quotes[-1].closed:
                return None
            quote = above.quotes[-1]
            for other in reversed(above.quotes[-NEARBY:]):
                if tag := tagged(above, other):
                    return tag[0], f"running {tag[1]}"
        return None


def teller(home: Paragraph, number: int) -> Saying | None:
    """The report of a sentence of a paragraph, if one only says something in it."""
    said = home.said[number] if 0 <= number < len(home.said) else []
    told = [one for one in said if one.kind in TELLING]
    return told[-1] if told and len({one.subject for one in told}) == 1 else None


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
    amid = [s for s in past if s.form == "after" or (s.form == "inverted" and resumes(home, s, start))]
    return (amid[-1], f"amid {amid[-1].kind} {inside}") if amid else None


def beside(home: Paragraph, one: Saying, start: int) -> bool:
    """Whether a span stands right behind a noun such as "plan", but for small words."""
    return len(home.outside(one.end, start).split()) < SMALL


def over(home: Paragraph, one: Saying, start: int) -> bool:
    """Whether a clause such as "which Ida Quist said would hold" is over before an offset."""
    return "," in home.outside(one.end, start)


def resumes(home: Paragraph, one: Saying, start: int) -> bool:
    """Whether a span goes on with what "…, says Ida Quist, a guard, …" breaks off."""
    between = home.outside(one.end, start).strip()
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
    marks += ["that"] if stated or home.text.startswith("that ", start) else []
    marks += ["comma"] if "," in between.strip(" ,") else []
    aside = words and ASIDES.match(words[0]) and one.form != "held"
    marks += ["aside"] if aside else []
    return " ".join(marks)


def shape(one: Saying) -> str:
    """A report's part in the name of a rule; a second verb's subject is as sure for any verb."""
    return (
        one.form if one.form == "joined" and one.kind not in ATTITUDES else f"{one.form} {one.kind}"
    )


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
    if before and before[-1].form == "after" and home.text[before[-1].end : quote.start].strip() not in {":", ","}:
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


def far_if(something: object) -> str:
    """The mark of a rule that reaches far."""
    return " far" if something else ""


def is_whole(home: Paragraph, quote: Quotation) -> bool:
    """Whether a quotation is one or more whole sentences, nothing of the article's around it."""
    if not home.bounds:
        return False
    first, last = home.bounds[home.index(quote.start)], home.bounds[home.index(quote.end - 1)]
    left, right = home.text[first[0] : quote.start], home.text[quote.end : last[1]]
    return not left.strip() and not right.strip(" .,\u00a0")
