"""The reader alone: every question of a SQuAD file over its own paragraph, nothing retrieved.

Its figures stand beside published ones. SQuAD's rule: an answer earns its exact match or F1,
best over the gold answers; declining earns 1 where there is no answer, and 0 elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from bot.answer import Answer, Citation, Claim, Span
from bot.evaluation.cases import Case, fault
from bot.evaluation.figures import FIGURES
from bot.evaluation.importing.squad import Question, questions, spans
from bot.evaluation.judging import failed
from bot.evaluation.metrics import best, contained, exact_match, token_f1
from bot.evaluation.rows import Row
from bot.evaluation.thresholds import Measured, curve, percent, risk_coverage_area, risks
from bot.evaluation.thresholds import figures as cross_fitted
from bot.reading.calibration import best_threshold
from bot.reading.reader import Found, Reader, Reading
from bot.reading.signs import signs_of
from bot.working import attempt
from corpus.article import Article, article_id
from corpus.errors import InputError

BATCH = 64
"""Questions read at once: what an interruption can cost."""
POINTS = 100
"""Points of the declining curve that are kept."""
LEAST_MARGIN = -50.0
"""Stands for the margin of a paragraph in which nothing was found."""


@dataclass(frozen=True, slots=True)
class Given:
    """A case with the paragraph that it is asked of."""

    case: Case
    question: Question

    @property
    def article(self) -> Article:
        """The paragraph as an article; its text is as the file has it."""
        text = self.question.paragraph
        return Article(article_id(self.question.article, text), self.question.article, text)


def read_given(path: Path, complain: Callable[[str], None]) -> dict[str, Given]:
    """The questions of a SQuAD file, by id.

    Args:
        path: SQuAD 1.1 or 2.0, gzipped where its name ends with ".gz".
        complain: gets a line for every question that is left out.

    Raises:
        InputError: the file is none of SQuAD's, or there is no question in it.
    """
    found: dict[str, Given] = {}
    for question in questions(path):
        where = f"{path}: question {question.asking.id!r}"
        try:
            case = Case.model_validate(question.fields)
        except ValidationError as error:
            complain(f"{where}: {fault(error)}")
            continue
        if case.id in found:
            complain(f"{where}: the id was used before; ids are unique")
        else:
            found[case.id] = Given(case, question)
    if not found:
        raise InputError(f"{path}: no question in it")
    return found


def run_given(given: Sequence[Given], reader: Reader, threshold: float | None) -> Iterator[Row]:
    """Read every question over its paragraph.

    Args:
        given: the questions.
        reader: what reads.
        threshold: least confidence at which an answer is given, 0 to 1; None: the fitted one.

    Yields:
        One row a question, in order; one that cannot be read has its error, and is scored 0.
        None has times: of questions that are read together it is not known how long each took.
    """
    least = reader.calibration.threshold if threshold is None else threshold
    for first in range(0, len(given), BATCH):
        yield from rows_of(given[first : first + BATCH], reader, least)


def rows_of(given: Sequence[Given], reader: Reader, least: float) -> Iterator[Row]:
    """The rows of questions that are read together, or, where that fails, one by one."""
    pairs = [(one.case.question, one.question.paragraph) for one in given]
    readings = attempt(reader.read, pairs)
    if not isinstance(readings, Exception):
        for one, reading in zip(given, readings, strict=True):
            yield row_of(one, reading, reader, least)
    elif len(given) > 1:
        for one in given:
            yield from rows_of([one], reader, least)
    else:
        yield unread(given[0], readings)


def unread(given: Given, error: Exception) -> Row:
    """The row of a question that could not be read: 0 in every figure that applies."""
    scores = dict.fromkeys(scored(given, Answer(given.case.question, given.case.question), ""), 0.0)
    row = failed(given.case, f"{type(error).__name__}: {error}")
    return replace(row, cluster=given.question.article, scores=scores)


def row_of(given: Given, reading: Reading, reader: Reader, least: float) -> Row:
    """What came of a question.

    Args:
        given: it.
        reading: of its paragraph.
        reader: its curve gives the confidence.
        least: confidence at which an answer is given.
    """
    case, text = given.case, given.question.paragraph
    candidates = [
        (reader.calibration.confidence(signs), found)
        for found, signs in signs_of(case.question, text, reading)
    ]
    sure, found = max(candidates, key=lambda one: one[0], default=(0.0, None))
    answer = answered(given, found if sure >= least else None, sure)
    forced = text[reading.found[0].start : reading.found[0].end] if reading.found else ""
    margin = max(float(reading.margin), LEAST_MARGIN)
    scores = scored(given, answer, forced)
    declined = answer.abstained
    return Row(
        id=case.id,
        type=case.type,
        question=case.question,
        unanswerable=case.unanswerable,
        abstained=declined,
        short_answer=answer.short_answer,
        exact_match=float(declined) if case.unanswerable else scores["exact_match"],
        f1=float(declined) if case.unanswerable else scores["f1"],
        contained=bool(scores.get("contained")),
        evidence_cited=bool(scores.get("evidence_cited")),
        citations=len(answer.citations),
        valid=len(answer.citations),
        right=bool(scores["right"]),
        confidence=sure,
        answer=answer.to_json() | {"reading": {"forced": forced, "margin": margin}},
        cluster=given.question.article,
        scores=scores,
    )


def answered(given: Given, found: Found | None, sure: float) -> Answer:
    """The answer that is given: a span, quoted; or none."""
    asked = given.case.question
    if found is None:
        return Answer(asked, asked, confidence=sure)
    article = given.article
    span = Span.of(article, found.start, found.end)
    claim = Claim(span.text, (Citation.of(article, found.start, found.end),))
    return Answer(
        asked,
        asked,
        claims=(claim,),
        short_answer=span.text,
        spans=(span,),
        confidence=sure,
        abstained=False,
    )


def scored(given: Given, answer: Answer, forced: str) -> dict[str, float]:
    """The figures that apply, in their order; the question's evidence is where its answers are."""
    case, declined = given.case, answer.abstained
    if case.unanswerable:
        found: dict[str, float] = {"right": declined, "citations_valid": 1, "refused": declined}
    else:
        short = answer.short_answer
        held = best(contained, short, case.gold)
        cited = any(
            span.start < end and start < span.end
            for span in answer.spans
            for start, end in spans(given.question)
        )
        found = {
            "right": bool(held) and cited,
            "exact_match": best(exact_match, short, case.gold),
            "f1": best(token_f1, short, case.gold),
            "contained": held,
            "evidence_cited": cited,
            "citations_valid": 1,
            "attempted": not declined,
            "forced_exact_match": best(exact_match, forced, case.gold),
            "forced_f1": best(token_f1, forced, case.gold),
        }
    return {one.name: float(found[one.name]) for one in FIGURES if one.name in found}


