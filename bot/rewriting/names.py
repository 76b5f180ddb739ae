"""Names in a text, and what the text itself tells about whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile

from bot.attribution.cues import VERBS
from bot.rewriting.lexicon import (
    CLOSED,
    COUNTRIES,
    FEMALE,
    GROUP_WORDS,
    MALE,
    OFFICES,
    PEOPLE,
    PEOPLES,
    PLACE_WORDS,
    PREPOSITIONS,
    SHORT_MONTHS,
    STATES,
    THING_WORDS,
    TIMES,
    TITLES,
)

WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
ENDS = re.compile(r"[.!?:;“”\"\n(]\s*$")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
SAYING = re.compile(rf"(?:{VERBS}|who|which|has|had|is|was|were|will|would|and|\w+ed)")
INSIDE = frozenset("of de del da di du la le van von der den bin ibn al el ben".split())
LOCATING = frozenset("in near at toward towards outside around across inside throughout".split())
LONGEST = 8
REACH = 5


class Kind(StrEnum):
    """What a name names, as far as the text tells."""

    PERSON = "person"
    GROUP = "group"
    COUNTRY = "country"
    PLACE = "place"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """In lower case, without a possessive."""
        return POSSESSIVE.sub("", self.text).lower()

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[0].isupper()

    @property
    def owns(self) -> bool:
        """Whether it is a possessive."""
        return POSSESSIVE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands: `text[start:end]` is `written`, less titles and possessive.

    Attributes:
        written: the name.
        start: its first code point.
        end: the code point after its last.
        kind: what it names.
        gender: "f", "m", or "" where the text does not tell.
        the: whether the text says "the" before it.
    """

    written: str
    start: int
    end: int
    kind: Kind
    gender: str = ""
    the: bool = False

    @property
    def key(self) -> str:
        """The last word, in lower case: what two writings of one person's name share."""
        return re.split(r"\s", self.written)[-1].lower()


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(found.group(), *found.span()) for found in WORD.finditer(text)]


def names(text: str, known: Iterable[str] = ()) -> list[Name]:
    """The names of a text, in order.

    A word that begins a sentence has its capital from there: alone, it counts as a name only
    where its look, a verb behind it or another place says so.

    Args:
        text: any text.
        known: names' last words in lower case that count wherever they stand.
    """
    words, found, at = words_of(text), [], 0
    familiar = frozenset(known) | inner_capitals(text, words)
    while at < len(words):
        last = run(text, words, at)
        if last >= at:
            name = named(text, words, at, last, familiar)
            found += [name] if name else []
        at = max(last, at) + 1
    return found


def inner_capitals(text: str, words: Sequence[Word]) -> frozenset[str]:
    """Capitalised words that do not begin a sentence, in lower case."""
    return frozenset(w.lower for w in words if w.capital and not initial(text, w))


def initial(text: str, word: Word) -> bool:
    """Whether a word begins a sentence."""
    before = text[max(0, word.start - 3) : word.start]
    return not text[: word.start].strip() if word.start < 4 else bool(ENDS.search(before))


def run(text: str, words: Sequence[Word], at: int) -> int:
    """The index of the last word of the name that begins at `at`; less than `at`: none does."""
    if not words[at].capital or words[at].lower in CLOSED - COUNTRIES:
        return at - 1
    last = at
    while not words[last].owns and last - at < LONGEST:
        step = next((n for n in (1, 2, 3) if continues(text, words, last, n)), 0)
        if not step:
            break
        last += step
    return last


def continues(text: str, words: Sequence[Word], last: int, step: int) -> bool:
    """Whether a name goes on `step` words further, over small words such as "of the"."""
    some = words[last : last + step + 1]
    if len(some) <= step or not some[-1].capital:
        return False
    if some[-1].lower in CLOSED and text[some[-1].end : some[-1].end + 1] != ".":
        return False
    gaps = {text[a.end : b.start] for a, b in pairwise(some)}
    small = [w.lower for w in some[1:-1]]
    fits = not small or (small[0] in INSIDE and small[1:] in ([], ["the"]))
    if small[:1] == ["of"] and from_somewhere(words, last):
        return False
    abbreviated = step == 1 and gaps == {". "} and len(some[0].text) <= 4
    return fits and (gaps == {" "} or abbreviated)


def from_somewhere(words: Sequence[Word], last: int) -> bool:
    """Whether a person's name, by its looks, ends at `last`: "Ida Quist of Vik County"."""
    first = last
    while first > 0 and words[first - 1].capital:
        first -= 1
    lower = {word.lower for word in words[first : last + 1]}
    bodies = GROUP_WORDS | PLACE_WORDS | THING_WORDS | TITLES | OFFICES | PEOPLES | COUNTRIES
    whence = takewhile(lambda word: word.capital, words[last + 2 :])
    places = PLACE_WORDS | COUNTRIES | STATES
    return len(lower) > 1 and not lower & bodies and any(w.lower in places for w in whence)


