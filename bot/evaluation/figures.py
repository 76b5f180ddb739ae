"""The figures: their names, what each says, and which cases they apply to.

A figure is the mean of its score over the cases that it applies to. Whether it applies depends
on the case alone, never on the answer: so two systems are measured on the same questions, and
an error scores 0 in all that apply.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.cases import Case
from bot.evaluation.metrics import verdicts

CUTS = (1, 5, 10)
DEEP_CUTS = (5, 10)
RIGHT = ("right", "citations_valid")
WORDED = ("exact_match", "f1", "contained")
CITING = ("citation_precision", "citation_recall")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; more is better.

    Attributes:
        name: in rows, summaries and gates.
        about: what it says, in a line.
        binary: every score is 0 or 1.
    """

    name: str
    about: str
    binary: bool


def ranking(level: str, recalled: str) -> tuple[Figure, ...]:
    """The figures of retrieval at a level: "article" or "passage"."""
    return (
        *(Figure(f"{level}_success@{k}", f"one with evidence {within(k)}", True) for k in CUTS),
        *(Figure(f"{level}_recall@{k}", f"{recalled} {within(k)}", False) for k in DEEP_CUTS),
        Figure(f"{level}_mrr", "1 over the rank of the first that holds evidence", False),
        Figure(f"{level}_ndcg@10", "discounted gain of the first 10, over the best", False),
    )


def within(k: int) -> str:
    """How the first k are called."""
    return "in first place" if k == 1 else f"among the first {k}"


RETRIEVAL = (
    *ranking("article", "share of the evidence's articles"),
    *ranking("passage", "share of the pieces of evidence"),
)
GIVEN = (
    Figure("forced_exact_match", "exact match were declining not allowed", True),
    Figure("forced_f1", "words shared with a gold answer were declining not allowed", False),
)
"""Of runs with given context alone."""

FIGURES = (
    Figure("right", "right with its evidence cited, or declined rightly", True),
    Figure("exact_match", "short answer equal to a gold one", True),
    Figure("f1", "words shared with a gold answer", False),
    Figure("contained", "short answer holds a gold one, or lies in one", True),
    Figure("set_f1", "items of a list", False),
    Figure("yes_no", "yes or no, rightly", True),
    Figure("evidence_cited", "some citation overlaps some evidence", True),
    Figure("citation_precision", "share of the cited sentences that are evidence", False),
    Figure("citation_recall", "share of the evidence's sentences that are cited", False),
    Figure("citations_valid", "every citation quotes exactly", True),
    Figure("speaker_right", "some evidence cited as said by the one who says it", True),
    Figure("attempted", "answerable and not declined: 1 less the false refusals", True),
    Figure("refused", "unanswerable and declined: the right refusals", True),
    *RETRIEVAL,
    *GIVEN,
)
HEADLINE = (
    "right",
    "exact_match",
    "f1",
    "set_f1",
    "yes_no",
    "citation_precision",
    "citation_recall",
    "attempted",
    "refused",
    "passage_recall@5",
    "passage_mrr",
)
"""What is compared unless told otherwise: every figure more makes each one harder to show."""


def applicable(case: Case) -> tuple[str, ...]:
    """The names of the figures that a case is scored in."""
    if case.unanswerable:
        return (*RIGHT, "refused")
    worded = WORDED if case.gold else ()
    listed = ("set_f1",) if case.items else ()
    decided = ("yes_no",) if verdicts(case.gold) else ()
    attributed = ("speaker_right",) if case.speaker and case.evidence else ()
    return (*RIGHT, "attempted", *worded, *listed, *decided, *attributed, *located(case))


def located(case: Case) -> tuple[str, ...]:
    """The figures of finding and citing that apply to a case.

    Where only the article is known, so is no sentence that should be cited, and no passage that
    should be found: what is said of whole articles is left.
    """
    if not case.evidence:
        return ()
    shown = ("evidence_cited",)
    if any(one.whole for one in case.evidence):
        articles = (figure.name for figure in RETRIEVAL if figure.name.startswith("article_"))
        return (*shown, "citation_precision", *articles)
    return (*shown, *CITING, *(figure.name for figure in RETRIEVAL))


def complete(case: Case, scores: dict[str, float]) -> dict[str, float]:
    """The scores of the figures that apply to a case, in their order; 0 where one is missing."""
    applies = set(applicable(case))
    names = [figure.name for figure in FIGURES if figure.name in applies]
    return {name: float(scores.get(name, 0.0)) for name in names}
