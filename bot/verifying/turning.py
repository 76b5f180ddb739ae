"""Words that one text denies or doubts right where they stand, and another does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.rewriting.lexicon import IRREGULAR
from bot.words import stem
from corpus.sentences import sentences
from index.words import STOP_WORDS

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
BETWEEN = r"(?:\s+(?:be|been|being|have|has|had|to|also|yet|all|a|an|the|any|\w+ly))*\s*$"
"""What may stand between a word and what denies or doubts it."""
DENIED = re.compile(
    r"\b(?:not(?! (?:only|just|even|until|merely|simply))|never|cannot|no longer|\w+n['’]t)"
    + BETWEEN,
    re.IGNORECASE,
)
DOUBTED = re.compile(
    r"\b(?:may|might|could|would|reportedly|allegedly|possibly|perhaps|probably|likely|apparently|"
    r"potentially|(?:seem|appear|expect|plan|hope|hoping|aim|tr[iy]|attempt|want|intend|threaten|"
    r"claim|consider)(?:e?s|e?d|n?ing)? to|(?:is|are|was|were|be|been) (?:set|due|about|likely) to)"
    + BETWEEN,
    re.IGNORECASE,
)
COMING = re.compile(r"\bto(?:\s+be)?\s*$", re.IGNORECASE)
"""As headlines have it: "to open in May" says no more than "is expected to open"."""
ALOUD = re.compile(
    r"\b(?:reportedly|allegedly|possibly|perhaps|probably|likely|apparently|potentially|may|might|"
    r"could|would|alleged|suspected|if)\b",
    re.IGNORECASE,
)
PASSED_OVER = (STOP_WORDS - {"say", "says", "said"}) | frozenset(
    "not never no nobody none cannot neither nor without longer".split()
)


@dataclass(slots=True)
class Said:
    """The words of a text, by how it says them."""

    denied: set[str] = field(default_factory=set)
    doubted: set[str] = field(default_factory=set)
    coming: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)


def said(text: str) -> Said:
    """The words of a text that carry meaning, by what stands right before them."""
    found = Said()
    for low, high in sentences(text):
        sentence = text[low:high]
        for match in WORD.finditer(sentence):
            word = match.group().lower()
            if word in PASSED_OVER or word.endswith(("n't", "n’t")):
                continue
            before = sentence[max(0, match.start() - 40) : match.start()]
            if DENIED.search(before):
                found.denied.add(base(word))
            elif DOUBTED.search(before):
                found.doubted.add(base(word))
            elif COMING.search(before):
                found.coming.add(base(word))
            else:
                found.plain.add(base(word))
    return found


def turned_about(sentence: str, cited: str) -> tuple[int, int, int]:
    """How many words a sentence denies that its cited text does not, affirms, and takes for sure.

    Args:
        sentence: of an answer.
        cited: what it cites.

    Returns:
        Words that it denies and the cited text has undenied; that it has undenied and the cited
        text only denies; and that it has undoubted and the cited text only doubts.
    """
    mine, there = said(sentence), said(cited)
    spoken = there.plain | there.doubted | there.coming
    negated = (mine.denied - mine.plain - mine.doubted - mine.coming) & spoken
    own = mine.plain | mine.doubted | mine.coming
    affirmed = set() if mine.denied else own & (there.denied - spoken)
    sure = (mine.plain - mine.doubted - mine.coming) & (there.doubted - there.plain - there.coming)
    return (
        len(negated - there.denied),
        len(affirmed),
        0 if ALOUD.search(sentence) else len(sure),
    )


def base(word: str) -> str:
    """The stem of a lower-cased word, of the plain form where it is an irregular past."""
    return stem(IRREGULAR.get(word, word))
