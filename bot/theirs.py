"""Whether a mention may answer "What did X say about Y?": only where it is what X said.

What another says of X, or the article in its own words, is not. But an article may tell what X
pledged, by that verb, or another what a body pledged. Who is asked about without a name ("the
study") may be called otherwise, and may have said it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.answer import Citation
from bot.attribution import attribute, attribute_sentence
from bot.claiming import Mention, cited
from bot.speakers import called, is_body, is_of, is_theirs, names_in, names_them
from bot.standing import sentence_before
from bot.words import stem, stems, terms
from corpus.article import Article

ASKS = re.compile(
    r"^\s*what\s+(?:else\s+)?(?:did|does|do|has|have|had|is|was)\s+(?P<who>\S.*?)\s+"
    r"(?P<verb>say|said|saying|tell|told|think|thought|claim|claimed|argue|argued|write|written|"
    r"announce|announced|warn|warned|promise|promised|pledge|pledged|believe|believed|suggest|"
    r"suggested|explain|explained|comment)\b(?P<what>.*)$",
    re.IGNORECASE,
)
ACTS = {stem(one) for one in "announce promise pledge suggest write warn claim argue".split()}
"""Verbs of which articles tell without words that were said: "announced a larger rocket"."""
PRONOUN = re.compile(r"(?:He|She)\s")


class Asked(NamedTuple):
    """What a question for somebody's words asks: of whom, by which verb, about what."""

    who: str
    verb: str
    what: str


def words_asked(question: str) -> Asked | None:
    """Whose words a question asks for, and about what; None where it asks for nobody's."""
    asked = ASKS.match(question)
    return Asked(called(asked["who"]), asked["verb"], asked["what"]) if asked else None


def may_answer(question: str, one: Mention) -> bool:
    """Whether a mention may answer a question; always, where that asks for nobody's words."""
    asked = words_asked(question)
    if asked is None:
        return True
    if names_in(asked.who) and not is_said(asked.who, asked.verb, cited(one), one.article):
        return False
    return not is_of_another(asked.who, asked.what, one)


def is_said(who: str, verb: str, quote: Citation, article: Article) -> bool:
    """Whether a cited sentence may be what who was asked about said."""
    told = stem(verb.lower()) in ACTS and names_them(quote.quote, who)
    if quote.speaker is not None:
        return is_theirs(who, quote.speaker, quote.quote, article.text) or (told and is_body(who))
    return (told and has_verb(verb, quote.quote)) or goes_on(who, article, quote.start)


def has_verb(verb: str, sentence: str) -> bool:
    """Whether a sentence has the verb that was asked for: "pledged"."""
    return stem(verb.lower()) in {stem(word) for word in re.findall(r"\w+", sentence.lower())}


def goes_on(who: str, article: Article, start: int) -> bool:
    """Whether a sentence goes on ("She warned …") right behind one that somebody said."""
    if not PRONOUN.match(article.text, start):
        return False
    low, high = sentence_before(article, start)
    said = attribute_sentence(article, low, high) if high else None
    sentence = article.text[low:high]
    return said is not None and is_theirs(who, said.speaker, sentence, article.text)


def is_of_another(who: str, what: str, one: Mention) -> bool:
    """Whether a mention is surely said by somebody else whom the question names."""
    others = {term.stem for term in terms(" " + what) if term.name}
    said = attribute(one.article, one.start, one.end) if others else None
    if said is None or is_of(who, said.speaker):
        return False
    return not others.isdisjoint(stems(said.speaker))
