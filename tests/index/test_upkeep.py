"""What is done after adding, by a process of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.loading import Loaded
from index import upkeep
from index.errors import LibraryBusyError
from index.library import Library
from index.lock import upkeep_lock, writer_lock


def test_it_is_due_after_a_change_and_not_before(library: Library, harbour: Loaded) -> None:
    """A backup, at first."""
    library.upkeep()
    assert not upkeep.due(library.folder)
    library.add([harbour])
    assert upkeep.due(library.folder)
    library.upkeep()
    assert not upkeep.due(library.folder)


def test_a_process_of_its_own_does_it(library: Library, harbour: Loaded) -> None:
    """It ends when all is done, and says nothing."""
    library.add([harbour])
    assert upkeep.launched(library.folder).wait(120) == 0
    assert not upkeep.due(library.folder)
    assert library.check() == []


def test_nothing_is_started_where_nothing_is_due_or_there_is_no_library(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is anything raised."""
    library.upkeep()
    monkeypatch.setattr(upkeep, "launched", lambda _: pytest.fail("started"))
    upkeep.start(library.folder)
    upkeep.start(library.folder / "none")


def test_two_do_not_get_into_each_others_way(library: Library) -> None:
    """The second is told, and has nothing to do."""
    with upkeep_lock(library.folder), pytest.raises(LibraryBusyError):
        upkeep.keep_up(library.folder)


def test_articles_are_added_while_upkeep_is_at_work(
    library: Library, loaded: Callable[..., Loaded]
) -> None:
    """And upkeep is done while articles are added: the locks are two."""
    with upkeep_lock(library.folder):
        assert library.add([loaded("Storks came early.")]).added == 1
    with writer_lock(library.folder):
        library.upkeep()
    assert not upkeep.due(library.folder)
