"""Names that may be of persons, and what tells whether "he" or "she" fits one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from bot.attribution.lexicon import FALSE_STARTS, MEN, THINGS, WOMEN
from bot.attribution.nominals import Phrase

TITLED = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|Sir|Lady|Mayor|President|Senator)"
)
NAME = re.compile(
    rf"(?<![\w’'-])(?:{TITLED}\.?\s+)?[A-Z][\w-]*(?:[’'][A-Z]\w+)?"
    r"(?:\s+(?:[A-Z]\.\s*){0,2}(?:(?:de|al|van|von|bin)\s+)?[A-Z][\w-]*(?:[’'][A-Z]\w+)?){0,6}"
)
MAN = re.compile(
    r"\b(?:Mr|Sir|spokesman|chairman|congressman|businessman|king|father|husband|brother|son|uncle)\b"
)
WOMAN = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|spokeswoman|chairwoman|congresswoman|businesswoman|queen|mother|wife|"
    r"sister|daughter|aunt)\b"
)
ORGANISED = re.compile(
    r"\b(?:[Cc]ampaign|[Aa]dministration|[Pp]arty|[Tt]eam|[Cc]ommittee|[Oo]ffice|[Aa]gency|Post|Times|"
    r"News|Journal|Department|University|Company|Inc|Corp|Group|[Pp]oll|[Ss]urvey|[Rr]eport|[Ss]tudy|"
    r"Republicans|Democrats|[Cc]ourt|[Gg]overnment|[Pp]olice|[Mm]inistry|[Aa]ssociation|Council|Union|"
    r"supporters|aides|officials|voters|[Aa]d|email|e-mail|letter|statement|book|article)\b"
)
"""Words of a subject that is no one person."""
NAMED = re.compile(r"\s\(|(?<=[a-z])\s(?:of|from|at|with|for)\s(?=[A-Z])")
"""What a person's name ends before: "Ida Quist of Almo", "Ida Quist (R-Almo)"."""
PERSON = re.compile(
    rf"(?<!\w)(?:({'|'.join(sorted(MEN | WOMEN))})|(?:spokes(?:man|woman|person)|chairman|"
    r"chairwoman|manager|director|secretary|minister|adviser|strategist|chief|leader|professor|"
    r"president|lawyer|attorney|analyst|editor|governor|senator|mayor|pollster|candidate)"
    r"(?=\s[A-Z]))(?P<rest>(?:\s[A-Z][\w.’'-]*){1,3})$"
)
"""How a description ends that is a person's, whatever stands before: "campaign chief Ida Quist"."""
TITLE = re.compile(
    r"(?<!\bof )(?:\b(?:(?:Attorney|Deputy|Foreign|Press|Prime|Vice)\s)?[A-Z][\w.]*\s)?$"
)
"""The title right before a name."""
OFFICE = re.compile(
    r"(?:Minority|Majority|Press|Prime|Vice|Deputy|Foreign|Attorney|Chief|Police|Speaker|Leader|Whip|"
    r"Governor|Secretary|Minister|President|Chancellor|Senator|Congressman|Congresswoman|Mayor|"
    r"Representative|Ambassador|Commissioner|General|Director|Chairman|Chairwoman|Spokesman|"
    r"Spokeswoman|Spokesperson|Judge|Justice|Sheriff|Coach)"
)
"""A word of an office, as it stands with a capital before a name: "House Speaker Ida Quist"."""
Place = tuple[int, int]
PLACED = re.compile(r"\b(?:in|at|near|across|from|throughout|outside|around|the|The)\s+$")


class People:
    """The persons that an article names."""

    def __init__(self, text: str) -> None:
        """Remember the text; it is searched when somebody is asked for."""
        self.text = text

    @cached_property
    def forms(self) -> dict[str, set[str]]:
        """Surnames to the longer forms of the article: "Quist": {"Ms. Quist", "Ida Quist"}."""
        found: dict[str, set[str]] = {}
        for start, end in self.names(0, len(self.text)):
            words = self.text[start:end].split()
            if len(words) > 1:
                found.setdefault(surname(words[-1]), set()).add(" ".join(words))
        return found

    def names(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Stretches of [start, end) that may be a person's name."""
        for match in NAME.finditer(self.text, start, end):
            low, high = match.span()
            words = match.group().split()
            while words and words[0] in FALSE_STARTS:
                low += len(words[0])
                low += len(self.text[low:high]) - len(self.text[low:high].lstrip())
                words = words[1:]
            while len(words) > 2 and words[0] in THINGS and words[1] in MEN | WOMEN:
                low = self.text.index(words[1], low + len(words[0]))
                words = words[1:]
            office = behind_office(words)
            if office:
                low = self.text.index(words[office], low + len(words[0]))
                words = words[office:]
            first = len(words) > 1 and words[0] in MEN | WOMEN
            titled = len(words) == 2 and re.match(TITLED, words[0]) is not None
            if not words or (words[0] in THINGS and not first):
                continue
            if words[-1] in THINGS and not titled:
                continue
            if words[0].isupper() and len(words) == 1:
                continue
            if not gender(" ".join([*words, ""])) and PLACED.search(
                self.text, max(start, low - 12), low
            ):
                continue
            yield low, high

    def fits(self, name: str, pronoun: str) -> bool:
        """Whether an article tells that a name is a person's whom "he" or "she" fits."""
        known = {name} | self.forms.get(surname(name), set())
        genders = {gender(form) for form in known} - {""}
        return genders == {pronoun}


def behind_office(words: Sequence[str]) -> int:
    """Where the name begins behind a body and an office: 2 in "House Speaker Ida Quist"; or 0."""
    if words[:1] and words[0] not in THINGS:
        return 0
    offices = [number for number, word in enumerate(words) if OFFICE.fullmatch(word)]
    behind = offices[-1] + 1 if offices else len(words)
    named = len(words) - behind in (2, 3) and not THINGS.intersection(words[behind:])
    return behind if named else 0


def surname(name: str) -> str:
    """The last word of a name, without possessive and points."""
    return re.sub(r"[’']s?$", "", name.split()[-1]).strip(".’'-")


def gender(name: str) -> str:
    """Which of "he" and "she" fits a name or a description; "" where it does not tell."""
    words = {word.strip(".,’'") for word in name.split()[:-1]}
    man = bool(MAN.search(name) or words & MEN)
    woman = bool(WOMAN.search(name) or words & WOMEN)
    return "" if man == woman else "he" if man else "she"


def last_name(people: People, subject: Phrase) -> Place | None:
    """The last person named within a subject."""
    rest = NAMED.search(people.text, subject.start, subject.end)
    person = PERSON.search(people.text, subject.start, subject.end)
    if person:
        bare = person.start() if person[1] else person.start("rest") + 1
        title = TITLE.search(people.text, subject.start, bare)
        return title.start() if title else bare, person.end()
    return max(people.names(subject.start, rest.start() if rest else subject.end), default=None)
