"""Whether a sentence names the speaker whom the article names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.attribution import Sources
from bot.attribution.whole import of_sentences
from bot.words import terms

PRONOUNS = frozenset("he she it they we i you who this that these those".split())


def other_speaker(sentence: str, speakers: Sequence[str], cited: str) -> bool:
    """Whether a sentence says that somebody says it, who is none of the speakers.

    False where it names nobody, or nobody is known to have said it; and where it names a role
    that stands in the cited text, which may be the speaker's.

    Args:
        sentence: of an answer.
        speakers: who says what it cites, in the article's words.
        cited: what it cites.
    """
    named = speaker_in(sentence)
    if not named or not speakers:
        return False
    mine = words_of(named)
    there = {one.stem for one in terms(" " + cited)}
    if not any(one.name for one in terms(" " + named)) and mine <= there:
        return False
    return bool(mine) and all(words_of(one) and not mine & words_of(one) for one in speakers)


def speaker_in(sentence: str) -> str:
    """Who says what a sentence reports, in its words; "" where it reports nothing, or "he" does."""
    found = of_sentences(Sources(sentence), 0, len(sentence))
    named = found.speaker if found is not None and found.said else ""
    return "" if named.lower().split()[:1] and named.lower() in PRONOUNS else named


def words_of(name: str) -> set[str]:
    """The words of a name or role that tell it from others: its capitals, else all."""
    found = {one.stem for one in terms(" " + re.sub(r"['’]s\b", "", name)) if one.name}
    return found or {one.stem for one in terms(name)}
