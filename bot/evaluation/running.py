"""A run: every case asked of a system, one row each."""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.answer import Answer
from bot.chain import TOGETHER, AnswerChain
from bot.evaluation.cases import Case
from bot.evaluation.judging import failed, judge
from bot.evaluation.places import Places
from bot.evaluation.replies import Replies
from bot.evaluation.rows import Row
from bot.evaluation.systems import Chained, System, guest
from bot.question import Question, Turn
from bot.working import attempt
from corpus.errors import NewsciteError
from index.library import Library

TIMED = 50
"""How many questions are asked one by one, for their times."""


def run(
    cases: Sequence[Case],
    system: System | AnswerChain,
    library: Library,
    alone: Collection[str] | None = None,
) -> Iterator[Row]:
    """Ask every case, in order; an error in one becomes its row, scored 0.

    Args:
        cases: what to ask.
        system: what answers.
        library: the articles that are asked about, against which quotes are checked.
        alone: ids of cases that are asked one by one, whose times say how long one waits; the
            others may be asked together, and have no times. None: every case.
    """
    asking = Asking(system if isinstance(system, System) else Chained(system), library)
    places = Places(library)
    for first in range(0, len(cases), TOGETHER):
        some = cases[first : first + TOGETHER]
        ready = asking.together([c for c in some if alone is not None and c.id not in alone])
        for case in some:
            answer = ready[case.id] if case.id in ready else attempt(asking.one, case)
            yield row_of(case, answer, places)


def timed(cases: Sequence[Case], seed: int) -> set[str]:
    """The ids of the cases that are asked one by one: so many, drawn at random; or all.

    Args:
        cases: all of a run's, those that are done already too.
        seed: the same gives the same.
    """
    ids = [case.id for case in cases]
    return set(ids if len(ids) <= TIMED else random.Random(seed).sample(ids, TIMED))


class Asking:
    """Asks a system, and makes an `Answer` of whatever it says."""

    def __init__(self, system: System, library: Library) -> None:
        """Ask a system about a library's articles."""
        self._system = system
        self._replies = Replies(library)

    def one(self, case: Case) -> Answer:
        """The answer to one case, with its times: the chain's by stage, another system's in all.

        Raises:
            Exception: whatever the system raises.
        """
        asked = question_of(case)
        began = time.perf_counter()
        with guest():
            said = self._system.answer(asked.text, asked.history, asked.asked)
        took = 1000 * (time.perf_counter() - began)
        answer = self._replies.answer(case.question, said)
        if isinstance(self._system, Chained):
            return answer
        return replace(answer, timings_ms={"total": took})

    def together(self, cases: Sequence[Case]) -> dict[str, Answer | Exception]:
        """Answers by case id, where the system takes many at a time; else nothing.

        Of another's system nothing but `answer` is known: its `answers` may be anything.
        """
        if not cases or not isinstance(self._system, Chained):
            return {}
        found = self._system.answers([question_of(case) for case in cases])
        return {case.id: one for case, one in zip(cases, found, strict=True)}


def question_of(case: Case) -> Question:
    """A case as newscite's chain takes it."""
    history = tuple(Turn(turn.question, turn.answer) for turn in case.history)
    return Question(case.question, case.asked, history)


def row_of(case: Case, answer: Answer | Exception, places: Places) -> Row:
    """The row of a case; of one that was not answered, or whose evidence is nowhere, its error."""
    # A system is anyone's, and may raise anything: recorded, and the others are asked.
    row = answer if isinstance(answer, Exception) else attempt(judge, case, answer, places)
    if not isinstance(row, Exception):
        return row
    if isinstance(row, NewsciteError):
        return failed(case, str(row))
    return failed(case, f"{type(row).__name__}: {row}")
