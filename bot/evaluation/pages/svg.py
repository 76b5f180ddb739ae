"""A figure of matplotlib as SVG that stands within a page: themed, named, the same every time.

What matplotlib writes is a file of its own: with a style sheet for everything, ids that another
chart has too, and fixed colours. Here it becomes an element among others.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Xml

from matplotlib import rc_context
from matplotlib.figure import Figure

from bot.evaluation.junit import clean

NAMESPACE = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
LONGEST_LABEL = 24
FONT = re.compile(r"font-family: [^;]*;? ?")
THEME = {
    "#1b1f23": "--text",
    "#59616a": "--muted",
    "#d9dde1": "--line",
    "#0b5a8a": "--accent",
    "#a04a00": "--second",
    "#fffffe": "--sheet",
}
"""Colours of the drawing, and the page's variables that take their place."""
TEXT, MUTED, LINE, ACCENT, SECOND, SHEET = THEME
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: it is read aloud, searched and copied
    "text.parse_math": False,  # a dollar sign in a question's type is a dollar sign
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "text.color": TEXT,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": LINE,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "figure.facecolor": "none",
    "legend.frameon": False,
}


def inline(figure: Figure, name: str, title: str, description: str) -> str:
    """A figure as an SVG element.

    Args:
        figure: drawn under `STYLE`, in the colours of `THEME`.
        name: what its ids begin with; of this chart alone in the page.
        title: what it is called.
        description: what it shows, for whoever does not see it.
    """
    out = BytesIO()
    with rc_context({**STYLE, "svg.hashsalt": name}), warnings.catch_warnings():
        # The browser chooses the font: that matplotlib's own lacks a character is no harm.
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        known = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(out, format="svg", metadata=known)
    root = Xml.fromstring(out.getvalue())
    described(root, name, title, description)
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{NAMESPACE}style", f"{NAMESPACE}metadata"):
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
        themed(element, name)
    return Xml.tostring(root, encoding="unicode")


def described(root: Xml.Element, name: str, title: str, description: str) -> None:
    """Give the image a name and a description, and the width of where it stands."""
    box = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib.update(
        {"viewBox": box, "role": "img", "aria-labelledby": "title", "aria-describedby": "desc"}
    )
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = Xml.Element(f"{NAMESPACE}{tag}", id=tag)
        element.text = text
        root.insert(place, element)
    for key in ("aria-labelledby", "aria-describedby"):
        root.set(key, f"{name}-{root.get(key)}")


def themed(element: Xml.Element, name: str) -> None:
    """Make an element's ids those of its chart, and its colours and fonts the page's."""
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.get('id')}")
    if LINK in element.attrib:
        element.set("href", element.attrib.pop(LINK).replace("#", f"#{name}-"))
    for key in ("clip-path", "style"):
        if key in element.attrib:
            value = element.attrib[key].replace("url(#", f"url(#{name}-")
            value = FONT.sub("", value)
            for colour, variable in THEME.items():
                value = value.replace(colour, f"var({variable})")
            element.set(key, value)


def label(text: str) -> str:
    """A text from the cases as a chart can carry it: in one line, not long, and valid XML."""
    text = " ".join(clean(text).split())
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"
