"""The child process of `corpus.isolation`: reads a content, replies, reads the next."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from math import ceil
from typing import IO, Any

from corpus.formats import entries
from corpus.formats.draft import Entry, UnreadableError

LENGTH = 8
TOO_MUCH = "reading it takes too much memory"


def main(job: dict[str, Any]) -> None:
    """Serve until the parent closes the pipe.

    Args:
        job: "memory" in bytes, "seconds" of processor time for each content.
    """
    # Ctrl-C reaches the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints goes nowhere, and not into the replies.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    limit_space(int(job["memory"]))
    while line := requests.readline():
        request = json.loads(line)
        limit_time(int(job["seconds"]))
        reply = answered(request, requests)
        raw = json.dumps(reply).encode()
        replies.write(len(raw).to_bytes(LENGTH, "big") + raw)
        replies.flush()


def answered(request: dict[str, Any], requests: IO[bytes]) -> dict[str, Any]:
    """The reply to a request: "entries", a "reason" there are none, or "lost": it must end."""
    try:
        data = requests.read(request["size"])
        return {"entries": [sent(one) for one in entries(request["format"], data, request["url"])]}
    except UnreadableError as error:
        return {"reason": str(error)}
    except MemoryError:
        return {"lost": TOO_MUCH}
    except RecursionError:
        return {"reason": "it is nested too deep"}
    except Exception as error:
        if "memory" in str(error).lower():  # as lxml tells it
            return {"lost": TOO_MUCH}
        return {"reason": f"its parser failed: {type(error).__name__}"}


def sent(entry: Entry) -> dict[str, Any]:
    """An entry as JSON takes it; `corpus.isolation.entry_of` is the other way."""
    found = asdict(entry)
    if entry.draft is not None and entry.draft.published:
        found["draft"]["published"] = entry.draft.published.isoformat()
    return found


def limit_space(memory: int) -> None:
    """Let this process have so much address space, write no file and dump no core."""
    with suppress(ImportError, ValueError, OSError):  # not on Windows; less elsewhere
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def limit_time(seconds: int) -> None:
    """Let this process compute for so many seconds from now; then it is ended."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = ceil(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
