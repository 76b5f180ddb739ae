"""Where paragraphs and sentences begin and end, as exact offsets.

syntok decides where a sentence ends; only its decisions are used, never its tokens' text, so
that every offset is one into the text that was given, whatever the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BLOCK = 10_000
"""Characters that are split at once: keeps syntok linear on a line of any length."""

TAIL = 40
"""Characters before a cut that are looked at to decide about it."""

LINE = re.compile(r"[^\n]+")
ENDS = re.compile(r"[.!?…][”’\"')\]]*\s+")
CLOSERS = re.compile(r"(?:[”»)\]]|(?<=[.!?…,][”’»)\]\"'])[\"'’]|(?<=[.!?…,])[\"'’](?=\s|$))+")
SPACE = re.compile(r"\s+")

TITLES = frozenset(
    "Adj Adm Atty Brig Capt Cdr Cmdr Col Cpl Dr Fr Gen Gov Hon Lt Maj Messrs Mme Mr Mrs Ms "
    "Pres Prof Pvt Rep Reps Rev Sen Sens Sgt St Supt".split()
)
"""Abbreviations that a name always follows."""

OPENERS = (
    "After|Although|But|He|His|However|I|If|It|Its|Meanwhile|She|Some|The|Their|Then|There|These|"
    "They|This|Those|We|When|While|You"
)
DOTTED = re.compile(
    r"(?<![\w.])(?:\w{1,20}(?:\.\w{1,20}){1,4}|Inc|Ltd|Corp|etc)\."
    rf"[”’\"')\]]{{0,3}}\s+(?=[“‘\"'(]?(?:{OPENERS})\b)"
)
"""A full stop that belongs to "U.N.", "p.m." or "Inc." and ends the sentence as well."""


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs of a text: its lines that hold more than white space.

    Args:
        text: any text; only a line feed ends a line.

    Returns:
        (start, end) of each in code points, half-open, without white space at either end.
    """
    lines = (trimmed(text, *match.span()) for match in LINE.finditer(text))
    return [(start, end) for start, end in lines if start < end]


def sentences(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    None reaches beyond its paragraph, and every character that is not white space is in
    exactly one. Closing quotation marks stay with the sentence that they follow. A paragraph
    of more than `BLOCK` characters is split in blocks, which end at a sentence where they can.

    Args:
        text: any text.

    Returns:
        (start, end) of each, in order, in code points, half-open, without white space at
        either end.
    """
    return [
        sentence
        for paragraph in paragraphs(text)
        for block in blocks(text, *paragraph)
        for sentence in split(text, *block)
    ]


def blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut [start, end) into stretches of at most `BLOCK` characters, one after the other."""
    while end - start > BLOCK:
        limit = start + BLOCK
        middle = start + BLOCK // 2
        cut = last_match(ENDS, text, middle, limit) or last_match(SPACE, text, middle, limit)
        yield start, cut or limit
        start = cut or limit
    yield start, end


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Where the last match between two offsets ends, None where there is none."""
    found = None
    for match in pattern.finditer(text, start, end):
        found = match.end()
    return found


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a stretch of text within one paragraph into trimmed sentences."""
    block = text[start:end]
    first = 0
    for cut in [*cuts(block), len(block)]:
        low, high = trimmed(block, first, cut)
        if low < high:
            yield low + start, high + start
        first = cut


def cuts(block: str) -> list[int]:
    """Offsets at which a new sentence begins, in order, without 0 and the end."""
    candidates = {*proposed(block), *(match.end() for match in DOTTED.finditer(block))}
    kept: list[int] = []
    for candidate in sorted(candidates):
        cut = past_closers(block, candidate)
        last = kept[-1] if kept else 0
        if last < cut < len(block) and ends_sentence(block, last, cut):
            kept.append(cut)
    if kept and not worded(block, kept[-1], len(block)):
        kept.pop()
    return kept


def proposed(block: str) -> Iterator[int]:
    """Offsets at which syntok begins a sentence."""
    # Imported here: it compiles its expressions at import, which --help need not wait for.
    from syntok.segmenter import segment
    from syntok.tokenizer import Tokenizer

    # Not through `analyze`: it pads each paragraph with as many blanks as stand before it.
    for tokens in segment(Tokenizer(replace_not_contraction=False).tokenize(block)):
        yield tokens[0].offset


def past_closers(block: str, cut: int) -> int:
    """Move a cut behind the quotation marks and brackets that close what stands before it."""
    match = CLOSERS.match(block, cut)
    return match.end() if match else cut


def ends_sentence(block: str, start: int, cut: int) -> bool:
    """Whether [start, cut) is a whole sentence, given that syntok would end one there."""
    if not worded(block, start, cut):
        return False
    before = block[max(start, cut - TAIL) : cut].rstrip()
    word = before.rpartition(" ")[2].lstrip("“‘\"'(")
    return not before.endswith((";", ",", ":")) and word.removesuffix(".") not in TITLES


def worded(block: str, start: int, end: int) -> bool:
    """Whether there is a letter or a digit in [start, end)."""
    return any(character.isalnum() for character in block[start:end])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the white space off both ends of [start, end)."""
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    return start + left, max(start + left, start + len(stretch.rstrip()))
