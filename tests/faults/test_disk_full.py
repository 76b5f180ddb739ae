"""2: a disk that fills up while articles are added, and while a generation is made."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from workbench import (
    after,
    assert_old_or_new,
    assert_sound,
    do,
    needs,
    one_line,
    opened,
    small,
    state_of,
)

from corpus.errors import NewsciteError
from index.errors import LibraryError

pytestmark = pytest.mark.faults


@contextmanager
def disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of that size."""
    place.mkdir()
    needs("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", str(place))
    mount(place, kilobytes)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
        place.rmdir()


def mount(place: Path, kilobytes: int, *more: str) -> None:
    """Mount a disk, or change its size ("remount")."""
    options = ",".join([*more, f"size={kilobytes}k"])
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)


def test_a_full_disk_damages_nothing_and_is_got_over(
    tmp_path: Path, count: Any, tried: Any
) -> None:
    """One line; what was there answers; with more room the same is done again, whole."""
    small()
    first = {"do": "add", "numbers": range(20), "version": 0}
    second = {"do": "add", "numbers": range(10, 400), "version": 1}
    sizes = [480 + 40 * n for n in range(30)]  # the first is room for the first articles
    full, taken = 0, 0
    for kilobytes in sizes[:: max(1, 30 // count(30, 4))]:
        with disk(tmp_path / "disk", kilobytes) as place:
            folder = place / "library"
            old = after({}, first)
            do(folder, first)
            new = after(old, second)
            for step in (second, {"do": "upkeep"}):
                try:
                    do(folder, step)
                except LibraryError as error:
                    one_line(error)
                    full += 1
                with opened(folder) as library:
                    assert_old_or_new(state_of(library), old, new, whole=False)
                    assert_sound(library)
            mount(place, 65_536, "remount")
            do(folder, second)
            do(folder, {"do": "upkeep"})
            with opened(folder) as library:
                assert_sound(library, new)
            taken += 1
    assert full
    tried(2, "disk full", taken, errors_met=full)


def test_a_library_on_a_full_disk_is_not_half_made(tmp_path: Path, count: Any, tried: Any) -> None:
    """It is there, or it is not; with more room it is made."""
    small()
    sizes = [4 * n for n in range(1, 61, 60 // count(20, 3))]
    for kilobytes in sizes:
        with disk(tmp_path / "disk", kilobytes) as place:
            try:
                opened(place / "library").close()
            except NewsciteError as error:
                one_line(error)
            mount(place, 65_536, "remount")
            with opened(place / "library") as library:
                assert_sound(library, {})
    tried(2, "disk full while a library is made", len(sizes))
