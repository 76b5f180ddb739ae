"""1: killed at any moment of adding, updating, removing, and of making a generation."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from workbench import (
    Nursery,
    State,
    after,
    assert_old_or_new,
    assert_sound,
    do,
    hashed,
    note,
    opened,
    small,
    state_of,
)

pytestmark = pytest.mark.faults
NUMBER = 60


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Forks a child for each step."""
    small()
    one = Nursery()
    yield one
    one.close()


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of 60 notes with a generation and a backup; to be copied."""
    small()
    folder = tmp_path_factory.mktemp("grown") / "library"
    do(folder, {"do": "add", "numbers": range(NUMBER), "version": 0})
    do(folder, {"do": "upkeep"})
    return folder


def plan(draw: random.Random, version: int) -> dict[str, Any]:
    """A step: two in five new or changed notes, one in five removed ones."""
    kind = draw.choice(["add", "add", "remove"])
    some = draw.sample(range(NUMBER + 40), draw.randrange(1, 40))
    return {"do": kind, "numbers": some, "version": version}


def test_killed_while_adding_updating_and_removing(
    grown: Path, tmp_path: Path, nursery: Nursery, draw: random.Random, count: Any, tried: Any
) -> None:
    """Every document is as it was or as it was to be; then the step is done again, whole."""
    folder = tmp_path / "library"
    shutil.copytree(grown, folder)
    state: State = {note(n).source: note(n).article.text for n in range(NUMBER)}
    kills = 0
    longest = 0.3
    wanted = count(400, 40)
    with opened(folder) as reader:
        for version in range(1, 4 * wanted):
            step = plan(draw, version)
            step["numbers"] = [
                n for n in step["numbers"] if step["do"] == "add" or note(n).source in state
            ]
            new = after(state, step)
            began = time.monotonic()
            (pid,) = nursery.begin(folder, step)
            time.sleep(draw.uniform(0, 1.1 * longest))
            kill(pid)
            ((how),) = nursery.end()
            assert how["status"] in (0, -signal.SIGKILL), how["said"]
            if how["status"] == 0:
                longest = 0.8 * longest + 0.2 * (time.monotonic() - began)
            kills += how["status"] != 0
            with opened(folder) as library:
                found = state_of(library)
                assert_old_or_new(found, state, new, whole=step["do"] == "remove")
                assert_sound(library)
                some = draw.choice([*found.values()])
                assert_answers(reader, some)
            (pid,) = nursery.begin(folder, step if step["do"] == "add" else rest(step, found))
            assert nursery.end()[0]["status"] == 0
            with opened(folder) as library:
                assert state_of(library) == new
            state = new
            if kills >= wanted:
                break
        assert_sound(reader, state)
    tried(1, "SIGKILL while adding, updating, removing", kills)


def rest(step: dict[str, Any], found: State) -> dict[str, Any]:
    """What is left of a removal."""
    return {**step, "numbers": [n for n in step["numbers"] if note(n).source in found]}


def assert_answers(library: Any, text: str) -> None:
    """A reader that was open all along finds a passage of a text."""
    first = text.split("\n")[0]
    assert library.dense(hashed(first), 1)[0][0].text == first


def kill(pid: int) -> None:
    """Kill a child, if it is still there; those that it started end with it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_killed_while_a_generation_and_a_backup_are_made(
    grown: Path, tmp_path: Path, nursery: Nursery, draw: random.Random, count: Any, tried: Any
) -> None:
    """The one before, or the new one; everything is found either way, and the next try succeeds."""
    folder = tmp_path / "library"
    shutil.copytree(grown, folder)
    wanted = count(100, 8)
    kills = 0
    longest = timed(lambda: do(folder, {"do": "rebuild"}))
    state: State = {note(n).source: note(n).article.text for n in range(NUMBER)}
    for version in range(1, 4 * wanted):
        step = {"do": "add", "numbers": draw.sample(range(NUMBER), 30), "version": version}
        do(folder, step)
        state = after(state, step)
        (pid,) = nursery.begin(folder, {"do": "upkeep"})
        time.sleep(draw.uniform(0, 1.1 * longest))
        kill(pid)
        (how,) = nursery.end()
        assert how["status"] in (0, -signal.SIGKILL), how["said"]
        kills += how["status"] != 0
        with opened(folder) as library:
            assert state_of(library) == state
            assert_sound(library, state)
        if kills >= wanted:
            break
    do(folder, {"do": "upkeep"})
    with opened(folder) as library:
        assert_sound(library, state)
    assert len(list((folder / "generations").iterdir())) <= 2
    assert not list(folder.glob("*.new*"))
    tried(1, "SIGKILL while a generation and a backup are made", kills)


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.monotonic()
    work()
    return time.monotonic() - began
