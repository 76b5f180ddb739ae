"""The curve from signs to confidences, and the threshold, fitted on cases not trained on.

Every case is asked over its whole set of articles, as in use, so that the curve knows what it is
to read passages that only resemble the question.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.cases import Case
from bot.evaluation.metrics import best, token_f1
from bot.evaluation.places import Place, Places, overlap
from bot.evaluation.running import question_of
from bot.evaluation.thresholds import curve, declined_at_refused, percent, risks
from bot.reading.calibration import SIGNS, Calibration, fit_curve
from bot.reading.reader import Reader
from bot.reading.signs import read_signs
from bot.when import period
from corpus.errors import InputError
from index.retrieval import NewsRetriever

SEED = 5
QUESTIONS = 1_200
"""Most of one set that are asked; drawn at random."""
PASSAGES = 12
FREE = 12
"""Words; a longer gold answer is free text that no span equals, and its evidence alone counts."""
POINTS = 20
"""Points of the curve of risk over coverage that are kept."""


@dataclass(frozen=True, slots=True)
class Posed:
    """A case's candidates.

    Attributes:
        signs: (candidates, signs), in the order of `SIGNS`.
        right: (candidates,) whether each is in the evidence and says what a gold answer says.
        answerable: whether the articles answer the case.
    """

    signs: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: bool

    def surest(self, curve: Calibration) -> tuple[float, bool]:
        """The confidence of the best candidate, and whether it is right; 0 without any."""
        if not len(self.signs):
            return 0.0, False
        sure = curve.confidences(self.signs)
        at = int(np.argmax(sure))
        return float(sure[at]), bool(self.right[at])


def pose(
    cases: Sequence[Case], retriever: NewsRetriever, reader: Reader, say: Callable[[str], None]
) -> list[Posed]:
    """Ask cases, and judge every candidate that the reader finds.

    Args:
        cases: at most `QUESTIONS` of them are asked.
        retriever: over the articles that they are about.
        reader: what reads; its own calibration is not used.
        say: gets a line of progress now and then.

    Raises:
        InputError: the evidence of a case is not in the retriever's library.
    """
    chosen = random.Random(SEED).sample(list(cases), min(QUESTIONS, len(cases)))
    places = Places(retriever.library)
    made = []
    for done, case in enumerate(chosen, 1):
        try:
            made.append(posed(case, retriever, reader, places))
        except InputError as error:
            raise InputError(f"case {case.id!r}: {error}") from error
        if done % 50 == 0:
            say(f"{done} of {len(chosen)} questions asked")
    return made


def posed(case: Case, retriever: NewsRetriever, reader: Reader, places: Places) -> Posed:
    """One case, asked."""
    question = question_of(case)
    asked = question.understood
    when = period(asked, question.day)
    hits = retriever.hits(asked, k=PASSAGES, period=when)
    evidence = [places.locate(piece) for piece in case.evidence]
    signs, right = [], []
    readings = reader.read([(asked, hit.passage.text) for hit in hits])
    for hit, found in zip(hits, read_signs(asked, hits, readings), strict=True):
        for span, seen in found:
            start, end = hit.passage.start + span.start, hit.passage.start + span.end
            text = hit.passage.text[span.start : span.end]
            signs.append(seen.row)
            right.append(is_right(case, text, (hit.passage.article_id, start, end), evidence))
    rows = np.array(signs, np.float64).reshape(len(signs), len(SIGNS))
    return Posed(rows, np.array(right, bool), not case.unanswerable)


def is_right(case: Case, text: str, place: Place, evidence: Sequence[Place]) -> bool:
    """Whether a candidate stands in the evidence, and has half of a gold answer's words (F1)."""
    if not any(overlap(place, one) for one in evidence):
        return False
    short = [one for one in case.gold if len(one.split()) <= FREE]
    return not short or best(token_f1, text, short) >= 0.5


def fit(sets: Sequence[Sequence[Posed]]) -> Calibration:
    """The curve of greatest likelihood over the candidates of all sets, without a threshold."""
    every = [one for posed in sets for one in posed]
    *slopes, intercept = fit_curve(
        np.concatenate([one.signs for one in every]), np.concatenate([one.right for one in every])
    )
    return Calibration(**dict(zip(SIGNS, slopes, strict=True)), intercept=intercept, threshold=0.0)


def threshold(curve: Calibration, sets: Sequence[Sequence[Posed]]) -> float:
    """The least confidence at which as many answerable cases are refused as others are answered.

    As shares of their kind: the equal error rate, which does not depend on how many cases of a set
    have no answer. Where the two never meet exactly, refusing is the greater by the least step.
    """
    every = [one for posed in sets for one in posed]
    sure = np.array([one.surest(curve)[0] for one in every])
    there = np.array([one.answerable for one in every])
    for least in np.unique(sure):
        if np.mean(sure[there] < least) >= np.mean(sure[~there] >= least):
            return math.floor(1e4 * float(least)) / 1e4
    return 1.0


def figures(fitted: Calibration, posed: Sequence[Posed]) -> dict[str, Any]:
    """What a curve does on a set, in percent; risks and coverages, and their area, are 0 to 1.

    `right` is of the best candidates of answerable cases, whether or not they would be given;
    `declined` is the share of unanswerable cases that are, where some of the others are refused.
    """
    pairs = [one.surest(fitted) for one in posed]
    sure, right = (np.array(values) for values in zip(*pairs, strict=True))
    there = np.array([one.answerable for one in posed])
    risk = risks(sure, ~right)
    found: dict[str, Any] = {
        "questions": len(posed),
        "risk_coverage_area": round(float(risk.mean()), 4),
        "risk_coverage": curve(risk, POINTS),
    }
    if there.any():
        found["right"] = percent(right[there])
        found["answered"] = percent(sure[there] >= fitted.threshold)
        found["answered_right"] = percent((sure[there] >= fitted.threshold) & right[there])
    if there.any() and not there.all():
        found["declined"] = percent(sure[~there] < fitted.threshold)
        found["declined_at_10_percent_refused"] = declined_at_refused(sure, there)
    return found


def calibrate(
    posed: Mapping[Path, Sequence[Posed]], out: Path
) -> dict[str, dict[str, dict[str, Any]]]:
    """Fit curve and threshold on sets of cases, write them, and say how well they do.

    Args:
        posed: the cases of each file, asked.
        out: the file to write, JSON.

    Returns:
        By file: the figures `shipped`, with the curve that is written; and `crossed`, with one
        that is fitted on the other files alone, where there are others.
    """
    shipped = fit(list(posed.values()))
    shipped = replace(shipped, threshold=threshold(shipped, list(posed.values())))
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for path, own in posed.items():
        found[path.name] = {"shipped": figures(shipped, own)}
        others = [one for name, one in posed.items() if name != path]
        if others:
            other = fit(others)
            other = replace(other, threshold=threshold(other, others))
            found[path.name]["crossed"] = figures(other, own)
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in posed}
    shipped.write(out, {"cases_sha256": digests})
    return found
