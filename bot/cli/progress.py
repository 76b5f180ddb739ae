"""What is done, to stderr: a moving line or bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.cli.terminal import one_line, say

if TYPE_CHECKING:
    from rich.console import Console

EVERY_SECONDS = 5.0


@contextmanager
def counting(noun: str, total: int | None = None) -> Iterator[Callable[[int, str], None]]:
    """Show how many are done.

    Args:
        noun: what is counted, in the plural.
        total: how many there will be; a terminal gets a bar and the time that is left.

    Yields:
        A function of how many are done and a word on the latest.
    """
    if not sys.stderr.isatty():
        yield lines(noun)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    if total is not None:
        with bar(console, total) as move:
            yield move
        return
    with console.status(Text(noun)) as status:

        def show(done: int, latest: str) -> None:
            text = f"{done:,} {noun}: {one_line(latest)}"
            status.update(Text(text[: console.width - 4]))

        yield show


@contextmanager
def bar(console: Console, total: int) -> Iterator[Callable[[int, str], None]]:
    """A bar with counts, the time that is left, and the latest; it goes when all is done."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column

    latest = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True))
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), latest)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)

        def show(done: int, word: str) -> None:
            progress.update(task, completed=done, description=one_line(word))

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
