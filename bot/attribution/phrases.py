"""The noun phrase that is the subject of a verb, before or after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 14
WORD = re.compile(r"[^\s,;:—–“”\"()\[\]]+")
DETERMINERS = frozenset(
    "a an the his her its their our my several some many most few two three four five six seven "
    "eight nine ten dozens hundreds thousands another other both these those this that all no one "
    "every each any more".split()
)
LINKS = frozenset("of for from in at on with by and & or to de la al bin van von der den".split())
DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Still|Though|Indeed|Again|Here")
LEADS = re.compile(
    r"(?:(?:but|and|yet|so|still|or|however|meanwhile|also|then|instead|indeed|that|because|while|"
    r"when|as|although|though|since|where|what|if|even|nor|like|whether|which|"
    r"now|later|earlier|today|yesterday|recently|afterward|perhaps)\s+)+",
    re.IGNORECASE,
)
PREPOSITIONS = frozenset(
    "in on at by for from with during after before despite under over among since until into "
    "without through against about between like unlike besides because if when while as although "
    "though where whether of to following speaking asked not there here then how why what".split()
)
JOINT = re.compile(
    r"\s(?:that|because|while|when|as|after|before|if|although|though|whether|where|and|but|than|"
    r"since|which|what|how|why|until)\s+"
)
"""Words that a clause of its own may begin behind."""
ROLES = frozenset(
    "spokesman spokeswoman spokesperson spokespeople campaign campaigns official officials aide "
    "aides adviser advisers advisor advisors lawyer lawyers attorney attorneys manager managers "
    "chairman chairwoman chair chief chiefs president presidents vice secretary senator senators "
    "professor professors strategist strategists administration government ministry department "
    "police poll polls survey surveys report reports study supporter supporters voter voters "
    "director deputy executive leader leaders minister ministers mayor governor team camp surrogate "
    "surrogates ally allies delegate delegates candidate candidates nominee reporter reporters "
    "analyst analysts economist economists correspondent columnist editor editors host anchor "
    "operative operatives pollster pollsters consultant consultants activist activists organizer "
    "organizers critic critics researchers scientists judge prosecutor prosecutors investigators "
    "lawmaker lawmakers congressman congresswoman residents resident members member staff staffers "
    "staffer father mother son daughter wife husband brother sister historian expert experts "
    "engineer doctor doctors sources source communications press senior national state general "
    "company officer officers owner founder coach captain commander dean author and party media "
    "news presidential former election congressional federal primary conservative liberal "
    "online local private review research data records transcript account post article statement "
    "police department studies leaders republican democratic political policy foreign campaign’s".split()
)
"""Words that may follow a name within one phrase: "the Ek campaign", "Almo police chief Ida Quist"."""
VERBISH = frozenset(
    "is are was were be been has have had do does did will would could should can may might must "
    "said says say told went came took made gave got left won lost saw knew ran met kept held "
    "began became led put set let who whom whose which that where when while if because not "
    "it he she they we you i him them us me there than but so called know think want get go "
    "make take come see need seem look give let’s appears seems says’ told’".split()
)
PRONOUNS = frozenset(
    "he she it they i we you who which that this these those there what him them one everyone "
    "nobody someone anyone none neither each both all others many some most such few people "
    "everybody somebody another it’s that’s nothing so".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A subject in a text.

    Attributes:
        start: its first code point.
        end: the code point after its last.
        kind: "name" (a capital in it), "noun", "he", "she", or "other": a pronoun, or no subject
            that can be read.
    """

    start: int
    end: int
    kind: str


def subject_before(text: str, floor: int, edge: int) -> Phrase | None:
    """The subject that ends right before a verb group, None where none can be read.

    Args:
        text: the text.
        floor: offset that the clause cannot begin before: a sentence's start or a quotation's end.
        edge: where the verb group begins, without the blank before it.
    """
    clause = text[floor:edge].rstrip()
    edge = floor + len(clause)
    last = re.search(r"[^\s,]+$", clause)
    if last and last.group().lower() in PRONOUNS:
        word = last.group().lower()
        kind = word if word in {"he", "she"} else "who" if word == "who" else "other"
        if kind == "who":
            return antecedent(text, floor, floor + last.start())
        return Phrase(floor + last.start(), edge, kind)
    if clause.endswith(","):
        return with_apposition(text, floor, edge - 1)
    start = floor + max((m.end() for m in re.finditer(r"[,;:—–)]\s|\s-+\s", clause)), default=0)
    whole = phrase(text, start, edge)
    if whole:
        return whole
    joints = list(JOINT.finditer(text, start, edge))
    return phrase(text, joints[-1].end(), edge) if joints else None


