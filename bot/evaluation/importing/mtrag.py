"""MT-RAG (Katsis et al. 2025): turns of conversations, with the passages that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import Field

from bot.evaluation.importing.intake import Draft, Intake, Shape, asked, distinct

DECLINED = ("UNANSWERABLE", "UNDERSPECIFIED")


class Context(Shape):
    """A passage that was judged to help."""

    document_id: str
    text: str
    title: str = ""


class Utterance(Shape):
    """What the user or the agent said."""

    speaker: str
    text: str


class Task(Shape):
    """A turn: all that was said up to the question, and the reference answer."""

    task_id: str
    input: tuple[Utterance, ...] = Field(min_length=1)
    contexts: tuple[Context, ...] = ()
    targets: tuple[Utterance, ...] = ()
    answerability: tuple[str, ...] = ()
    kinds: tuple[str, ...] = Field(default=(), alias="Question Type")


def read(source: Path, intake: Intake) -> Iterator[Draft]:
    """Every task as a case over the passages of all tasks.

    Its passages as a whole are the evidence: the set marks no sentences in them. Unanswerable
    and underspecified questions are to be declined, as no passage answers them as they stand.
    """
    for where, _, record in intake.lines(source):
        task = intake.shaped(where, Task, record)
        if task is None:
            continue
        *before, last = task.input
        if last.speaker != "user":
            intake.problem(where, "the last utterance is not the user's: there is no question")
            continue
        declined = next((one for one in task.answerability if one in DECLINED), None)
        contexts = [
            intake.article(where, one.document_id, one.text, one.title) for one in task.contexts
        ]
        given = {
            "id": task.task_id,
            "question": asked(last.text),
            "type": (declined or (task.kinds or ("other",))[0]).lower(),
            "history": history(before),
        }
        if declined:
            yield where, given | {"unanswerable": True}
        else:
            yield (
                where,
                given
                | {
                    "answers": distinct(one.text for one in task.targets),
                    "evidence": [one for placed in contexts if placed for one in placed.whole()],
                },
            )


def history(utterances: Sequence[Utterance]) -> list[dict[str, str]]:
    """Questions with the answers that followed; an agent's words before any question are left."""
    turns: list[dict[str, str]] = []
    for one in utterances:
        if one.speaker == "user":
            turns.append({"question": asked(one.text), "answer": ""})
        elif turns:
            turns[-1]["answer"] = asked(f"{turns[-1]['answer']} {one.text}")
    return turns
