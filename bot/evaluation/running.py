"""A run: every case through the chain, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.chain import AnswerChain, Question, Turn
from bot.evaluation.cases import Case
from bot.evaluation.judging import failed, judge
from bot.evaluation.places import Places
from bot.evaluation.rows import Row
from corpus.errors import NewsciteError
from index.library import Library


def run(cases: Iterable[Case], chain: AnswerChain, library: Library) -> Iterator[Row]:
    """Answer every case, in order; an error in one becomes its row, scored 0.

    Args:
        cases: what to ask.
        chain: what answers.
        library: its articles, against which quotes are checked.
    """
    places = Places(library)
    for case in cases:
        history = tuple(Turn(turn.question, turn.answer) for turn in case.history)
        question = Question(case.question, case.asked, history)
        try:
            yield judge(case, chain.invoke(question), places)
        except NewsciteError as error:
            yield failed(case, str(error))
        except Exception as error:
            # A chain is anyone's, and may raise anything: recorded, and the others are asked.
            yield failed(case, f"{type(error).__name__}: {error}")
