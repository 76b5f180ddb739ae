"""What speaks for each candidate answer of a reading, besides the reader's own score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.amounts import asks_amount, is_amount
from bot.reading.calibration import Signs
from bot.reading.reader import Found, Reading
from bot.words import terms
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

    They lie within one sentence; where an amount is asked for, they have one.

    The more of the question's terms (stems of words that carry meaning) stand in the sentence of
    a candidate, the likelier it is about what was asked: a reader trained on one paragraph a
    question has not learnt to choose among passages.

    Args:
        question: what was asked.
        text: what was read.
        reading: what was found in it.
    """
    asked = {term.stem for term in terms(question)}
    bounds = sentences(text)
    amount = asks_amount(question)
    stems = [{term.stem for term in terms(text[start:end])} for start, end in bounds]
    made = []
    for found in reading.found:
        if amount and not is_amount(text[found.start : found.end]):
            continue
        for (start, end), there in zip(bounds, stems, strict=True):
            if start <= found.start and found.end <= end:
                share = len(asked & there) / len(asked) if asked else 0.0
                margin = found.score - reading.no_answer
                made.append((found, Signs(margin, share, reading.no_answer)))
    return made
