"""1 and 3: at each call that changes the disk, killed, or the call fails."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from workbench import (
    Nursery,
    after,
    assert_old_or_new,
    assert_sound,
    do,
    needs,
    note,
    opened,
    small,
    state_of,
)

pytestmark = pytest.mark.faults
CALLS = ["write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "rmdir"]
CALLS += ["mkdir", "openat"]
ERRORS = ["EIO", "ENOSPC", "EACCES"]
STATE = {note(n).source: note(n).article.text for n in range(40)}
ADD = {"do": "add", "numbers": list(range(30, 60)), "version": 1}
REMOVE = {"do": "remove", "numbers": list(range(5, 25))}
UPKEEP = {"do": "upkeep"}
STEPS = {"add": ADD, "remove": REMOVE, "upkeep": UPKEEP}


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Forks children that wait to be traced."""
    needs("strace", "-o", "/dev/null", "true")
    small()
    one = Nursery()
    yield one
    one.close()


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 notes, a generation that is behind, and a backup."""
    small()
    folder = tmp_path_factory.mktemp("grown") / "library"
    do(folder, {"do": "add", "numbers": range(10), "version": 0})
    do(folder, UPKEEP)
    do(folder, {"do": "add", "numbers": range(10, 40), "version": 0})
    return folder


def traced(nursery: Nursery, folder: Path, step: dict[str, Any], inject: str, log: Path) -> Any:
    """Do a step under strace, something injected into its system calls; how it ended."""
    (pid,) = nursery.begin(folder, step, held=True)
    call = inject.partition(":")[0]
    tracer = subprocess.Popen(
        ["strace", "-o", str(log), "-e", f"trace={call}", "-e", f"inject={inject}", "-p", str(pid)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr
    assert "attached" in tracer.stderr.readline()
    os.kill(pid, signal.SIGCONT)
    (how,) = nursery.end()
    tracer.wait()
    tracer.stderr.close()
    return how


def calls_of(nursery: Nursery, grown: Path, tmp_path: Path, step: dict[str, Any]) -> dict[str, int]:
    """How often a step makes each call, undisturbed."""
    found = {}
    for call in CALLS:
        folder, log = tmp_path / "count", tmp_path / "count.log"
        shutil.copytree(grown, folder)
        traced(nursery, folder, step, f"{call}:delay_enter=0", log)
        found[call] = len(re.findall(rf"^{call}\(", log.read_text(errors="replace"), re.MULTILINE))
        shutil.rmtree(folder)
    return found


def some(places: list[Any], wanted: int) -> list[Any]:
    """As many places as wanted, evenly spread; all of them where they are no more."""
    step = max(1, len(places) // wanted)
    return places[::step][:wanted] if wanted < len(places) else places


def assert_survived(folder: Path, step: dict[str, Any]) -> None:
    """The old answers or the new ones; done again, the new ones, all found."""
    new = after(STATE, step)
    with opened(folder) as library:
        found = state_of(library)
        assert_old_or_new(found, STATE, new, whole=step["do"] != "add")
        assert_sound(library)
    again = dict(step)
    if step["do"] == "remove":
        again["numbers"] = [n for n in step["numbers"] if note(n).source in found]
    if step["do"] != "upkeep":  # two children of Python: seconds
        do(folder, again)
    with opened(folder) as library:
        assert_sound(library, new)
    assert len(list((folder / "generations").iterdir())) <= 3


@pytest.mark.parametrize("name", STEPS)
def test_killed_at_each_call_that_changes_the_disk(
    name: str, grown: Path, tmp_path: Path, nursery: Nursery, count: Any, tried: Any
) -> None:
    """Of adding, of removing, and of the swap of generations with the backup after it."""
    step = STEPS[name]
    calls = calls_of(nursery, grown, tmp_path, step)
    places = [(call, n) for call, times in calls.items() for n in range(1, times + 1)]
    kills = 0
    for call, n in some(places, count(60 if name == "upkeep" else 90, 5)):
        folder = tmp_path / "library"
        shutil.copytree(grown, folder)
        inject = f"{call}:signal=KILL:when={n}"
        how = traced(nursery, folder, step, inject, tmp_path / "log")
        assert how["status"] in (0, -signal.SIGKILL), (inject, how)
        kills += how["status"] != 0
        assert_survived(folder, step)
        shutil.rmtree(folder)
    assert kills
    tried(1, f"SIGKILL at a system call of: {name}", kills, calls_it_makes=len(places))


@pytest.mark.parametrize("name", STEPS)
def test_each_call_that_changes_the_disk_may_fail(
    name: str, grown: Path, tmp_path: Path, nursery: Nursery, count: Any, tried: Any
) -> None:
    """With EIO, ENOSPC, EACCES: one line, or done all the same; nothing is damaged."""
    step = STEPS[name]
    calls = calls_of(nursery, grown, tmp_path, step)
    first = [(c, n) for c, times in calls.items() for n in range(1, min(times, 200) + 1)]
    places = [(call, n, error) for call, n in first for error in ERRORS]
    faults = some(places, count(120 if name == "upkeep" else 240, 6))
    for call, n, error in faults:
        folder = tmp_path / "library"
        shutil.copytree(grown, folder)
        inject = f"{call}:error={error}:when={n}"
        how = traced(nursery, folder, step, inject, tmp_path / "log")
        assert how["status"] in (0, 1), (inject, how)
        assert "\n" not in how["said"].strip()
        assert_survived(folder, step)
        shutil.rmtree(folder)
    tried(3, f"a failing system call of: {name}", len(faults), places=len(places))
