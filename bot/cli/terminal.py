"""Printing: data to stdout, words to stderr, and no control character of an article to either."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# C0 without tab and newline, DEL, C1, line separators, and marks that reorder what follows.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
SURROGATE = re.compile("[\ud800-\udfff]")


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
    text = json.dumps(value, ensure_ascii=not utf8)
    for hidden in (HIDDEN, SURROGATE):
        text = hidden.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return text


def printable(text: str) -> str:
    """The text with control characters spelled out, so that a terminal shows and obeys none."""
    return HIDDEN.sub(lambda found: ascii(found.group())[1:-1], text)


def one_line(text: str) -> str:
    """The text in one printable line."""
    return printable(" ".join(text.split()))


def whole(text: str) -> str:
    """The text with lone surrogates, which nothing behind the command line takes, replaced."""
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
