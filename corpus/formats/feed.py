"""Saved feeds, RSS and Atom: an article an entry, by feedparser."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from corpus.formats.body import finish
from corpus.formats.dates import read_date
from corpus.formats.decoding import BREAKS, CONTROLS
from corpus.formats.draft import Draft, Entry, UnreadableError

MAX_BYTES = 20 * 1024**2
ENTITY = re.compile(rb"<!\s*E\s*N\s*T\s*I\s*T\s*Y", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+$")
BLOCKS = frozenset(
    "address article blockquote br dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6 header hr li "
    "ol p pre section table td th tr ul".split()
)
HIDDEN = frozenset("script style noscript template iframe figure".split())


def read(data: bytes) -> list[Entry]:
    """Read a feed.

    An entry's text is what the feed holds of it: the whole article, or a summary. Its date is
    that of publication, never of a change.

    Returns:
        The entries, in order; named by their own ids or addresses.

    Raises:
        UnreadableError: it is no feed, there is nothing in it, it declares entities (no feed
            needs to), or it is over `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"a feed of {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    # Without NUL bytes, so that UTF-16 and UTF-32 hide none.
    if ENTITY.search(data.replace(b"\0", b"")):
        raise UnreadableError("its XML declares entities")
    import feedparser

    # A BytesIO, never a text: feedparser would take one that looks like an address for one.
    found = feedparser.parse(BytesIO(data))
    if not found.get("version"):
        raise UnreadableError("no feed: neither RSS nor Atom")
    if not found.entries:
        raise UnreadableError("a feed without entries")
    publisher = line(found.feed.get("title"))
    return [entry_of(one, publisher) for one in found.entries]


def entry_of(found: Any, publisher: str) -> Entry:
    """An entry of a feed as feedparser gives it."""
    link = line(found.get("link"))
    link = link if ADDRESS.match(link) else ""
    name = line(found.get("id")) or link or line(found.get("title"))
    contents = [one.get("value") or "" for one in found.get("content") or []]
    whole = max(contents, key=len, default="")
    summary = found.get("summary") or ""
    authors = [line(one.get("name")) for one in found.get("authors") or []]
    draft = Draft(
        text="\n\n".join(prose(whole or summary)),
        title=" ".join(prose(found.get("title") or "")),
        publisher=line((found.get("source") or {}).get("title")) or publisher or None,
        published=published(found),
        authors=tuple(filter(None, authors)),
        url=link or None,
    )
    try:
        return Entry(name, finish(draft, headed=False), whole=bool(whole))
    except UnreadableError as error:
        return Entry(name, Draft("", draft.title, url=draft.url), str(error), whole=False)


def published(found: Any) -> date | None:
    """The day on which an entry was published, where its author was; None where unknown."""
    stated = line(found.get("published"))
    try:
        return parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError):
        day = found.get("published_parsed")
    return read_date(f"date: {stated}") or (date(*day[:3]) if day else None)


def prose(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML, without its tags; of plain text, its lines."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, fragment_fromstring

    if not markup.strip():
        return []
    parser = HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = fragment_fromstring(clean(markup), create_parent="div", parser=parser)
    except (LxmlError, ValueError):
        return []
    pieces: list[str] = []
    for event, element in walked(tree):
        if element.tag in BLOCKS:
            pieces.append("\n")
        text = element.text if event == "start" else element.tail
        pieces.append((text or "").replace("\n", " "))
    lines = "".join(pieces).split("\n")
    return [" ".join(one.split()) for one in lines if one.strip()]


def walked(tree: Any) -> Any:
    """The elements of a tree as they open and close, those that nobody sees only closing."""
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in HIDDEN:
            walk.skip_subtree()
        elif not (event == "end" and element is tree):
            yield event, element


def line(text: Any) -> str:
    """A text in one line, "" for none."""
    return " ".join(clean(text).split()) if isinstance(text, str) else ""


def clean(text: str) -> str:
    r"""The text with line ends as "\n", without control characters, "?" for lone surrogates."""
    text = CONTROLS.sub("", BREAKS.sub("\n", text))
    return text.encode("utf-8", "replace").decode("utf-8")