def antecedent(text: str, floor: int, who: int) -> Phrase | None:
    """What "who" stands for: the phrase right before it."""
    clause = text[floor:who].rstrip(" ,")
    start = max((m.end() for m in re.finditer(r"[,;:—–)]\s|\s-+\s", clause)), default=0)
    names = re.search(r"(?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'-]*$", clause[start:])
    whole = phrase(text, floor + start, floor + len(clause))
    if whole:
        return whole
    if names and len(names.group().split()) > 1:
        return Phrase(floor + start + names.start(), floor + len(clause), "name")
    return None


def with_apposition(text: str, floor: int, edge: int) -> Phrase | None:
    """The subject of "Ida Quist, the mayor, said": the first part between commas that is one."""
    parts: list[tuple[int, int]] = []
    at = floor
    for match in re.finditer(r",\s", text[floor:edge] + ", "):
        parts.append((at, floor + match.start()))
        at = floor + match.end()
    for number, (start, end) in enumerate(parts[:-1]):
        found = phrase(text, start, end)
        if not found or found.kind == "other":
            continue
        rest = text[parts[number + 1][0] : edge]
        if re.match(r"(?:along|together)\b", rest):
            return Phrase(found.start, edge, found.kind)
        if number == 0 and re.match(r"\s*(?:and|or)\b", rest):
            return None
        later = [phrase(text, *p) for p in parts[number + 1 :]]
        if listed(text, later):
            return Phrase(found.start, edge, found.kind)
        return found
    only = phrase(text, *parts[-1]) if parts else None
    return only if only and only.kind == "name" else None


def listed(text: str, parts: list[Phrase | None]) -> bool:
    """Whether the parts behind a first one make a list: "Spain, France and Italy"."""
    last = parts[-1] if parts else None
    return bool(last) and all(parts) and re.search(r"\sand\s", text[last.start : last.end]) is not None if last else False


def phrase(text: str, start: int, end: int) -> Phrase | None:
    """The stretch [start, end) as a noun phrase, conjunctions before it left out; None if none."""
    lead = LEADS.match(text, start, end)
    if lead:
        start = lead.end()
    for stop in re.finditer(r"\.\s+", text[start:end]):
        if not INITIAL.search(text, start, start + stop.start()):
            start += stop.end()
            break
    words = list(WORD.finditer(text, start, end))
    if not words or len(words) > LONGEST:
        return None
    bare = [w.group() for w in words]
    if re.match(r"(?:I|We|He|She|They|It|That|There|You|What)[’']\w", bare[0], re.IGNORECASE):
        return None
    if bare[0].lower() in PRONOUNS and len(bare) == 1:
        lower = bare[0].lower()
        return Phrase(words[0].start(), words[0].end(), lower if lower in {"he", "she"} else "other")
    if not nominal(bare):
        return None
    kind = "name" if any(w[0].isupper() for w in (bare[1:] if bare[0].lower() in DETERMINERS else bare)) else "noun"
    if kind == "name" and len(bare) == 1 and not text[start:end].strip(" .").istitle() and bare[0].islower():
        kind = "noun"
    return Phrase(words[0].start(), words[-1].end(), kind)


def nominal(words: list[str]) -> bool:
    """Whether words can be one noun phrase: none is a verb, and it begins as one does."""
    first = words[0].lower()
    if len(words) == 1 and (LEADS.fullmatch(words[0] + " ") or DAYS.fullmatch(words[0])):
        return False
    if first in PREPOSITIONS or first in VERBISH:
        return False
    if words[-1].lower() in LINKS or words[-1].lower() in DETERMINERS or words[-1].endswith(("’s", "'s")):
        return False
    if not (words[0][0].isupper() or first in DETERMINERS or begins_plural(words)):
        return False
    previous = ""
    for at, word in enumerate(words):
        lower = word.lower().strip(".’'")
        if at and (lower in VERBISH):
            return False
        if word[0].islower() and lower not in LINKS | DETERMINERS:
            if lower.endswith("ing") and at == 0:
                return False
            name = previous[:1].isupper() and not previous.endswith(("’s", "'s", "’", "'")) and previous.lower() not in DETERMINERS
            if name and at > 0 and lower not in ROLES:
                return at == 1 and len(words) == 2 and lower.endswith("s") or (at >= 1 and words[0].istitle() and lower.endswith("s") and at == len(words) - 1 and first in DETERMINERS)
            if lower.endswith("ed") and previous.lower() not in DETERMINERS and at:
                return False
        previous = word
    return True


