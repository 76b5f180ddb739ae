"""How many faults are made, and what came of them: see README.md.

A full run takes an hour or more, so what each test that passed came to is kept beside the results
until all have. `NEWSCITE_FAULTS_GO_ON=1` goes on from there; the results name each one's revision.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "benchmarks"))

pytest.register_assert_rewrite("workbench")

FULL = "full"
RESULTS = HERE / "results" / "faults.json"
PARTS = HERE / "results" / "parts.jsonl"
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
        revision: that was tried.
    """

    item: int
    what: str
    count: int
    seconds: float = 0.0
    figures: dict[str, float | int | str] = field(default_factory=dict)
    revision: str = ""


PASSED = pytest.StashKey[bool]()
WHOLE = pytest.StashKey[set[str]]()


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
    seconds = round(time.monotonic() - began, 1)
    for one in noted:
        one.seconds = seconds
    if is_full() and request.node.stash.get(PASSED, False):
        keep(request.node.nodeid, noted)


def keep(test: str, noted: list[Tried]) -> None:
    """Keep what a test that passed came to, until all have."""
    from measuring import revision

    tried = [asdict(one) | {"revision": revision()} for one in noted]
    PARTS.parent.mkdir(exist_ok=True)
    with PARTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"test": test, "session": os.getpid(), "tried": tried}) + "\n")


def parts() -> dict[str, dict[str, Any]]:
    """What tests that passed came to, by their names."""
    if not PARTS.exists():
        return {}
    rows = map(json.loads, PARTS.read_text(encoding="utf-8").splitlines())
    return {row["test"]: row for row in rows}


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> random.Random:
    """Chance with a seed: the test's name, and NEWSCITE_FAULTS_SEED."""
    return random.Random(f"{request.node.name}/{os.environ.get('NEWSCITE_FAULTS_SEED', '0')}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin a full run anew, or leave out what has passed."""
    tests = [one for one in items if one.get_closest_marker("faults")]
    whole = {*HERE.glob("test_*.py")} <= {one.path for one in tests}
    config.stash[WHOLE] = {one.nodeid for one in tests} if whole else set()
    if not is_full():
        return
    if os.environ.get("NEWSCITE_FAULTS_GO_ON"):
        there = parts()
        items[:] = [one for one in items if one.nodeid not in there]
    else:
        PARTS.unlink(missing_ok=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note whether a test has passed, for what it tried to be kept."""
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Once all tests of a full run have passed, write the results and the README's table."""
    if not is_full() or exitstatus not in (0, 5):  # 5: nothing was left to do
        return
    there, whole = parts(), session.config.stash[WHOLE]
    if not whole or whole - there.keys():
        return
    from measuring import machine

    command = "NEWSCITE_FAULTS=full python -m pytest -m faults tests/faults"
    given = [Tried(**one) for row in there.values() for one in row["tried"]]
    rows = sorted(given, key=lambda one: (one.item, one.what))
    result = {
        "command": command,
        "revisions": sorted({one.revision for one in rows}),
        "date": time.strftime("%Y-%m-%d"),
        "machine": machine(),
        "sessions": len({row["session"] for row in there.values()}),
        "seconds": round(sum(one.seconds for one in rows)),
        "tried": [asdict(one) for one in rows],
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    PARTS.unlink()
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
