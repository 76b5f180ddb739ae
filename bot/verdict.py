"""Whether a sentence decides a yes/no question: small rules that would rather say nothing.

A wrong "Yes" costs the reader more than a sentence that must be read. So "Yes" and "No" are said
only where a stretch of the sentence says what was asked in the question's own words and order,
with nothing between them that could be another deed or another doer, nothing around them that
denies, weakens or dates it otherwise, and nothing before them that makes the doer somebody else's
object. Any other sentence is shown without a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.polarity import NEGATES, NEGATES_MORE, disputed, weakened, words
from bot.words import Term, stem, terms

ASKS = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?(?P<verb>is|are|was|were|am|do|does|did|has|have|had|can|could|will|"
    r"would|shall|should|may|might|must|isn['’]t|aren['’]t|wasn['’]t|didn['’]t|doesn['’]t)\s",
    re.IGNORECASE,
)
BEING = frozenset("is are was were am".split())
TIMES = re.compile(
    r"\b(?:will|shall|going to|set to|due to|about to|can|must|former\w*|once|used to|until)\b",
    re.IGNORECASE,
)
"""Words that move a statement to another time or into possibility."""
NEARLY = re.compile(r"\b(?:almost|nearly|distanc\w+|reported\w*|threat\w*|hop\w+|plan\w*)\b", re.I)
"""Words that keep a statement from being what was asked, wherever they stand before it."""
UNDONE = re.compile(
    r"\b(?:postpon\w+|cancel\w+|abandon\w*|scrapp\w+|shelv\w+|suspend\w*|delay\w*|"
    r"(?:call|put|push|hold|held|roll)\w*\s+(?:off|back))\b",
    re.IGNORECASE,
)
"""Words by which what was to be is not, or not yet, wherever they stand."""
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b.*\bby\b", re.IGNORECASE)
OPENS = re.compile(
    r"(?:^|[,;:—–(“\"‘]|\b(?:and|but|that|because|while|when|after|before|since))\s*$"
)
BEFORE_A_NAME = re.compile(r"(?:\b(?:the|a|an)\s+)?(?:(?:[A-Z][\w.'’-]*)\s+)*$")
LIGHT = re.compile(
    r"(?:g[ai]ve[sn]?|giving|thr[eo]wn?|lends?|lent|ma[dk]e|paid|pays?|took|taken?|held|hold)"
    r"(?!\s+(?:up|away|back|off|out|over)\b)",
    re.IGNORECASE,
)
"""Verbs that add nothing to a noun: to make a visit is to visit."""
ASIDE = re.compile(r",[^,]*,|\([^)]*\)")
OWNER = re.compile(r"\b[\w-]+(?:['’]s|s['’])(?!\w)")
"""Whose something is: "Biden's meeting" does not say that he met anybody."""
POSSESSIVE = re.compile(r"(?:['’]s?|s['’])$")


def verdict(question: str, sentence: str) -> str:
    """Whether a sentence decides a question: "Yes" or "No", "" where it does not.

    Args:
        question: begins with a verb, as `ASKS` has it.
        sentence: one sentence.
    """
    opening = ASKS.match(question)
    if opening is None or NEGATES.search(question) or sentence.rstrip("”\"’' ").endswith("?"):
        return ""
    asked = terms(" " + question[opening.end() :])
    being = opening["verb"].lower() in BEING
    there = terms(" " + sentence)
    stretch = in_order(asked, there)
    if stretch is not None and spoken_of(asked, there, stretch, sentence):
        clause = sentence[slice(*span(there, stretch))]
        before = sentence[: span(there, stretch)[0]]
        fits = not being or fits_being(clause, sentence[len(before) + len(clause) :])
        owned = POSSESSIVE.search(clause) or new(OWNER, clause, question)
        if fits and not owned:
            return said(question, before, clause, sentence)
    if being and named_so(asked, there, sentence):
        return said(question, "", "", sentence)
    return ""


def said(question: str, before: str, clause: str, sentence: str) -> str:
    """The verdict of a clause that says what was asked, for all that stands around it."""
    near = before.rsplit(";", 1)[-1]
    weak = (
        weakened(near + clause, question)
        or disputed(sentence, question)
        or new(NEARLY, near + clause, question)
        or new(TIMES, near.rsplit(",", 1)[-1] + clause, question)
        or new(TIMES, question, clause)
        or new(UNDONE, sentence, question)
        or bool(PASSIVE.search(clause)) != bool(PASSIVE.search(question))
        or NEGATES.search(near)
        or NEGATES_MORE.search(clause)
    )
    if weak:
        return ""
    return "No" if NEGATES.search(clause) else "Yes"


def new(kind: re.Pattern[str], text: str, known: str) -> bool:
    """Whether a text has a word of a kind that what is known has not."""
    return not stems(kind, text) <= stems(kind, known)


def stems(kind: re.Pattern[str], text: str) -> set[str]:
    """The stems of a text's words of a kind."""
    return {stem(word) for found in kind.findall(text) for word in words(found)}


