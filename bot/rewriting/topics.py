"""Mentions that lean on the conversation: "that statement", "there", "What happened next?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.rewriting.dialogue import Dialogue, Entity, Heard
from bot.rewriting.expletives import empty
from bot.rewriting.lexicon import (
    BE,
    CLOSED,
    DEMONSTRATIVES,
    GENERIC,
    IRREGULAR,
    MADE,
    ORGANISED,
    PREPOSITIONS,
    SETTLED,
)
from bot.rewriting.names import Kind, Word, names, words_of
from bot.rewriting.phrases import VERBAL, asks

THERE = re.compile(
    r"(?<=\w )there(?=\s*[?.!]*\s*$)|(?<=\w )there(?= (?:in|on|after|before)\b)", re.I
)
EXISTS = re.compile(r"\b(?:is|are|was|were|be|been|will|has|have)\s+(?:not\s+)?there\b", re.I)
WHERE = re.compile(
    rf"(?:(?:in|to|from|near) )?(?:where|(?:which|what) (?:{'|'.join(sorted(SETTLED))}))\b", re.I
)
NAMED = (
    (ORGANISED, (Kind.GROUP, Kind.UNKNOWN)),
    (SETTLED, (Kind.PLACE, Kind.COUNTRY, Kind.UNKNOWN)),
    (MADE, (Kind.THING, Kind.UNKNOWN)),
)
"""Of what kind a name is, where it may be called by one of these nouns."""
BACK = 3
LINKS = frozenset("of by with against between from for on to in".split())
WIDE = 3


def anchored(question: str, dialogue: Dialogue) -> str:
    """The question with "there" and phrases such as "the statement" made as full as before."""
    made = placed(question, dialogue)
    made = filled(made, dialogue)
    return thin(made, dialogue)


def placed(question: str, dialogue: Dialogue) -> str:
    """The question with "there" replaced by the place that was last named."""
    found = THERE.search(question)
    if found is None or EXISTS.search(question):
        return question
    for heard in reversed(dialogue.heard[-BACK:]):
        for keys in (heard.asked, heard.short_keys):
            for _, entity in dialogue.those(keys):
                if entity.kind in (Kind.PLACE, Kind.COUNTRY) or answers_where(heard, keys, entity):
                    return f"{question[: found.start()]}in {entity.said}{question[found.end() :]}"
    return question


def answers_where(heard: Heard, keys: Sequence[str], entity: Entity) -> bool:
    """Whether something is the answer to the question where."""
    where = WHERE.match(heard.question) and keys == heard.short_keys
    return bool(where) and entity.kind is not Kind.PERSON


def filled(question: str, dialogue: Dialogue) -> str:
    """The question with the first "the N" as fully named as it was before."""
    words = words_of(question)
    for at, word in enumerate(words[:-1]):
        noun = words[at + 1]
        if word.lower not in DEMONSTRATIVES | {"the"} or not whole(question, words, at):
            continue
        full = fuller(noun.lower, dialogue, frozenset(w.lower for w in words))
        if not full and word.lower in DEMONSTRATIVES:
            full = called(noun.lower, dialogue)
        if not full and not names(question, dialogue.entities):
            full = of_a_kind(noun.lower, dialogue)
        if full:
            return question[: word.start] + first_capital(opened(full), at) + question[noun.end :]
    return question


def opened(phrase: str) -> str:
    """A phrase with "the", unless somebody owns it."""
    owned = any(word.owns for word in words_of(phrase)[:-1])
    return phrase if owned else f"the {phrase}"


def first_capital(text: str, at: int) -> str:
    """A phrase as it stands at the beginning, or within."""
    return text[:1].upper() + text[1:] if at == 0 else text


def whole(question: str, words: Sequence[Word], at: int) -> bool:
    """Whether a determiner and the one word behind it are a phrase of their own."""
    noun = words[at + 1]
    if noun.lower in CLOSED | GENERIC or noun.capital or noun.owns:
        return False
    if VERBAL.fullmatch(noun.lower) or noun.lower in IRREGULAR:
        return False
    if question[words[at].end : noun.start] != " ":
        return False
    if words[at].lower == "that" and at and words[at - 1].lower not in PREPOSITIONS | CLOSED:
        return False
    if at + 2 == len(words):
        # "Is that sure?" calls nothing a sure one.
        return at != 1 or words[0].lower not in BE or words[at].lower not in DEMONSTRATIVES
    after = words[at + 2]
    ended = question[noun.end : after.start] != " "
    return ended or (
        after.lower not in LINKS and (after.lower in CLOSED or bool(VERBAL.fullmatch(after.lower)))
    )


def fuller(noun: str, dialogue: Dialogue, present: frozenset[str]) -> str:
    """The fullest way in which the last turns wrote a phrase with that head, "" if no fuller."""
    for heard in reversed(dialogue.heard[-BACK:]):
        for text in (heard.question, heard.short, heard.answer):
            for found in spelled(noun, text, dialogue):
                added = [w for w in words_of(found) if w.lower not in CLOSED | present]
                # An answer's "serious injury" adds nothing that tells one injury from another.
                if added and (text is heard.question or any(telling(w) for w in added)):
                    return found
    return ""


def telling(word: Word) -> bool:
    """Whether a word names or numbers something."""
    return word.capital or word.text[0].isdigit()


def called(noun: str, dialogue: Dialogue) -> str:
    """A noun with the name that the last answer, or question, gave such a thing."""
    last = dialogue.heard[-1]
    for keys in (last.short_keys, last.asked):
        for _, entity in dialogue.those(keys):
            if entity.kind in (Kind.THING, Kind.UNKNOWN, Kind.GROUP) and not entity.plural:
                return f"{noun} {entity.name}"
    return ""


def of_a_kind(noun: str, dialogue: Dialogue) -> str:
    """A noun such as "company" with the only name that the last turns asked about of its kind."""
    kinds = next((kinds for nouns, kinds in NAMED if noun in nouns), ())
    for heard in reversed(dialogue.heard[-BACK:]):
        those = [e for _, e in dialogue.those(heard.asked) if e.kind in kinds and not e.plural]
        if those:
            return f"{noun} {those[0].name}" if len(those) == 1 else ""
    return ""


def spelled(noun: str, text: str, dialogue: Dialogue) -> list[str]:
    """The phrases of a text whose head is that noun, without what opens them."""
    words = words_of(text)
    return [
        text[words[left(text, words, at)].start : right(text, words, at, dialogue)]
        for at, word in enumerate(words)
        if word.lower == noun and not word.owns
    ]


def left(text: str, words: Sequence[Word], at: int) -> int:
    """The index of a phrase's first word, its opener aside."""
    low = at
    while low and at - low < WIDE:
        word = words[low - 1]
        if words[low].owns and not word.capital:
            break
        if text[word.end : words[low].start] != " " or word.lower in CLOSED:
            break
        if VERBAL.fullmatch(word.lower) or word.lower in IRREGULAR or (word.owns and low - 1 == 0):
            break
        low -= 1
    return low


