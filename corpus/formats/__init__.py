"""One module per format; here, which suffix is whose, and how each is read.

A module of one article has `read(data) -> Draft`, one of several has `read(data) -> list[Entry]`
or, where they are read one by one, `records(…)`.
"""

from __future__ import annotations

from importlib import import_module

from corpus.formats.draft import Draft, Entry, UnreadableError

MODULES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
ASIDE = frozenset({"html", "pdf", "docx", "feed"})
"""Formats whose libraries see a file only in a child process with limits."""
TABLES = frozenset({"jsonl", "csv"})
"""Formats of many articles, read one by one."""
PACKED = (".jsonl.gz", ".ndjson.gz")


def format_of(name: str) -> str | None:
    """The format that a file's name says it has; None where that is unknown."""
    lower = name.lower()
    if lower.endswith(PACKED):
        return "jsonl"
    dot = lower.rfind(".")
    return MODULES.get(lower[dot:]) if dot >= 0 else None


def known(suffix: str) -> bool:
    """Whether files with this suffix (".txt", in any case) can be read."""
    return suffix.lower() in MODULES


def unknown(suffix: str) -> UnreadableError:
    """Why a file with this suffix is not read."""
    return UnreadableError(f"unknown format {suffix!r}; known are {', '.join(sorted(MODULES))}")


def read(data: bytes, suffix: str) -> Draft:
    """Read a file's content by the format that its suffix names, here in this process.

    Raises:
        UnreadableError: the format is unknown or not one of single articles, or no article can
            be made of the content.
    """
    name = MODULES.get(suffix.lower())
    if name is None:
        raise unknown(suffix)
    [entry] = entries(name, data)
    if entry.draft is None:
        raise UnreadableError(entry.reason)
    return entry.draft


def entries(name: str, data: bytes, url: str | None = None) -> list[Entry]:
    """Read the articles of a file's content, here in this process.

    Args:
        name: of the format: a value of `MODULES`, not one of `TABLES`.
        data: the content.
        url: where it came from, None for a file.

    Raises:
        UnreadableError: no article can be made of the content.
    """
    # Imported when needed: a format's library is no cost to those who do not use the format.
    module = import_module(f"corpus.formats.{name}")
    found = module.read(data, url) if name == "html" else module.read(data)
    return found if isinstance(found, list) else [Entry("", found)]


def sniffed(start: bytes) -> str:
    """The format of a content without a name, by its first bytes; plain text where unsure."""
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "docx"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "plain"
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    if head.startswith(b'{"'):
        return "jsonl"
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")):
        return "html" if b"<html" in head else "feed"
    return "plain"
