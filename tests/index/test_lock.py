"""One writer at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import LibraryBusyError
from index.lock import holder, writer_lock

HOLD = (
    "import sys, pathlib; sys.path[:] = {path!r}; from index.lock import writer_lock\n"
    "with writer_lock(pathlib.Path({folder!r})):\n    print('held', flush=True); sys.stdin.read()"
)


def test_a_second_writer_is_refused_and_told_who_is_first(tmp_path: Path) -> None:
    """The message names the process and its command."""
    code = HOLD.format(path=sys.path, folder=str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusyError, match=f"process {first.pid} ") as refused:
            writer_lock(tmp_path).__enter__()
        first.kill()
        first.wait()
    assert "\n" not in str(refused.value)
    with writer_lock(tmp_path):  # the dead one's lock is gone, its name is overwritten
        assert f"process {os.getpid()} " in holder(tmp_path)


def test_the_name_goes_with_the_lock(tmp_path: Path) -> None:
    """Nobody is named when nobody writes."""
    with writer_lock(tmp_path):
        pass
    assert holder(tmp_path) == "another process"


def test_an_unreadable_name_is_no_error(tmp_path: Path) -> None:
    """A side file cut short by a kill says nothing, and does no harm."""
    (tmp_path / "lock.holder").write_text('{"pid": 1')
    assert holder(tmp_path) == "another process"
