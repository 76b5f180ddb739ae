"""Spans that may be answers, and how surely: the reader's word, and that of other articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.reading.calibration import Calibration, Signs
from bot.reading.reader import Found
from bot.sources import copied, same
from bot.words import stems
from index.passage import Hit

LEADS = 8
"""The surest candidates, of which others are asked whether they say the same."""
HEARD = 0.05
"""Least confidence of one that is heard."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be an answer.

    Attributes:
        article_id: the article that it stands in.
        start: first code point, in the article's text.
        end: the code point after its last.
        confidence: how surely it is right, 0 to 1, with what other articles say.
        text: its words.
        alone: how surely it is right by its own passage.
    """

    article_id: str
    start: int
    end: int
    confidence: float
    text: str = ""
    alone: float = 0.0


def candidates(
    hit: Hit,
    read: Sequence[tuple[Found, Signs]],
    calibration: Calibration,
    worth: Callable[[Found], float] = lambda _: 1.0,
) -> list[Candidate]:
    """The candidates of one passage, in article offsets.

    Args:
        hit: the passage.
        read: what was found in it, and what speaks for each.
        calibration: from signs to confidences.
        worth: what the confidence of each is multiplied by.
    """
    passage = hit.passage
    return [
        Candidate(
            passage.article_id,
            passage.start + found.start,
            passage.start + found.end,
            sure,
            passage.text[found.start : found.end],
            sure,
        )
        for found, signs in read
        if found.end > found.start
        for sure in [worth(found) * calibration.confidence(signs)]
    ]


def distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, best first; one seen in two passages counts once, as the better one."""
    best: dict[tuple[str, int, int], Candidate] = {}
    ranked = sorted(found, key=lambda c: (-c.confidence, c.article_id, c.start, c.end))
    for one in ranked:
        best.setdefault((one.article_id, one.start, one.end), one)
    return list(best.values())


def corroborated(
    ranked: Sequence[Candidate], passages: Mapping[str, str], question: str
) -> list[Candidate]:
    """The candidates, surest first, those that other articles have too surer by that.

    What each article says is taken for a witness of its own, so that an answer is wrong only if
    all are: 1 - (1 - p) (1 - q) …, the noisy-or of their confidences. Copies of one text are one
    witness. An answer in the question's own words stands wherever that is spoken of, and gains
    nothing.

    Args:
        ranked: the candidates, surest first.
        passages: the best passage of each article that has some, by the article's id.
        question: what was asked.
    """
    asked = stems(question)
    heard = [one for one in ranked if one.confidence >= HEARD]
    surer = [
        one
        if stems(one.text) <= asked
        else replace(one, confidence=together(one, witnesses(one, heard, passages, question)))
        for one in ranked[:LEADS]
    ]
    return sorted([*surer, *ranked[LEADS:]], key=lambda one: -one.confidence)


def witnesses(
    lead: Candidate, heard: Iterable[Candidate], passages: Mapping[str, str], question: str
) -> list[Candidate]:
    """Those that say the same as a candidate, the surest of each other article, copies once."""
    texts = {lead.article_id: passages[lead.article_id]}
    found = []
    for one in heard:
        new = one.article_id not in texts
        if not new or not same(one.text, lead.text, question):
            continue
        text = passages[one.article_id]
        if not any(copied(text, other) for other in texts.values()):
            found.append(one)
        texts[one.article_id] = text
    return found


def together(lead: Candidate, others: Iterable[Candidate]) -> float:
    """The noisy-or of confidences."""
    wrong = 1.0 - lead.confidence
    for one in others:
        wrong *= 1.0 - one.confidence
    return 1.0 - wrong
