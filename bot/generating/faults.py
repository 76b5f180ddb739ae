"""What a language model's server can do wrong, in words that hold nothing of what it sent.

An error of a client library may quote the server's reply, the request, or a key. So nothing of
its text is passed on: a fault is told by its status and kind alone.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

RETRIED = frozenset({"busy", "broken", "unreachable"})
LONG = re.compile(
    r"context.{0,20}(?:length|window|size|long)|too (?:long|many tokens)|maximum.{0,30}tokens|"
    r"exceed\w*.{0,40}(?:context|tokens)",
    re.IGNORECASE | re.DOTALL,
)
TIMED = re.compile(r"Timeout", re.IGNORECASE)
NETWORK = re.compile(
    r"Connect|Protocol|Network|Transport|ReadError|WriteError|Closed|IncompleteRead|"
    r"BrokenPipe|Reset"
)


@dataclass(slots=True)
class ModelError(Exception):
    """A model could not be used for an answer.

    Attributes:
        kind: one word: "timeout", "busy", "key", "unknown", "context", "broken", "unreachable",
            "request", "empty", "nonsense", "unproved", "none", "stopped".
        said: what the model did, to be read after its name: "refused the key (401)".
        after: seconds after which asking again may help, None where it did not say.
    """

    kind: str
    said: str
    after: float | None = None

    @property
    def passing(self) -> bool:
        """Whether asking again may help."""
        return self.kind in RETRIED


def fault_of(error: BaseException) -> ModelError:
    """The fault that an error of a client library stands for."""
    for one in chain_of(error):
        if isinstance(one, ModelError):
            return one
        if "ContextOverflow" in type(one).__name__:
            return ModelError("context", "cannot read so much at once")
        status = getattr(one, "status_code", None)
        if isinstance(status, int) and 400 <= status < 600:
            return by_status(status, str(one), headers_of(one))
    for one in chain_of(error):
        name = type(one).__name__
        if isinstance(one, TimeoutError) or TIMED.search(name):
            return ModelError("timeout", "did not answer in time")
        if isinstance(one, OSError) or NETWORK.search(name):
            return ModelError("unreachable", "could not be reached, or broke off")
    name = type(error).__name__
    return ModelError("broken", f"sent what its client could not read ({name})")


def by_status(status: int, text: str, headers: Mapping[str, str]) -> ModelError:
    """The fault that a status of HTTP stands for; the text only helps to tell them apart."""
    if status in {401, 403}:
        return ModelError("key", f"refused the key ({status}): check it in the environment")
    if status == 404:
        return ModelError("unknown", "is not known there (404): check its name and address")
    if status in {400, 413, 422} and LONG.search(text):
        return ModelError("context", f"cannot read so much at once ({status})")
    if status in {408, 425, 429}:
        return ModelError("busy", f"is busy ({status})", seconds(headers.get("retry-after")))
    if status >= 500:
        return ModelError("broken", f"failed ({status})", seconds(headers.get("retry-after")))
    return ModelError("request", f"refused the request ({status})")


def chain_of(error: BaseException) -> Iterator[BaseException]:
    """An error and those that it came of."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def headers_of(error: BaseException) -> Mapping[str, str]:
    """The headers of the reply that an error came with; names in lower case."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    return {str(name).lower(): str(value) for name, value in dict(headers).items()}


def seconds(after: str | None) -> float | None:
    """The seconds of a Retry-After (RFC 9110, section 10.2.3); None where there are none."""
    if not after:
        return None
    try:
        found = float(after)
    except ValueError:
        try:
            found = parsedate_to_datetime(after).timestamp() - time.time()
        except ValueError:
            return None
    return max(0.0, found) if math.isfinite(found) else None
