"""What speaks for each candidate answer of a reading, besides the reader's own score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.calibration import Signs
from bot.reading.kinds import kind
from bot.reading.reader import Found, Reading
from corpus.sentences import sentences
from index.passage import Hit

LEAST_SHARE = 1e-3


def read_signs(
    question: str, hits: Sequence[Hit], readings: Sequence[Reading]
) -> list[list[tuple[Found, Signs]]]:
    """The candidates of every hit with their signs, that of the search among them.

    Args:
        question: what was asked.
        hits: what was read, with their scores in the search.
        readings: one a hit.
    """
    top = max((hit.score for hit in hits), default=0.0)
    made = []
    for hit, reading in zip(hits, readings, strict=True):
        share = hit.score / top if top > 0 else 1.0
        well = math.log(max(share, LEAST_SHARE))
        read = signs_of(question, hit.passage.text, reading)
        made.append([(found, replace(signs, found=well)) for found, signs in read])
    return made


def signs_of(question: str, text: str, reading: Reading) -> list[tuple[Found, Signs]]:
    """The candidates of a reading that may be answers, with their signs, in its order.

    They lie within one sentence, and are of the kind that is asked for, where that is certain.

    Args:
        question: what was asked.
        text: what was read.
        reading: what was found in it.
    """
    bounds = sentences(text)
    fits = kind(question)
    return [
        (found, Signs(found.score - reading.no_answer))
        for found in reading.found
        if any(start <= found.start and found.end <= end for start, end in bounds)
        and fits(text[found.start : found.end])
    ]
