"""The noun phrase that is the subject of a verb, before or after it."""

from __future__ import annotations

import re

from bot.attribution.lexicon import DETERMINERS, LINKS, PREPOSITIONS, PRONOUNS, VERBISH
from bot.attribution.nominals import (
    INITIAL,
    LEADS,
    LONGEST,
    SHOUTED,
    WORD,
    Phrase,
    begins_plural,
    phrase,
)

LISTED = re.compile(
    r"(?:(?:But|And|Yet)\s)?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}),\s"
    r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3},\s)*"
)
"""Names of a list, up to the last two."""
EDGE = re.compile(r"[,;:—–)]\s(?:[-—–]+\s)?|\s-+\s")
"""What a clause, or a part of one, ends with."""
NUMBER = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+ty(?:-[a-z]+)?)"
COUNTED = re.compile(
    rf"(?:(?:about|nearly|roughly|almost|around|only|just|another|fully|some|but|and|while|"
    rf"more than|fewer than|less than|at least|as many as)\s)*"
    rf"(?:{NUMBER}(?:%|\spercent)?(?:\s(?:in|out of|of every)\s{NUMBER})?|half|"
    rf"(?:an?\s|the\s)?(?:\w+\s)?(?:majority|majorities|plurality|third|quarter|share))"
    rf"(?:\s(?:of\s)?(?:[\w’'%/-]+\s){{0,7}}[\w’'-]+)?$",
    re.IGNORECASE,
)
"""A number of people, or a share of them: "about one in five voters"."""
MODIFIED = re.compile(
    r"\s(?:[a-z]+ing|(?P<past>[a-z]{3,}ed|seen|taken|written|sent|made)|close|familiar|aligned)\s"
)
"""What a description may go on with: "a poll conducted last week"."""
MANY = frozenset({"Republicans", "Democrats", "Americans"})
WRITTEN = frozenset(
    "poll polls survey surveys study studies report reports memo memos statement statements "
    "documents emails letter letters analysis article review records data email transcript".split()
)
"""What a participle behind it describes, rather than telling what it did."""
RELATIVE = re.compile(r"\b([a-z]+)\s(?=the\s)")
"""A common noun, and another phrase right behind it."""
WHOLES = frozenset({"half", "not", "only", "even", "just", "perhaps", "especially"})
"""Small words that stand before "the" within one phrase."""
JOINT = re.compile(
    r"\s(?:that|because|while|when|as|after|before|if|although|though|whether|where|and|but|than|"
    r"since|which|what|how|why|until)\s+"
)
"""Words that a clause of its own may begin behind."""


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
    start = floor + max((m.end() for m in EDGE.finditer(clause)), default=0)
    whole = phrase(text, start, edge) or counted(text, start, edge) or modified(text, start, edge)
    if whole:
        return with_others(text, floor, of_relative(text, whole))
    joints = list(JOINT.finditer(text, start, edge))
    rest = phrase(text, joints[-1].end(), edge) if joints else None
    return rest and of_relative(text, rest)


def of_relative(text: str, whole: Phrase) -> Phrase:
    """The subject of a relative clause without its pronoun: "the people [the board says are]"."""
    last = None
    for match in RELATIVE.finditer(text, whole.start, whole.end):
        if match[1] not in LINKS | PREPOSITIONS | DETERMINERS | WHOLES:
            last = match.end()
    inner = phrase(text, last, whole.end) if last is not None else None
    return inner or whole


def counted(text: str, start: int, edge: int) -> Phrase | None:
    """A number or a share of people: "about one in five voters"; None if it is none."""
    words = text[start:edge].split()
    if not COUNTED.match(text[start:edge]) or VERBISH & {*words} or len(words) > LONGEST:
        return None
    return Phrase(start, edge, "noun")


def modified(text: str, start: int, edge: int) -> Phrase | None:
    """A description with a participle behind it: "a poll conducted last week"; None if none."""
    stop = MODIFIED.search(text, start, edge)
    head = phrase(text, start, stop.start()) if stop else None
    if stop is None or head is None or head.kind not in {"name", "noun"}:
        return None
    words, known = text[head.start : edge].split(), text[head.start : stop.start()].split()
    many = known[-1].endswith("s") and known[-1].islower() | (known[-1] in MANY)
    paper = known[0].lower() in {"a", "an", "the", "another"} and known[-1] in WRITTEN
    if not (paper if stop["past"] else paper or many or known[0] in {"A", "An", "a", "an"}):
        return None
    if VERBISH & {*words} or len(words) > LONGEST:
        return None
    return Phrase(head.start, edge, head.kind)


