"""Whom and what a question names, and whether an article speaks of them at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.words import COMMON
from corpus.article import Article

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
BEGINS = re.compile(r"(?:^|[.!?:;“\"(]\s*)$")
JOINED = re.compile(r"\s*(?:[-–&]|\s(?:of|the|and|for|de|da|del|van|von|al|el)\s)?\s*(?:the\s)?")
SHORTEST = 4
"""Letters of a word that is looked for: shorter ones are often written otherwise ("US")."""
ENDING = 3
"""Letters at a word's end that may differ: "Nepalese" is spoken of where Nepal is."""
WHOLE = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:(?:of|for|the|and)\s+){0,2}[A-Z][\w’'-]*)+")
"""A name of several words."""
ACRONYM = re.compile(r"(?<!^)\b[A-Z]{2,}\b")
"""Not a question's first word."""
MOSTLY = 0.7
"""Share of words with a capital from which on a question's capitals tell nothing."""

OTHERWISE = frozenset(
    "american americans english french dutch swiss danish".split()
    + "january february march april june july august september october november december".split()
    + "monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words with a capital that articles often have in another form: "US", "France", "last week"."""
PASSED_OVER = COMMON | OTHERWISE

Name = frozenset[str]


def names(question: str) -> list[Name]:
    """The names in a question, each as the beginnings of its words, folded to plain letters.

    A name is a run of words with capitals, "of" and the like between them. None of a question whose
    capitals tell nothing.
    """
    words = list(WORD.finditer(question))
    capital = [word.group()[0].isupper() for word in words]
    if sum(capital) >= max(2.0, MOSTLY * len(words)):
        return []
    runs: list[list[str]] = []
    last = -1
    for word, high in zip(words, capital, strict=True):
        plain = word.group().lower() in PASSED_OVER
        plain = plain or BEGINS.search(question[: word.start()]) is not None
        if not high or plain:
            continue
        if last < 0 or not JOINED.fullmatch(question[last : word.start()]):
            runs.append([])
        runs[-1].append(beginning(word.group()))
        last = word.end()
    return [frozenset(run) for run in runs if all(len(word) >= SHORTEST for word in run)]


def speaks_of(article: Article, asked: Sequence[Name]) -> bool:
    """Whether an article has, of every name, one of its words, whatever its ending."""
    if not asked:
        return True
    text = folded(f"{article.title} {article.text}")
    return all(any(re.search(rf"\b{word}", text) for word in name) for name in asked)


def acronyms(text: str) -> str:
    """The initials of each name of several words: "GNA" for the Government of National Accord."""
    return " ".join("".join(re.findall(r"\b[A-Z]", name)) for name in WHOLE.findall(text))


def beginning(word: str) -> str:
    """The letters of a word that must be there, folded."""
    plain = re.sub(r"'s?$", "", folded(word))
    return plain[: max(SHORTEST, len(plain) - ENDING)]


def folded(text: str) -> str:
    """A text in lower case and without accents; letters that have none stay."""
    parts = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return plain.replace("ł", "l").replace("’", "'")