def given_figures(rows: Sequence[Row]) -> dict[str, Any]:
    """SQuAD's figures of a run, in percent; those that lack what they need are left out.

    `f1_where_answerable` and `exact_where_answerable` are forced: declining is not allowed.
    `best_f1` and `best_exact` are over all questions at the threshold that is best on these very
    questions, as the official script gives them; `f1` and `exact` with the threshold of the
    other half of the articles; `shipped_f1` and `shipped_exact` as answers are given in use.
    An error earns 0, and is no refusal.
    """
    made = measured(rows)
    there, lacking = made.answerable, ~made.answerable
    found: dict[str, Any] = {
        "shipped_f1": percent(np.array([row.f1 for row in rows])),
        "shipped_exact": percent(np.array([row.exact_match for row in rows])),
    }
    if there.any():
        found["f1_where_answerable"] = percent(made.f1[there])
        found["exact_where_answerable"] = percent(made.exact[there])
    if there.any() and lacking.any():
        found["best_f1"] = at_best(made, made.f1)
        found["best_exact"] = at_best(made, made.exact)
        if len(set(made.article % 2)) > 1:
            found |= cross_fitted(made)
    found["risk_coverage_area"] = round(risk_coverage_area(made), 4)
    return found | {"risk_coverage": curve(risks(made.margin, 1.0 - made.f1), POINTS)}


def measured(rows: Sequence[Row]) -> Measured:
    """The rows as the calibration's figures take them."""
    articles = {name: at for at, name in enumerate(dict.fromkeys(row.cluster for row in rows))}
    readings = [(row.answer or {}).get("reading", {}) for row in rows]
    return Measured(
        np.array([articles[row.cluster] for row in rows]),
        np.array([not row.unanswerable for row in rows]),
        np.array([row.scores.get("forced_f1", 0.0) for row in rows]),
        np.array([row.scores.get("forced_exact_match", 0.0) for row in rows]),
        np.array([float(one.get("margin", LEAST_MARGIN)) for one in readings]),
    )


def at_best(made: Measured, earned: NDArray[np.float64]) -> float:
    """The mean over all questions at the threshold that is best on them, in percent."""
    return round(100.0 * best_threshold(made.margin, earned, made.answerable)[1], 2)
