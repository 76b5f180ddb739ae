"""Whether a speaker, as an article names one, is who a question asks about."""

from __future__ import annotations

import re
from collections import Counter

from bot.attribution.lexicon import MEN, THINGS, WOMEN
from bot.attribution.people import OFFICE, TITLED, surname
from bot.countries import COUNTRIES
from bot.naming import acronyms
from bot.words import stem, stems, terms

NOT_THEM = (
    r"(?:supporters?|critics?|opponents?|ally|allies|rivals?|followers?|fans?|family|wife|husband|"
    r"widow|widower|sons?|daughters?|father|mother|brothers?|sisters?|friends?|predecessors?|"
    r"successors?|victims?)"
)
AROUND_THEM = re.compile(
    rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}{NOT_THEM}\b|\b{NOT_THEM}\s+(?:of|to)\b", re.IGNORECASE
)
"""Somebody named by another: "Prado's supporters", "a critic of Prado"."""
BODY = re.compile(r"the\s|(?:.*\s)?[A-Z]{2,}\b")
BEHIND = re.compile(r",\s+([^,;:.“”\"]+)")
SPEAKS = re.compile(
    r"\b(?:spokes\w+|officials?|representatives?|administrators?|commissioners?|directors?|heads?|"
    r"chiefs?|chair\w*|president|secretary|minister|known as)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*")
"""A name and nothing else: "Its chief executive, Ida Quist, said …"."""
LAST = re.compile(
    r"(?<!\S)[A-Z][\w.’'-]*(?:\s+(?:(?:al|bin|da|de|del|der|di|la|ten|van|von)\s+)*[A-Z][\w.’'-]*)*$"
)
"""The name that a description ends with: "the harbour's lawyer Ida Quist"."""
ROLE = re.compile(
    r"(?:.*\s)?(?:actor|actress|analyst|attorney|chair\w*|chief|coach|commissioner|director|economist|"
    r"editor|governor|husband|investor|judge|lawyer|leader|manager|mayor|minister|player|president|"
    r"professor|secretary|senator|singer|spokes\w+|star|strategist|wife)"
)
"""Behind which one word is a name: not in "ordinary Russians"."""
RELATED = re.compile(
    r"\s*,\s|\s+(?:about|after|against|around|across|at|before|behind|between|by|except|for|from|in|"
    r"inside|like|near|of|on|outside|over|than|that|throughout|to|under|who|whom|whose|with|within)\s"
)
"""Before others who are only named to say who is meant: "of Almo", "who beat Prado"."""
BARE = re.compile(r"(?:.*\s)?(?:an?|and|or|the|this|that|\w+ing)", re.IGNORECASE)
"""What is no description before a name, or makes the name another's: "those opposing Prado"."""
GIVEN = MEN | WOMEN
"""First names."""
FIRST = re.compile(r"([A-Z][\w’'-]*)\s+(?:[A-Z]\.\s*)*[A-Z][\w’'-]*$")
"""The word before the last of a name, which may have a possessive."""
KINDS = frozenset(
    "Academy Administration Airlines Airways Alliance Army Associates Authority Board Brothers "
    "Bureau Capital Chamber Coalition Communications Conference Corps Council Energy Enterprises "
    "Entertainment Federation Financial Foods Guild Health Holdings Hospital Industries Insurance "
    "International Investigation Laboratories League Library Ministers Motors Museum Operations "
    "Organization Parliament Partners Patrol Pharmaceuticals Police Pictures Power Railway Records "
    "Reserve Resources Schools Services Society Solutions Squad Studios Systems Team Television "
    "Transit Transport Trust Watch Works".split()
).union(THINGS)
"""Last words that bodies' names share: one is told from another by the first, if it has one."""
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
FORMER = re.compile(r"\b(?:former|onetime|ex)\b", re.IGNORECASE)


def is_theirs(who: str, speaker: str, sentence: str, text: str) -> bool:
    """Whether what a sentence reports is said by who was asked about.

    Args:
        who: as the question has them: "Ines Prado", "the European Commission".
        speaker: as the article has them.
        sentence: where it is reported; what it puts behind the speaker's name tells for which
            body they speak ("Ida Quist, a spokeswoman for the European Commission"). Nobody speaks
            for a person: what a president's spokesman says is not what the president said.
        text: the article's: it tells which of a family a last name is.
    """
    if is_of(who, speaker):
        return has_name(who, speaker, text) and (in_full(who, speaker) or is_meant(who, text))
    behind = BEHIND.match(sentence, sentence.find(speaker) + len(speaker))
    if speaker not in sentence or behind is None or not is_of(who, behind[1]):
        return False
    speaks = SPEAKS.search(behind[1]) and not FORMER.search(behind[1])
    return bool(NAME.fullmatch(behind[1]) or (speaks and is_body(who)))


def has_name(who: str, speaker: str, text: str) -> bool:
    """Whether an article that only says "the airline" has the airline's name."""
    last = who.split()[-1]
    nameless = last in KINDS and not names_in(speaker) and not capitals(speaker)
    return not nameless or re.sub(r"^[Tt]he\s+", "", who) in text


def in_full(who: str, speaker: str) -> bool:
    """Whether a speaker is named by the first and the last name of who is asked about."""
    both = first_names(who, speaker)
    return both is not None and alike(*both)


