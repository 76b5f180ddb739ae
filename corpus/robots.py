"""What sites ask of programs (robots.txt, RFC 9309), by protego."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.fetching import AGENT, Fetcher
from corpus.formats.draft import UnreadableError

if TYPE_CHECKING:
    from protego import Protego

PAUSE = 1.0
LONGEST_PAUSE = 10.0
"""Seconds between two pages of one site, and the most that a site can ask for."""
MOST = 500 * 1024
"""Bytes of a robots.txt that are read, as the RFC has it."""


class Robots:
    """The rules of the sites that are asked, each fetched once."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._sleep = sleep
        self._clock = clock
        self._rules: dict[str, Protego] = {}
        self._last: dict[str, float] = {}

    def admit(self, url: str) -> None:
        """Wait until a page may be asked for.

        Raises:
            UnreadableError: its site does not want it read by programs, or does not say.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._fetched(site)
        rules = self._rules[site]
        if not rules.can_fetch(url, AGENT):
            raise UnreadableError("its site does not want it read by programs (robots.txt)")
        if site in self._last:
            pause = min(max(rules.crawl_delay(AGENT) or 0, PAUSE), LONGEST_PAUSE)
            self._sleep(max(0.0, self._last[site] + pause - self._clock()))
        self._last[site] = self._clock()

    def _fetched(self, site: str) -> Protego:
        """The rules of a site; without a robots.txt (4xx), everything is allowed.

        Raises:
            UnreadableError: its server fails: then nothing is.
        """
        from protego import Protego

        found = self._fetcher.fetch(f"{site}/robots.txt")
        if found.status >= 500:
            raise UnreadableError(f"its robots.txt cannot be had: status {found.status}")
        text = found.data[:MOST].decode("utf-8", "replace") if found.status < 400 else ""
        return Protego.parse(text)
