"""Where a sentence, in the words of its cited text, has something else in their midst.

Two sentences that share most of their words are laid side by side; what stands between the words
that both have is a slot. A name in the place of another, another number, a "not" more or less and
a "may" that is gone tell the more, the more words beside the slot are the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from difflib import SequenceMatcher

from bot.verifying.amounts import values
from bot.verifying.likeness import followed, known
from bot.words import stem
from corpus.sentences import sentences
from index.words import STOP_WORDS

WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?")
DENYING = re.compile(r"(?:not|never|no|nobody|none|without|cannot|neither|nor|\w+n['’]t)$", re.I)
DOUBTING = re.compile(
    r"(?:may|might|could|would|reportedly|allegedly|possibly|perhaps|probably|likely|apparently|"
    r"potentially|seem\w*|appear\w*|expected|planning|plans|hop(?:es|ing)|due|set|believed)$",
    re.IGNORECASE,
)
LONGEST = 6
"""Words of a slot at most; longer ones are other sentences."""
MOST = 6
"""Words beside a slot that count; more tell no more."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared.

    Attributes:
        stem: its stem.
        name: whether it is written as a name.
        value: the number that it is, None for others.
        heavy: whether it carries meaning.
        denies: whether it denies.
        doubts: whether it doubts.
    """

    stem: str
    name: bool
    value: float | None
    heavy: bool
    denies: bool
    doubts: bool


@dataclass(frozen=True, slots=True)
class Slots:
    """What stands in the place of something else: by the words that are the same beside it.

    Each is 0 where there is none, else the words that carry meaning on both sides of the slot
    which has most of them, 6 at most.

    Attributes:
        name: a name in the place of another.
        number: a number in the place of another.
        denied: a word that denies on one side alone.
        sure: a word that doubts in the cited text alone.
    """

    name: int = 0
    number: int = 0
    denied: int = 0
    sure: int = 0


def slots_of(sentence: str, cited: str, context: str) -> Slots:
    """The slots of a sentence, and of the cited sentence that is most like it.

    Args:
        sentence: of an answer.
        cited: what it cites.
        context: the passage around it, which tells names from first words.
    """
    sure = names_of(context)
    mine = words(sentence, sure)
    found = [compared(mine, words(cited[low:high], sure)) for low, high in sentences(cited)]
    return max(found, key=lambda one: one[0], default=(0, Slots()))[1]


def compared(mine: Sequence[Word], there: Sequence[Word]) -> tuple[int, Slots]:
    """How many words two sentences share in order, and their slots."""
    left, right = [one.stem for one in mine], [one.stem for one in there]
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    same, best = 0, Slots()
    for at, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            same += b - a
        elif b - a <= LONGEST and d - c <= LONGEST:
            beside = [codes[n] for n in (at - 1, at + 1) if 0 <= n < len(codes)]
            near = min(MOST, sum(one.heavy for _, e, f, _, _ in beside for one in mine[e:f]))
            best = most(best, slot(mine[a:b], there[c:d]), near)
    return same, best


def most(best: Slots, found: Sequence[bool], near: int) -> Slots:
    """The slots with another one."""
    return Slots(*(max(old, near * new) for old, new in zip(astuple(best), found, strict=True)))


def slot(mine: Sequence[Word], there: Sequence[Word]) -> tuple[bool, bool, bool, bool]:
    """Whether a slot has another name, another number, a denial more or less, a doubt less."""
    names, others = ({one.stem for one in some if one.name} for some in (mine, there))
    numbers, rest = ({one.value for one in some if one.value is not None} for some in (mine, there))
    denies, denied = (any(one.denies for one in some) for some in (mine, there))
    doubts, doubted = (any(one.doubts for one in some) for some in (mine, there))
    return (
        bool(names and others) and not any(known(one, list(others)) for one in names),
        bool(numbers and rest) and not numbers & rest,
        denies != denied,
        doubted and not doubts,
    )


def words(text: str, sure: set[str]) -> list[Word]:
    """The words of a sentence; its first one is a name if it is one elsewhere."""
    found = []
    for number, match in enumerate(WORD.finditer(text)):
        word = re.sub(r"['’]s$", "", match.group())
        low = word.lower()
        value = max(values(word) - ({1.0} if low == "a" else set()), default=None)
        inner = number > 0 or followed(text, match.end()) or stem(low) in sure
        name = word[0].isupper() and inner and value is None
        heavy = low not in STOP_WORDS
        deny, doubt = DENYING.match(low) is not None, DOUBTING.match(low) is not None
        found.append(Word(stem(low), name, value, heavy, deny, doubt))
    return found


def names_of(text: str) -> set[str]:
    """The stems of what a text writes with a capital within a sentence, and never without."""
    names, common = set(), set()
    for match in WORD.finditer(text):
        word = re.sub(r"['’]s$", "", match.group())
        if not word[0].isupper():
            common.add(stem(word.lower()))
        elif re.search(r"[\w,;] $", text[max(0, match.start() - 2) : match.start()]):
            names.add(stem(word.lower()))
    return names - common
