"""Printing: data to stdout, words to stderr, and no control character of an article to either."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.printable import one_line, printable, spelled, whole

__all__ = [
    "Line",
    "complain",
    "dumps",
    "line",
    "one_line",
    "printable",
    "put",
    "say",
    "show",
    "whole",
]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of output: stretches of text with their styles, and how far in it stands."""

    pieces: tuple[tuple[str, str], ...]
    indent: int = 0


def line(text: str = "", style: str = "", *, indent: int = 0) -> Line:
    """A line of one style; the text is made safe to print."""
    return Line(((printable(text), style),), indent)


def show(lines: Iterable[Line]) -> None:
    """Print to stdout: in colour and wrapped on a terminal, plain in a pipe."""
    if not sys.stdout.isatty():
        for one in lines:
            put(" " * one.indent + "".join(text for text, _ in one.pieces))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for one in lines:
        text = Text.assemble(*one.pieces)
        console.print(Padding(text, (0, 0, 0, one.indent)) if one.pieces[0][0] else "")


def say(message: str) -> None:
    """Print one line for the one who waits, to stderr."""
    sys.stderr.write(f"{one_line(message)}\n")
    sys.stderr.flush()


def complain(message: str) -> None:
    """Print one line about what went wrong, to stderr."""
    say(f"newscite: {message}")


def put(text: str) -> None:
    """Print a line of data to stdout, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def dumps(value: Any) -> str:
    """JSON in one line that any terminal shows and any program reads.

    What a terminal would obey, and what the stream's encoding lacks, is escaped.
    """
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return spelled(json.dumps(value, ensure_ascii=not utf8))