def named(
    text: str, words: Sequence[Word], first: int, last: int, familiar: frozenset[str]
) -> Name | None:
    """The name that the words from `first` to `last` are, None where they are none."""
    first, titled = office(words, first, last)
    while first < last and (words[first].lower in TITLES or serves(words, first)):
        titled = titled or words[first].lower in TITLES
        first += 1
    while first < last and words[first].lower in TIMES:
        first += 1
    some = words[first : last + 1]
    if all(w.lower in TIMES | SHORT_MONTHS | TITLES | PEOPLES for w in some):
        return None
    if len(some) == 1 and not titled and not stands(text, words, first, familiar):
        return None
    end = some[-1].end - (len(some[-1].text) - len(POSSESSIVE.sub("", some[-1].text)))
    written = text[some[0].start : end]
    gender = gender_of(text, words, first, last)
    kind = kind_of(some, words[first - 1].lower if first else "", titled or bool(gender))
    the = bool(first) and words[first - 1].lower == "the" and not titled
    behind = words[last + 1].lower if last + 1 < len(words) else ""
    if behind in PEOPLE and text[end : words[last + 1].start] == " " and not titled:
        kind, gender = Kind.PLACE, ""  # "a Lincoln man" is of Lincoln
    if the and kind is Kind.PERSON and not gender:
        kind = Kind.UNKNOWN  # "the Salt Carrier" looks like a person's name, and is none
    return Name(written, some[0].start, end, kind, gender, the)


def office(words: Sequence[Word], first: int, last: int) -> tuple[int, bool]:
    """Where a name begins behind an office: "Education Minister Sofia Arden"; whether one does."""
    held = [i for i in range(first, last) if words[i].lower in OFFICES]
    behind = held[-1] + 1 if held else first
    return (behind, True) if held and words[last].lower not in {"jr", "sr"} else (first, False)


def serves(words: Sequence[Word], at: int) -> bool:
    """Whether a word says whom a title serves: "UN" before "Secretary General"."""
    short = words[at].text.isupper() or words[at].lower in COUNTRIES | PEOPLES
    return short and words[at + 1].lower in TITLES


def stands(text: str, words: Sequence[Word], at: int, familiar: frozenset[str]) -> bool:
    """Whether a single capitalised word is a name."""
    word = words[at]
    if not initial(text, word) or word.lower in familiar | COUNTRIES or word.owns:
        return True
    if len(word.text) > 1 and word.text.isupper():
        return True
    follows = words[at + 1] if at + 1 < len(words) else None
    if follows is None:
        return True
    return text[word.end : follows.start] == " " and bool(SAYING.fullmatch(follows.text))


def kind_of(some: Sequence[Word], before: str, titled: bool) -> Kind:
    """What a name names, from its words, the word before it, and its title."""
    lower = {w.lower for w in some}
    if some[-1].lower in COUNTRIES or "emirates" in lower or lower >= {"united"}:
        return Kind.COUNTRY if "nations" not in lower else Kind.GROUP
    if lower & GROUP_WORDS or (len(some) == 1 and some[0].text.isupper()):
        return Kind.GROUP
    if titled:
        return Kind.PERSON
    if lower & PLACE_WORDS or before in LOCATING or (len(some) == 1 and lower <= STATES):
        return Kind.PLACE
    if lower & THING_WORDS:
        return Kind.THING
    like = 2 <= len(some) <= 4 and not lower & (PEOPLES | {"of"})
    like = like and some[0].lower not in STATES | COUNTRIES
    return Kind.PERSON if like else Kind.UNKNOWN


def gender_of(text: str, words: Sequence[Word], first: int, last: int) -> str:
    """The gender that a title, or a role beside the name, tells: "f", "m" or ""."""
    near = []
    for word in reversed(words[max(0, first - REACH) : first]):
        if re.search(r"[,.;“”\"]", text[word.end : words[first].start]):
            break
        if word.lower in PREPOSITIONS:
            break
        near.append(word.lower)
    after = words[last + 1 : last + 1 + REACH]
    if after and text[words[last].end :].startswith(", ") and after[0].lower in ("a", "an", "the"):
        near += [w.lower for w in after]
    roles = [("f" if w in FEMALE else "m") for w in near if w in (FEMALE | MALE) - SPOKEN_ALL]
    return roles[0] if roles else ""


SPOKEN_ALL = frozenset("he him his himself she her hers herself".split())
