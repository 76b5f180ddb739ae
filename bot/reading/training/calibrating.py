"""The curve from margins to confidences, and the threshold, fitted on questions not trained on.

The figures over all questions are cross-fitted: half of the articles choose the threshold that the
other half is measured with, and the other way round.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.metrics import best as best_of
from bot.evaluation.metrics import exact_match, token_f1
from bot.reading.calibration import Calibration, Signs, best_threshold, fit_curve
from bot.reading.reader import Reader
from bot.reading.signs import signs_of
from bot.words import terms

SEED = 5
QUESTIONS = 1_500
OTHERS = 3

Asked = tuple[int, str, str, list[str]]
"""Article number, question, paragraph, gold answers."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the reader did on a SQuAD file, one entry a question.

    Attributes:
        article: number of the article that the question is about.
        answerable: whether its paragraph answers it.
        f1: of the best span, whether or not it would be given; 0 where unanswerable.
        exact: exact match of the best span, likewise.
        margin: of the best span over no answer.
    """

    article: NDArray[np.int64]
    answerable: NDArray[np.bool_]
    f1: NDArray[np.float64]
    exact: NDArray[np.float64]
    margin: NDArray[np.float64]


def squad_rows(path: Path) -> list[Asked]:
    """(article number, question, paragraph, gold answers) of a SQuAD 2.0 file, gzipped or not."""
    data = path.read_bytes()
    whole = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    return [
        (number, qa["question"], paragraph["context"], [a["text"] for a in qa["answers"]])
        for number, article in enumerate(whole["data"])
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
    ]


def measure(
    reader: Reader,
    rows: Sequence[Asked],
    say: Callable[[str], None],
) -> Measured:
    """Read every question over its own paragraph.

    Args:
        reader: what reads.
        rows: as `squad_rows` gives them.
        say: gets a line of progress now and then.
    """
    f1, exact, margin = [], [], []
    for done in range(0, len(rows), 256):
        some = rows[done : done + 256]
        for row, reading in zip(some, reader.read([(q, c) for _, q, c, _ in some]), strict=True):
            first = reading.found[0] if reading.found else None
            given = row[2][first.start : first.end] if first else ""
            exact.append(best_of(exact_match, given, row[3]))
            f1.append(best_of(token_f1, given, row[3]))
            margin.append(max(reading.margin, -50.0))
        say(f"{min(done + 256, len(rows))}/{len(rows)} questions read")
    answerable = np.array([bool(gold) for *_, gold in rows])
    numbers = np.array([number for number, *_ in rows])
    return Measured(numbers, answerable, np.array(f1), np.array(exact), np.array(margin))


def figures(measured: Measured) -> dict[str, float]:
    """F1 and exact match in percent: forced where an answer exists, and over all, cross-fitted."""
    answered = measured.answerable
    f1, exact = np.zeros(len(answered)), np.zeros(len(answered))
    for fold in (0, 1):
        test = measured.article % 2 == fold
        at, _ = best_threshold(measured.margin[~test], measured.f1[~test], answered[~test])
        given = measured.margin >= at
        f1[test] = np.where(given, measured.f1, ~answered)[test]
        exact[test] = np.where(given, measured.exact, ~answered)[test]
    return {
        "f1_where_answerable": percent(measured.f1[answered]),
        "exact_where_answerable": percent(measured.exact[answered]),
        "f1": percent(f1),
        "exact": percent(exact),
        "unanswerable_declined_at_10_percent_refused": percent(
            measured.margin[~answered] < np.quantile(measured.margin[answered], 0.10)
        ),
        "risk_coverage_area": round(risk_coverage_area(measured), 4),
    }


def risk_coverage_area(measured: Measured) -> float:
    """Area under the curve of risk over coverage, 0 to 1; lower is better."""
    return float(risks(measured).mean())


def risks(measured: Measured) -> NDArray[np.float64]:
    """The risk of answering the n questions of the greatest margins, for n from 1: mean 1 - F1.

    As in Geifman & El-Yaniv 2017. An unanswerable question that is answered has F1 0.
    """
    order = np.argsort(-measured.margin, kind="stable")
    risk: NDArray[np.float64] = np.cumsum(1.0 - measured.f1[order]) / np.arange(1, len(order) + 1)
    return risk


def percent(values: NDArray[Any]) -> float:
    """The mean in percent, to two places."""
    return round(100.0 * float(np.mean(values)), 2)


def calibrate(
    reader: Reader,
    path: Path,
    out: Path,
    say: Callable[[str], None] = print,
) -> dict[str, float]:
    """Measure a reader on a SQuAD 2.0 file, fit curve and threshold there, and write them.

    The figures are those of each question over its own paragraph. The curve is fitted to what
    use looks like: `QUESTIONS` of the questions, each over its paragraph and the `OTHERS`
    of its article that share most terms with it.

    Args:
        reader: what is calibrated; its own calibration is not used.
        path: the file, which it was not trained on.
        out: the file to write, JSON.
        say: gets a line of progress now and then.

    Returns:
        The figures, in percent.
    """
    rows = squad_rows(path)
    found = figures(measure(reader, rows, say))
    asked = among_others(rows)
    seen = judged(reader, asked)
    *slopes, intercept = fit_curve(
        [[one.signs.margin, one.signs.in_sentence, one.signs.no_answer] for one in seen],
        np.array([one.f1 >= 0.5 for one in seen]),
    )
    curve = Calibration(slopes[0], slopes[1], intercept, 0.0, slopes[2])
    best = [
        max((o for o in seen if o.question == n), key=lambda o: curve.confidence(o.signs))
        for n in range(len(asked))
    ]
    sure = np.array([curve.confidence(one.signs) for one in best])
    earned = np.array([one.f1 for one in best])
    answerable = np.array([bool(row[3]) for row, _ in asked])
    least, mean = best_threshold(sure, earned, answerable)
    fitted = replace(curve, threshold=math.floor(1e4 * least) / 1e4)
    found["f1_among_passages"] = round(100 * mean, 2)
    found["f1_among_passages_where_answerable"] = percent(earned[answerable])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    fitted.write(out, {"questions": len(rows), "sha256": digest, "figures": found})
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate of a question, what speaks for it, and its F1 (0 outside of its paragraph)."""

    question: int
    signs: Signs
    f1: float