def right(text: str, words: Sequence[Word], at: int, dialogue: Dialogue) -> int:
    """Where a phrase ends, with a name that a preposition joins to it."""
    end = words[at].end
    if at + 2 >= len(words) or words[at + 1].lower not in LINKS:
        return end
    stretch = text[words[at + 1].start :][:120]
    for name in names(stretch, dialogue.entities):
        between = words_of(stretch[: name.start])
        if len(between) <= 2 and all(w.lower in LINKS | {"the"} for w in between):
            return words[at + 1].start + name.end
        break
    return end


def thin(question: str, dialogue: Dialogue) -> str:
    """A question that does not say what it is about, with what the last one was about."""
    words = words_of(question)
    content = [w for w in words if w.lower not in CLOSED]
    if any(w.lower not in GENERIC or (w.capital and w.start) for w in content):
        return question
    if not content or empty(question) or names(question, dialogue.entities):
        return question
    last = dialogue.heard[-1]
    if not asks(last.question) and not last.asked:
        return question
    topic = topic_of(dialogue)
    if not topic or topic.lower() in question.lower():
        return question
    bare = question.rstrip(" ?.!…")
    return f"{bare} ({topic})?"


def topic_of(dialogue: Dialogue) -> str:
    """What the last question that names something names first, "" where there is none."""
    for heard in reversed(dialogue.heard[-BACK:]):
        found = topics(heard, dialogue)
        if found:
            return found[0]
    return ""


def topics(heard: Heard, dialogue: Dialogue) -> list[str]:
    """What a turn was about, likeliest first."""
    centre = [heard.centre] if heard.centre else []
    those = dialogue.those([*centre, *heard.asked])
    those.sort(key=lambda pair: pair[1].kind is not Kind.PERSON)
    named = [entity.said for _, entity in those]
    return [*named, *(p.text for p in heard.things if not p.relational)]