def begins_plural(words: list[str]) -> bool:
    """Whether a phrase without determiner has a plural or a role in front: "critics in Almo"."""
    for word in words:
        if word in LINKS:
            return False
        if word.strip(".").endswith("s") or word in ROLES:
            return True
    return False


BEHIND = re.compile(
    r"[,;:—–“”\"()?!]|''|\s-+\s|\s(?:in|on|at|during|after|before|who|whose|which|that|as|to|when|while|"
    r"about|with|by|from|late|early|last|this|earlier|here|today|yesterday|via|through|but|because|if|"
    r"speaking|referring|following|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\.(?:\s|$)|\n"
)
INITIAL = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|St|Jr|Sr|Del|Sens|Reps|Capt|Maj|Adm|Cmdr|Supt|Hon|[A-Z])$")


def subject_after(text: str, at: int, ceiling: int) -> Phrase | None:
    """The subject right behind a verb: "said Ida Quist", "said a spokesman for the port"."""
    window = text[at : min(ceiling, at + 160)]
    stop = next(
        (
            m.start()
            for m in BEHIND.finditer(window)
            if m.start() and not (m.group()[0] == "." and INITIAL.search(window[: m.start()]))
        ),
        len(window),
    )
    words = list(WORD.finditer(window, 0, stop))
    if not words:
        return None
    bare = [w.group() for w in words]
    low, high = at + words[0].start(), at + words[-1].end()
    if len(bare) == 1 and bare[0].lower() in {"he", "she"}:
        return Phrase(low, high, bare[0].lower())
    if len(bare) > LONGEST or bare[0].lower() in PRONOUNS - DETERMINERS or bare[0].lower() in LINKS:
        return None
    if any(w.lower() in VERBISH for w in bare) or bare[-1].lower() in LINKS | DETERMINERS:
        return None
    capital = any(w[0].isupper() for w in bare)
    if not capital and bare[0] not in DETERMINERS and not begins_plural(bare):
        return None
    return Phrase(low, high, "name" if capital else "noun")


def verb_at(words: list[str]) -> int:
    """The place of the first word that is surely a verb; behind the last where none is."""
    for at, word in enumerate(words):
        if word in VERBISH or (word.endswith("ed") and word.islower() and words[at - 1 : at] != ["the"]):
            return at
    return len(words)


START = re.compile(
    r"(?:(?:But|And|Yet|Still|So|Then|Later),?\s+)?((?:The\s+|An?\s+)?(?:[a-z]+\s+)?(?:(?:Mr|Mrs|Ms|Sen|Rep|Gov)\.\s+)?"
    r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,5}(?:\s+(?:campaign|administration|spokesman|spokeswoman|businessman))?)"
    r"(?=\s+(?:has|had|is|was|also|later|then|[a-z]+ed|went|told|said|took|made|gave|tore|drew|put)\b)"
)


def leading(text: str, start: int, end: int) -> Phrase | None:
    """The subject that a sentence begins with, read off a verb right behind it."""
    match = START.match(text, start, end)
    if not match or not nominal(match.group(1).split()) or match.group(1).lower() in PRONOUNS:
        return None
    return Phrase(match.start(1), match.end(1), "name")


def bare_tag(text: str, start: int, end: int) -> Phrase | None:
    """All that stands between a quotation and its verb, where no verb is in it."""
    words = list(WORD.finditer(text, start, end))
    if not words or len(words) > LONGEST or "," in text[start:end]:
        return None
    bare = [w.group() for w in words]
    if bare[0].lower() in PRONOUNS | PREPOSITIONS or verb_at(bare) < len(bare):
        return None
    capital = any(w[0].isupper() for w in bare)
    return Phrase(words[0].start(), words[-1].end(), "name" if capital else "noun")