def among_others(rows: Sequence[Asked]) -> list[tuple[Asked, list[str]]]:
    """A random sample of the questions, each with the texts that it is read over, its own first."""
    texts: dict[int, dict[str, set[str]]] = {}
    for number, _, text, _ in rows:
        known = texts.setdefault(number, {})
        if text not in known:
            known[text] = {term.stem for term in terms(text)}
    chosen = random.Random(SEED).sample(list(rows), min(QUESTIONS, len(rows)))
    made = []
    for row in chosen:
        asked = {term.stem for term in terms(row[1])}
        known = texts[row[0]]
        others = sorted(known.keys() - {row[2]}, key=lambda text: (-len(asked & known[text]), text))
        made.append((row, [row[2], *others[:OTHERS]]))
    return made


def judged(reader: Reader, asked: Sequence[tuple[Asked, list[str]]]) -> list[Judged]:
    """The candidates of every question in all of its texts, at least one a question."""
    pairs = [(row[1], text) for row, texts in asked for text in texts]
    readings = iter(reader.read(pairs))
    made: list[Judged] = []
    for number, (row, texts) in enumerate(asked):
        made.append(Judged(number, Signs(-50.0, 0.0), 0.0))
        for text in texts:
            for found, signs in signs_of(row[1], text, next(readings)):
                own = text == row[2]
                f1 = best_of(token_f1, text[found.start : found.end], row[3]) if own else 0.0
                made.append(Judged(number, signs, f1))
    return made
