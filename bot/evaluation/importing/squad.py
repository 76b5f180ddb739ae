"""SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018): the official nested JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.evaluation.cases import fault
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


class Gold(Shape):
    """An answer and where it begins in the paragraph, in code points."""

    text: str
    answer_start: int


class Asking(Shape):
    """A question; 1.1 has no `is_impossible`, and answers to every one."""

    id: str | int
    question: str
    answers: tuple[Gold, ...] = ()
    is_impossible: bool = False


class Paragraph(Shape):
    """A paragraph and the questions about it."""

    context: str
    qas: tuple[Asking, ...]


class Entry(Shape):
    """An article."""

    title: str = ""
    paragraphs: tuple[Paragraph, ...]


class File(Shape):
    """A whole file."""

    data: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its own paragraph.

    Attributes:
        article: title of its article, or "article 3" where it has none.
        paragraph: the text that answers it, or does not.
        asking: the question as the file has it.
    """

    article: str
    paragraph: str
    asking: Asking

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of its case, all but the evidence."""
        asking = self.asking
        given = {
            "id": str(asking.id),
            "question": asked(asking.question),
            "type": "unanswerable" if asking.is_impossible else kind(asking.question),
        }
        if asking.is_impossible or not asking.answers:
            return given | {"unanswerable": True, "type": "unanswerable"}
        return given | {"answers": distinct(gold.text for gold in asking.answers)}


def entries(source: Path) -> tuple[Entry, ...]:
    """The articles of a file.

    Raises:
        InputError: it cannot be read, or is none of SQuAD's.
    """
    try:
        return File.model_validate(read_json(source)).data
    except ValidationError as error:
        raise InputError(f"{source}: not a SQuAD file: {fault(error)}") from None


def questions(source: Path) -> Iterator[Question]:
    """Every question of a file with its paragraph, in order.

    Raises:
        InputError: it cannot be read, or is none of SQuAD's.
    """
    for number, entry in enumerate(entries(source), 1):
        for paragraph in entry.paragraphs:
            for asking in paragraph.qas:
                yield Question(entry.title or f"article {number}", paragraph.context, asking)


def read(source: Path, intake: Intake) -> Iterator[Draft]:
    """The questions as cases over whole articles: the paragraphs of a title, one after the other.

    Evidence is where the answers stand; those that overlap are one piece. A question whose
    answers do not stand where the file says is left out.
    """
    for number, entry in enumerate(entries(source), 1):
        title = entry.title or f"article {number}"
        text = "\n".join(paragraph.context for paragraph in entry.paragraphs)
        placed = intake.article(f"{source}: {title}", title, text, title.replace("_", " "))
        starts = accumulate((len(p.context) + 1 for p in entry.paragraphs), initial=0)
        for paragraph, at in zip(entry.paragraphs, starts, strict=False):
            for asking in paragraph.qas:
                where = f"{source}: question {asking.id!r}"
                question = Question(title, paragraph.context, asking)
                given = question.fields
                if placed is not None and not given.get("unanswerable"):
                    given["evidence"] = evidence(question, at, placed)
                    if not given["evidence"]:
                        intake.problem(where, "its answers do not stand where the file says")
                        continue
                yield where, given


def evidence(question: Question, at: int, placed: Placed) -> list[dict[str, Any]]:
    """Where the answers of a question stand, its paragraph beginning at `at`."""
    found: list[dict[str, Any]] = []
    for start, end in merged(spans(question)):
        found += placed.evidence(at + start, at + end)
    return found


def spans(question: Question) -> list[tuple[int, int]]:
    """(start, end) in the paragraph of the answers that stand where the file says, sorted."""
    text = question.paragraph
    return sorted(
        (gold.answer_start, gold.answer_start + len(gold.text))
        for gold in question.asking.answers
        if gold.text
        and gold.answer_start >= 0
        and text[gold.answer_start : gold.answer_start + len(gold.text)] == gold.text
    )


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that overlap made one."""
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
