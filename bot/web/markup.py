"""Text to HTML: the one place where the page's texts are escaped.

Whatever comes from an article, a model or a visitor passes through `escaped`. Nothing of it is
ever read as Markdown or HTML, so none of it can fetch, run or cover anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters and lone surrogates: HTML or JSON cannot carry them."""


def escaped(text: str) -> str:
    """The text as HTML that shows just that text, in an element or in a quoted attribute."""
    return escape(UNSHOWN.sub("\ufffd", text), quote=True)


def element(name: str, *inner: str, **attributes: str | bool) -> str:
    """An HTML element.

    Args:
        name: its name.
        inner: HTML within it, joined as it is.
        attributes: their values are escaped here; True gives one without value, False none.
            An underscore in a name stands for a hyphen, one at its end for nothing.
    """
    written = "".join(attribute(key, value) for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inner)}</{name}>"


def control(name: str, **attributes: str | bool) -> str:
    """An HTML element that can hold nothing, such as an input; see `element`."""
    return element(name, **attributes).removesuffix(f"</{name}>")


def attribute(key: str, value: str | bool) -> str:
    """One attribute, with the blank before it."""
    key = key.rstrip("_").replace("_", "-")
    if isinstance(value, bool):
        return f" {key}" if value else ""
    return f' {key}="{escaped(value)}"'


def strung(text: str, stretches: Iterable[tuple[int, int]], name: str) -> str:
    """The text escaped, with each stretch in an element.

    Args:
        text: plain text.
        stretches: (start, end) in code points of `text`; those outside it are cut off.
        name: the element's name.
    """
    parts, last = [], 0
    for start, end in sorted(stretches):
        start, end = max(start, last), min(end, len(text))
        if start < end:
            parts += [escaped(text[last:start]), element(name, escaped(text[start:end]))]
            last = end
    return "".join(parts) + escaped(text[last:])
