"""`newscite evaluate --given-context`: the reader alone, each question over its paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.outcome import Held, comparable, gates_of, gathered, reported, writable
from bot.cli.terminal import complain

if TYPE_CHECKING:
    from bot.evaluation.given import Given
    from bot.evaluation.rows import Row
    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which questions are asked, and how.

    Attributes:
        file: of SQuAD's.
        filters: see `bot.evaluation.selecting.select`.
        limit: draw at most so many.
        seed: of drawing, and of the intervals.
        changes: of settings, "reading.window=320".
        library: as named; only its settings are looked at.
    """

    file: Path
    filters: Sequence[str]
    limit: int | None
    seed: int
    changes: Sequence[str]
    library: Path | None


def evaluate_given(
    chosen: Chosen, out: Path | None, gate: Path | None, *, resume: bool, as_json: bool
) -> int:
    """Measure the reader on the chosen questions; the exit code.

    Raises:
        InputError: the file is none of SQuAD's; or an option is wrong.
    """
    from bot.evaluation.given import read_given
    from bot.evaluation.selecting import select
    from bot.settings import changed, read_settings

    settings = changed(read_settings(chosen.library), chosen.changes)
    gates, before = gates_of(gate)
    bad: list[str] = []
    known = read_given(chosen.file, bad.append)
    cases = [one.case for one in known.values()]
    given = [known[case.id] for case in select(cases, chosen.filters, chosen.limit, chosen.seed)]
    for problem in bad:
        complain(problem)
    if out is not None:
        writable(out)
    about = described(chosen, given, settings)
    if before is not None:
        comparable(before, about)
    rows = answered(given, settings, out, about, resume=resume)
    return reported(rows, about, Held(gates, before), out, as_json=as_json, bad=bool(bad))


def answered(
    given: Sequence[Given],
    settings: Settings,
    out: Path | None,
    about: dict[str, Any],
    *,
    resume: bool,
) -> list[Row]:
    """Read what is not read yet, each row written as it comes; all rows, in order."""
    from bot.evaluation.given import run_given
    from bot.reading.reader import SpanReader
    from index.embedding import base_model_path

    def ask(done: Collection[str]) -> Iterator[Row]:
        rest = [one for one in given if one.case.id not in done]
        reader = SpanReader(base_model_path(), settings=settings.reading)
        return run_given(rest, reader, settings.reading.threshold)

    return gathered(ask, len(given), "questions", out, about, resume=resume)


def described(chosen: Chosen, given: Sequence[Given], settings: Settings) -> dict[str, Any]:
    """The manifest of a run: its corpus is the paragraphs."""
    from bot.cli.facts import digest, reader_weights, versions
    from bot.evaluation.manifest import cases_digest, code_digest, corpus_digest, machine

    paragraphs = {one.article.id for one in given}
    return {
        "command": f"newscite evaluate {chosen.file.name} --given-context",
        "cases_sha256": digest(chosen.file),
        "versions": versions(),
        "given_context": {"paragraphs": len(paragraphs)},
        "questions": len(given),
        "cases_digest": cases_digest(one.case for one in given),
        "corpus_digest": corpus_digest(paragraphs),
        "settings": {"reading": asdict(settings.reading)},
        "models": {"reader_sha256": digest(reader_weights())},
        "code_digest": code_digest(),
        "seed": chosen.seed,
        "machine": machine(),
    }
