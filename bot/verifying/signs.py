"""What speaks for or against a sentence, held against its cited text: signs to be weighed.

Every sign is a number; which way it points, and how far, is fitted (`head`). Words are compared
by their stems, names by their first letters too ("Libya", "Libyan").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from itertools import pairwise

import numpy as np

from bot.polarity import ABOUT, AHEAD, ANYWHERE, NEGATES, NEGATES_MORE, reaches
from bot.verifying.amounts import amounts, calendar, values
from bot.verifying.likeness import initials, known, names_in, places, share, stems_of
from bot.verifying.neighbours import displaced, misplaced
from bot.verifying.opposites import opposed
from bot.verifying.slots import slots_of
from bot.verifying.speaking import other_speaker
from bot.verifying.turning import turned_about
from bot.when import MONTHS
from bot.words import terms
from corpus.sentences import sentences

BESIDE = 3
"""Content words on each side of a name that are its neighbours in a sentence."""
ABROAD = 7
"""The same in a cited text, which may say more in between."""
HEDGES = (ABOUT, AHEAD, ANYWHERE)


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence, and what it is held against.

    Attributes:
        sentence: what is to be proved.
        cited: the text that it cites: whole sentences.
        context: the passage around them, with the title and publisher of its article.
        published: the article's date, None where unknown.
        speakers: who says what is cited, as far as the article surely tells.
    """

    sentence: str
    cited: str
    context: str
    published: date | None = None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs; counts are capped at 3, shares are 0 to 1.

    Attributes:
        numbers: numbers that the cited text and its article's date lack.
        counts: small numbers in words that it lacks.
        moved: numbers whose neighbours have another number there.
        apart: 1 less the least share of a number's neighbours that are its neighbours there.
        days: months and weekdays that it lacks.
        strangers: names that even the context lacks.
        distant: names that only the context has.
        negated: denials that the cited text has not.
        affirmed: denials of what it says in the cited text that it has not.
        dropped: doubts of the cited text about what it says plainly.
        doubted: doubts of its own.
        misplaced: names whose neighbours have another name there.
        opposed: words whose opposites the cited text has in their place.
        covered: share of its words in the cited text.
        runs: share of its pairs of neighbouring words that the cited text has near each other.
        order: share of its words that stand in the cited text's best sentence in their order.
        names: least share of a name's neighbours that are the name's neighbours there.
        sides: mean share of them that stand on the same side.
        turned: share of its pairs of names that stand in the other order there.
        cosine: of the embeddings of sentence and cited text, -1 to 1.
        length: logarithm of its number of words.
        speaker: it names another speaker than the article does.
        denied: words that it denies, and the cited text has undenied.
        contradicted: words that it has undenied, and the cited text denies wherever it has them.
        surer: words that it has undoubted, and the cited text doubts wherever it has them.
        slot_name: a name in the place of another, as `slots.Slots` has it; 0 to 6.
        slot_number: a number in the place of another, likewise.
        slot_denied: a denial more or less in the midst of the same words, likewise.
        slot_sure: a doubt less in the midst of the same words, likewise.
    """

    numbers: float
    counts: float
    moved: float
    apart: float
    days: float
    strangers: float
    distant: float
    negated: float
    affirmed: float
    dropped: float
    doubted: float
    misplaced: float
    opposed: float
    covered: float
    runs: float
    order: float
    names: float
    sides: float
    turned: float
    cosine: float
    length: float
    speaker: float
    denied: float
    contradicted: float
    surer: float
    slot_name: float
    slot_number: float
    slot_denied: float
    slot_sure: float

    @property
    def row(self) -> tuple[float, ...]:
        """All of them, in the order of `NAMES`."""
        return astuple(self)


NAMES = tuple(one.name for one in fields(Signs))


def signs_of(held: Held, cosine: float) -> Signs:
    """The signs of a sentence.

    Args:
        held: the sentence and its texts.
        cosine: of their embeddings.
    """
    said, cited = terms(" " + held.sentence), terms(" " + held.cited)
    context = terms(" " + held.context)
    stems, there = [one.stem for one in said], [one.stem for one in cited]
    around = [one.stem for one in context]
    named = names_in(held.sentence, said)
    strangers = [name for name in named if not known(name, around) and not initials(name, context)]
    distant = [name for name in named if name not in strangers and not known(name, there)]
    best = stems_of(best_of(stems, held.cited))
    neighbours = [beside(name, stems, there) for name in named if name in stems]
    return Signs(
        *comparisons(held),
        float(min(len(strangers), 3)),
        float(min(len(distant), 3)),
        *polarity(held, stems),
        float(min(misplaced(held.sentence, held.cited), 3)),
        float(min(opposed(stems, there), 3)),
        share(stems, there),
        pairs(stems, there),
        in_order(stems, best),
        min((both for both, _ in neighbours), default=1.0),
        float(np.mean([side for _, side in neighbours])) if neighbours else 1.0,
        turned(named, stems, there),
        cosine,
        float(np.log(1 + len(held.sentence.split()))),
        float(other_speaker(held.sentence, held.speakers, held.cited)),
        *(float(min(count, 2)) for count in turned_about(held.sentence, held.cited)),
        *map(float, astuple(slots_of(held.sentence, held.cited, held.context))),
    )


def comparisons(held: Held) -> tuple[float, float, float, float, float]:
    """Numbers and small counts that the cited text lacks, those elsewhere in it, and days."""
    given, dates = values(held.cited), calendar(held.cited)
    if held.published is not None:
        day = held.published
        given |= {float(day.year), float(day.day)}
        dates |= {MONTHS[day.month - 1], f"{day:%A}".lower()}
    lacking = [one for one in amounts(held.sentence) if not one.stands_in(given)]
    small = sum(one.spelled for one in lacking)
    days = len(calendar(held.sentence) - dates)
    moved, apart = displaced(held.sentence, held.cited)
    counts = [float(min(n, 3)) for n in (len(lacking) - small, small, moved, days)]
    return counts[0], counts[1], counts[2], apart, counts[3]


def polarity(held: Held, stems: Sequence[str]) -> tuple[float, float, float, float]:
    """Denials added and dropped, doubts dropped and added: by the best of the cited sentences."""
    best = best_of(stems, held.cited)
    own, theirs = denials(held.sentence), denials(best)
    doubts = doubts_in(held.sentence)
    denied = doubtful = 0
    for word, reached in reached_words(best):
        over = len(set(reached) & set(stems))
        if over >= 2 or (over and over >= len(set(reached)) / 2):
            denies = NEGATES.search(word) is not None
            denied += denies
            doubtful += not denies
    return (
        float(min(max(0, own - theirs), 2)),
        float(min(max(0, denied - own), 2)),
        float(min(max(0, doubtful - doubts - own), 2)),
        float(min(doubts, 2)),
    )


def doubts_in(text: str) -> int:
    """How many words of a text doubt what it says, or put it off."""
    return sum(
        NEGATES.search(match.group()) is None for kind in HEDGES for match in kind.finditer(text)
    )


def denials(text: str) -> int:
    """How often a text denies."""
    return len(NEGATES.findall(NEGATES_MORE.sub(" ", text)))


def reached_words(text: str) -> list[tuple[str, list[str]]]:
    """The words of a text that deny or weaken, each with the stems that it reaches."""
    found = []
    for low, high in sentences(text):
        sentence = text[low:high]
        for one in reaches(sentence):
            reached = [t.stem for t in terms(" " + sentence[one.low : one.high])]
            found.append((sentence[one.start : one.end], reached))
    return found


def pairs(stems: Sequence[str], there: Sequence[str]) -> float:
    """Share of the pairs of neighbours that stand near each other among others, either way."""
    made = list(pairwise(stems))
    near = sum(
        any(abs(a - b) <= ABROAD for a in places(one, there) for b in places(other, there))
        for one, other in made
    )
    return near / len(made) if made else 1.0


def best_of(stems: Sequence[str], cited: str) -> str:
    """The cited sentence that has most of some words."""
    parts = [cited[low:high] for low, high in sentences(cited)]
    return max(parts, key=lambda part: share(stems, stems_of(part)), default="")


def in_order(stems: Sequence[str], there: Sequence[str]) -> float:
    """The longest common subsequence of two lists of words, over those that both have."""
    both = sum(known(one, there) for one in stems)
    if not both:
        return 0.0
    row = [0] * (len(there) + 1)
    for one in stems:
        last = 0
        for at, other in enumerate(there, 1):
            above = row[at]
            row[at] = last + 1 if one == other or known(one, [other]) else max(above, row[at - 1])
            last = above
    return min(1.0, row[-1] / both)


def beside(name: str, stems: Sequence[str], there: Sequence[str]) -> tuple[float, float]:
    """Shares of a name's neighbours that are its neighbours elsewhere: at all; on their side."""
    at = stems.index(name)
    left, right = stems[max(0, at - BESIDE) : at], stems[at + 1 : at + 1 + BESIDE]
    spots = places(name, there)
    if not left and not right:
        return 1.0, 1.0
    both = side = 0.0
    for spot in spots:
        before = there[max(0, spot - ABROAD) : spot]
        after = there[spot + 1 : spot + 1 + ABROAD]
        near = sum(known(one, [*before, *after]) for one in [*left, *right])
        same = sum(known(one, before) for one in left) + sum(known(one, after) for one in right)
        both, side = max(both, near), max(side, same)
    total = len(left) + len(right)
    return both / total, side / total


def turned(named: Sequence[str], stems: Sequence[str], there: Sequence[str]) -> float:
    """Share of the pairs of names that stand in the other order elsewhere, wherever they do."""
    spots = {name: places(name, there) for name in named}
    told = [name for name in stems if spots.get(name)]
    told = list(dict.fromkeys(told))
    made = [(a, b) for n, a in enumerate(told) for b in told[n + 1 :]]
    bad = sum(min(spots[a]) > min(spots[b]) for a, b in made)
    return bad / len(made) if made else 0.0
