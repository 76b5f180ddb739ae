"""Who says what stands between two offsets of a text: which report covers it, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from bot.attribution.attitudes import ATTITUDES
from bot.attribution.confidence import confidence
from bot.attribution.covering import Found, plain
from bot.attribution.nominals import Phrase
from bot.attribution.paragraph import Paragraph
from bot.attribution.people import People
from bot.attribution.pronouns import antecedent
from bot.attribution.quotes import Quotation
from bot.attribution.tags import distance, is_whole, tagged, teller
from corpus.sentences import paragraphs

FARTHEST = 12
"""Paragraphs that a quotation without an end is followed back over."""
NEARBY = 4
"""Quotations of a paragraph that are looked at for the speaker of the next."""
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

    @property
    def thought(self) -> bool:
        """Whether it is what somebody "believed" or "expected", by the article."""
        return "think" in self.rule.split()


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
