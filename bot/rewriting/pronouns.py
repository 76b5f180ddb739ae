"""Pronouns of a question, and how they are replaced by what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rewriting.antecedents import Meant, within
from bot.rewriting.dialogue import Dialogue
from bot.rewriting.expletives import empty
from bot.rewriting.lexicon import AUXILIARIES, CLOSED, CONJUNCTIONS, PREPOSITIONS
from bot.rewriting.names import Kind, Word, names, words_of
from bot.rewriting.phrases import asks, phrases, plural

PRONOUNS = {
    "he": "m", "him": "m", "his": "m",
    "she": "f", "her": "f", "hers": "f",
    "it": "it", "its": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they",
}  # fmt: skip
OWNING = frozenset("his her its their hers theirs".split())
OBJECTS = frozenset("him them".split())
LONGEST_MENTION = 4
FURTHEST = 4


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question with its pronouns replaced.

    Attributes:
        question: the question.
        centre: the key of whom or what its first pronoun means, "" where it has none.
        meant: its words, "" likewise.
        pronoun: "m", "f", "it" or "they", "" likewise.
        open: whether a pronoun may mean either of two.
    """

    question: str
    centre: str = ""
    meant: str = ""
    pronoun: str = ""
    open: bool = False


def resolve(question: str, dialogue: Dialogue, which: int | None = None) -> Resolved:
    """Replace the pronouns that the conversation explains; leave the others.

    Args:
        question: with pronouns.
        dialogue: what came before.
        which: 0 or 1, the one of two whom a pronoun is taken to mean; None: "X or Y".
    """
    words = words_of(question)
    seen: set[str] = set()
    pieces, at, made = [], 0, Resolved("")
    for index, word in enumerate(words):
        kind = PRONOUNS.get(word.text.lower())
        if kind is None or kind in seen or (kind == "it" and empty(question)):
            continue  # a second "he" leans on the first
        seen.add(kind)
        found = find(question, words, index, kind, dialogue)
        if not found or len(found) > 2:
            continue
        one = found[0] if len(found) == 1 else either(found, which)
        if one.key and kind in "fm" and len(found) == 1:
            dialogue.said_to_be(one.key, kind)
        open_ = made.open or len(found) == 2
        made = Resolved("", made.centre or one.key, made.meant or one.text,
                        made.pronoun or kind, open_)  # fmt: skip
        owning = possessive(question, words, index)
        pieces += [question[at : word.start], written(one.text, owning, word.start == 0)]
        at = word.end
    whole = "".join([*pieces, question[at:]])
    return Resolved(whole, made.centre, made.meant, made.pronoun, made.open)


def possessive(question: str, words: Sequence[Word], at: int) -> bool:
    """Whether a pronoun owns what follows: "her" does before a noun only."""
    lower = words[at].text.lower()
    if lower != "her":
        return lower in OWNING
    if at + 1 == len(words):
        return False
    follows, gap = words[at + 1], question[words[at].end : words[at + 1].start]
    return gap == " " and follows.lower not in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | {"when"}


def written(text: str, owning: bool, first: bool) -> str:
    """Words in a pronoun's place."""
    if owning:
        text += "’" if text.endswith("s") and text.split()[-1].islower() else "’s"
    return text[:1].upper() + text[1:] if first else text


def find(
    question: str, words: Sequence[Word], at: int, kind: str, dialogue: Dialogue
) -> list[Meant]:
    """Those whom or which the pronoun at `at` may mean: nobody, one, or several."""
    own = names(question, dialogue.entities)
    before = [n for n in own if n.end <= words[at].start and suits(n.kind, kind)]
    if before and (words[at].text.lower() not in OBJECTS or len(before) > 1):
        return []
    if kind in ("it", "they") and bound(question, words, at, kind):
        return []
    named = frozenset(dialogue.keys(question))
    for turn in reversed(dialogue.heard[-FURTHEST:]):
        found = within(turn, kind, dialogue, named)
        if found:
            return found
        if kind in ("it", "they") and not asks(turn.question):
            return mentioned(turn.question, kind)  # talk in between: what came before is past
    return []


def mentioned(text: str, kind: str) -> list[Meant]:
    """What a turn that asks nothing is about, if it is only a phrase: "enterprise value"."""
    some = words_of(text)
    if not 0 < len(some) <= LONGEST_MENTION or any(w.lower in CLOSED for w in some):
        return []
    fits = plural(some[-1].lower) == (kind == "they")
    return [Meant("", text[some[0].start : some[-1].end])] if fits else []


def either(found: Sequence[Meant], which: int | None) -> Meant:
    """One of two; both, where it is left open."""
    if which is not None:
        return found[which]
    return Meant("", " or ".join(one.text for one in found))


def bound(question: str, words: Sequence[Word], at: int, kind: str) -> bool:
    """Whether "it", "they" and the like mean a phrase before them: "the museum … its rooms"."""
    word, many = words[at], kind == "they"
    ends = [w.end for w in words[:at] if many and plural(w.lower) and w.lower not in CLOSED]
    for one in phrases(question[: word.start]):
        apart = one.bare and "," not in question[one.start : word.start]
        if one.plural == many and not (one.relational or apart):
            ends += [w.end for w in words[:at] if w.lower == one.head and w.start >= one.start]
    if not ends:
        return False
    gap = question[min(ends) : word.start]
    if "," in gap:
        return True
    between = {w.lower for w in words_of(gap)}
    if possessive(question, words, at):
        return bool(between - PREPOSITIONS)
    follows = words[at + 1].lower if at + 1 < len(words) else ""
    return follows in AUXILIARIES and words[at - 1].lower not in AUXILIARIES and bool(between)


def suits(kind: Kind, pronoun: str) -> bool:
    """Whether a pronoun may mean a name of that kind."""
    if pronoun in "fm":
        return kind in (Kind.PERSON, Kind.UNKNOWN)
    return pronoun == "they" or kind is not Kind.PERSON
