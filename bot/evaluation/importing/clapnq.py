"""CLAP NQ (Rosenthal et al. 2024): questions, a passage each, and its sentences that support."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.evaluation.importing.intake import Draft, Intake, Placed, Shape, asked, digest, distinct


class Passage(Shape):
    """A passage, and its sentences as the set cuts them."""

    title: str = ""
    text: str
    sentences: tuple[str, ...] = ()


class Gold(Shape):
    """A long answer, empty where the passage has none, and what it was made from."""

    answer: str = ""
    selected_sentences: tuple[str, ...] = ()


class Asking(Shape):
    """A question."""

    id: str
    input: str
    passages: tuple[Passage, ...] = Field(min_length=1)
    output: tuple[Gold, ...] = ()


def read(source: Path, intake: Intake) -> Iterator[Draft]:
    """Every question as a case over the passages of all questions.

    Answers are of several sentences; evidence is the sentences that they were made from.
    """
    for where, _, record in intake.lines(source):
        asking = intake.shaped(where, Asking, record)
        if asking is None:
            continue
        placed = [
            (intake.article(where, f"{one.title} {digest(one.text)}", one.text, one.title), one)
            for one in asking.passages
        ]
        given = {"id": asking.id, "question": asked(asking.input)}
        answers = distinct(gold.answer for gold in asking.output)
        if not answers:
            yield where, given | {"unanswerable": True, "type": "unanswerable"}
            continue
        chosen = {one for gold in asking.output for one in gold.selected_sentences}
        evidence = [
            one
            for article, passage in placed
            if article is not None
            for one in selected(passage, chosen, article)
        ]
        yield where, given | {"answers": answers, "type": "long", "evidence": evidence}


def selected(passage: Passage, chosen: set[str], placed: Placed) -> list[dict[str, Any]]:
    """The chosen sentences of a passage as evidence, in its order."""
    found: list[dict[str, Any]] = []
    at = 0
    for sentence in passage.sentences or sorted(chosen, key=passage.text.find):
        start = passage.text.find(sentence, at)
        if sentence and start >= 0:
            at = start + len(sentence)
            found += placed.evidence(start, at) if sentence in chosen else []
    return found
