"""A sentence that opens with "The two countries", "The bloc" or "He", with what that stands for.

The article's words for it are put in brackets: "The bloc [the European Union] said …". Only where
one thing can be meant; the sentence is left as it is otherwise. The quote itself never changes.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.attribution import who
from bot.countries import COUNTRIES
from corpus.article import Article
from corpus.sentences import paragraphs, sentences

COUNTED = re.compile(
    r"(?:The\s+(?P<number>two|three|four)|Both)\s+(?:countries|nations|states)(?=\s+[a-z]|,)"
)
PRONOUN = re.compile(r"(?:(?:But|And|Yet|Still|Then|So)\s)?(He|She|he|she)(?=\s+[a-z])")
NUMBERS = {"two": 2, "three": 3, "four": 4}
LINKS = re.compile(r",\s+and\s+|\s+and\s+|,\s+")
BODIES = (
    "bloc|board|bureau|commission|committee|congress|council|court|league|ministry|parliament|"
    "senate|tribunal"
)
"""Bodies that news names by their kind; "the company" and "the party" may be anything named."""
DEFINITE = re.compile(rf"The\s+(?P<noun>{BODIES})(?=\s+(?!of\b|for\b|on\b|in\b|at\b)[a-z]|,)")
BLOCS = re.compile(
    r"\b(?:[Tt]he\s+)?(?:European\s+Union(?:\s+\(EU\))?|EU|African\s+Union(?:\s+\(AU\))?|"
    r"Arab\s+League|ASEAN|ECOWAS|Mercosur|BRICS|Group\s+of\s+(?:Seven|Twenty)|G7|G20)(?![\w-])"
)
OTHERS = r"\b(?!(?:[Tt]he|[Tt]his)\s)[\w-]+\s+{noun}\b|\b{noun}e?s\b|\b{noun}\s+(?:of|for|in)\b"
"""Another body of the kind that is not named: "a court", "the city council", "courts"."""
SHORT = {"EU": "European Union", "G7": "Group of Seven", "G20": "Group of Twenty"}
PROPER = r"(?:[A-Z][\w’'.-]*)"


def stood(article: Article, start: int, end: int) -> str:
    """A sentence of an article, with what its first words stand for in brackets where certain.

    Args:
        article: the article.
        start: first code point of the sentence.
        end: the code point after its last.
    """
    sentence = article.text[start:end]
    found = (
        countries(article, sentence, start)
        or body(article, sentence, start)
        or person(article, sentence, start)
    )
    if found is None:
        return sentence
    at, meant = found
    return f"{sentence[:at]} [{meant}]{sentence[at:]}"


def person(article: Article, sentence: str, start: int) -> tuple[int, str] | None:
    """Whom "He" or "She" is, if one person only can be meant; not where the sentence says who."""
    opening = PRONOUN.match(sentence)
    if opening is None:
        return None
    name = who(article, start + opening.start(1), opening[1].lower())
    if name is None or name.split()[-1].rstrip(".") in sentence:
        return None
    return opening.end(1), name


def countries(article: Article, sentence: str, start: int) -> tuple[int, str] | None:
    """What "the two countries" are: just as many, in one list in the sentence before.

    Returns:
        Where the words end that stand for them, and the list; None where they are not certain.
    """
    opening = COUNTED.match(sentence)
    if opening is None:
        return None
    before = article.text[slice(*sentence_before(article, start))]
    named = list(COUNTRIES.finditer(before))
    if len(named) != NUMBERS.get(opening["number"], 2):
        return None
    links = [before[a.end() : b.start()] for a, b in pairwise(named)]
    listed = all(LINKS.fullmatch(link) for link in links) and "and" in links[-1]
    return (opening.end(), before[named[0].start() : named[-1].end()]) if listed else None


def sentence_before(article: Article, start: int) -> tuple[int, int]:
    """Start and end of the sentence before an offset; both 0 where it is the first of the text."""
    lines = [(a, b) for a, b in paragraphs(article.text) if a < start][-2:]
    bounds = [(a + x, a + y) for a, b in lines for x, y in sentences(article.text[a:b])]
    return next(((a, b) for a, b in reversed(bounds) if b <= start), (0, 0))


def body(article: Article, sentence: str, start: int) -> tuple[int, str] | None:
    """What "the bloc" or "the ministry" is: the only such body that the article names.

    None where the article speaks, before the sentence, of another one without its name.
    """
    opening = DEFINITE.match(sentence)
    if opening is None:
        return None
    noun = opening["noun"]
    before = article.text[:start]
    if re.search(OTHERS.format(noun=noun), before):
        return None
    named = list((BLOCS if noun == "bloc" else bodies(noun)).finditer(before))
    kinds = {key(match.group()) for match in named}
    if len(kinds) != 1:
        return None
    meant = max((match.group() for match in named), key=len)
    return opening.end(), re.sub(r"^The\s", "the ", meant)


def bodies(noun: str) -> re.Pattern[str]:
    """Names of bodies of a kind: "the Foreign Ministry", "the Ministry of Defence"."""
    kind = noun.capitalize()
    return re.compile(
        rf"\b(?:[Tt]he\s+)?(?:(?!The\b){PROPER}\s+)*{kind}\b"
        rf"(?:\s+(?:of|for)\s+(?:the\s+)?{PROPER}(?:\s+(?:and\s+)?{PROPER})*)?"
    )


def key(name: str) -> str:
    """What is the same for all forms of a name here: no article, no abbreviation."""
    plain = re.sub(r"^[Tt]he\s+|\s+\([^)]*\)$", "", name)
    return SHORT.get(plain, plain)
