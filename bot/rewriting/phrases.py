"""Noun phrases without a name: "the joint statement", found by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.rewriting.lexicon import AUXILIARIES, CLOSED, DO, GENERIC, TIME_UNITS
from bot.rewriting.names import Word, words_of

OPENERS = frozenset("a an the his her its their this that these those which what".split())
VERBAL = re.compile(r"\w{3,}ed|\w{3,}ing")
NOT_PLURAL = re.compile(r"\w*(?:ss|us|is)|news|series|politics|economics")
LONGEST = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: "the joint statement".

    Attributes:
        text: its words, with "the" for what opened it.
        head: its last word, in lower case.
        plural: whether the head is a plural.
        subject: whether it stands behind an auxiliary, where a question has its subject.
    """

    text: str
    head: str
    plural: bool
    subject: bool


def phrases(question: str) -> Iterator[Phrase]:
    """The noun phrases of a question that name no name, in order."""
    words = words_of(question)
    for at, word in enumerate(words):
        if word.lower in OPENERS and not word.owns:
            some = inside(question, words, at + 1)
            before = words[at - 1].lower if at else ""
            if before in DO and len(some) > 1 and not plural(some[0].lower):
                some = some[:-1]
            if some and not any(w.capital for w in some) and some[-1].lower not in GENERIC:
                yield phrase(some, before in AUXILIARIES or at == 0)


def phrase(some: Sequence[Word], subject: bool) -> Phrase:
    """The phrase of these words."""
    head = some[-1].lower
    return Phrase("the " + " ".join(w.text for w in some), head, plural(head), subject)


def inside(text: str, words: Sequence[Word], at: int) -> list[Word]:
    """The words of the phrase whose opener stands before `at`."""
    some: list[Word] = []
    for word in words[at : at + LONGEST]:
        gap = text[some[-1].end : word.start] if some else " "
        if word.lower in CLOSED or gap != " " or (some and VERBAL.fullmatch(word.lower)):
            break
        some.append(word)
        if plural(word.lower):
            break
    return [] if some and some[-1].lower in TIME_UNITS else some


def plural(word: str) -> bool:
    """Whether a word looks like a plural."""
    irregular = word in {"people", "men", "women", "children", "police", "media"}
    return irregular or (word.endswith("s") and len(word) > 3 and not NOT_PLURAL.fullmatch(word))
