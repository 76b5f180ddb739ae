"""Evaluation cases: JSON lines, validated, with errors that name file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import InputError

SCHEMA_VERSION: Final = 1
"""Of the format of a line; a file of another version is refused, with the line named."""


class Strict(BaseModel):
    """Unknown fields are errors: a misspelt one must not go unnoticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(Strict):
    """Where an article supports the answer: by quote, or by offsets (code points, half-open).

    With both, the quote must stand at the offsets; `newscite cases check` looks. `whole` says
    that the article supports it, and that where in it is not known: sets that judge documents.
    """

    article_id: str
    quote: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)
    whole: bool = False

    @model_validator(mode="after")
    def located(self) -> Self:
        """Require a quote, or both offsets in order, or the whole article."""
        if self.whole:
            if not (self.quote is None and self.start is None and self.end is None):
                raise ValueError("evidence is the whole article, or has a quote or offsets")
            return self
        if self.quote is None and (self.start is None or self.end is None):
            raise ValueError("evidence needs a quote, or start and end, or to be whole")
        if (self.start is None) != (self.end is None):
            raise ValueError("evidence needs both start and end, or neither")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError("evidence ends after it starts")
        return self


class Earlier(Strict):
    """An earlier turn of the conversation that a case belongs to."""

    question: str
    answer: str


class Case(Strict):
    """A question with what a right answer is.

    Attributes:
        schema_version: of the format; a line without it is of the current one.
        id: unique in its file.
        question: as a person asks it.
        type: the kind of question ("who", "list", …); figures are given by it.
        asked: the day of asking.
        answers: acceptable short answers, any of them.
        items: for a list question, every item as its acceptable forms.
        unanswerable: the articles do not say; then there are no answers.
        evidence: sentences that support the answer, any of them. A case that has evidence, and
            no answers, measures finding and citing alone.
        speaker: who says it in the article, in the article's words, where the answer is
            something that somebody said.
        history: the conversation before, oldest first.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    type: str = "other"
    asked: date | None = None
    answers: tuple[str, ...] = ()
    items: tuple[Annotated[tuple[str, ...], Field(min_length=1)], ...] = ()
    unanswerable: bool = False
    evidence: tuple[Evidence, ...] = ()
    speaker: str | None = Field(default=None, min_length=1)
    history: tuple[Earlier, ...] = ()

    @model_validator(mode="after")
    def consistent(self) -> Self:
        """Require gold answers, or evidence at least, exactly where there is an answer."""
        if self.unanswerable and (self.answers or self.items):
            raise ValueError("a case has answers, or is unanswerable: one of the two")
        if not (self.unanswerable or self.answers or self.items or self.evidence):
            raise ValueError("a case has answers, or is unanswerable, or has evidence at least")
        return self

    @property
    def gold(self) -> tuple[str, ...]:
        """Every acceptable short answer; for a list question each form of each item too."""
        return self.answers + tuple(form for forms in self.items for form in forms)

    def to_json(self) -> dict[str, Any]:
        """The case as one JSON object: the schema's version, and what is not left out."""
        said = self.model_dump(mode="json", exclude_defaults=True)
        return {"schema_version": self.schema_version, **said}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a line, as it is published beside the bundled cases.

    Attributes' meanings are in the docstrings, which the schema carries; what a validator of
    JSON Schema cannot say (answers or unanswerable: one of the two) is checked on reading.
    """
    made = Case.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


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
    for number, line in numbered(path):
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


def numbered(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, with their numbers from 1.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    return ((number, line) for number, line in enumerate(read_lines(path), 1) if line.strip())


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
        raise InputError(f"{where}: {fault(error)}") from error
    except ValueError:  # the only other that Python's JSON raises
        raise InputError(f"{where}: not a case: a number of too many digits") from None


def fault(error: ValidationError) -> str:
    """The first fault that validation found: where in the object, and what."""
    first = error.errors()[0]
    at, said = ".".join(str(part) for part in first["loc"]), str(first["msg"])
    said = said.removeprefix("Value error, ")
    return f"{at}: {said}" if at else said
