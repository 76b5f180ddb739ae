"""Where quotations begin and end in a paragraph, balanced or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARK = re.compile(r"[“”„«»\"]|''|``|‘(?=\w)|(?<=[.,?!…])[’'](?!\w)")
OPENING = frozenset({"“", "„", "«", "``", "‘"})
CLOSING = frozenset({"”", "»", "’", "'"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, or the part of one that a paragraph holds.

    Attributes:
        start: its opening mark, or the paragraph's first character where it began before.
        end: behind its closing mark, or the paragraph's end where there is none.
        opened: whether its opening mark is in the paragraph.
        closed: whether its closing mark is.
    """

    start: int
    end: int
    opened: bool
    closed: bool


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of the paragraph [start, end) of a text, in order, none within another.

    A straight mark opens where white space, a bracket or a dash stands before it and none after.
    """
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        single = mark in "‘’'"
        opens = opens_at(text, match, start, end)
        if opens and opened is None:
            opened = (at, mark)
        elif opens or (single and (opened is None or opened[1] != "‘")):
            continue
        elif opened is None:
            before = found[-1].end if found else start
            if not found:
                found.append(Quotation(before, match.end(), opened=False, closed=True))
        elif single == (opened[1] == "‘"):
            found.append(Quotation(opened[0], match.end(), opened=True, closed=True))
            opened = None
    if opened is not None and opened[1] != "‘":
        found.append(Quotation(opened[0], end, opened=True, closed=False))
    return found


def opens_at(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a mark opens a quotation."""
    mark = match.group()
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    return (before.isspace() or before in "([—–-:‘'") and not after.isspace()


def around(at: int, quotes: Sequence[Quotation]) -> Quotation | None:
    """The quotation that an offset lies in."""
    return next((q for q in quotes if q.start <= at < q.end), None)
