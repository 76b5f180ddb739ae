"""Which computers may be asked: those of the public internet, unless the user says otherwise."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore
from httpcore import NetworkBackend, NetworkStream, SyncBackend

from corpus.formats.draft import UnreadableError

Resolver = Callable[[str, int], list[str]]
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the operating system knows them.

    Raises:
        OSError: there is none.
    """
    import socket

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet, and leads to no other within it."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (address, *carried(address)))


def carried(address: IPv4Address | IPv6Address) -> Iterable[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return
    for one in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())):
        if one is not None:
            yield one
    if any(address in network for network in NAT64) or int(address) >> 32 == 0:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


class Guarded(NetworkBackend):
    """Connects to the very address that was checked, and gives up at a moment.

    What a name stands for is asked once for each connection, and the connection is made to
    that answer: a name that stands for something else a moment later changes nothing.
    """

    def __init__(self, *, private: bool, until: float, resolver: Resolver = resolve) -> None:
        """Set the limits.

        Args:
            private: every address is allowed.
            until: moment of `time.monotonic` after which nothing is waited for.
            resolver: gives a host's addresses.
        """
        self._private = private
        self._until = until
        self._resolver = resolver
        self._plain = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> NetworkStream:
        """Connect to a host, if all its addresses are allowed; the first that answers.

        Raises:
            UnreadableError: one is not public.
            httpcore.ConnectError: there is none, or none answers.
        """
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host!r} is not known") from error
        for one in addresses:
            if not (self._private or is_public(one)):
                who = host if host == one else f"{host} is {one}, which"
                raise UnreadableError(f"{who} is not a public address (--allow-private reads it)")
        problem: Exception = httpcore.ConnectError(f"the host {host!r} has no address")
        for one in addresses:
            try:
                stream = self._plain.connect_tcp(
                    one, port, left(self._until, timeout), local_address, socket_options
                )
                return Timed(stream, self._until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem


class Timed(NetworkStream):
    """A connection that ends at a moment, however slowly its other end goes on."""

    def __init__(self, stream: NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, at most so many bytes."""
        return self._stream.read(max_bytes, left(self._until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, left(self._until, timeout))

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        """The same connection, encrypted."""
        inner = self._stream.start_tls(ssl_context, server_hostname, left(self._until, timeout))
        return Timed(inner, self._until)

    def get_extra_info(self, info: str) -> Any:
        """What is known about it."""
        return self._stream.get_extra_info(info)


def left(until: float, timeout: float | None) -> float:
    """Seconds that may still be waited.

    Raises:
        httpcore.ReadTimeout: none.
    """
    rest = until - time.monotonic()
    if rest <= 0:
        raise httpcore.ReadTimeout("out of time")
    return rest if timeout is None else min(rest, timeout)
