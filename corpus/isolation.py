"""Parsers of other people's formats, kept in a child process that may take only so much.

What PDF, Word, HTML and feed parsers make of a hostile file is theirs: a crash, an endless loop
or gigabytes. It happens in a child, costs that one file, and is told as its reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import IO, Any, Self

from corpus.formats.draft import Draft, Entry, UnreadableError

# -P and the parent's own search path: a user's corpus.py or docx.py must not be found first.
START = (
    "import json, sys; job = json.loads(sys.stdin.buffer.readline()); sys.path[:] = job['path'];"
    " from corpus.child import main; main(job)"
)
LENGTH = 8
"""Bytes of the number, big-endian, that says how long a reply is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.

    Attributes:
        seconds: of processor time.
        patience: seconds by the clock, for a child that waits instead of computing.
        memory: bytes of address space of the child.
        reply: bytes of what is found, as JSON.
        files: how many files one child reads before another takes its place.
    """

    seconds: int = 8
    patience: float = 60.0
    memory: int = 1024**3
    reply: int = 256 * 1024**2
    files: int = 500


class Reader:
    """Reads files in a child process, started when needed; a context manager.

    One child reads many files, one after another. One that dies or overstays is replaced.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; twice is no harm."""
        child, self._child, self._done = self._child, None, 0
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()

    def read(self, name: str, data: bytes, url: str | None = None) -> list[Entry]:
        """Read the articles of a content.

        Args:
            name: of the format.
            data: the content.
            url: where it came from, None for a file.

        Raises:
            UnreadableError: there is none in it, or reading it took too much.
        """
        used = self._done > 0
        try:
            return self._read(name, data, url)
        except LostError as error:
            # Perhaps not this file's fault, but what the files before it left behind.
            if not (used and error.worth_another):
                raise UnreadableError(str(error)) from None
        try:
            return self._read(name, data, url)
        except LostError as error:
            raise UnreadableError(str(error)) from None

    def _read(self, name: str, data: bytes, url: str | None) -> list[Entry]:
        """Have a child read a content; see `read`.

        Raises:
            LostError: the child is lost; what it said is the reason.
        """
        if self._done >= self._limits.files:
            self.close()
        child = self._child or self._started()
        assert child.stdin
        assert child.stdout
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self._limits.patience, stop)
        timer.start()
        try:
            request = {"format": name, "url": url, "size": len(data)}
            child.stdin.write(json.dumps(request).encode() + b"\n" + data)
            child.stdin.flush()
            reply = self._reply(child.stdout)
        except OSError:
            reply = None
        except BaseException:
            self.close()  # half a request or reply is left in its pipes
            raise
        finally:
            timer.cancel()
        if reply is None:
            raise self._lost(child, late.is_set())
        self._done += 1
        if "lost" in reply:
            self.close()
            raise LostError(str(reply["lost"]), worth_another=True)
        if "reason" in reply:
            raise UnreadableError(str(reply["reason"]))
        return [entry_of(one) for one in reply["entries"]]

    def _started(self) -> subprocess.Popen[bytes]:
        """Start a child."""
        child = subprocess.Popen(
            [sys.executable, "-P", "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._child = child
        job = {
            "path": sys.path,
            "memory": self._limits.memory,
            "seconds": self._limits.seconds,
        }
        assert child.stdin
        with suppress(BrokenPipeError):  # told by its missing reply
            child.stdin.write(json.dumps(job).encode() + b"\n")
            child.stdin.flush()
        return child

    def _reply(self, stream: IO[bytes]) -> dict[str, Any] | None:
        """What the child replies, None where it replies nothing whole."""
        size = int.from_bytes(stream.read(LENGTH).rjust(LENGTH, b"\xff"), "big")
        if size > self._limits.reply:
            return None
        raw = stream.read(size)
        found = json.loads(raw) if len(raw) == size else None
        return found if isinstance(found, dict) else None

    def _lost(self, child: subprocess.Popen[bytes], late: bool) -> LostError:
        """Why a child that did not reply did not."""
        with suppress(subprocess.TimeoutExpired):
            child.wait(1)
        code = child.poll()
        self.close()
        if late:
            return LostError(f"reading it took longer than {self._limits.patience:g} s")
        if code is not None and -code == exceeded_signal():
            return LostError(f"reading it took more than {self._limits.seconds} s")
        return LostError(f"its parser crashed (exit {code})", worth_another=True)


class LostError(Exception):
    """A child was lost over a file; `worth_another`: a fresh one may do better."""

    def __init__(self, reason: str, *, worth_another: bool = False) -> None:
        super().__init__(reason)
        self.worth_another = worth_another


def exceeded_signal() -> int:
    """The number of the signal that ends a process over its processor time; 0 on Windows."""
    import signal

    return int(getattr(signal, "SIGXCPU", 0))


def entry_of(found: dict[str, Any]) -> Entry:
    """An entry as a child sends it; `corpus.child.sent` is the other way."""
    given = found["draft"]
    if given is not None:
        day = given.pop("published")
        authors = tuple(given.pop("authors"))
        published = date.fromisoformat(day) if day else None
        given = Draft(**given, published=published, authors=authors)
    return Entry(found["name"], given, found["reason"], found["whole"])
