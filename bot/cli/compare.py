"""`newscite compare`: two runs of `newscite evaluate`, and whether they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import JsonOption
from bot.cli.terminal import dumps, one_line, put, say
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.evaluation.comparing import Difference, Pair
    from bot.evaluation.rows import Row

HEAD = (
    f"{'figure':<20} {'A':>6} {'B':>6} {'B-A':>7} {'95% interval':>17} {'p (Holm)':>9} "
    f"{'won':>5} {'lost':>5} {'same':>5} {'could show':>10}"
)
RunArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of a run.", show_default=False)
]


def compare(
    one: RunArgument,
    other: RunArgument,
    figures: Annotated[
        list[str] | None,
        typer.Option("--figure", metavar="NAME", help="Compare this one; all: every figure."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Compare what the runs share, if they differ.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="A page of it as well.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Compare two runs, A and B, of `newscite evaluate --out DIR`."""
    from bot.evaluation.comparing import changed, compare, paired
    from bot.evaluation.folder import read_run

    names = chosen(figures or [])
    first, second = read_run(one), read_run(other)
    pairs = paired(first, second, force=force)
    found = compare(pairs, names, seed=int(first.manifest.get("seed", 0)))
    won, lost = changed(pairs)
    if html is not None:
        from bot.evaluation.pages.pages import comparison_page, write_page

        write_page(html, comparison_page(first, second, pairs, found))
        say(f"wrote {html}")
    systems = [system_of(run.manifest) for run in (first, second)]
    if as_json:
        put(dumps({"systems": systems, **as_object(len(pairs), found, won, lost)}))
    else:
        if len(set(systems)) > 1:
            put(one_line(f"A: {systems[0]}, B: {systems[1]}"))
        for text in lines(found, won, lost):
            put(text)
    return 0


def system_of(manifest: Mapping[str, Any]) -> str:
    """What a run's questions were put to; newscite itself in runs that do not say."""
    about = manifest.get("system")
    return str(about.get("name", "")) if isinstance(about, dict) else "newscite"


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """The figures to compare.

    Raises:
        InputError: one is not known.
    """
    from bot.evaluation.figures import FIGURES, HEADLINE

    known = tuple(figure.name for figure in FIGURES)
    if unknown := sorted(set(names) - {*known, "all"}):
        raise InputError(f"--figure {unknown[0]!r} is not known; there are {', '.join(known)}")
    return known if "all" in names else tuple(names) or HEADLINE


def lines(found: Sequence[Difference], won: Sequence[Pair], lost: Sequence[Pair]) -> list[str]:
    """The table, and the questions that changed, side by side."""
    drawn = " and ".join(sorted({f"{one.unit}s" for one in found}))
    return [
        HEAD,
        *(row(one) for one in found),
        f"intervals: {drawn} drawn; could show: the smallest difference so many could show",
        *(text for pair in lost for text in beside("lost", *pair)),
        *(text for pair in won for text in beside("won", *pair)),
    ]


def row(one: Difference) -> str:
    """A line of the table."""
    span = f"[{one.low:+.3f}, {one.high:+.3f}]"
    return (
        f"{one.figure:<20} {one.one:>6.3f} {one.other:>6.3f} {one.difference:>+7.3f} {span:>17} "
        f"{one.adjusted:>9.4f} {one.wins:>5} {one.losses:>5} {one.ties:>5} {one.smallest:>10.3f}"
    )


def beside(word: str, before: Row, after: Row) -> tuple[str, str, str]:
    """A question, and what both runs answered."""
    return (
        one_line(f"{word} {before.id}: {before.question}"),
        f"  A: {one_line(said(before))}",
        f"  B: {one_line(said(after))}",
    )


def said(row: Row) -> str:
    """An answer in a few words."""
    if row.error:
        return f"error: {row.error}"
    return "declined" if row.abstained else row.short_answer


def as_object(
    questions: int, found: Sequence[Difference], won: Sequence[Pair], lost: Sequence[Pair]
) -> dict[str, Any]:
    """The comparison as one JSON object."""

    def listed(pairs: Sequence[Pair]) -> list[dict[str, str]]:
        return [
            {"id": a.id, "question": a.question, "one": said(a), "other": said(b)} for a, b in pairs
        ]

    return {
        "questions": questions,
        "figures": [asdict(one) for one in found],
        "won": listed(won),
        "lost": listed(lost),
    }
