"""Questions to begin with: real ones, about articles that are in the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.resources import as_file, files

from bot.evaluation.cases import Case, read_cases

MOST = 3
PREFERRED = (
    "Who urged de-escalation?",
    "What did Guterres write on Twitter?",
    "Where did Guterres meet Haftar?",
)
"""Examples to show first, where the cases that ship have them and the library their article."""


def examples(articles: Collection[str], cases: Collection[Case]) -> tuple[str, ...]:
    """A few questions that the library answers.

    Args:
        articles: ids of the articles in the library.
        cases: questions with their evidence.

    Returns:
        At most `MOST` questions whose evidence is all in the library; those of
        `PREFERRED` first, in that order; none where there is no such case.
    """
    known = [
        case.question
        for case in cases
        if case.evidence
        and not case.unanswerable
        and not case.history
        and all(evidence.article_id in articles for evidence in case.evidence)
    ]
    preferred = [question for question in PREFERRED if question in known]
    return tuple(dict.fromkeys([*preferred, *known]))[:MOST]


def shipped() -> list[Case]:
    """The cases that ship with newscite."""
    return list(read_shipped())


def read_shipped() -> Iterator[Case]:
    """Each case of each file of the package `corpus.questions`."""
    for resource in sorted(files("corpus.questions").iterdir(), key=lambda one: one.name):
        if resource.name.endswith(".jsonl"):
            with as_file(resource) as path:
                yield from read_cases(path)
