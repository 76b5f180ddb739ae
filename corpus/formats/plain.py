"""Plain text: a headline perhaps, then paragraphs."""

from __future__ import annotations

from corpus.formats.body import finish, without_furniture
from corpus.formats.dateline import dateline
from corpus.formats.decoding import decode
from corpus.formats.draft import Draft

HEADLINE_CHARS = 150


def read(data: bytes) -> Draft:
    """Read a plain text.

    A first line of at most `HEADLINE_CHARS` characters that does not end like a sentence and
    is followed by a blank line is the headline: it is the title, and no part of the text.

    Raises:
        UnreadableError: it is no text, or there is nothing in it.
    """
    text = without_furniture(decode(data))
    title = headline(text)
    draft = Draft(text[len(title) :], " ".join(title.split()))
    return finish(draft, headed=bool(title))


def headline(text: str) -> str:
    """The headline that a text begins with, "" where it begins with none."""
    line, _, rest = text[: 2 * HEADLINE_CHARS].partition("\n")
    blank_follows = not rest.partition("\n")[0].strip() and "\n" in rest
    short = len(line) <= HEADLINE_CHARS and any(character.isalpha() for character in line)
    if not (blank_follows and short) or line.rstrip().endswith((".", ",", ":", ";", ".”", '."')):
        return ""
    return "" if dateline(line) else line
