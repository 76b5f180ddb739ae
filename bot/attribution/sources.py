"""Who says what stands between two offsets of a text: the rules, and how sure each is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.attribution.confidence import CONFIDENCE, OTHERWISE
from bot.attribution.people import People, surname
from bot.attribution.phrases import Phrase, phrase
from bot.attribution.quotes import Quotation, around, quotations
from bot.attribution.sayings import Saying, sayings
from corpus.sentences import paragraphs, sentences

OTHER = {"he": "she", "she": "he"}
THIRD = {
    "he": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
}
OPENER = re.compile(r"(?:(?:[A-Z][a-z]+|[A-Z]?[a-z]+ [^,]{1,60}),\s|(?:But|And|Yet|So|Still|Then|Though)\s)?(?:[A-Za-z.’'-]+\s+){0,3}")
POSTPOSED = re.compile(r"[,”\"’'—–-]\s*$")
LATE = 50
"""Code points behind a cue from which on what is said is held to be less surely part of it."""
FARTHEST = 12
"""Paragraphs that a quotation without an end is followed back over."""
LEADING = frozenset({"before", "participle", "lead-participle"})
SHUT = re.compile(r"(?:\s+(?:on|in|at|to|during|of)\b[^,“\"]{0,60})?\.?$")
BREAK = re.compile(r"[;—–]|,\s+(?:but|while|and|as|which|who|a|an|the|after|though|although|because|where|when|so|yet)\b")
COLON = re.compile(r"[^:]{2,80}?(?=\s*:)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as the article names it: `text[start:end] == speaker`.

    Attributes:
        speaker: the name or description.
        start: its first code point.
        end: the code point after its last.
        confidence: how surely it is the speaker, 0 to 1: the precision of its rule where measured.
        rule: the rule that found it.
        mention_start: first code point of what is read as the subject: the name, or the pronoun
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
        return self.start != self.mention_start


class Paragraph:
    """A paragraph, split and searched when first asked about."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Remember where it stands."""
        self.text, self.start, self.end = text, start, end

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Its sentences."""
        part = self.text[self.start : self.end]
        return [(a + self.start, b + self.start) for a, b in sentences(part)]

    @cached_property
    def quotes(self) -> list[Quotation]:
        """Its quotations."""
        return quotations(self.text, self.start, self.end)

    @cached_property
    def said(self) -> list[list[Saying]]:
        """The reports of each of its sentences."""
        return [sayings(self.text, a, b, self.quotes) for a, b in self.bounds]

    def index(self, at: int) -> int:
        """The sentence that an offset lies in, or the one before it."""
        return max((i for i, (a, _) in enumerate(self.bounds) if a <= at), default=0)


class Sources:
    """The speakers of a text. Paragraphs are read when they are asked about, once."""

    def __init__(self, text: str) -> None:
        """Find the paragraphs of a text."""
        self.text = text
        self.people = People(text)
        self.starts = [start for start, _ in paragraphs(text)]
        self.paragraphs = [Paragraph(text, a, b) for a, b in paragraphs(text)]

    def of(self, start: int, end: int) -> Attribution | None:
        """The likeliest speaker of [start, end), at whatever confidence; None where none is seen."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or start >= self.paragraphs[at].end:
            return None
        home = self.paragraphs[at]
        quote = around(start + (self.text[start : start + 1] in " "), home.quotes)
        found = self.quoted(at, quote, start, end) if quote else None
        if found is None:
            found = self.plain(home, start, end, quote)
        if found is None:
            return None
        saying, rule = found
        if saying.subject is None or (start <= saying.subject.start and saying.subject.end <= end):
            return None
        return self.attribution(at, saying.subject, rule)

    def attribution(self, at: int, subject: Phrase, rule: str) -> Attribution | None:
        """A subject as a speaker, its pronoun resolved."""
        rule = f"{rule} {subject.kind}"
        name: tuple[int, int] | None = (subject.start, subject.end)
        if subject.kind in {"he", "she"}:
            name = self.antecedent(subject)
        elif subject.kind == "other":
            name = None
        if name is None:
            return None
        bracket = self.text.find(" (", *name)
        if bracket > 0:
            name = (name[0], bracket)
        sure = CONFIDENCE.get(rule, OTHERWISE)
        return Attribution(self.text[slice(*name)], *name, sure, rule, subject.start, subject.end)

    def plain(
        self, home: Paragraph, start: int, end: int, quote: Quotation | None
    ) -> tuple[Saying, str] | None:
        """The report of the sentence that a span stands in."""
        number = home.index(start)
        if not home.said:
            return None
        found = home.said[number]
        inside = "in-quote" if quote else "words"
        before = [s for s in found if s.end <= start + 1 and s.form in LEADING]
        after = [s for s in found if s.start >= end - 1 and s.form in {"after", "inverted", "according"}]
        led = [s for s in found if s.end <= start + 1 and s.form == "according"]
        around_it = [s for s in found if s.form == "after" and s.end <= start + 1]
        if before:
            last = before[-1]
            between = outside(self.text, last.end, min(end, start + 12), home.quotes)
            far = " far" if BREAK.search(between) else " late" if start - last.end > LATE else ""
            return last, f"before {last.form} {last.kind} {inside}{far}"
        if after:
            first = after[0]
            if any(s.form == "before" and s.start > end - 1 and s.start < first.start for s in found):
                return None
            low = self.text[end : first.subject.start if first.form == "after" and first.subject else first.start]
            far = " far" if len(low.strip(" ,.”\"’'—–-")) > 0 else ""
            return first, f"{first.form} {first.kind} {inside}{far}"
        if led:
            far = " far" if BREAK.search(outside(self.text, led[-1].end, start, home.quotes)) else ""
            return led[-1], f"led according {inside}{far}"
        if around_it:
            return around_it[-1], f"amid {around_it[-1].kind} {inside}"
        return None

    def quoted(
        self, at: int, quote: Quotation, start: int, end: int
    ) -> tuple[Saying, str] | None:
        """The report that a quotation belongs to."""
        home = self.paragraphs[at]
        own = self.tagged(home, quote)
        if own:
            return own
        earlier = [q for q in home.quotes if q.end <= quote.start]
        later = [q for q in home.quotes if q.start >= quote.end]
        whole = self.whole(home, quote)
        if not whole:
            return None
        for other in reversed(earlier):
            tag = self.tagged(home, other)
            if tag:
                between = [s for g in home.said for s in g if other.end <= s.start < quote.start and s is not tag[0]]
                many = len(self.text[other.end : quote.start].split()) > 14
                return (tag[0], f"continued {tag[1]}" + (" far" if between or many else ""))
        for other in later[:1]:
            tag = self.tagged(home, other)
            if tag and not self.text[quote.end : other.start].strip():
                return tag[0], f"next {tag[1]}"
        if not earlier:
            above = self.from_above(at, quote)
            if above:
                return above
        return self.follows(home, quote)

    def follows(self, home: Paragraph, quote: Quotation) -> tuple[Saying, str] | None:
        """The report right before a quotation without one: "Ida Quist said that … “It will.”"."""
        number = home.index(quote.start)
        if not number or (before := [q for q in home.quotes if q.end <= quote.start]) and home.index(
            before[-1].start
        ) < number - 1:
            return None
        found = home.said[number - 1]
        if found and found[0].form == "before" and all(s.subject in {None, found[0].subject} for s in found):
            return found[0], f"follows {found[0].kind}"
        return None

    def tagged(self, home: Paragraph, quote: Quotation) -> tuple[Saying, str] | None:
        """The report right behind a quotation, or right before it."""
        last = home.index(quote.end - 1)
        for group in home.said[last : last + 2]:
            for one in group:
                shut = one.form == "before" and SHUT.match(self.text, one.end, home.bounds[home.index(one.start)][1])
                if (one.form in {"after", "inverted"} or shut) and one.start >= quote.end:
                    low = one.subject.start if one.form != "inverted" and one.subject else one.start
                    gap = self.text[quote.end : low].strip(" ,—–-\n")
                    if not gap:
                        return one, f"quote-{one.form} {one.kind}"
                    break
        number = home.index(quote.start)
        if number < len(home.said):
            before = [s for s in home.said[number] if s.end <= quote.start and s.form in LEADING]
            if before:
                gap = outside(self.text, before[-1].end, quote.start, home.quotes)
                if gap.rstrip().endswith((":", ",")) or not gap.strip():
                    far = " far" if BREAK.search(gap) else ""
                    return before[-1], f"quote-before {before[-1].kind}{far}"
        return None

    def whole(self, home: Paragraph, quote: Quotation) -> bool:
        """Whether a quotation is at least a sentence: nothing of ours stands around it in one."""
        first, last = home.bounds[home.index(quote.start)][0], home.bounds[home.index(quote.end - 1)][1]
        left, right = self.text[first : quote.start], self.text[quote.end : last]
        return not left.strip(" \u00a0") and not right.strip(" .,\u00a0")

    def from_above(self, at: int, quote: Quotation) -> tuple[Saying, str] | None:
        """The report that the paragraphs before a quotation's own give for it."""
        if at == 0 or quote.start > self.paragraphs[at].start:
            return None
        above = self.paragraphs[at - 1]
        if self.text[above.start : above.end].endswith(":") and above.said:
            last = [s for s in above.said[-1] if s.form == "before"]
            return (last[-1], f"colon {last[-1].kind}") if last else None
        for back in range(at - 1, max(-1, at - FARTHEST), -1):
            home = self.paragraphs[back]
            if not home.quotes:
                return None
            final = home.quotes[-1]
            if final.end < home.end or final.closed:
                return None
            tag = self.tagged(home, final)
            if tag:
                return tag[0], f"running {tag[1]}"
            tags = [t for q in home.quotes[:-1] if (t := self.tagged(home, q))]
            if tags:
                return tags[-1][0], f"running continued {tags[-1][1]}"
            if final.start > home.start:
                return None
            if back and self.text[self.paragraphs[back - 1].end - 1] == ":":
                return self.from_above(back, final)
        return None

    def antecedent(self, pronoun: Phrase) -> tuple[int, int] | None:
        """The only person that a pronoun can stand for; None where two can, or none does.

        Read back from it, the first sentence that names somebody whom it may fit decides: there
        must be one only, whom it is known to fit, as the subject, with no such pronoun before.
        Quotations are not looked at.
        """
        tag = POSTPOSED.search(self.text, max(0, pronoun.start - 3), pronoun.start) is not None
        beside: set[str] = set()
        for home, low, high in self.back(pronoun.start):
            known = {
                name: place
                for name, place in self.persons(home, low, high).items()
                if not self.people.fits(name, OTHER[pronoun.kind])
            }
            beside |= known.keys()
            if not known or (tag and high == pronoun.start):
                continue
            if len(beside) > len(known):
                return None
            one = known.popitem()[1] if len(known) == 1 else self.reporting(home, low) if tag else None
            if one is None or not self.people.fits(self.text[slice(*one)], pronoun.kind):
                return None
            return one if self.subject(home, low, one, pronoun.kind) else None
        return None

    def reporting(self, home: Paragraph, low: int) -> tuple[int, int] | None:
        """Who reports in the sentence from `low` on, where it begins with them.

        Behind a quotation, "he said" takes up who spoke right before, whoever else was named.
        """
        group = home.said[home.index(low)]
        subject = group[0].subject if group and group[0].form == "before" else None
        if subject is None or subject.kind != "name" or group[0].kind not in {"say", "report"}:
            return None
        if not OPENER.fullmatch(outside(self.text, low, subject.start, home.quotes)):
            return None
        return max(self.people.names(subject.start, subject.end), default=None)

    def subject(self, home: Paragraph, low: int, name: tuple[int, int], kind: str) -> bool:
        """Whether a name is a subject of the sentence from `low` on, no such pronoun before it."""
        before = outside(self.text, low, name[0], home.quotes)
        if self.text[name[1] : name[1] + 1] in {"’", "'"}:
            return False
        if THIRD[kind].search(before):
            return False
        said = (s.subject for group in home.said for s in group if s.subject)
        if any(s.start <= name[0] < s.end for s in said):
            return True
        opened = OPENER.fullmatch(before) is not None
        return opened and re.match(r"\s+[a-z]|,\s", self.text[name[1] : name[1] + 2]) is not None

    def back(self, at: int) -> Iterator[tuple[Paragraph, int, int]]:
        """The sentences before an offset in its paragraph and the two above, nearest first."""
        last = bisect_right(self.starts, at) - 1
        for home in reversed(self.paragraphs[max(0, last - 2) : last + 1]):
            for low, high in reversed(home.bounds):
                if low < at:
                    yield home, low, min(high, at)

    def persons(self, home: Paragraph, low: int, high: int) -> dict[str, tuple[int, int]]:
        """Surnames of who is named in a stretch, quotations aside, with a place of each.

        Names within the subject of a report count as one, the last: "Almo’s mayor, Ida Quist".
        """
        subjects = [
            s.subject
            for group in home.said
            for s in group
            if s.subject and s.subject.kind == "name" and s.subject.end <= high
        ]
        found: dict[str, tuple[int, int]] = {}
        for start, end in self.people.names(low, high):
            name = self.text[start:end]
            if around(start, home.quotes) or (" " not in name and name not in self.people.forms):
                continue
            whole = next((s for s in subjects if s.start <= start < s.end), None)
            if whole and (start, end) != max(
                (n for n in self.people.names(whole.start, whole.end)), default=None
            ):
                continue
            found[surname(self.text[start:end])] = (start, end)
        return found


def outside(text: str, start: int, end: int, quotes: list[Quotation]) -> str:
    """What of a stretch stands outside of quotations."""
    kept, at = [], start
    for quote in quotes:
        if quote.end > at and quote.start < end:
            kept.append(text[at : max(at, quote.start)])
            at = max(at, quote.end)
    kept.append(text[at:end] if at < end else "")
    return "".join(kept)
