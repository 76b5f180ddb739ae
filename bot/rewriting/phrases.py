"""Noun phrases without a name: "the joint statement", found by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.rewriting.lexicon import (
    AUXILIARIES,
    BE,
    CLOSED,
    DO,
    GENERIC,
    PREPOSITIONS,
    RELATIONAL,
    TIME_UNITS,
    WH,
)
from bot.rewriting.names import Name, Word, names, words_of

OPENERS = frozenset("a an the his her its their this that these those which what".split())
BARE = frozenset("of about for in with on between is are was were describe".split())
VERBAL = re.compile(r"\w{3,}ed|\w{3,}ing")
NOT_PLURAL = re.compile(r"\w*(?:ss|us|is)|news|series|politics|economics")
PLAIN_VERBS = frozenset(
    "say do have be get make go take give want need mean come call know".split()
)
"""Verbs that stand among the words that end a phrase: behind them, nothing of it is a verb."""
ASKING = frozenset("tell describe explain give name list show compare".split())
LONGEST = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: "the joint statement".

    Attributes:
        text: its words, with "the" for what opened it, and the name that "of" joins to it.
        head: its last word before that, in lower case.
        plural: whether the head is a plural.
        subject: whether it stands behind an auxiliary, where a question has its subject.
        relational: whether the head only says something of another thing: "the history of".
        bare: whether nothing opened it: "about lavender plants".
        start: its first code point, the opener included.
    """

    text: str
    head: str
    plural: bool
    subject: bool
    relational: bool = False
    bare: bool = False
    start: int = 0


def phrases(question: str) -> Iterator[Phrase]:
    """The noun phrases of a question that are no name alone, in order."""
    words = words_of(question)
    own = names(question)
    for at, word in enumerate(words):
        owner = word.owns and word.capital
        opened = owner or (word.lower in OPENERS and not word.owns)
        if not opened and word.lower not in BARE:
            continue
        before = words[at - 1].lower if at else ""
        some = inside(question, words, at + 1)
        adjective = word.lower in BE and (before not in WH or about(question, some))
        if adjective or asks_after(word, some):
            continue
        if before in DO and len(some) > 1 and not plural(some[0].lower):
            follows = words[at + 1 + len(some)].lower if at + 1 + len(some) < len(words) else ""
            some = some if follows in PLAIN_VERBS else some[:-1]
        if some and fit(some, opened):
            subject = opened and (before in AUXILIARIES or at == 0)
            yield phrase(
                question, [word, *some] if owner else some, subject, opened, word.start, own
            )


def about(question: str, some: Sequence[Word]) -> bool:
    """Whether words behind "what is" are an adjective: "what is special about it"."""
    return bool(some) and question[some[-1].end :].startswith((" about", " with", " for"))


def asks_after(word: Word, some: Sequence[Word]) -> bool:
    """Whether "what" or "which" has no noun behind it: "what prompted the return"."""
    return word.lower in WH and bool(some) and bool(VERBAL.fullmatch(some[0].lower))


def fit(some: Sequence[Word], opened: bool) -> bool:
    """Whether words are a phrase: with names only before a noun, and not a vague noun."""
    last = some[-1]
    if last.lower in GENERIC or last.capital:
        return False
    if not opened:
        verbal = any(VERBAL.fullmatch(w.lower) for w in some)
        return not verbal and not any(w.capital for w in some)
    return True


def phrase(
    text: str, some: Sequence[Word], subject: bool, opened: bool, start: int, own: Sequence[Name]
) -> Phrase:
    """The phrase of these words, and of a name behind "of"."""
    head = some[-1].lower
    said = text[some[0].start : some[-1].end]
    behind = re.match(r" of (?:the )?", text[some[-1].end :])
    joined = some[-1].end + behind.end() if behind else -1
    of = next((n for n in own if n.start == joined), None)
    if of and behind:
        said += behind.group() + of.written
    owned = any(word.owns for word in some[:-1])
    whole = said if owned or not opened else f"the {said}"
    return Phrase(
        whole, head, plural(head), subject, head in RELATIONAL and not owned, not opened, start
    )


def inside(text: str, words: Sequence[Word], at: int) -> list[Word]:
    """The words of the phrase whose opener stands before `at`."""
    some: list[Word] = []
    for word in words[at : at + LONGEST]:
        gap = text[some[-1].end : word.start] if some else " "
        if word.lower in CLOSED or gap != " " or (some and VERBAL.fullmatch(word.lower)):
            break
        some.append(word)
        if plural(word.lower) and not word.owns:
            break
    return [] if some and some[-1].lower in TIME_UNITS else some


def asks(question: str) -> bool:
    """Whether a turn has a question's form, or that of "Tell me about …"."""
    words = words_of(question)
    first = 1 if words and words[0].lower in PREPOSITIONS and len(words) > 1 else 0
    return bool(words) and words[first].lower in WH | AUXILIARIES | ASKING


def plural(word: str) -> bool:
    """Whether a word looks like a plural."""
    irregular = word in {"people", "men", "women", "children", "police", "media"}
    return irregular or (word.endswith("s") and len(word) > 3 and not NOT_PLURAL.fullmatch(word))