def called(who: str) -> str:
    """The name in who is asked about, without what describes them; all of it where there is none.

    "Investor Ida Quist of Almo" and "the harbour's lawyer Ida Quist" are "Ida Quist". "The lawyer
    of Ida Quist" is another, whom nothing names.
    """
    head, *behind = RELATED.split(who, maxsplit=1)
    name = LAST.search(head)
    if name is None:
        return who
    before = head[: name.start()].strip()
    if before:
        plain = " " in name.group() or ROLE.fullmatch(before)
        return who if BARE.fullmatch(before) or not plain else name.group()
    return name.group() if behind and is_person(name.group()) else who


def is_person(name: str) -> bool:
    """Whether a name is surely a person's: behind a first name that is known."""
    first = FIRST.search(name)
    return first is not None and first[1] in GIVEN and name.split()[-1] not in THINGS


def is_body(who: str) -> bool:
    """Whether who is asked about is plainly no person: "the European Commission", "NASA"."""
    return BODY.match(who) is not None


def is_of(who: str, speaker: str) -> bool:
    """Whether a speaker's name is that of who was asked about: by the last name, or every word.

    Or one is the other's acronym: "the EU", "the European Union". Where both have a first name,
    these must not differ ("Jill Biden", "Joe Biden"), but as "Joe" and "Joseph" do.
    """
    if AROUND_THEM.search(speaker) and not AROUND_THEM.search(who):
        return False
    if is_another_s(who, speaker):
        return False
    if initials(who) & capitals(speaker) or initials(speaker) & capitals(who):
        return True
    asked, named = terms(" " + who), names_in(who)
    if named and len(named) == len(asked):
        return has_last(who, speaker) and not other_first_name(who, speaker)
    return bool(asked) and {stem(term.stem) for term in asked} <= stems(speaker)


def has_last(who: str, speaker: str) -> bool:
    """Whether a speaker has the last word of a name; of a body's or a country's, every word."""
    last = who.split()[-1]
    if not stems(" " + last):  # "May" and "Will" are no terms
        return surname(who) in speaker.split()
    whole = (last in KINDS and names_in(speaker)) or COUNTRIES.fullmatch(who)
    return stems(" " + (who if whole else last)) <= stems(speaker)


def is_another_s(who: str, speaker: str) -> bool:
    """Whether a speaker is something of a person asked about: "Prado's time", "Prado's office".

    What a body's or a country's ministry says, that body or country says.
    """
    if is_body(who) or COUNTRIES.fullmatch(who) or re.search(r"&|['’]s?(?:\s|$)", who):
        return False
    if not who.strip() or who.split()[-1] in KINDS:
        return False
    return re.search(rf"\b{re.escape(surname(who))}['’]s?\s+\w", speaker) is not None


def other_first_name(who: str, speaker: str) -> bool:
    """Whether two names with a last name in common have first names that differ.

    That of the speaker is one that is known; that which is asked about may be any but an office.
    """
    both = first_names(who, speaker)
    if both is None or both[1] not in GIVEN:
        return False
    return not (OFFICE.fullmatch(both[0]) or re.fullmatch(TITLED, both[0]) or alike(*both))


def first_names(who: str, speaker: str) -> tuple[str, str] | None:
    """The words before the last name that two names have in common; None where they have none."""
    one, other = FIRST.search(who), FIRST.search(speaker)
    if one is None or other is None or surname(who) != surname(speaker):
        return None
    return one[1], other[1]


def is_meant(who: str, text: str) -> bool:
    """Whether an article has nobody of the same last name oftener than who is asked about.

    "Trump said" is no word of Melania Trump where the article speaks of Donald Trump; of two whom
    it has as often, the one it names first is meant. First names are those that are known, or
    asked about.
    """
    asked = FIRST.search(who)
    if asked is None:
        return True
    last = re.escape(surname(who))
    firsts = re.findall(rf"\b([A-Z][\w’'-]*)\s+(?:[A-Z]\.\s*)*{last}\b", text)
    persons = [one for one in firsts if one in GIVEN or alike(one, asked[1])]
    others = Counter(one for one in persons if not alike(one, asked[1]))
    own, most = len(persons) - others.total(), max(others.values(), default=0)
    return own > most or not persons or (own == most and alike(persons[0], asked[1]))


def alike(first: str, other: str) -> bool:
    """Whether two first names may be forms of one: "Joe" and "Joseph", "Liz" and "Elizabeth"."""
    one, two = first.lower(), other.lower()
    return one[:2] == two[:2] or one in two or two in one


def names_in(who: str) -> list[str]:
    """The stems of the names in who is asked about; none where they are only described."""
    return [term.stem for term in terms(" " + who) if term.name]


def names_them(sentence: str, who: str) -> bool:
    """Whether a sentence has the last name of who is asked about."""
    named = names_in(who)
    return bool(named) and named[-1] in stems(" " + sentence)


def initials(name: str) -> set[str]:
    """The acronyms of the names of several words in a name, in lower case."""
    return set(acronyms(re.sub(r"\b[Tt]he\s", "", name)).lower().split())


def capitals(name: str) -> set[str]:
    """The words of a name that are all capitals, in lower case."""
    return {word.lower() for word in CAPITALS.findall(name)}
