"""Word files: paragraphs and tables in their order, by python-docx."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.formats.body import finish
from corpus.formats.decoding import BREAKS, CONTROLS
from corpus.formats.draft import Draft, UnreadableError

if TYPE_CHECKING:
    from docx.document import Document

MAX_UNPACKED = 200 * 1024**2
MAX_MEMBERS = 10_000
"""What a Word file may hold once unpacked; more is taken for an attack."""
OLE = b"\xd0\xcf\x11\xe0"
"""The first bytes of the old Word format, and of encrypted files of the new one."""
HEADLINES = frozenset({"title", "heading 1"})


def read(data: bytes) -> Draft:
    """Read a Word file (.docx).

    The first paragraph in the style "Title" or "Heading 1", before all text, is the headline;
    without one, the first sentence makes it. What Word notes about a file (who made it, when)
    is about the file, not the article: it is not used.

    Raises:
        UnreadableError: it is damaged, encrypted or no Word file, or there is no text in it.
    """
    document = opened(data)
    title, paragraphs = "", list[str]()
    for style, text in written(document):
        if style in HEADLINES and not title and not paragraphs:
            title = " ".join(text.split())
        else:
            paragraphs.append(text)
    return finish(Draft("\n\n".join(paragraphs), title), headed=bool(title))


def opened(data: bytes) -> Document:
    """The document in a file's bytes.

    Raises:
        UnreadableError: there is none.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    if data.startswith(OLE):
        raise UnreadableError("encrypted, or in the old Word format: save it as .docx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError(f"no Word file: {error}") from None
    size = sum(member.file_size for member in members)
    if size > MAX_UNPACKED or len(members) > MAX_MEMBERS:
        raise UnreadableError(f"would unpack to {size:,} bytes in {len(members):,} parts")
    try:
        return Document(BytesIO(data))
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableError(f"damaged Word file: {type(error).__name__}") from None


def written(document: Document) -> Iterator[tuple[str, str]]:
    """Paragraphs in order with the names of their styles; a row of a table is one, too."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(clean(cell.text) for cell in row.cells)
                if text := " | ".join(" ".join(cell.split()) for cell in cells if cell):
                    yield "", text
        elif text := clean(block.text):
            name = block.style.name if block.style is not None else None
            yield (name or "").lower(), text


def clean(text: str) -> str:
    """A paragraph's text: line breaks as such, without control characters."""
    text = CONTROLS.sub("", BREAKS.sub("\n", text))
    return text.encode("utf-8", "replace").decode("utf-8").strip()
