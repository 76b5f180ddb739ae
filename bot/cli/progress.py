"""Counts of what is done, to stderr: a moving line on a terminal, now and then one elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.cli.terminal import one_line, say

EVERY_SECONDS = 5.0


@contextmanager
def counting(noun: str) -> Iterator[Callable[[int, str], None]]:
    """Show how many are done.

    Args:
        noun: what is counted, in the plural.

    Yields:
        A function of how many are done and a word on the latest.
    """
    if not sys.stderr.isatty():
        yield lines(noun)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    with console.status(Text(noun)) as status:

        def show(done: int, latest: str) -> None:
            text = f"{done:,} {noun}: {one_line(latest)}"
            status.update(Text(text[: console.width - 4]))

        yield show


def lines(noun: str, clock: Callable[[], float] = time.monotonic) -> Callable[[int, str], None]:
    """A counter that says a line every few seconds."""
    last = clock()

    def show(done: int, latest: str) -> None:
        nonlocal last
        if clock() - last >= EVERY_SECONDS:
            last = clock()
            say(f"{done:,} {noun}: {latest}")

    return show
