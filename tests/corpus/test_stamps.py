"""When a file is taken as unchanged."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.loading import Loading, run
from corpus.results import Loaded, Skipped
from corpus.stamps import Stamp, Unchanged, stamped


class Remembered(dict[str, Stamp]):
    """A ledger of what a run gave."""

    def stamp(self, path: str) -> Stamp | None:
        """A file's."""
        return self.get(path)

    def take(self, folder: Path) -> list[object]:
        """The results of a folder; its stamps are remembered."""
        found = list(run([folder], Loading()).results(self))
        for one in found:
            stamp = one.stamp if isinstance(one, Unchanged) else one
            if isinstance(stamp, Stamp):
                self[stamp.path] = stamp
        return [one for one in found if not isinstance(one, Stamp)]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that has rested for a minute."""
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry sailed.")
    now = time.time_ns()
    monkeypatch.setattr("corpus.stamps.time.time_ns", lambda: now + 60_000_000_000)
    return path


def test_an_unchanged_file_is_not_even_opened(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and both times are what they were."""
    ledger = Remembered()
    assert isinstance(ledger.take(file.parent)[0], Loaded)
    monkeypatch.setattr("corpus.stamps.digest", lambda _: pytest.fail("opened"))
    assert ledger.take(file.parent) == [Unchanged(str(file))]


def test_other_times_and_the_same_bytes_are_no_change_and_are_remembered(file: Path) -> None:
    """The next time the times alone tell."""
    ledger = Remembered()
    ledger.take(file.parent)
    os.utime(file, (1, 1))
    (found,) = ledger.take(file.parent)
    assert isinstance(found, Unchanged)
    assert found.stamp is not None
    assert ledger.take(file.parent) == [Unchanged(str(file))]


def test_other_bytes_of_the_same_size_under_the_old_time_are_a_change(file: Path) -> None:
    """The time of status change is the system's own."""
    ledger = Remembered()
    ledger.take(file.parent)
    before = file.stat()
    time.sleep(0.02)  # a tick of the file system's clock
    file.write_text("The ferry sunk!!!")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    (found,) = ledger.take(file.parent)
    assert isinstance(found, Loaded)
    assert found.article.text == "The ferry sunk!!!"


def test_times_of_a_file_that_had_not_rested_are_not_trusted(tmp_path: Path) -> None:
    """It may change again within the same tick."""
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry sailed.")
    stamp = stamped(str(path), path, "x")
    assert (stamp.modified, stamp.changed) == (-1, -1)
    assert not stamp.fits(path.stat())


def test_another_version_or_other_columns_read_it_again(file: Path) -> None:
    """They may make another article of the same bytes."""
    ledger = Remembered()
    ledger.take(file.parent)
    ledger[str(file)] = replace(ledger[str(file)], reader="another")
    assert isinstance(ledger.take(file.parent)[0], Loaded)


def test_a_file_of_which_a_part_is_skipped_has_no_stamp(file: Path) -> None:
    """Its reason is said again each time."""
    ledger = Remembered()
    (file.parent / "rows.jsonl").write_text('{"id": 1, "text": "One."}\nno JSON\n')
    for _ in range(2):
        found = ledger.take(file.parent)
        assert [type(one) for one in found[1:]] == [Loaded, Skipped]


def test_a_run_knows_how_many_bytes_it_has_read(file: Path) -> None:
    """Of files; with a source of another kind the total is unknown."""
    going = run([file.parent], Loading())
    assert (going.total, going.done) == (17, 0)
    list(going.results())
    assert going.done == 17
    assert run([file, "https://post.example/x"], Loading()).total is None
