"""How many faults are made, and what came of them: see README.md."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "benchmarks"))

pytest.register_assert_rewrite("workbench")

FULL = "full"
RESULTS = HERE / "results" / "faults.json"
BEGIN, END = "<!-- results -->\n", "<!-- end of results -->\n"


@dataclass
class Tried:
    """What came of one kind of fault.

    Attributes:
        item: number in the test plan.
        what: the fault.
        count: how many were made.
        seconds: that it took.
        figures: what else was measured.
    """

    item: int
    what: str
    count: int
    seconds: float = 0.0
    figures: dict[str, float | int | str] = field(default_factory=dict)


TRIED: list[Tried] = []


def is_full() -> bool:
    """Whether all faults are to be made: NEWSCITE_FAULTS=full."""
    return os.environ.get("NEWSCITE_FAULTS") == FULL


@pytest.fixture
def count() -> Callable[[int, int], int]:
    """How many: `count(full, reduced)`; NEWSCITE_FAULTS may also be a share, such as 0.02."""

    def of(full: int, reduced: int) -> int:
        given = os.environ.get("NEWSCITE_FAULTS", "reduced")
        if given == FULL:
            return full
        return reduced if given == "reduced" else max(1, round(full * float(given)))

    return of


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Iterator[Callable[..., Tried]]:
    """Note what was tried: `tried(item, what, count, figure=…)`, at the end of a test."""
    began = time.monotonic()
    noted: list[Tried] = []

    def take(item: int, what: str, number: int, **figures: float | int | str) -> Tried:
        noted.append(Tried(item, what, number, figures=figures))
        return noted[-1]

    yield take
    for one in noted:
        one.seconds = round(time.monotonic() - began, 1)
        TRIED.append(one)


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> random.Random:
    """Chance with a seed: the test's name, and NEWSCITE_FAULTS_SEED."""
    return random.Random(f"{request.node.name}/{os.environ.get('NEWSCITE_FAULTS_SEED', '0')}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """After a full run in which nothing failed, write the results and the README's table."""
    if not (TRIED and is_full() and exitstatus == 0):
        return
    from measuring import machine, revision

    command = "NEWSCITE_FAULTS=full python -m pytest -m faults tests/faults"
    rows = sorted(TRIED, key=lambda one: (one.item, one.what))
    result = {
        "command": command,
        "revision": revision(),
        "date": time.strftime("%Y-%m-%d"),
        "machine": machine(),
        "seconds": round(sum(one.seconds for one in rows)),
        "tried": [asdict(one) for one in rows],
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    readme = HERE / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    readme.write_text(before + BEGIN + table(rows) + END + rest.partition(END)[2], encoding="utf-8")


def table(rows: list[Tried]) -> str:
    """The results as Markdown."""
    lines = [
        "| # | fault | made | failed | s | measured |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in rows:
        figures = ", ".join(
            f"{name.replace('_', ' ')} {value}" for name, value in one.figures.items()
        )
        lines.append(
            f"| {one.item} | {one.what} | {one.count:,} | 0 | {one.seconds:.0f} | {figures} |"
        )
    return "\n".join(lines) + "\n"
