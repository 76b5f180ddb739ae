"""Work on a generation that may crash the process that does it: done in a spawned child.

The child runs `main`: one JSON object on its standard input says what to do; it ends when
that input ends, so it does not outlive a parent that is killed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import LibraryError
from index.record import Record, Vectors
from index.vectors import MOST_ROWS, VectorIndex, build

PROBES = 256
SAME = 0.999  # least cosine of a vector with itself, as Chroma computes it
# -P and the parent's own search path: a user's bot.py or index.py must not be found first.
START = (
    "import json, sys; job = json.loads(sys.stdin.readline()); sys.path[:] = job['path'];"
    " from index.workshop import main; main(job)"
)


def run(
    task: str,
    record: Path,
    folder: Path,
    last: int,
    say: Callable[[int], None] | None = None,
) -> int:
    """Do a task ("build" or "check") in a child process and wait for it.

    Args:
        task: which.
        record: the record's file, which is only read.
        folder: the generation's.
        last: the greatest passage id that belongs to the generation.
        say: gets the number of vectors done, now and then.

    Returns:
        How many vectors the generation has.

    Raises:
        LibraryError: the child failed or crashed; the message says how.
    """
    job = {
        "task": task,
        "record": str(record),
        "folder": str(folder),
        "last": last,
        "path": sys.path,
    }
    done = 0
    command = [sys.executable, "-P", "-c", START]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            cwd=record.parent,
        ) as child,
    ):
        assert child.stdin
        assert child.stdout
        try:
            child.stdin.write(json.dumps(job) + "\n")
            child.stdin.flush()
            for line in child.stdout:
                if line.strip().isdecimal():
                    done = int(line)
                    if say is not None:
                        say(done)
            status = child.wait()
        except BrokenPipeError:
            status = child.wait()
        finally:
            child.kill()
        if status:
            complaints.seek(0)
            word = (complaints.read().strip().splitlines() or ["without a word"])[-1]
            raise LibraryError(
                f"the search index could not be made ({task} ended with {status}: {word[:300]}): "
                "answers stay right, but slower; free space or memory and add again"
            )
    return done


def main(job: dict[str, Any]) -> None:
    """What the child does.

    Raises:
        ValueError: the check found something wrong.
    """
    threading.Thread(target=end_with_parent, daemon=True).start()
    record, folder, last = Path(job["record"]), Path(job["folder"]), int(job["last"])
    if job["task"] == "build":
        for done in build(folder, batches(record, last)):
            print(done, flush=True)  # noqa: T201 — to the parent
    else:
        print(check(record, folder, last), flush=True)  # noqa: T201


def end_with_parent() -> None:
    """End the process as soon as the parent's end of the pipe is closed."""
    sys.stdin.read()
    os._exit(3)


def batches(path: Path, last: int) -> Iterator[tuple[list[int], Vectors]]:
    """The vectors of passages up to an id, as many at once as Chroma takes, all of one state."""
    record = Record(path)
    try:
        with record.reading():  # articles may be added and removed meanwhile
            first = 0
            while (batch := record.vectors_after(first, MOST_ROWS, last))[0]:
                yield batch
                first = batch[0][-1]
    finally:
        record.close()


def check(path: Path, folder: Path, last: int) -> int:
    """Open a generation, count it, and find passages by their own vectors.

    Returns:
        How many vectors it has.

    Raises:
        ValueError: there are fewer than the record has, or one is not found.
    """
    ids, vectors = [], []
    total = 0
    for some, matrix in batches(path, last):
        total += len(some)
        step = max(1, len(some) // 64)
        ids += some[::step]
        vectors.append(matrix[::step])
    index = VectorIndex(folder)
    try:
        count = index.count()
        if count < total:  # more are possible: passages may have gone since
            raise ValueError(f"expected {total} vectors, found {count}")
        if total:
            find_themselves(index, ids[:PROBES], np.concatenate(vectors)[:PROBES])
        return count
    finally:
        index.close()


def find_themselves(index: VectorIndex, ids: list[int], vectors: Vectors) -> None:
    """Make sure that each vector finds itself, or one that is the same.

    Raises:
        ValueError: one does not.
    """
    for i, vector, found in zip(ids, vectors, index.nearest(vectors, 1), strict=True):
        if vector.any() and not (found and found[0][1] >= SAME):
            raise ValueError(f"passage {i} is not found by itself: {found!r}")
