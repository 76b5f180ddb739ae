"""One module per format, each with `read(data: bytes) -> Draft`; here, which suffix is whose.

JSON lines, a file of many articles, are apart: `corpus.loading.load_corpus` reads them.
"""

from __future__ import annotations

from importlib import import_module

from corpus.formats.draft import Draft, UnreadableError

MODULES = {".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown"}


def known(suffix: str) -> bool:
    """Whether files with this suffix (".txt", in any case) can be read."""
    return suffix.lower() in MODULES


def read(data: bytes, suffix: str) -> Draft:
    """Read a file's content by the format that its suffix names.

    Raises:
        UnreadableError: the format is unknown, or no article can be made of the content.
    """
    name = MODULES.get(suffix.lower())
    if name is None:
        raise UnreadableError(f"unknown format {suffix!r}; known are {', '.join(sorted(MODULES))}")
    # Imported when needed: a format's library is no cost to those who do not use the format.
    draft: Draft = import_module(f"corpus.formats.{name}").read(data)
    return draft
