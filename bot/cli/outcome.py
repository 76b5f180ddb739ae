"""What comes of a run of `newscite evaluate`: gates, files, what is printed, and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.progress import counting
from bot.cli.terminal import complain, dumps, put, say
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.evaluation.folder import Run
    from bot.evaluation.gating import Gate, Gates
    from bot.evaluation.rows import Row

GATE_MISSED = 1
SOME_SKIPPED = 3


@dataclass(frozen=True, slots=True)
class Held:
    """What a run is held against."""

    gates: Gates | None
    before: Run | None


def gathered(
    ask: Callable[[Collection[str]], Iterator[Row]],
    total: int,
    noun: str,
    out: Path | None,
    about: dict[str, Any],
    *,
    resume: bool,
) -> list[Row]:
    """All rows of a run: those that are there, and the others, each written as it comes.

    Args:
        ask: gives the rows of all questions but those with the ids given; not called where
            none is left.
        total: how many questions there are.
        noun: what they are called.
        out: the run's folder, None: rows are only gathered.
        about: the run's manifest.
        resume: go on with the run in the folder.
    """
    from bot.evaluation.folder import appending, begin, has_rows

    if out is not None and not resume and has_rows(out):
        say(f"the run that was in {str(out)!r} is replaced")
    rows = begin(out, about, resume=resume) if out is not None else []
    if len(rows) == total:
        return rows
    made = ask({row.id for row in rows})
    writing = appending(out) if out is not None else nullcontext(lambda _: None)
    with writing as append, counting(f"of {total:,} {noun}", total) as count:
        for row in made:
            append(row)
            rows.append(row)
            count(len(rows), row.question)
    return rows


def gates_of(file: Path | None) -> tuple[Gates | None, Run | None]:
    """The gates, and the baseline that they name; read before hours are spent.

    Raises:
        InputError: either cannot be read.
    """
    if file is None:
        return None, None
    from bot.evaluation.folder import read_run
    from bot.evaluation.gating import read_gates

    gates = read_gates(file)
    return gates, read_run(file.parent / gates.baseline.run) if gates.baseline else None


def comparable(before: Run, about: dict[str, Any]) -> None:
    """Refuse a baseline over other cases or articles, or half a one, before hours are spent.

    Raises:
        InputError: it is.
    """
    from bot.evaluation.manifest import refuse_unlike

    refuse_unlike(before.manifest, about, "make the baseline of the gates anew over these")
    if before.unfinished:
        raise InputError(f"the baseline {before.name!r} is unfinished: resume it first")


def reported(
    rows: list[Row],
    about: dict[str, Any],
    held: Held,
    out: Path | None,
    *,
    as_json: bool,
    bad: bool,
) -> int:
    """Print and write what came of a run; the exit code."""
    from bot.evaluation.summary import Summary, whole

    summary = whole(rows, about)
    failed = [row for row in rows if row.error]
    for row in failed:
        complain(f"case {row.id!r}: {row.error}")
    results = checked(rows, summary, held)
    if out is not None:
        from bot.evaluation.outputs import finish

        finish(out, rows, summary, results)
        say(f"wrote rows, figures, reports, and files for TREC's tools and ragas to {out}")
    if as_json:
        put(dumps(summary))
    else:
        for name, figure in Summary.of(rows).lines():
            put(f"{name:<20} {figure:>9}")
        for name, one in summary["figures"].items():
            if name not in summary["all"]:
                put(f"{name:<20} {one['mean']:>9.3f}")
        put(f"{'risk_coverage_area':<20} {summary['risk_coverage']['area']:>9.3f}")
        put_given(summary.get("given_context", {}))
    missed = [result for result in results if result.missed]
    for result in missed:
        complain(result.missed)
    if missed:
        return GATE_MISSED
    return SOME_SKIPPED if bad or failed else 0


def put_given(figures: Mapping[str, Any]) -> None:
    """Print SQuAD's figures, where the context was given."""
    for name, value in figures.items():
        if isinstance(value, float):
            put(f"{name:<20} {value:>9.2f}")


def checked(rows: list[Row], summary: dict[str, Any], held: Held) -> list[Gate]:
    """The gates, held against the run; none where there are none."""
    if held.gates is None:
        return []
    from bot.evaluation.folder import Run
    from bot.evaluation.gating import check

    return check(held.gates, summary, Run("this run", summary["manifest"], rows), held.before)


def writable(out: Path) -> None:
    """Make the folder for the results before hours are spent on them.

    Raises:
        InputError: it cannot be made.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"--out needs a folder: {str(out)!r}: {error.strerror}") from None
