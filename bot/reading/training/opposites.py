"""Words and their opposites: questions turned by them are most likely not answered any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

PAIRS = """
    first last, before after, north south, northern southern, east west, eastern western,
    largest smallest, larger smaller, biggest smallest, highest lowest, higher lower,
    most least, more fewer, increase decrease, increased decreased, increases decreases,
    rise fall, rose fell, gain lose, gained lost, win lose, won lost, winner loser,
    begin end, began ended, beginning end, start end, started ended, opened closed, open close,
    early late, earliest latest, earlier later, old new, oldest newest, older younger,
    oldest youngest, best worst, better worse, good bad, positive negative, major minor,
    strong weak, stronger weaker, strongest weakest, longest shortest, longer shorter,
    fast slow, faster slower, fastest slowest, hot cold, warm cool, high low, tall short,
    allow forbid, allowed forbade, accept reject, accepted rejected, agreed refused, agree refuse,
    support oppose, supported opposed, supporters opponents, supporter opponent, ally enemy,
    allies enemies, attack defend, attacked defended, join leave, joined left, enter leave,
    entered left, arrive leave, arrived left, arrived departed, born died, alive dead, birth death,
    created destroyed, create destroy, built demolished, build demolish, founded dissolved,
    introduced abolished, included excluded, include exclude, includes excludes, inside outside,
    above below, upper lower, internal external, male female, men women, man woman,
    king queen, father mother, son daughter, brother sister, husband wife, boys girls,
    buy sell, bought sold, lend borrow, send receive, sent received,
    teach learn, taught learned, remember forget, known unknown, common rare,
    popular unpopular, successful unsuccessful, legal illegal, public private, urban rural,
    rich poor, wealthy poor, heavy light, wide narrow, deep shallow, thick thin, dry wet,
    easy hard, easier harder, same different, similar different, true false,
    ancient modern, temporary permanent, national local, domestic foreign, civilian military,
    summer winter, spring autumn, morning evening, day night, majority minority, maximum minimum,
    improve worsen, improved worsened, encourage discourage, encouraged discouraged, praise blame,
    praised criticized, love hate, loved hated, liked disliked, like dislike, approved rejected,
    approve reject, confirm deny, confirmed denied, appointed dismissed, hired fired,
    arrested freed, advantage disadvantage, advantages disadvantages,
    benefits drawbacks, cause prevent,
    caused prevented, causes prevents, help hinder, helped hindered, protect harm, protected harmed,
    victory defeat, peace war, expand shrink, expanded shrank, add remove, added removed,
    connected separated, combine separate, combined separated, unite divide, united divided
"""


def opposites() -> dict[str, tuple[str, ...]]:
    """Every word of the pairs with those that it is paired with, both ways."""
    found: dict[str, list[str]] = {}
    for pair in PAIRS.split(","):
        one, other = pair.split()
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return {word: tuple(others) for word, others in found.items()}


OPPOSITES = opposites()

NAMED = {"north", "south", "east", "west", "united", "new", "national", "war", "king", "queen"}
"""Words that are often part of a name, and then have no opposite: only turned in lower case."""


def opposed(question: str) -> Iterator[tuple[str, str]]:
    """The question with one word turned, and the word that is new in it, for every way to do so."""
    for match in re.finditer(r"[^\W\d_]+", question):
        word = match.group()
        if word != word.lower() and (word.lower() in NAMED or match.start() > 0):
            continue
        for other in OPPOSITES.get(word.lower(), ()):
            put = other.capitalize() if word[0].isupper() else other
            yield question[: match.start()] + put + question[match.end() :], other
