"""A system behind an address: one POST a question, and nothing but that address is contacted."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from bot.question import Turn
from corpus.errors import InputError, NewsciteError

CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 120.0
MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class HttpSystem:
    """Asks by POST with {"question", "history": [{"question", "answer"}], "asked"} as JSON.

    The reply is 200 and the object that `newscite ask --json` prints, or a part of it. A
    redirect is not followed; no proxy is used, and no credentials but those in the address.

    Attributes:
        url: of the system.
        seconds: that a question may take in all.
        most: bytes that a reply may have.
    """

    url: str
    seconds: float = WHOLE_SECONDS
    most: int = MOST_BYTES

    def answer(self, question: str, history: Sequence[Turn], asked: date | None) -> Any:
        """Ask one question; the object of the reply.

        Raises:
            NewsciteError: there was no reply in time, or not one as it should be.
        """
        body = {
            "question": question,
            "history": [{"question": one.question, "answer": one.answer} for one in history],
            "asked": asked.isoformat() if asked else None,
        }
        try:
            return json.loads(self._post(json.dumps(body).encode()))
        except httpx.HTTPError as error:
            raise NewsciteError(f"the system did not answer: {reason(error)}") from error
        except (ValueError, RecursionError) as error:
            raise NewsciteError("the system's reply is not JSON in UTF-8") from error

    def _post(self, body: bytes) -> bytes:
        """The reply's bytes, read until the time or the room is up."""
        until = time.monotonic() + self.seconds
        timeout = httpx.Timeout(self.seconds, connect=min(CONNECT_SECONDS, self.seconds))
        # Unpacked, a small reply may be any size: none is asked for that is packed.
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        with (
            httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", self.url, content=body, headers=headers) as reply,
        ):
            if reply.is_redirect:
                raise NewsciteError(
                    f"the system replied {reply.status_code}: redirects are not followed"
                )
            if reply.status_code != httpx.codes.OK:
                raise NewsciteError(f"the system replied {reply.status_code}, expected 200")
            if reply.headers.get("Content-Encoding", "identity") != "identity":
                raise NewsciteError("the system's reply is packed, which was not asked for")
            found = b""
            # As it comes: gathered into pieces of one size, a trickle would outlast the time.
            for part in reply.iter_raw():
                found += part
                if len(found) > self.most:
                    raise NewsciteError(f"the system's reply has more than {self.most:,} bytes")
                if time.monotonic() > until:
                    raise NewsciteError(f"the system took more than {self.seconds:g} seconds")
            return found


def reason(error: httpx.HTTPError) -> str:
    """What went wrong, in a line without an address, which may hold credentials."""
    if isinstance(error, httpx.TimeoutException):
        return "time is up"
    if isinstance(error, httpx.ConnectError):
        return "no connection"
    return type(error).__name__


def is_address(name: str) -> bool:
    """Whether a name of a system is meant for an address."""
    return "://" in name


def address(name: str) -> tuple[str, str]:
    """The address, and how it may be shown: without credentials and what follows a "?".

    Raises:
        InputError: it is none of http or https.
    """
    try:
        url = httpx.URL(name)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InputError(f"--system: not an address: {error}") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise InputError("--system needs an address that begins with http:// or https://")
    return str(url), str(url.copy_with(username=None, password=None, query=None, fragment=None))
