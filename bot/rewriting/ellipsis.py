"""Questions that leave most of themselves out: "Why?", "When was that?", "And Russia?"."""

from __future__ import annotations

import re
from itertools import takewhile

from bot.rewriting.dialogue import Dialogue, Entity, Heard
from bot.rewriting.lexicon import (
    AUXILIARIES,
    CLOSED,
    DAYS,
    MONTHS,
    PREPOSITIONS,
    PRONOUN_WORDS,
    TITLES,
    WH,
)
from bot.rewriting.names import LOCATING, Kind, Name, names, words_of
from bot.rewriting.phrases import asks
from bot.rewriting.swapping import asked_with, begun, stated

ADVERB = r"when|where|why|how(?: (?:long|often|far|soon|late|early|much later))?|since when"
START = r"(?:(?:and|but|so|ok|okay)[, ]+)?"
PREPOSITION = (
    r"(?:about|after|against|at|before|between|by|during|for|from|in|into|of|on|since|through|to|"
    r"toward|towards|under|until|till|with)"
)
ASKED = rf"(?:{ADVERB}|who|whom|what|(?:which|what|how many|how much)(?: [\w'’-]+){{1,2}}|how much)"
LONE = re.compile(
    rf"{START}(?P<new>{ADVERB}|{PREPOSITION} {ASKED}"
    r"|(?:which|what|how many|how much) (?!else|about|if|for|happen\w*|next|come|so|then|"
    r"(?:is|was|are|were|did|does|do|has|had|can|will)\b)[\w'’-]+)"
    r"(?: (?:not|exactly|come|then|so))?",
    re.IGNORECASE,
)
THAT = r"(?:that|this|it|all this|all that)"
EVENT = re.compile(
    rf"{START}(?P<new>{ADVERB}) (?:"
    r"(?:is|was) (?:that|this)(?: so)?(?: (?:the case|happening|done|going on))?"
    rf"|(?:did|does|has|had|would|will|could|might|may|should) {THAT}(?: (?:have|be|been))?"
    r" (?:happen|occur|take place|be)(?:ed)?(?: occurred| taken place)?"
    r"|(?:is|was) it (?:happening|going on)"
    rf"|(?:has|had|would have|will have) {THAT} (?:happened|occurred|taken place)"
    r"|(?:did|does|would|will|do) (?:he|she|they|it) (?:do|say|think|want|believe)"
    r" (?:that|this|so|it)"
    r")(?: exactly| then)?",
    re.IGNORECASE,
)
SAID_SO = re.compile(
    rf"{START}(?P<who>who (?:said|says|claimed|claims|told (?:them|him|her|us)|reported|wrote|"
    r"announced|stated|thinks|believes)) (?:that|this|so|it)(?: exactly| then)?",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"(?:(?:and|but|so|ok|okay)[, ]+)?(?:(?:what|how) about|and|but)[, ]+(?P<other>.+)",
    re.IGNORECASE,
)
ELSE = re.compile(
    r"(?:and )?(?:(?P<wh>who|what|where|when|why|how) else"
    r"|any(?P<any>one|body|thing|where) else)",
    re.IGNORECASE,
)
OF_ANY = {"one": "who", "body": "who", "thing": "what", "where": "where"}
YEAR = r"(?:1[0-9]|20)\d\d"
CALENDAR = rf"(?:{'|'.join(sorted(MONTHS | DAYS))})"
TIME = re.compile(
    rf"(?:(?P<prep>in|on|at|during|since|after|before|by) )?(?:the )?(?:(?:early|late) )?"
    rf"(?:\d{{1,2}} )?(?:{YEAR}|{CALENDAR}(?: \d{{1,2}})?(?:,? {YEAR})?"
    r"|yesterday|today|tomorrow|(?:last|this|next) (?:week|month|year|night|spring|summer|autumn|"
    r"winter|decade)|(?:week|month|year) before)\b",
    re.IGNORECASE,
)
OWNED = ("'s", "’s")
MOST_WORDS = 7
NOT_NOUNS = frozenset("tell that if me you i we yes no not".split())


def completed(question: str, dialogue: Dialogue) -> str:
    """A fragment as a whole question, after the pattern of the last one; others unchanged."""
    bare = question.rstrip(" ?.!…")
    last = dialogue.heard[-1]
    lone = LONE.fullmatch(bare) or EVENT.fullmatch(bare)
    if lone:
        return asked_with(lone["new"], last.question, last.short) or question
    so = SAID_SO.fullmatch(bare)
    if so:
        told = stated(last.question, last.short)
        return begun(f"{so['who']} that", told) if told else question
    more = ELSE.fullmatch(bare)
    if more:
        return with_else(more["wh"] or OF_ANY[more["any"].lower()], last) or question
    if not asks(last.question):
        return question
    another = ANOTHER.fullmatch(bare)
    if another and fragment(another["other"]):
        return instead(another["other"].strip(), last, dialogue) or question
    if another is None and question.endswith("?") and name_alone(bare, dialogue):
        return instead(bare, last, dialogue) or question
    return question


