"""Names that may be of persons, and what tells whether "he" or "she" fits one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

TITLED = r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|Sir|Lady|Mayor|President|Senator)"
NAME = re.compile(
    rf"(?<![\w’'-])(?:{TITLED}\.?\s+)?[A-Z][\w-]*(?:[’'][A-Z]\w+)?"
    r"(?:\s+(?:[A-Z]\.\s*){0,2}(?:(?:de|al|van|von|bin)\s+)?[A-Z][\w-]*(?:[’'][A-Z]\w+)?){0,4}"
)
MAN = re.compile(r"\b(?:Mr|Sir|spokesman|chairman|congressman|businessman|king|father|husband|brother|son|uncle)\b")
WOMAN = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|spokeswoman|chairwoman|congresswoman|businesswoman|queen|mother|wife|sister|"
    r"daughter|aunt)\b"
)
MEN = frozenset(
    "John James Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew "
    "Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward Ronald Timothy "
    "Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin "
    "Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Henry Nathan "
    "Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Terry Sean "
    "Austin Carl Arthur Lawrence Dylan Jesse Jordan Bryan Billy Joe Bruce Gabriel Logan Albert Willie Alan "
    "Juan Wayne Elijah Randy Roy Vincent Ralph Eugene Russell Bobby Mason Philip Louis Bill Bernie Ted Mike "
    "Tim Jim Tom Bob Dan Ben Jeff Steve Chris Matt Tony Ken Greg Rick Marco Jeb Ron Rand Barack Mitt Newt Al "
    "Harry Martin Lindsey Doug Ed Sam Max Karl Hans Ivan Omar Ahmed Mohammed Ali Khalifa Antonio Matteo Dmitry "
    "Vladimir Emmanuel Boris Fred Glenn Howard Jake Joel Josh Kurt Luis Miguel Neil Nick Phil Ray Rob Simon "
    "Stan Stuart Todd Victor Warren Will Carlos Jorge Pedro Hugo Bashar".split()
)
WOMEN = frozenset(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra "
    "Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura "
    "Sharon Cynthia Kathleen Amy Angela Shirley Brenda Emma Anna Pamela Nicole Samantha Katherine Christine "
    "Helen Debra Rachel Carolyn Janet Maria Catherine Heather Diane Olivia Julie Joyce Victoria Ruth Virginia "
    "Lauren Kelly Christina Joan Evelyn Judith Andrea Hannah Megan Cheryl Jacqueline Martha Madison Teresa "
    "Gloria Sara Janice Ann Kathryn Abigail Sophia Frances Jean Alice Judy Isabella Julia Grace Amber Denise "
    "Danielle Marilyn Beverly Charlotte Natalie Theresa Diana Brittany Doris Kayla Alexis Lori Hillary Chelsea "
    "Melania Ivanka Kellyanne Carly Debbie Donna Jill Huma Nikki Sue Kate Katie Kathy Jane Jen Liz Maggie Meg "
    "Claire Ellen Eva Ingrid Angela Ursula Theresa Maja Ida Ana Ines Elena Fatima Aisha Leila Rosa Carmen "
    "Gretchen Heidi Wendy Stacy Tracy Tina Paula Phyllis Roberta Sally Sheila Tammy Valerie Vanessa".split()
)
THINGS = frozenset(
    "University Department House Senate Congress Party Committee Court News Times Post Journal Council "
    "Agency Bureau Union Commission Institute Center Centre Foundation Association Company Corporation Inc Corp "
    "Bank Group Ministry Office Service Street Avenue Road City County State States Republic Kingdom Nations "
    "Act Bill Day Week Award Show Press Republican Republicans Democrat Democrats Democratic American Americans "
    "GOP Twitter Facebook Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
    "April May June July August September October November December America Washington Europe European Iowa "
    "Hampshire Nevada Carolina Florida Ohio Texas York California Michigan Wisconsin Pennsylvania Indiana "
    "Virginia Arizona Colorado Georgia Russia Russian China Chinese Iran Iraq Syria Israel Mexico Mexican Germany "
    "German France French Britain British Italy Libya Libyan Benghazi Tripoli Muslim Muslims Christian Christians "
    "Jewish Hispanic Hispanics Latino Latinos Black White Islam Islamic Internet Wall Street Security FBI CIA CNN "
    "NBC ABC CBS MSNBC Fox Reuters AP Politico Breitbart Trail Hall Tower Clinton’s Constitution Army Navy "
    "Force Guard Club Course Arena Technologies Satellite Angeles Convention Radio School College Center Institute "
    "Network Magazine Review Bill Law Fund Project Survey Poll Church Airport Hotel Park Beach Island River Lake Valley The A An In On At It He She We They I You But And Or If When While As After Before For With By "
    "From To Of That This These Those There Then So Yet Still Now Also However Meanwhile What Who How Why Where "
    "His Her Its Their My Our No Not Many Some Most Several Both Each Every One Two Three Asked According Later "
    "Earlier Last First During Under Over Since Until Because Although Though Despite Instead Indeed".split()
)
"""First or last words of what is no person's name: institutions, places, days, openers."""
FALSE_STARTS = frozenset(
    "The A An In On At It But And Or If When While As After Before For With By From To Of That So Yet Still Now "
    "Also However Meanwhile Asked Later Then Like Since Because Although Though Despite Instead Indeed".split()
)
PLACED = re.compile(r"\b(?:in|at|near|across|from|throughout|outside|around|the|The)\s+$")


class People:
    """The persons that an article names."""

    def __init__(self, text: str) -> None:
        """Remember the text; it is searched when somebody is asked for."""
        self.text = text

    @cached_property
    def forms(self) -> dict[str, set[str]]:
        """Surnames to the longer forms that the article has: "Quist": {"Ms. Quist", "Ida Quist"}."""
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
            if not words or words[0] in THINGS or words[-1] in THINGS:
                continue
            if words[0].isupper() and len(words) == 1:
                continue
            if not gender(" ".join([*words, ""])) and PLACED.search(self.text, max(start, low - 12), low):
                continue
            yield low, high

    def fits(self, name: str, pronoun: str) -> bool:
        """Whether an article tells that a name is a person's whom "he" or "she" fits."""
        known = {name} | self.forms.get(surname(name), set())
        genders = {gender(form) for form in known} - {""}
        return genders == {pronoun}


def surname(name: str) -> str:
    """The last word of a name, without possessive and points."""
    return re.sub(r"[’']s?$", "", name.split()[-1]).strip(".’'-")


def gender(name: str) -> str:
    """Which of "he" and "she" fits a name or a description; "" where it does not tell."""
    words = {word.strip(".,’'") for word in name.split()[:-1]}
    man = bool(MAN.search(name) or words & MEN)
    woman = bool(WOMAN.search(name) or words & WOMEN)
    return "" if man == woman else "he" if man else "she"