def with_others(text: str, floor: int, last: Phrase) -> Phrase:
    """A subject such as "France and Italy" with the names of its list before it: "Spain, "."""
    start = last.start
    if last.kind == "name" and re.search(r"\sand\s", text[last.start : last.end]):
        names = LISTED.match(text, floor, last.start)
        if names and names.end() == start and phrase(text, names.start(1), names.end(1)):
            start = names.start(1)
    return Phrase(start, last.end, last.kind)


GROUP = re.compile(
    r"\s(?:of|for|from|at|with|by|and|to|among|against|on|that|than|as|is|are|was|were|be|"
    r"[a-z]+ed|[a-z]+ing)\s((?:(?:the|some|many|those|a|an|several|other|most|all)\s)?"
    r"(?:[\w’'-]+\s){0,3}[\w’'-]+)$"
)
"""The description that a clause ends with."""


def antecedent(text: str, floor: int, who: int) -> Phrase | None:
    """What "who" stands for: the phrase right before it."""
    clause = text[floor:who].rstrip(" ,")
    start = max((m.end() for m in EDGE.finditer(clause)), default=0)
    names = re.search(r"(?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'-]*$", clause[start:])
    whole = phrase(text, floor + start, floor + len(clause))
    if whole:
        return whole
    comma = text[floor:who].rstrip().endswith(",")
    if names and (len(names.group().split()) > 1 or (comma and names.start())):
        return Phrase(floor + start + names.start(), floor + len(clause), "name")
    group = GROUP.search(clause, start)
    return phrase(text, floor + group.start(1), floor + len(clause)) if group else None


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
    last = parts[-1] if all(parts) else None
    return last is not None and re.search(r"\sand\s", text[last.start : last.end]) is not None


BEHIND = re.compile(
    r"[,;:—–“”\"()?!]|''|\s-+\s|\s(?:in|on|at|during|after|before|who|whose|which|that|as|to|when|while|"
    r"about|with|by|from|late|early|last|this|earlier|here|today|yesterday|via|through|but|because|if|"
    r"speaking|referring|following|released|conducted|published|taken|obtained|compiled|posted|issued|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\.(?:\s|$)|\n"
)
MASSES = frozenset(
    "polling data people research early court police someone recent internal".split()
)
"""Words that sources without an article begin with."""


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
    if (
        len(bare) > LONGEST
        or bare[0].lower() in PRONOUNS - DETERMINERS - MASSES
        or bare[0].lower() in LINKS
    ):
        return None
    if (
        any(w.lower() in VERBISH and not SHOUTED.match(w) for w in bare)
        or bare[-1].lower() in LINKS | DETERMINERS
    ):
        return None
    capital = any(w[0].isupper() for w in bare)
    known = bare[0] in DETERMINERS or begins_plural(bare) or bare[0] in MASSES
    if not capital and not known:
        return None
    return Phrase(low, high, "name" if capital else "noun")


def verb_at(words: list[str]) -> int:
    """The place of the first word that is surely a verb; behind the last where none is."""
    for at, word in enumerate(words):
        if word in VERBISH or (
            word.endswith("ed") and word.islower() and words[at - 1 : at] != ["the"]
        ):
            return at
    return len(words)


def bare_tag(text: str, start: int, end: int) -> Phrase | None:
    """All that stands between a quotation and its verb, where no verb is in it."""
    words = list(WORD.finditer(text, start, end))
    if not words or len(words) > LONGEST or "," in text[start:end]:
        return None
    bare = [w.group() for w in words]
    if LEADS.match(f"{bare[0]} ") or not bare[0][0].isalnum():
        return None
    if bare[0].lower() in PRONOUNS | PREPOSITIONS or verb_at(bare) < len(bare):
        return None
    capital = any(w[0].isupper() for w in bare)
    return Phrase(words[0].start(), words[-1].end(), "name" if capital else "noun")
