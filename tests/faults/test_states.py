"""5: anything in any order, against a dictionary."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from workbench import (
    State,
    after,
    assert_found,
    assert_sound,
    nearby,
    note,
    opened,
    small,
    state_of,
)

pytestmark = pytest.mark.faults
numbers = st.lists(st.integers(0, 29), max_size=12)


class Machine(RuleBasedStateMachine):
    """A library, and what it should hold."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        """Empty."""
        self.home = Path(tempfile.mkdtemp(prefix="newscite-states-"))
        self.state: State = {}
        self.earlier: dict[str, str] = {}
        self.library = opened(self.home / "library")

    @rule(numbers=numbers, version=st.integers(0, 3))
    def add(self, numbers: list[int], version: int) -> None:
        """New ones, changed ones, ones that are as they were."""
        new = after(self.state, {"do": "add", "numbers": numbers, "version": version})
        changed = {s for s in new if new[s] != self.state.get(s)}
        done = self.library.add(note(n, version) for n in numbers)
        assert done.added == len(new.keys() - self.state.keys())
        assert done.updated == len(changed & self.state.keys())
        for number in numbers:
            one = note(number, version).article
            self.earlier[one.id] = one.text
        self.state = new
        Machine.steps += 1

    @rule(numbers=numbers)
    def remove(self, numbers: list[int]) -> None:
        """All or none, and known ones only."""
        sources = sorted({note(n).source for n in numbers} & self.state.keys())
        self.library.remove(sources)
        self.state = {s: text for s, text in self.state.items() if s not in sources}
        self.earlier = {}
        Machine.steps += 1

    @rule()
    def restart(self) -> None:
        """As another process finds it."""
        self.library.close()
        self.library = opened(self.home / "library")
        Machine.steps += 1

    @rule()
    def upkeep(self) -> None:
        """A generation and a backup, where due."""
        self.library.upkeep()
        assert self.library.check() == []
        Machine.steps += 1

    @rule()
    def rebuild(self) -> None:
        """A generation, due or not."""
        self.library.rebuild()
        Machine.steps += 1

    @invariant()
    def holds(self) -> None:
        """The same documents as the dictionary; earlier versions can be read."""
        if not hasattr(self, "library"):
            return
        assert state_of(self.library) == self.state
        for source in sorted(self.state)[:2]:
            (article,) = [d.article for d in self.library.documents() if d.source == source]
            assert_found(self.library, article)
        for article_id, text in list(self.earlier.items())[:2]:
            assert self.library.article(article_id).text == text

    def teardown(self) -> None:
        """In the end, everything."""
        if hasattr(self, "library"):
            assert_sound(self.library, self.state)
            self.library.close()
            shutil.rmtree(self.home)


def test_a_library_is_a_dictionary_whatever_is_done(count: Any, tried: Any) -> None:
    """Added, changed, removed, closed, opened, made anew, in any order."""
    small()
    examples = count(200, 8)
    with nearby():
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=examples,
                stateful_step_count=30,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    tried(5, "state machine, 30 steps each", examples, steps=Machine.steps)
