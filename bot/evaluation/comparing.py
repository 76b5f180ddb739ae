"""Two runs over the same questions: what differs, how surely, and on which questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.evaluation.figures import FIGURES, HEADLINE, Figure
from bot.evaluation.folder import Run
from bot.evaluation.manifest import refuse_unlike
from bot.evaluation.resampling import DRAWS, Sample
from bot.evaluation.rows import Row
from bot.evaluation.testing import holm, mcnemar, sign_flip, smallest_difference
from corpus.errors import InputError

Pair = tuple[Row, Row]
FORCE = "--force compares what they share"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in two runs, over the questions that both have a score of.

    Attributes:
        figure: its name.
        one: in the first run.
        other: in the second.
        difference: other − one: above 0 is better.
        low: lower end of its 95% interval.
        high: upper end.
        p: that such a difference comes of chance: McNemar's where scores are 0 or 1 and
            questions are drawn, else by sign flips of what is drawn.
        adjusted: `p` by Holm, over all figures compared.
        wins: questions that are better in the second run.
        losses: worse.
        ties: the same.
        smallest: the smallest difference that so many questions could show.
        unit: what was drawn: "article" or "question".
        mcnemar: McNemar's p, which takes questions for independent; None where scores are
            not 0 or 1.
    """

    figure: str
    one: float
    other: float
    difference: float
    low: float
    high: float
    p: float
    adjusted: float
    wins: int
    losses: int
    ties: int
    smallest: float
    unit: str
    mcnemar: float | None


def paired(one: Run, other: Run, *, force: bool = False) -> list[Pair]:
    """The rows of the same questions in two runs, in the order of the first.

    Args:
        one: a run.
        other: another.
        force: take the questions that they share, where cases or articles differ.

    Raises:
        InputError: they are over different cases or articles, or one is unfinished, and it is
            not forced; or they share no question.
    """
    if not force:
        refuse_unlike(one.manifest, other.manifest, FORCE)
        for run in (one, other):
            if run.unfinished:
                raise InputError(
                    f"the run {run.name!r} is unfinished, with {len(run.rows)} of "
                    f"{run.manifest['questions']} questions: resume it; or {FORCE}"
                )
    theirs = {(row.id, row.question): row for row in other.rows}
    found = [(row, theirs.get((row.id, row.question))) for row in one.rows]
    pairs = [(row, match) for row, match in found if match is not None]
    if not pairs:
        raise InputError(f"the runs {one.name!r} and {other.name!r} share no question")
    return pairs


def compare(
    pairs: Sequence[Pair], names: Sequence[str] = HEADLINE, *, seed: int = 0
) -> list[Difference]:
    """Compare figures over paired rows.

    Args:
        pairs: from `paired`.
        names: of the figures that count as one family for Holm's adjustment; one that no pair
            has a score of is left out.
        seed: of the drawing.
    """
    wanted = [figure for figure in FIGURES if figure.name in names]
    found = [difference(figure, pairs, seed) for figure in wanted]
    known = [one for one in found if one is not None]
    adjusted = holm({one.figure: one.p for one in known})
    return [replace(one, adjusted=adjusted[one.figure]) for one in known]


def difference(figure: Figure, pairs: Sequence[Pair], seed: int) -> Difference | None:
    """Compare one figure, not adjusted yet; None where no pair has a score of it.

    The interval is of the paired bootstrap (Efron and Tibshirani 1993; Koehn 2004): what is
    drawn is a question's, or an article's, difference.
    """
    name = figure.name
    scored = [(a, b) for a, b in pairs if name in a.scores and name in b.scores]
    if not scored:
        return None
    one, other = [a.scores[name] for a, _ in scored], [b.scores[name] for _, b in scored]
    gaps = [after - before for before, after in zip(one, other, strict=True)]
    sample = Sample.of(gaps, [a.cluster for a, _ in scored])
    means = sample.means(DRAWS, seed)
    low, high = np.percentile(means, [2.5, 97.5])
    # Questions about one article are not independent: a small p of McNemar's would be too small.
    exact = mcnemar(one, other) if figure.binary else None
    p = sign_flip(sample, seed=seed) if exact is None or sample.unit == "article" else exact
    return Difference(
        figure=name,
        one=float(np.mean(one)),
        other=float(np.mean(other)),
        difference=sample.mean,
        low=float(low),
        high=float(high),
        p=p,
        adjusted=p,
        wins=sum(gap > 0 for gap in gaps),
        losses=sum(gap < 0 for gap in gaps),
        ties=sum(gap == 0 for gap in gaps),
        smallest=smallest_difference(sample, float(np.std(means))),
        unit=sample.unit,
        mcnemar=exact,
    )


def changed(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The questions that were wrong and are right, and those that were right and are wrong."""
    won = [(a, b) for a, b in pairs if b.right and not a.right]
    lost = [(a, b) for a, b in pairs if a.right and not b.right]
    return won, lost
