"""Evaluation cases: JSON lines, validated, with errors that name file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import InputError


class Strict(BaseModel):
    """Unknown fields are errors: a misspelt one must not go unnoticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(Strict):
    """Where an article supports the answer: by quote, or by offsets (code points, half-open)."""

    article_id: str
    quote: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def located(self) -> Self:
        """Require a quote or both offsets."""
        if self.quote is None and (self.start is None or self.end is None):
            raise ValueError("evidence needs a quote, or start and end")
        return self


class Earlier(Strict):
    """An earlier turn of the conversation that a case belongs to."""

    question: str
    answer: str


class Case(Strict):
    """A question with what a right answer is.

    Attributes:
        id: unique in its file.
        question: as a person asks it.
        type: the kind of question ("who", "list", …); figures are given by it.
        asked: the day of asking.
        answers: acceptable short answers, any of them.
        items: for a list question, every item as its acceptable forms.
        unanswerable: the articles do not say; then there are no answers.
        evidence: sentences that support the answer, any of them.
        history: the conversation before, oldest first.
    """

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    type: str = "other"
    asked: date | None = None
    answers: tuple[str, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    unanswerable: bool = False
    evidence: tuple[Evidence, ...] = ()
    history: tuple[Earlier, ...] = ()

    @model_validator(mode="after")
    def consistent(self) -> Self:
        """Require gold answers exactly where there is an answer."""
        if self.unanswerable == bool(self.answers or self.items):
            raise ValueError("a case has answers, or is unanswerable: one of the two")
        return self

    @property
    def gold(self) -> tuple[str, ...]:
        """Every acceptable short answer; for a list question each form of each item too."""
        return self.answers + tuple(form for forms in self.items for form in forms)


def read_cases(path: Path, complain: Callable[[str], None] | None = None) -> list[Case]:
    """Read a file of cases, one JSON object a line; blank lines are passed over.

    Args:
        path: the file, UTF-8.
        complain: gets a line, with file and number, for every line that is no case, or has the
            id of an earlier one, and the others are read; None: the first is an error.

    Raises:
        InputError: the file cannot be read, or holds no case; or, without `complain`, has a
            line that is none.
    """
    cases: dict[str, Case] = {}
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            case = parse_case(line, where)
            if case.id in cases:
                raise InputError(f"{where}: the id {case.id!r} was used before; ids are unique")
            cases[case.id] = case
        except InputError as error:
            if complain is None:
                raise
            complain(str(error))
    if not cases:
        raise InputError(f"{path}: no case in it; one JSON object a line is expected")
    return list(cases.values())


def read_lines(path: Path) -> list[str]:
    """The lines of a file.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from None
    except OSError as error:
        raise InputError(f"cannot read cases from {str(path)!r}: {error.strerror}") from None


def parse_case(line: str, where: str) -> Case:
    """One line as a case.

    Raises:
        InputError: it is none; the message begins with `where`.
    """
    try:
        return Case.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError:
        raise InputError(f"{where}: not a case: nested too deeply") from None
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"]) or "the case"
        raise InputError(f"{where}: {at}: {first['msg']}") from error
