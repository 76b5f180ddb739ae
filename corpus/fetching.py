"""One thing fetched from the web, within limits of where, how much and how long."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import httpcore

from corpus.addresses import Guarded, Resolver, resolve
from corpus.formats.draft import UnreadableError

AGENT = "newscite"
REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
SAFE = "!$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one page may take.

    Attributes:
        size: bytes.
        seconds: by the clock, redirects included.
        wait: seconds for each answer of its server.
    """

    size: int = 20 * 1024**2
    seconds: float = 30.0
    wait: float = 10.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came.

    Attributes:
        url: where it came from in the end.
        status: as HTTP has it.
        kind: its media type, in lower case, without parameters.
        data: the content, whole.
    """

    url: str
    status: int
    kind: str
    data: bytes


class Fetcher:
    """Fetches pages; every host is checked, every redirect is a new address to check."""

    def __init__(
        self,
        *,
        private: bool = False,
        limits: Limits | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        """Set the limits.

        Args:
            private: addresses that are not public are allowed.
            limits: for each page.
            resolver: gives a host's addresses.
        """
        self._private = private
        self._limits = limits or Limits()
        self._resolver = resolver

    def fetch(self, url: str, admit: Callable[[str], None] | None = None) -> Fetched:
        """Fetch one thing; nothing that it refers to.

        Args:
            url: its address.
            admit: called with it, and with each address that it redirects to, before that is
                asked for; what it raises ends the matter. The time that it takes is not counted.

        Raises:
            UnreadableError: it is not to be had, with the reason.
        """
        left = self._limits.seconds
        for _ in range(REDIRECTS + 1):
            url = normal(url)
            if admit is not None:
                admit(url)
            began = time.monotonic()
            found = self._answer(url, began + left)
            if isinstance(found, Fetched):
                return found
            left -= time.monotonic() - began
            url = urljoin(url, found)
        raise UnreadableError(f"redirected more than {REDIRECTS} times")

    def _answer(self, url: str, until: float) -> Fetched | str:
        """What an address gives: a page, or where that has moved.

        Raises:
            UnreadableError: nothing, with the reason.
        """
        guarded = Guarded(private=self._private, until=until, resolver=self._resolver)
        try:
            with httpcore.ConnectionPool(network_backend=guarded) as pool:
                return self._asked(pool, url)
        except (httpcore.TimeoutException, TimeoutError):
            reason = "its server is too slow: no whole answer in time"
            raise UnreadableError(reason) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise UnreadableError(f"cannot be fetched: {reason_of(error)}") from None

    def _asked(self, pool: httpcore.ConnectionPool, url: str) -> Fetched | str:
        """Ask for a page: it, or where it has moved.

        Raises:
            UnreadableError: it is too large, or encoded although that was not asked for.
        """
        wait = self._limits.wait
        asked = pool.stream(
            "GET",
            url,
            headers={
                "User-Agent": AGENT,
                "Accept": "text/html, application/xhtml+xml, application/rss+xml, "
                "application/atom+xml, application/xml;q=0.9, */*;q=0.5",
                "Accept-Encoding": "identity",
            },
            extensions={"timeout": {"connect": wait, "read": wait, "write": wait, "pool": wait}},
        )
        with asked as response:
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            if response.status in MOVED and headers.get("location"):
                return headers["location"]
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            data = self._content(response, headers)
        return Fetched(url, response.status, kind, data)

    def _content(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        """The content of a response.

        Raises:
            UnreadableError: it is too large, or encoded although that was not asked for.
        """
        if headers.get("content-encoding", "identity").lower() not in {"identity", ""}:
            raise UnreadableError("sent packed, although asked for as it is")
        size = self._limits.size
        pieces, total = list[bytes](), 0
        for piece in response.iter_stream():
            total += len(piece)
            if total > size:
                raise UnreadableError(f"larger than {size / 1024**2:g} MiB")
            pieces.append(piece)
        return b"".join(pieces)


def reason_of(error: Exception) -> str:
    """What a failure was, in a few words."""
    words = " ".join(str(error).split())[:200]
    return words or type(error).__name__


def normal(url: str) -> str:
    """An address as it is asked for: without its fragment, its odd characters encoded.

    Raises:
        UnreadableError: it is no http(s) address, or holds a user's name.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UnreadableError("not an address") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise UnreadableError(f"not an http or https address: {url[:200]!r}")
    if parts.username is not None or parts.password is not None:
        raise UnreadableError("an address with a user's name in it is not fetched")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise UnreadableError(f"not a host's name: {host[:200]!r}") from None
    name = f"[{name}]" if ":" in name else name
    standard = {"http": 80, "https": 443}[parts.scheme]
    place = name if port in {None, standard} else f"{name}:{port}"
    path, query = (quote(one, safe=SAFE) for one in (parts.path or "/", parts.query))
    return urlunsplit(SplitResult(parts.scheme, place, path, query, ""))
