"""CoQA (Reddy et al. 2019): dialogues over a story, every turn of one a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.evaluation.importing.intake import (
    Draft,
    Intake,
    Placed,
    Shape,
    asked,
    distinct,
    kind,
    read_json,
)
from corpus.errors import InputError
from corpus.formats import jsonl


class Asking(Shape):
    """A question of a turn."""

    input_text: str


class Gold(Shape):
    """Its answer in an annotator's words, and the stretch of the story that it rests on."""

    input_text: str
    span_start: int = -1
    span_end: int = -1


class Dialogue(Shape):
    """A story, and questions and answers about it in their order."""

    id: str
    story: str
    questions: tuple[Asking, ...]
    answers: tuple[Gold, ...]
    additional_answers: dict[str, tuple[Gold, ...]] = Field(default_factory=dict)


def read(source: Path, intake: Intake) -> Iterator[Draft]:
    """Every turn as a case, with the turns before it as its history.

    Answers are those of all annotators; "unknown" is CoQA's word for a question that the story
    does not answer. Evidence is the first annotator's stretch of the story.

    Raises:
        InputError: the file cannot be read, or is none of CoQA's.
    """
    for where, given in dialogues(source, intake):
        dialogue = intake.shaped(where, Dialogue, given)
        if dialogue is None:
            continue
        if len(dialogue.questions) != len(dialogue.answers):
            intake.problem(
                where, f"{len(dialogue.questions)} questions, {len(dialogue.answers)} answers"
            )
            continue
        placed = intake.article(where, dialogue.id, dialogue.story)
        if placed is not None:
            yield from turns(where, dialogue, placed, intake)


def dialogues(source: Path, intake: Intake) -> Iterator[tuple[str, Any]]:
    """The dialogues of a file, not validated yet, each with where it stands."""
    if jsonl.is_jsonl(source):
        for where, _, record in intake.lines(source):
            yield where, record
        return
    found = read_json(source)
    data = found.get("data") if isinstance(found, dict) else found
    if not isinstance(data, list):
        raise InputError(f"{source}: not a CoQA file: a list under 'data' is expected")
    for number, one in enumerate(data):
        yield f"{source}: data.{number}", one


def turns(where: str, dialogue: Dialogue, placed: Placed, intake: Intake) -> Iterator[Draft]:
    """The cases of one dialogue."""
    history: list[dict[str, str]] = []
    pairs = zip(dialogue.questions, dialogue.answers, strict=True)
    for number, (asking, gold) in enumerate(pairs):
        others = [found[number] for found in additional(dialogue) if number < len(found)]
        given: dict[str, Any] = {
            "id": f"{dialogue.id}-{number + 1}",
            "question": asked(asking.input_text),
            "type": kind(asking.input_text),
            "history": list(history),
        }
        at = f"{where}: turn {number + 1}"
        history.append({"question": given["question"], "answer": asked(gold.input_text)})
        if unknown(gold):
            yield at, given | {"unanswerable": True, "type": "unanswerable"}
            continue
        evidence = supported(gold, dialogue.story, placed)
        if not evidence:
            intake.problem(at, f"its span {gold.span_start}–{gold.span_end} is not in the story")
            continue
        answers = distinct(one.input_text for one in (gold, *others) if not unknown(one))
        yield at, given | {"answers": answers, "evidence": evidence}


def additional(dialogue: Dialogue) -> list[tuple[Gold, ...]]:
    """The answers of further annotators, each those of all turns."""
    return [dialogue.additional_answers[key] for key in sorted(dialogue.additional_answers)]


def unknown(gold: Gold) -> bool:
    """Whether an answer is that the story does not say."""
    return gold.input_text.strip().casefold().rstrip(".") == "unknown"


def supported(gold: Gold, story: str, placed: Placed) -> list[dict[str, Any]]:
    """The stretch that an answer rests on, without white space around it, as evidence."""
    start, end = gold.span_start, gold.span_end
    if not 0 <= start < end <= len(story):
        return []
    return placed.evidence(start, end)
