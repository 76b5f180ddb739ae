"""Markdown: front matter, a heading, and markup that is stripped to the prose that it marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.formats.body import finish
from corpus.formats.dates import read_date
from corpus.formats.decoding import decode
from corpus.formats.draft import Draft, UnreadableError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_BYTES = 1024**2
"""Larger than any article; the parser keeps every token, and is slow."""
MAX_INLINE = 20_000
MAX_BRACKETS = 200
"""A paragraph of more characters, or more brackets, keeps its markup: it takes quadratic time."""

FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?")
# What is never closed reaches to the end: so no character is looked at twice.
HIDDEN = re.compile(r"(?is)<!--(?:.*?-->|.*)|<(script|style)\b(?:.*?</\1\s*>|.*)")
# The parser's own tables fill up short rows with cells, at three kilobytes a second.
DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
BAR = re.compile(r"(?<!\\)\|")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")


def read(data: bytes) -> Draft:
    """Read a Markdown text.

    Front matter is simple "key: value" lines (and lists) between two lines of "---". A level-one
    heading before all text is the headline; it is no part of the text. Where the front matter
    has a title too, that one stays. Other headings and list items are paragraphs.

    Raises:
        UnreadableError: it is no text, there is nothing in it, or it is over `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"Markdown of {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    text = decode(data).lstrip()
    fields: dict[str, list[str]] = {}
    if match := FRONT.match(text):
        fields, text = front_matter(match[1]), text[match.end() :]
    heading, paragraphs = prose(text)
    draft = described(fields, heading, "\n".join(paragraphs))
    return finish(draft, headed=bool(draft.title))


def described(fields: dict[str, list[str]], heading: str, text: str) -> Draft:
    """The draft that front matter, headline and text make."""

    def first(*keys: str) -> str | None:
        return next((fields[key][0] for key in keys if fields.get(key)), None)

    source = first("source")
    is_url = bool(source and re.match(r"https?://", source))
    language = first("language", "lang") or ""
    authors = next((fields[k] for k in ("authors", "author", "byline") if fields.get(k)), [])
    return Draft(
        text=text,
        title=first("title", "headline") or heading,
        publisher=first("publisher", "site") or (None if is_url else source),
        published=read_date("date: " + (first("published", "date") or "")),
        place=first("place"),
        authors=tuple(authors),
        url=first("url", "link", "canonical_url") or (source if is_url else None),
        language=language[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", language) else None,
    )


def front_matter(block: str) -> dict[str, list[str]]:
    """The fields of a front matter: lower-case key to values; lines of other forms are ignored."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in block.split("\n"):
        if line.lstrip().startswith("- "):
            values.append(unquoted(line.lstrip()[2:]))
        elif match := FIELD.fullmatch(line.rstrip()):
            values = fields.setdefault(match[1].lower(), [])
            values.extend(listed(match[2] or ""))
    return fields


def listed(value: str) -> Iterator[str]:
    """The values of "value", "'value'" or "[one, two]"."""
    value = value.strip()
    inner = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
    return (unquoted(part) for part in inner if unquoted(part))


def unquoted(value: str) -> str:
    """A value without the quotation marks around it."""
    value = value.strip()
    same = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if same else value


def prose(text: str) -> tuple[str, list[str]]:
    """The headline ("" where there is none) and the paragraphs of a Markdown text."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("strikethrough")
    parser.core.ruler.enableOnly(["normalize", "block"])
    inline = MarkdownIt("commonmark").enable("strikethrough")
    heading, paragraphs, level = "", list[str](), ""
    for token in parser.parse(text):
        if token.type == "heading_open":
            level = token.tag
        content = plain(inline, token)
        if content and level == "h1" and not heading and not paragraphs:
            heading = " ".join(content)
        else:
            paragraphs.extend(content)
        if token.type == "heading_close":
            level = ""
    return heading, paragraphs


def plain(parser: MarkdownIt, token: Token) -> list[str]:
    """The paragraphs of one block token, without markup."""
    if token.type == "inline":
        joined = "\n".join("".join(shown(parser, part)) for part in parts(token.content))
    elif token.type == "html_block":
        joined = html.unescape(TAG.sub(" ", HIDDEN.sub(" ", token.content)))
    elif token.type in {"fence", "code_block"}:
        joined = token.content
    else:
        return []
    return [" ".join(line.split()) for line in joined.split("\n") if line.strip()]


def parts(content: str) -> Iterator[str]:
    """A paragraph whole; of one that ends in a table, what stands before it, and each cell."""
    lines = content.split("\n")
    found = (n for n, line in enumerate(lines) if n and "|" in line and DELIMITERS.fullmatch(line))
    at = next(found, None)
    if at is None:
        yield content
        return
    yield "\n".join(lines[: at - 1])
    for line in [lines[at - 1], *lines[at + 1 :]]:
        for cell in BAR.split(line):
            yield cell.strip().replace("\\|", "|")


def shown(parser: MarkdownIt, content: str) -> Iterator[str]:
    """What a reader sees of a paragraph's markup: no images, no tags, no link targets."""
    if len(content) > MAX_INLINE or content.count("[") > MAX_BRACKETS:
        yield content
        return
    for token in parser.parseInline(content)[0].children or []:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type in {"text", "code_inline", "text_special"}:
            yield token.content
