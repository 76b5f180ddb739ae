"""The words of a text that carry its meaning, stemmed, with where they stand."""

from __future__ import annotations

import re
import string
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from index.words import STOP_WORDS

WORD = re.compile(r"\w+(?:['’]\w+)?")
COMMON = STOP_WORDS | frozenset(
    "according anyone anything article articles ever no nor not once only other really someone "
    "something tell told".split()
)
ARTICLES = re.compile(r"\b(?:a|an|the)\b")
PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—…")
ONE_AT_A_TIME = threading.Lock()
"""A stemmer keeps the word that it is at, so threads must take turns."""


class Stemmer(Protocol):
    """What this module uses of snowballstemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 — the library's name
        """The stem of a lower-cased word."""
        ...


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries meaning.

    Attributes:
        stem: its lower-cased Porter stem, without a possessive.
        start: where it begins in its text.
        end: where it ends.
        name: whether it is written as a name, somewhere but at the text's beginning.
    """

    stem: str
    start: int
    end: int
    name: bool


def terms(text: str) -> list[Term]:
    """The meaning-carrying words of a text, in order."""
    found = []
    for match in WORD.finditer(text):
        word = re.sub(r"['’]s$", "", match.group())
        if word.lower() not in COMMON:
            name = match.start() > 0 and (word[0].isupper() or word[0].isdigit())
            plain = word.lower().replace("’", "'")
            found.append(Term(stem(plain), match.start(), match.end(), name))
    return found


def stems(text: str) -> set[str]:
    """The stems of a text's meaning-carrying words."""
    return {term.stem for term in terms(text)}


def coverage(asked: Sequence[Term], there: Sequence[Term]) -> float:
    """Share of a question's terms among a sentence's; 0 where a name is missing."""
    stems = {term.stem for term in there}
    if not asked or any(term.name and term.stem not in stems for term in asked):
        return 0.0
    return sum(term.stem in stems for term in asked) / len(asked)


def normalized(text: str) -> str:
    """Lower case, without punctuation, articles and double spaces.

    As in the evaluation script of SQuAD (Rajpurkar et al. 2016), which knows ASCII
    punctuation only; typographic quotes and dashes are dropped here as well.
    """
    return " ".join(ARTICLES.sub(" ", text.lower().translate(PUNCTUATION)).split())


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The English Porter stem of a lower-cased word; those of frequent words are kept."""
    with ONE_AT_A_TIME:
        return stemmer().stemWord(word)


@cache
def stemmer() -> Stemmer:
    """The stemmer, made once."""
    import snowballstemmer

    made: Stemmer = snowballstemmer.stemmer("english")
    return made