def name_alone(text: str, dialogue: Dialogue) -> bool:
    """Whether a text is a single name, and surely one: not only a word with a capital."""
    found = names(text, dialogue.entities)
    if not fragment(text) or len(found) != 1:
        return False
    sure = found[0].kind is not Kind.UNKNOWN or found[0].key in dialogue.entities
    return sure and found[0].end - found[0].start >= len(text) - len("the ")


def fragment(text: str) -> bool:
    """Whether a text is a phrase, not a sentence."""
    lower = [word.lower for word in words_of(text)]
    whole = any(word in WH | AUXILIARIES for word in lower)
    own = {"to", "of"} & set(lower[2:]) if len(lower) > 3 else set()
    return 0 < len(lower) <= MOST_WORDS and not whole and not own and lower[0] not in NOT_NOUNS


def with_else(wh: str, last: Heard) -> str:
    """The last question, asked for more: "Who else urged restraint?"; "" where it asks else."""
    words = words_of(last.question)
    if not words or words[0].lower != wh.lower():
        return ""
    if len(words) > 1 and words[1].lower == "else":
        return last.question
    return f"{words[0].text} else{last.question[words[0].end :]}"


def instead(other: str, last: Heard, dialogue: Dialogue) -> str:
    """The last question, asked of another: "" where it is not clear in whose place."""
    question = last.question
    when = TIME.fullmatch(other)
    if when:
        return placed(question, TIME, other, when["prep"])
    words = words_of(other)
    if words[0].lower in PREPOSITIONS and len(words) > 1:
        return located(question, words[0].text, other)
    found = names(other, dialogue.entities)
    those = names(question, dialogue.entities)
    keys = [dialogue.keys(n.written) for n in found]
    if found and keys and keys[0] and keys[0][0] in last.asked:
        return ""
    kind = dialogue.entities[keys[0][0]].kind if keys and keys[0] else Kind.UNKNOWN
    copular = bool(re.match(r"(?:who|which|what) (?:is|are|was|were)\b", question, re.IGNORECASE))
    exact = question.lower().startswith(("who ", "which ")) and not copular
    alike = [n for n in those if similar(known(n.written, dialogue), kind, exact)]
    place = (alike or ([] if exact else those))[:1] if found or len(those) == 1 else []
    if not place:
        return "" if copular else regarding(question, other)
    start, end = span_of(place[0], question, bool(found) and other[found[0].end :][:2] in OWNED)
    if question[:start].lower().endswith("the "):
        start -= 4
    return question[:start] + other + question[end:]


def span_of(name: Name, question: str, whole: bool) -> tuple[int, int]:
    """Where a name stands with its titles and, if `whole`, with what it owns."""
    start, end = name.start, name.end
    for word in reversed(words_of(question[:start])):
        if word.lower not in TITLES or question[word.end : start].strip():
            break
        start = word.start
    if not whole or question[end:][:2] not in OWNED:
        return start, end
    owned = list(takewhile(lambda w: w.lower not in CLOSED, words_of(question[end + 2 :])))
    return start, end + 2 + owned[-1].end if owned else end


def known(written: str, dialogue: Dialogue) -> Entity | None:
    """What the conversation knows of a name."""
    keys = dialogue.keys(written)
    return dialogue.entities[keys[0]] if keys else None


def similar(entity: Entity | None, kind: Kind, exact: bool) -> bool:
    """Whether one can stand where the other does: exactly, or for all that is known."""
    if entity is None:
        return False
    public = {Kind.COUNTRY, Kind.GROUP}
    return entity.kind is kind or (not exact and {entity.kind, kind} <= public)


def placed(question: str, pattern: re.Pattern[str], other: str, prep: str | None) -> str:
    """The question with another time in its time's place, or at its end."""
    old = pattern.search(question)
    bare = question.rstrip(" ?.!…")
    if old is None:
        joined = other if prep or not re.match(YEAR, other) else f"in {other}"
        return f"{bare} {joined}?"
    if old["prep"] and not prep:
        other = f"{old['prep']} {other}"
    return question[: old.start()] + other + question[old.end() :]


def located(question: str, prep: str, other: str) -> str:
    """The question with another place or circumstance: in the old one's place, or at its end."""
    words = words_of(question)
    for at, word in enumerate(words[1:], 1):
        alike = prep.lower() in LOCATING and word.lower in LOCATING
        if (word.lower == prep.lower() or alike) and at + 1 < len(words) and words[at + 1].capital:
            end = at + 1
            while end + 1 < len(words) and words[end + 1].capital:
                end += 1
            return question[: word.start] + other + question[words[end].end :]
    return f"{question.rstrip(' ?.!…')} {other[:1].lower() + other[1:]}?"


def regarding(question: str, other: str) -> str:
    """A question that names nobody, asked of somebody: "Who urged calm?" of Russia."""
    words = words_of(question)
    first = words[0].lower if words else ""
    if first in {"who", "which", "what"}:
        made = asked_with("", question, other)
        if made:
            return made
    named = any(word.capital for word in words_of(other)) or words_of(other)[0].lower == "the"
    lower = {word.lower for word in words_of(other)} - CLOSED - PRONOUN_WORDS
    return f"{question.rstrip(' ?.!…')}, {other}?" if lower and named else ""
