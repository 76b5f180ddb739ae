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


def run(task: str, record: Path, folder: Path, say: Callable[[int], None] | None = None) -> None:
    """Do a task ("build" or "check") in a child process and wait for it.

    Args:
        task: which.
        record: the record's file, which is only read.
        folder: the generation's.
        say: gets the number of vectors done, now and then.

    Raises:
        LibraryError: the child failed or crashed; the message says how.
    """
    job = {"task": task, "record": str(record), "folder": str(folder), "path": sys.path}
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
                if say is not None and line.strip().isdecimal():
                    say(int(line))
            status = child.wait()
        except BrokenPipeError:
            status = child.wait()
        finally:
            child.kill()
        if status:
            complaints.seek(0)
            last = (complaints.read().strip().splitlines() or ["without a word"])[-1]
            raise LibraryError(
                f"the search index could not be made ({task} ended with {status}: {last[:300]}): "
                "answers stay right, but slower; free space or memory and add again"
            )


def main(job: dict[str, Any]) -> None:
    """What the child does.

    Raises:
        ValueError: the check found something wrong.
    """
    threading.Thread(target=end_with_parent, daemon=True).start()
    record, folder = Path(job["record"]), Path(job["folder"])
    if job["task"] == "build":
        for done in build(folder, batches(record)):
            print(done, flush=True)  # noqa: T201 — to the parent
    else:
        check(record, folder)


def end_with_parent() -> None:
    """End the process as soon as the parent's end of the pipe is closed."""
    sys.stdin.read()
    os._exit(3)


def batches(path: Path) -> Iterator[tuple[list[int], Vectors]]:
    """All vectors of a record, as many at once as Chroma takes."""
    record = Record(path)
    try:
        last = 0
        while (batch := record.vectors_after(last, MOST_ROWS))[0]:
            yield batch
            last = batch[0][-1]
    finally:
        record.close()


def check(path: Path, folder: Path) -> None:
    """Open a generation, count it, and find passages by their own vectors.

    Raises:
        ValueError: it is not what the record says.
    """
    ids, vectors = [], []
    total = 0
    for some, matrix in batches(path):
        total += len(some)
        step = max(1, len(some) // 64)
        ids += some[::step]
        vectors.append(matrix[::step])
    index = VectorIndex(folder)
    try:
        if index.count() != total:
            raise ValueError(f"expected {total} vectors, found {index.count()}")
        if total:
            find_themselves(index, ids[:PROBES], np.concatenate(vectors)[:PROBES])
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
