"""PDF: pages laid out again as paragraphs, column after column, by pdfminer.six."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING

from corpus.formats.body import finish
from corpus.formats.decoding import BREAKS, CONTROLS
from corpus.formats.draft import Draft, UnreadableError

if TYPE_CHECKING:
    from pdfminer.layout import LTTextBox, LTTextLine

HEADLINE = 1.25
"""How much larger than the text a headline is set."""
EDGE = 0.08
"""Share of a page's height, at its top and bottom, in which running lines stand."""
INDENT = (0.5, 4.0)
"""How far in, in heights of a line, a line begins that begins a paragraph."""
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " "})
HYPHENS = "-‐\u00ad"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it stands on a page.

    Attributes:
        lines: its lines, in order.
        size: height of its lines, in points.
        edge: whether it stands where running heads and page numbers do.
    """

    lines: tuple[str, ...]
    size: float
    edge: bool


def read(data: bytes) -> Draft:
    """Read a PDF.

    Columns are read one after another, words that are broken at a line's end are joined, lines
    that run along the edge of the pages are left out. A line set larger than the text, before
    all of it, is the headline. The day in the file's own details is that of the file, not of the
    article: it is not used.

    Raises:
        UnreadableError: it is damaged or encrypted, or there is no text in it.
    """
    blocks = [block for page in pages(data) for block in page]
    blocks = without_running(blocks)
    if not blocks:
        raise UnreadableError("no text in it: its pages are pictures")
    title, blocks = headline(blocks)
    text = "\n\n".join(joined(continued(blocks)))
    return finish(Draft(text, title), headed=bool(title))


def pages(data: bytes) -> Iterator[list[Block]]:
    """The blocks of each page, in the order in which they are read.

    Raises:
        UnreadableError: it is damaged or encrypted.
    """
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextBox
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("no PDF: it does not begin like one")
    try:
        for page in extract_pages(BytesIO(data), laparams=LAParams()):
            low, high = page.y0 + EDGE * page.height, page.y1 - EDGE * page.height
            boxes = [box for box in page if isinstance(box, LTTextBox)]
            yield [block for box in boxes for block in blocks_of(box, low, high)]
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise UnreadableError("encrypted: it opens only with a password") from None
    except (PDFException, PSException) as error:
        raise UnreadableError(f"damaged PDF: {error or type(error).__name__}") from None


def blocks_of(box: LTTextBox, low: float, high: float) -> Iterator[Block]:
    """The paragraphs of a box of text: a new one begins where a line is indented or larger."""
    from pdfminer.layout import LTTextLine

    found = [line for line in box if isinstance(line, LTTextLine) and line.get_text().strip()]
    if not found:
        return
    edge = box.y0 > high or box.y1 < low
    block: list[LTTextLine] = []
    for line in found:
        if block and begins(line, block):
            yield made(block, edge)
            block = []
        block.append(line)
    yield made(block, edge)


def begins(line: LTTextLine, block: list[LTTextLine]) -> bool:
    """Whether a line begins a paragraph after those of a block."""
    height = max(line.height, 1.0)
    larger = max(height, block[-1].height) / max(min(height, block[-1].height), 1.0)
    least, most = INDENT
    left = min(one.x0 for one in block)
    return larger > HEADLINE or least * height < line.x0 - left < most * height


def made(lines: list[LTTextLine], edge: bool) -> Block:
    """The block of some lines."""
    return Block(
        tuple(clean(line.get_text()) for line in lines), median(one.height for one in lines), edge
    )


def without_running(blocks: list[Block]) -> list[Block]:
    """The blocks without page numbers, and without what the edges of several pages repeat."""
    names = Counter(running(block) for block in blocks if block.edge)
    return [
        block
        for block in blocks
        if not (block.edge and (names[running(block)] > 1 or not running(block)))
    ]


def running(block: Block) -> str:
    """What is the same of a running line on every page: all but its figures and signs."""
    return re.sub(r"[\W\d_]+|\bpage\b", "", " ".join(block.lines).casefold())


def headline(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The headline, "" where there is none, and what follows it."""
    usual = median(block.size for block in blocks for _ in " ".join(block.lines))
    first = blocks[0]
    if len(blocks) < 2 or first.size < HEADLINE * usual or len(" ".join(first.lines)) > 300:
        return "", blocks
    return " ".join(joined([list(first.lines)])), blocks[1:]


def continued(blocks: list[Block]) -> Iterator[list[str]]:
    """The lines of each paragraph, those that a column or a page breaks put together."""
    whole: list[str] = []
    size = 0.0
    for block in blocks:
        same = max(size, block.size) < HEADLINE * max(min(size, block.size), 1.0)
        if whole and same and block.lines[0][:1].islower() and not whole[-1].endswith((".", "!")):
            whole += block.lines
        else:
            if whole:
                yield whole
            whole = list(block.lines)
        size = block.size
    if whole:
        yield whole


def joined(paragraphs: Iterator[list[str]] | list[list[str]]) -> Iterator[str]:
    """Each paragraph in one line, its broken words whole.

    A word is joined where a hyphen ends a line and the next begins in lower case; the hyphen
    stays where the document writes the word with it elsewhere in a line.
    """
    found = list(paragraphs)
    hyphened = {
        word.casefold()
        for lines in found
        for line in lines
        for word in re.findall(r"\w+-\w+", line)
    }
    for lines in found:
        text = lines[0]
        for line in lines[1:]:
            text = together(text, line, hyphened)
        yield text.replace("\u00ad", "")


def together(text: str, line: str, hyphened: set[str]) -> str:
    """A text and its next line."""
    first = re.match(r"\w+", line)
    last = re.search(rf"(\w+)[{HYPHENS}]$", text)
    if not (first and last and line[0].islower()):
        return f"{text} {line}"
    if text[-1] != "\u00ad" and f"{last[1]}-{first[0]}".casefold() in hyphened:
        return text + line
    return text[:-1] + line


def clean(text: str) -> str:
    """A line of text without control characters and ligatures."""
    text = CONTROLS.sub("", BREAKS.sub(" ", text.translate(LIGATURES)))
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
