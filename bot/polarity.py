"""Words that deny or weaken what a sentence says, and what they reach.

An answer cut out of a sentence must not say more than the sentence does: "Russia" is no answer to
"Who supports the rebels?" where the article has "Russia denied that it supports the rebels".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.words import stem, stems, terms

NEGATES = re.compile(
    r"\b(?:not|never|no|none|nobody|without|cannot|neither|nor|\w+n['’]t)\b", re.IGNORECASE
)
NEGATES_MORE = re.compile(r"\b(?:not (?:only|just|until|even)|no longer)\b", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:(?<!if )not(?!\s+(?:only|just|even|until|least|unlike)\b)(?![^.;,]{0,80}\suntil\b)|"
    r"never|cannot|neither|nor|no\s+longer|(?!can['’]t help)\w+n['’]t|nobody|none|no one|hardly|"
    r"may(?!\s+\d)|might|could(?!\s+be\s+said)|would|"
    r"should(?!\s+be\s+(?:noted|said))|whether|tr(?:y|ies|ied|ying)\s+to|attempt(?:s|ed|ing)?\s+to|attempted|"
    r"(?<!offers )(?<!offered )(?<!no )hop(?:e|es|ed|ing)\s+(?:to|that|for)|"
    r"plan(?:s|ned|ning)?\s+(?:to|on)|"
    r"aim(?:s|ed|ing)?\s+to|want(?:s|ed)?\s+to|intend(?:s|ed)?\s+to|vow(?:s|ed)?\s+to|"
    r"seek(?:s|ing)?|sought|threaten(?:s|ed|ing)?\s+(?:to|with)|risk(?:s|ed|ing)?|"
    r"avoid(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)\s+to|"
    r"reject(?:s|ed|ing)?|fail(?:s|ed|ing|ure)?\s+to|stopp?(?:ed|s)?\s+short|"
    r"rul(?:ed|es|ing)\s+out|"
    r"(?:projected|forecast|predicted|poised|slated|tipped|favou?red|on\s+(?:track|course))\s+to|"
    r"(?:was|is|are|were|be|being)\s+(?:set|about|due(?!\s+to\s+(?:the|an?|several|many|its|his|her|their)\b))\s+to|"
    r"warn(?:s|ed|ing)?\s+(?:that\s+)?(?:of|against)|call(?:s|ed|ing)?\s+for)\b",
    re.IGNORECASE,
)
"""Words that reach what follows them in their clause."""
NEAR = re.compile(r"\b(?:no(?!\s+(?:longer|one|more|fewer|less)\b|\.)|without)\b", re.IGNORECASE)
"""Words that reach the few words after them."""
ABOUT = re.compile(
    r"\b(?:(?:un)?likely|possibl[ey](?!\s+to\b)|impossible|perhaps|maybe|probabl[ey]|expected|reportedly|"
    r"presumabl[ey]|potentially?|conceivabl[ey]|apparently|seemingly|"
    r"(?:seem|appear)(?:s|ed)?\s+to|unclear|(?<!an )(?<!the )unknown|unconfirmed|unproven)\b",
    re.IGNORECASE,
)
"""Words that reach all of their clause."""
ANYWHERE = re.compile(
    r"\b(?:(?<!as )(?<!even )if|unless|alleg\w+|"
    r"claim(?:s|ed|ing)?(?!\s+(?:responsibility|victory|\d|(?:the\s+)?lives?|"
    r"(?:the|an?|his|her|its|their)\s+\w+\s+(?:for|as|of|in|from)\b))|"
    r"false\w*|rumou?r\w*|den(?:y|ies|ied|ying|ials?)|accus\w+|suspect\w*|suspicion|"
    r"believ(?:e|es|ed)|suppos\w+|disputed|purported\w*|"
    r"charg(?:ed|es)\s+with|charg(?:es|ed)\s+of|dismiss(?:ed|es)\s+(?:as|reports)|untrue|"
    r"hoax|myth)\b",
    re.IGNORECASE,
)
"""Words that reach all of their part of the sentence: see `PARTS`."""
DESCRIBING = re.compile(
    r"\b(?:an?|the|his|her|its|their|several|some|other)\s+(?:alleged|suspected|supposed|purported|"
    r"rumou?red|false|possible|likely|potential)\s+\w|"
    r"(?<=,\s)(?:believed|supposedly|allegedly|reputedly|thought|rumou?red|accused|suspected)"
    r"(?=(?:\s+[\w’'-]+){2,}(?:,|\.?$))",
    re.IGNORECASE,
)
"""As in "an alleged smuggler" and ", believed to be the oldest,": of what stands beside alone."""
PARTS = re.compile(
    r"[;:]\s|\s[—–]\s|[.!?][”\"’']?\s+(?=[A-Z“\"])|,\s+(?=(?:and|but|while|whereas|although|though|so|yet)\s)"
    r"|\s(?=(?:but|although|though|whereas)\s)"
    r"|\s(?=and\s+(?:(?:the|many|some|most|other|its|his|her|their)\s+)?[a-z]+\s+"
    r"(?:believ|claim|suspect|alleg|accus|suppos|den(?:y|ied)))"
)
"""Where a part of a sentence ends that could be a sentence."""
PREDICATED = re.compile(r",\s+(?:[a-z]+ed|built|held|born|made|known|set|led|who|which)\s[^,;]*,")
"""A remark on what stands before it, between commas: ", founded in 1880,"."""
ASIDE = re.compile(r",\s+(?:who|whose|where)\b[^,;]*(?:,|$)", re.IGNORECASE)
"""A remark about somebody, which says nothing of the rest."""
BESIDE = re.compile(
    r"\b[A-Z][\w.’'-]*,\s+(?P<role>(?!(?:who|which|that|and|or|but|so|he|she|it|they|we)\b)[a-z]"
    r"[^,;:.“”\"]*)(?=[,.;]|$)"
)
"""A description right behind a name, between commas."""
BREAK = re.compile(
    r"[;:—–]|,\s+(?=[A-Z“\"‘]|(?:but|while|although|though|who|which|whose|where|when|and|after|"
    r"before|because|as|since|so|yet|was|were|is|are|has|have|had|will|said|says|told|the|a|an|"
    r"according)\b)|\s+(?=but\s|although\s|though\s|whereas\s|despite\s)"
)
"""Where a clause ends, and with it what its words reach."""
REACH = 5
"""Words within which one stands right before another; "no" and "without" reach no farther."""
NEGATIONS = frozenset("not never no none nobody cannot neither nor".split())
MODALS = frozenset("can could will would shall should may might must".split())
"""A question with one of them asks for what is possible, intended or to come."""
ASKS_BACK = re.compile(r"\b(?:ask|asks|asked|asking|question\w*|wonder\w*)\b", re.IGNORECASE)


def weakened(text: str, question: str) -> bool:
    """Whether a text has a word that weakens it, "may" or "tried to", that the question has not."""
    return bool(found_in((AHEAD, ABOUT), text) - found_in((AHEAD, ABOUT), question))


def disputed(sentence: str, question: str) -> bool:
    """Whether a sentence has a word that doubts all of it, that the question has not."""
    return bool(found_in((ANYWHERE,), sentence) - found_in((ANYWHERE,), question))


def found_in(kinds: Sequence[re.Pattern[str]], text: str) -> set[str]:
    """The stems of the first words of what a text has of some kinds, but for plain negations."""
    found = (match.group() for kind in kinds for match in kind.finditer(text))
    return {stem(words(one)[0]) for one in found if not NEGATES.search(one)}


def asks(sentence: str, question: str) -> bool:
    """Whether a sentence only asks, which states no fact; not where the question is who asks."""
    return sentence.rstrip("”\"’') ").endswith("?") and not ASKS_BACK.search(question)


def qualified(sentence: str, start: int, end: int, question: str) -> bool:
    """Whether a sentence denies or weakens what a span of it would say by itself.

    It does where a word that denies, doubts or only intends stands right before a word of the
    question, or reaches the span and such a word; not where the span has the word itself ("no
    country"), nor where the question has it ("Who denied …?").

    Args:
        sentence: one sentence.
        start: first code point of the span in it.
        end: the code point after its last.
        question: what was asked.
    """
    stems_asked = stems(question)
    asked = [
        term.start - 1
        for term in terms(" " + sentence)
        if term.stem in stems_asked and not term.name
    ]
    # Without any ("met" for "meet"), the span's own place has to tell.
    asked = asked or [start]
    if describes(sentence, start, end, asked):
        return False
    known = {stem(word) for word in words(question)} | {*words(question)}
    return any(
        governs(sentence, one, asked, start)
        or (one.low < end and start < one.high and one.over(asked))
        for one in reaches(sentence)
        if not start <= one.start < end and not asked_too(sentence[one.start : one.end], known)
    )


def describes(sentence: str, start: int, end: int, asked: Sequence[int]) -> bool:
    """Whether a span stands, with all that was asked, in what describes the name before it.

    "Peskov, a spokesman for Putin, denied …": what he denied says nothing of whose spokesman he is.
    Nor does it of when the paper was founded: "The paper, founded in 1880, was accused …".
    """
    beside = next(
        (m for m in BESIDE.finditer(sentence) if m.start("role") <= start < m.end()), None
    )
    remark = next((m for m in PREDICATED.finditer(sentence) if m.start() < start < m.end()), None)
    if beside is not None and end <= beside.end("role"):
        low, high = beside.span("role")
        told = all(low <= at < high for at in asked)
    elif remark is not None and end < remark.end():
        low, high = remark.span()
        told = any(low <= at < high for at in asked) and all(at < high for at in asked)
    else:
        return False
    return told and not any(low <= one.start < high for one in reaches(sentence))


@dataclass(frozen=True, slots=True)
class Reach:
    """A word that denies or weakens, [start, end), and the stretch that it reaches, [low, high)."""

    start: int
    end: int
    low: int
    high: int
    clause: int
    """Where the clause begins that it stands in."""

    def over(self, asked: Sequence[int]) -> bool:
        """Whether a word of the question stands in its clause or in its reach."""
        return any(min(self.clause, self.low) <= at < self.high for at in asked)


def governs(sentence: str, one: Reach, asked: Sequence[int], start: int) -> bool:
    """Whether a word of the question stands among the few words that another reaches first.

    The span, which begins at an offset, must stand in the same part of the sentence.
    """
    low, high = part_of(sentence, one.start)
    return low <= start < high and any(
        one.low <= at < one.high and (at < one.start or len(words(sentence[one.end : at])) < REACH)
        for at in asked
    )


def part_of(sentence: str, at: int) -> tuple[int, int]:
    """The part of a sentence that an offset lies in."""
    breaks = [0, *(match.end() for match in PARTS.finditer(sentence)), len(sentence)]
    return max(b for b in breaks[:-1] if b <= at), next(b for b in breaks[1:] if b > at)


def asked_too(word: str, known: set[str]) -> bool:
    """Whether a question has a word that denies or weakens, or a form of it."""
    first = words(word)[0]
    if first.endswith("n't") or first in NEGATIONS:
        return bool(known & NEGATIONS) or any(one.endswith("n't") for one in known)
    return stem(first) in known or (first in MODALS and bool(known & MODALS))


def words(text: str) -> list[str]:
    """The lower-cased words of a text."""
    return re.findall(r"[\w'-]+", text.lower().replace("’", "'"))


def reaches(sentence: str) -> Iterator[Reach]:
    """The words of a sentence that deny or weaken, and how far."""
    breaks = [0, *(match.end() for match in BREAK.finditer(sentence)), len(sentence)]
    asides = [aside.span() for aside in ASIDE.finditer(sentence)]
    close = re.compile(rf"(?:\W+[\w’'-]+){{0,{REACH}}}")
    beside = [match.span() for match in DESCRIBING.finditer(sentence)]
    for kind in (AHEAD, NEAR, ABOUT, ANYWHERE):
        for match in kind.finditer(sentence):
            start, end = match.span()
            if any(low <= start < high for low, high in beside):
                continue
            clause = max(b for b in breaks if b <= start)
            low, high = end, next(b for b in breaks if b >= end)
            if kind is NEAR:
                few = close.match(sentence, end)
                high = few.end() if few else end
            elif kind is ABOUT:
                low = start if sentence[:start].rstrip().endswith((",", "(", " or")) else clause
            elif kind is ANYWHERE:
                whole = part_of(sentence, start)
                low, high = next((one for one in asides if one[0] <= start < one[1]), whole)
            yield Reach(start, end, low, high, clause)
