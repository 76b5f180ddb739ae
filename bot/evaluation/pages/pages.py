"""The pages: of a run, and of two runs beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.comparing import Difference, Pair, changed
from bot.evaluation.figures import FIGURES
from bot.evaluation.folder import Run
from bot.evaluation.gating import Gate
from bot.evaluation.losses import OUTCOMES, outcome, read_depth
from bot.evaluation.pages.charts import charts, differences
from bot.evaluation.pages.entries import Entry
from bot.evaluation.pages.rendering import rendered
from bot.evaluation.rows import Row
from corpus.errors import InputError

HEADLINE = (
    ("right", "Right"),
    ("f1", "F1"),
    ("exact_match", "Exact match"),
    ("citation_precision", "Citation precision"),
    ("citation_recall", "Citation recall"),
    ("attempted", "Attempted"),
    ("refused", "Refused"),
    ("passage_recall@5", "Evidence in 5 passages"),
)
MOST_QUESTIONS = 2_000
"""On a page: one with ten thousand opens no more."""
ABOUT = {figure.name: figure.about for figure in FIGURES}


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline figure: its name in summaries, its title, what it is, and its interval."""

    name: str
    title: str
    about: str
    interval: Mapping[str, Any]


def run_page(summary: Mapping[str, Any], rows: Sequence[Row], gates: Sequence[Gate] = ()) -> str:
    """The report of a run as one HTML file.

    Args:
        summary: as `summary.whole` gives it.
        rows: one a question.
        gates: those that were held against it.

    Raises:
        InputError: a row is not as a run writes it.
    """
    manifest, found = summary["manifest"], summary["figures"]
    read = read_depth(manifest)
    return rendered(
        "run.html.j2",
        summary=summary,
        tiles=[
            Tile(name, title, ABOUT[name], found[name]) for name, title in HEADLINE if name in found
        ],
        lost=[(one, summary["lost"][one.name]) for one in OUTCOMES if summary["lost"][one.name]],
        charts=charts(summary, read),
        about=ABOUT,
        gates=gates,
        entries=[Entry.of(row, read) for row in some(rows)],
        total=len(rows),
        system=name_of(manifest),
        given=summary.get("given_context", {}),
        timed=summary.get("timed", 0),
        kinds=list(summary["by_type"]),
        facts=facts(manifest),
        command=manifest.get("command", ""),
    )


def some(rows: Sequence[Row]) -> list[Row]:
    """The rows that a page has room for: those that are not right come before others."""
    chosen = sorted(range(len(rows)), key=lambda place: rows[place].right)[:MOST_QUESTIONS]
    return [rows[place] for place in sorted(chosen)]


def name_of(manifest: Mapping[str, Any]) -> str:
    """The name of the system that answered; "" where the manifest has none."""
    system = manifest.get("system")
    return str(system.get("name", "")) if isinstance(system, dict) else ""


def comparison_page(
    one: Run, other: Run, pairs: Sequence[Pair], found: Sequence[Difference]
) -> str:
    """Two runs compared, as one HTML file.

    Args:
        one: the first run, A.
        other: the second, B.
        pairs: their rows of the same questions.
        found: the differences.

    Raises:
        InputError: a row is not as a run writes it.
    """
    depths = read_depth(one.manifest), read_depth(other.manifest)
    won, lost = changed(pairs)
    moved = Counter((outcome(a, depths[0]), outcome(b, depths[1])) for a, b in pairs)
    seen = [o for o in OUTCOMES if any(o.name in pair for pair in moved)]
    chart = differences(found)
    return rendered(
        "comparison.html.j2",
        one=one,
        other=other,
        pairs=len(pairs),
        found=found,
        about=ABOUT,
        chart=chart,
        settings=unlike(one.manifest, other.manifest),
        seen=seen,
        moved=moved,
        changed=[
            (word, Entry.of(a, depths[0]), Entry.of(b, depths[1]))
            for word, some in (("lost", lost), ("won", won))
            for a, b in some
        ],
        won=len(won),
        lost=len(lost),
    )


def facts(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a manifest says, as names and values, tables flattened."""
    return [
        (name, f"{value:,}" if isinstance(value, int) else str(value))
        for name, value in flat(manifest)
    ]


def unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """In what two manifests differ: name, in the first, in the second."""
    before, after = dict(facts(one)), dict(facts(other))
    names = list(dict.fromkeys((*before, *after)))
    return [
        (name, before.get(name, "–"), after.get(name, "–"))
        for name in names
        if before.get(name) != after.get(name)
    ]


def flat(given: Mapping[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """The values of nested objects, by their keys joined with full stops."""
    found: list[tuple[str, Any]] = []
    for key, value in given.items():
        found += (
            flat(value, f"{above}{key}.") if isinstance(value, dict) else [(f"{above}{key}", value)]
        )
    return found


def write_page(file: Path, page: str) -> None:
    """Write a page in UTF-8, with the same line ends everywhere.

    Raises:
        InputError: it cannot be written there.
    """
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"cannot write {str(file)!r}: {error.strerror}") from None