def span(there: Sequence[Term], stretch: tuple[int, int]) -> tuple[int, int]:
    """Where a stretch of terms, (first, last), stands in the sentence."""
    return max(there[stretch[0]].start - 1, 0), there[stretch[1]].end - 1


def in_order(asked: Sequence[Term], there: Sequence[Term]) -> tuple[int, int] | None:
    """First and last term of the shortest stretch with all stems in order, None where none is."""
    best: tuple[int, int] | None = None
    for first, term in enumerate(there):
        if not asked or term.stem != asked[0].stem:
            continue
        at, last = 1, first
        for number in range(first + 1, len(there)):
            if at < len(asked) and there[number].stem == asked[at].stem:
                at, last = at + 1, number
        if at == len(asked) and (best is None or last - first < best[1] - best[0]):
            best = (first, last)
    return best


def spoken_of(
    asked: Sequence[Term], there: Sequence[Term], stretch: tuple[int, int], sentence: str
) -> bool:
    """Whether a stretch is a clause of its own about what was asked, and about nothing more."""
    start, end = span(there, stretch)
    lead = sentence[:start]
    if not OPENS.search(BEFORE_A_NAME.sub("", lead)):
        return False
    if sentence[end : end + 1] in {"-", "‑"}:
        return False
    stems_asked = {term.stem for term in asked}
    asides = [
        match.span()
        for match in ASIDE.finditer(sentence, start, end)
        if not any(
            t.stem in stems_asked for t in there if match.start() < t.start - 1 < match.end()
        )
    ]
    for number in range(stretch[0], stretch[1] + 1):
        term, place = there[number], there[number].start - 1
        if term.stem in stems_asked or any(a <= place < b for a, b in asides):
            continue
        word = sentence[place : term.end - 1].lower()
        follower = there[number + 1]
        part_of_name = term.name and follower.name and follower.start == term.end + 1
        adverb = word.endswith("ly") and not term.name
        if not (part_of_name or adverb or NEGATES.match(word) or LIGHT.match(sentence, place)):
            return False
    return True


def fits_being(clause: str, after: str) -> bool:
    """Whether a clause says that something is something: by a verb, or beside it after a comma."""
    if re.search(r"\b(?:is|are|was|were|isn['’]t|aren['’]t|wasn['’]t)\b", clause):
        return True
    return "," in clause and re.match(r"\s*(?:[,.;:)]|$)", after) is not None


def named_so(asked: Sequence[Term], there: Sequence[Term], sentence: str) -> bool:
    """Whether a description stands right before the name that it is of: "engineer Ines Prado"."""
    wanted = {term.stem for term in asked}
    named = {term.stem for term in asked if term.name}
    for first in range(len(there)):
        rest, last = set(wanted), first
        while rest and last < len(there):
            term = there[last]
            touching = last == first or term.start == there[last - 1].end + 1
            if not touching or not (term.stem in wanted or term.name):
                break
            rest.discard(term.stem)
            last += 1
        words = sentence[slice(*span(there, (first, max(first, last - 1))))].split()
        whole = bool(words) and not any(POSSESSIVE.search(word) for word in words)
        if not rest and whole and there[first].stem in wanted and there[last - 1].stem in named:
            return True
    return False
