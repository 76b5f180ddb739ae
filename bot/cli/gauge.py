"""How far a run of adding is, to stderr: articles, rate, share of what there is, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.cli.terminal import one_line, say

if TYPE_CHECKING:
    from rich.console import Console

    from corpus.loading import Run

EVERY_S = 5.0
MINUTE_S = 60


class Gauge:
    """Counts what is written, and knows from the bytes that are read how much is left.

    Args:
        run: what is read.
        show: gets a line to show, each time.
        clock: seconds.
    """

    def __init__(
        self, run: Run, show: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._run = run
        self._show = show
        self._clock = clock
        self._began = clock()
        self.articles = 0
        self._latest = ""

    def wrote(self, articles: int, latest: str) -> None:
        """Take how many articles are safely written, and the last of them."""
        self.articles, self._latest = articles, latest
        self._show(self.line())

    def embedded(self, passages: int, total: int) -> None:
        """Take how many passages of the next articles are embedded, of how many."""
        self._show(f"{self.line()} (passage {passages:,} of the next {total:,})")

    def line(self) -> str:
        """What there is to say."""
        seconds = max(self._clock() - self._began, 1e-9)
        rate = self.articles / seconds
        parts = [f"{self.articles:,} articles", f"{rate:,.{0 if rate >= 10 else 1}f}/s"]
        share = self.share()
        if share:
            parts += [f"{share:.0%}", f"{duration(seconds * (1 - share) / share)} left"]
        return f"{', '.join(parts)}: {one_line(self._latest)}" if self._latest else ", ".join(parts)

    def share(self) -> float | None:
        """How much of what there is has been read, by its bytes; None where that is unknown."""
        return min(1.0, self._run.done / self._run.total) if self._run.total else None


@contextmanager
def gauge(run: Run) -> Iterator[Gauge]:
    """Show how far a run is: a moving line on a terminal, a line now and then elsewhere."""
    if not sys.stderr.isatty():
        yield Gauge(run, now_and_then())
        return
    from rich.console import Console

    with bar(Console(stderr=True), run) as one:
        yield one


@contextmanager
def bar(console: Console, run: Run) -> Iterator[Gauge]:
    """A bar of the bytes read, and the line beside it; it goes when all is done."""
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.table import Column

    text = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True))
    with Progress(BarColumn(20), text, console=console, transient=True) as progress:
        task = progress.add_task("", total=run.total)
        one = Gauge(run, lambda line: progress.update(task, completed=run.done, description=line))
        yield one


def now_and_then(clock: Callable[[], float] = time.monotonic) -> Callable[[str], None]:
    """Says a line, but not before a few seconds have gone by since the last."""
    last = clock()

    def show(line: str) -> None:
        nonlocal last
        now = clock()
        if now - last >= EVERY_S:
            last = now
            say(line)

    return show


def duration(seconds: float) -> str:
    """A time that is left: "40 s", "12 min", "3 h 20 min"."""
    if seconds < MINUTE_S:
        return f"{seconds:.0f} s"
    minutes = round(seconds / MINUTE_S)
    return f"{minutes} min" if minutes < MINUTE_S else f"{minutes // 60} h {minutes % 60} min"
