"""`newscite ask --batch`: one case a line in, one answer or error a line out."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from bot.cli.choosing import Wanted
from bot.cli.options import Chosen, opened
from bot.cli.terminal import complain, dumps, put, say, whole
from corpus.errors import InputError, NewsciteError

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.chain import AnswerChain
    from bot.question import Question
    from index.scope import Scope

SOME_SKIPPED = 3
LONGEST_LINE = 1 << 20
TOGETHER = 32
"""How many lines of a file are answered at a time; of a pipe, whose writer may wait, one."""


class Exchange(BaseModel):
    """An earlier question and its answer."""

    model_config = ConfigDict(frozen=True)

    question: StrictStr
    answer: StrictStr


class Case(BaseModel):
    """A line of the file; keys that are not listed are left alone."""

    model_config = ConfigDict(frozen=True)

    id: StrictStr | StrictInt
    question: StrictStr
    asked: date | None = None
    history: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is no case: why, and its id where that much could be read."""

    reason: str
    id: str | int | None = None


def answer_file(chosen: Chosen, name: str, wanted: Wanted | None = None) -> int:
    """Answer all cases, in order: those of a file some at a time, of a pipe each as it comes.

    Args:
        chosen: the library.
        name: the file, or "-" for stdin.
        wanted: over which articles all are asked.

    Returns:
        0, or 3 where some lines could not be answered.

    Raises:
        InputError: the file cannot be opened.
    """
    done = skipped = 0
    with ExitStack() as stack:
        file = stack.enter_context(lines_of(name))
        chain: AnswerChain | None = None
        for some in portions(numbered(file), TOGETHER if is_regular(file) else 1):
            parsed = [(number, parse(line)) for number, line in some]
            if any(isinstance(case, Case) for _, case in parsed):
                chain = chain or open_late(stack, chosen)
            scope = wanted.scope(chain.library) if wanted and chain else None
            for row in rows_of(parsed, chain, "stdin" if name == "-" else name, scope):
                skipped += "error" in row
                done += "error" not in row
                put(dumps(row))
    say(f"answered {done}, skipped {skipped}")
    return SOME_SKIPPED if skipped else 0


@contextmanager
def lines_of(name: str) -> Iterator[IO[bytes]]:
    """The file of cases, open.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 — closed below; only opening may fail here
    except OSError as error:
        raise InputError(
            f"--batch needs a readable JSONL file: {name!r}: {error.strerror}"
        ) from None
    with file:
        yield file


def is_regular(file: IO[bytes]) -> bool:
    """Whether all of a file is there to be read: not so of a pipe or a terminal."""
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except (AttributeError, OSError):
        return False


def portions(lines: Iterable[tuple[int, bytes]], size: int) -> Iterator[list[tuple[int, bytes]]]:
    """The lines, so many at a time."""
    rest = iter(lines)
    while some := list(islice(rest, size)):
        yield some


def numbered(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1, blank ones left out; of an endless line, its beginning."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        part = line
        while len(part) > LONGEST_LINE and not part.endswith(b"\n"):
            part = file.readline(LONGEST_LINE + 1)
        if line.strip():
            yield number, line


def parse(line: bytes) -> Case | Malformed:
    """A line as a case, or why it is none."""
    if len(line) > LONGEST_LINE:
        return Malformed(f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        return Case.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors()[0]
    # The name of the type that was tried last says nothing to a person.
    keys = [str(key) for key in first["loc"]][: 1 if first["loc"][:1] == ("id",) else None]
    return Malformed(": ".join(filter(None, [".".join(keys), first["msg"]])), id_of(line))


def id_of(line: bytes) -> str | int | None:
    """The id of a line that is no case, where that much of it is right."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str | int) else None


def rows_of(
    parsed: Iterable[tuple[int, Case | Malformed]],
    chain: AnswerChain | None,
    name: str,
    scope: Scope | None = None,
) -> Iterator[dict[str, Any]]:
    """The row of each line: its answer, or why it has none.

    Args:
        parsed: lines with their numbers.
        chain: what answers; None will do where no line is a case.
        name: of the file.
        scope: over which articles all are asked; None: all of them.

    Raises:
        Exception: what the chain raised, where that is no fault of the question's.
    """
    parsed = list(parsed)
    cases = [case for _, case in parsed if isinstance(case, Case)]
    answers = iter(answers_of(chain, cases, scope) if chain else ())
    for number, case in parsed:
        if isinstance(case, Malformed):
            yield error_row(case.id, f"{name}:{number}: {case.reason}")
            continue
        answer = next(answers)
        if isinstance(answer, NewsciteError):
            yield error_row(case.id, f"{name}:{number}: {answer}")
        elif isinstance(answer, Exception):
            raise answer
        else:
            yield {"id": case.id, **answer.to_json()}


def answers_of(
    chain: AnswerChain, cases: list[Case], scope: Scope | None
) -> list[Answer | Exception]:
    """An answer or an error each; one case alone is asked by itself, and has its times."""
    questions = [question_of(case) for case in cases]
    if scope is not None:
        questions = [replace(one, scope=scope) for one in questions]
    if len(questions) != 1:
        return list(chain.batch(questions, return_exceptions=True))
    try:
        return [chain.invoke(questions[0])]
    except NewsciteError as error:
        return [error]


def error_row(case_id: str | int | None, message: str) -> dict[str, Any]:
    """A row for a case that was not answered; said on stderr as well."""
    complain(message)
    return {"id": case_id, "error": message}


def question_of(case: Case) -> Question:
    """The case as the chain takes it."""
    from bot.question import Question, Turn

    turns = tuple(Turn(whole(one.question), whole(one.answer)) for one in case.history)
    return Question(whole(case.question), case.asked, turns)


def open_late(stack: ExitStack, chosen: Chosen) -> AnswerChain:
    """The chain, opened once there is something to answer, until the stack is closed."""
    from bot.opening import open_chain

    return open_chain(*stack.enter_context(opened(chosen)))
