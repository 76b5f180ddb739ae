"""How far a run of adding is."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from rich.console import Console

from bot.cli.gauge import Gauge, bar, duration, now_and_then


def test_it_says_articles_rate_share_and_time_left() -> None:
    """20 articles in 10 s; a quarter of the bytes read: 30 s are left."""
    times = iter([0.0, 10.0])
    said: list[str] = []
    run = SimpleNamespace(total=400, done=100)
    Gauge(run, said.append, lambda: next(times)).wrote(20, "/news/a.txt")
    assert said == ["20 articles, 2.0/s, 25%, 30 s left: /news/a.txt"]


def test_without_a_known_total_it_says_no_share() -> None:
    """As of a web address."""
    times = iter([0.0, 2.0])
    said: list[str] = []
    run = SimpleNamespace(total=None, done=0)
    Gauge(run, said.append, lambda: next(times)).wrote(50, "https://post.example/x")
    assert said == ["50 articles, 25/s: https://post.example/x"]


def test_a_long_article_shows_its_passages() -> None:
    """So that an hour's work on one file is seen to move."""
    times = iter([0.0, 1.0])
    said: list[str] = []
    gauge = Gauge(SimpleNamespace(total=None, done=0), said.append, lambda: next(times))
    gauge.embedded(1280, 100_000)
    assert said == ["0 articles, 0.0/s (passage 1,280 of the next 100,000)"]


@pytest.mark.parametrize(
    ("seconds", "expected"), [(7, "7 s"), (200, "3 min"), (12_000, "3 h 20 min")]
)
def test_times_are_rounded(seconds: float, expected: str) -> None:
    """To what one wants to know."""
    assert duration(seconds) == expected


def test_elsewhere_than_on_a_terminal_a_line_comes_now_and_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """At most every five seconds."""
    times = iter([0.0, 4.0, 5.0, 6.0])
    show = now_and_then(lambda: next(times))
    for line in ("one", "two", "three"):
        show(line)
    assert capsys.readouterr().err == "two\n"


def test_a_terminal_gets_a_bar() -> None:
    """What an article's name holds is plain text."""
    written = io.StringIO()
    run = SimpleNamespace(total=4, done=3)
    with bar(Console(file=written, force_terminal=True, width=100), run) as one:
        one.wrote(3, "Who won [bold]?")
    assert "3 articles" in written.getvalue()
    assert "[bold]" in written.getvalue()
