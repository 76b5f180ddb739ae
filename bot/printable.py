"""Text that is safe to show: no control character of an article reaches a terminal or a file."""

from __future__ import annotations

import re

# C0 without tab and newline, DEL, C1, line separators, and marks that reorder what follows.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with control characters spelled out, so that what shows it obeys none."""
    return HIDDEN.sub(lambda found: ascii(found.group())[1:-1], text)


def one_line(text: str) -> str:
    """The text in one printable line."""
    return printable(" ".join(text.split()))


def whole(text: str) -> str:
    """The text with lone surrogates, which nothing behind the command line takes, replaced."""
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def spelled(json_text: str) -> str:
    """JSON with control characters and lone surrogates escaped: it reads back the same."""
    for hidden in (HIDDEN, SURROGATE):
        json_text = hidden.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)
    return json_text
