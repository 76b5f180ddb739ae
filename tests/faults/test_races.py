"""4: two writers at once, and readers beside them."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from workbench import (
    Nursery,
    State,
    after,
    assert_found,
    assert_sound,
    do,
    note,
    opened,
    small,
    state_of,
)

pytestmark = pytest.mark.faults


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Its children do not wait for a lock: who comes second is refused."""
    small()
    one = Nursery(patience=0.0)
    yield one
    one.close()


class Asking(threading.Thread):
    """A reader that asks all the time; `wrong` is what went wrong."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self._folder = folder
        self.stop = threading.Event()
        self.asked = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        """Ask until told to stop."""
        with opened(self._folder) as library:
            while not self.stop.is_set():
                try:
                    assert_found(library, note(self.asked % 20).article)
                    self.asked += 1
                except Exception as error:
                    self.wrong.append(repr(error))
                    return
                time.sleep(0.002)


def test_two_writers_race_and_readers_do_not_notice(
    tmp_path: Path, nursery: Nursery, draw: random.Random, count: Any, tried: Any
) -> None:
    """Who is refused is told by whom and has written nothing; who is not has written all."""
    folder = tmp_path / "library"
    do(folder, {"do": "add", "numbers": range(20), "version": 0})
    state: State = {note(n).source: note(n).article.text for n in range(20)}
    readers = [Asking(folder) for _ in range(2)]
    for reader in readers:
        reader.start()
    wanted, refused = count(200, 15), 0
    for race in range(1, wanted + 1):
        steps = [
            {"do": "add", "numbers": draw.sample(range(20, 120), 30), "version": 2 * race + one}
            for one in range(2)
        ]
        pids = nursery.begin(folder, *steps, held=True)
        for pid in draw.sample(pids, 2):
            os.kill(pid, signal.SIGCONT)
        ends = nursery.end()
        for _, step in sorted(
            (how["status"], place) for place, how in enumerate(ends) if how["status"] == 1
        ):
            assert "is being written by" in ends[step]["said"]
            refused += 1
        assert {how["status"] for how in ends} <= {0, 1}, ends
        done = [step for step, how in zip(steps, ends, strict=True) if how["status"] == 0]
        assert done
        with opened(folder) as library:
            found = state_of(library)
        possible = [after(state, done[0])]
        if len(done) == 2:  # one after the other, in either order
            possible = [after(after(state, a), b) for a, b in (done, done[::-1])]
        assert found in possible
        state = found
    for reader in readers:
        reader.stop.set()
        reader.join()
        assert reader.wrong == []
    with opened(folder) as library:
        assert_sound(library, state)
    asked = sum(reader.asked for reader in readers)
    tried(4, "two writers and two readers", wanted, refused=refused, articles_asked_for=asked)
