"""Answers as a text to paste, or as Markdown: each sentence numbered, each number with its quote.

Of what comes from articles and askers nothing is markup: in Markdown every character that could
begin some is escaped, and a word with an "@" is code, as GitHub makes links even of escaped
addresses. Control characters are spelled out; the JSON bundle has the exact text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Answer, Citation
from bot.printable import one_line, printable, whole

TITLE = "Answers from news articles"
UNDERSTOOD = "Understood as: "
MARKS = r"[\\`*_\[\]{}!#|~$^=+]|(?<=\S)[.:](?=\S)"
MARKUP = re.compile(MARKS)
OPENING = re.compile(rf"^[-:%]|^\d+[.)]|{MARKS}")
"""At the beginning of a line there are lists besides."""
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
TICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Style:
    """How the parts of a document are written; each takes text as it is, in one line.

    Attributes:
        title: the document's heading, our own words.
        question: an exchange's heading.
        short: the short answer.
        text: a paragraph.
        quote: the lines of a quote.
    """

    title: Callable[[str], str]
    question: Callable[[str], str]
    short: Callable[[str], str]
    text: Callable[[str], str]
    quote: Callable[[Sequence[str]], str]


def as_text(answers: Sequence[Answer]) -> str:
    """An answer, or a conversation's, as plain text with its citations."""
    return document(answers, PLAIN)


def as_markdown(answers: Sequence[Answer]) -> str:
    """An answer, or a conversation's, as a Markdown document with its citations."""
    return document(answers, MARKDOWN)


def quote_with_source(citation: Citation) -> str:
    """A quote and, in a second line, where it is from; as plain text."""
    quote = "\n".join(lines(citation.quote))
    return f"“{quote}”\n— {source(citation)}"


def document(answers: Sequence[Answer], style: Style) -> str:
    """The answers one after the other, ending with a newline; a heading, where they are many."""
    head = [style.title(TITLE)] if len(answers) > 1 else []
    return "\n\n".join([*head, *(part for one in answers for part in parts(one, style))]) + "\n"


def parts(answer: Answer, style: Style) -> Iterator[str]:
    """An answer part by part: the question, the sentences, then the quotes that they number."""
    yield style.question(flat(answer.question))
    if answer.rewritten:
        yield style.text(UNDERSTOOD + flat(answer.understood))
    if answer.abstained:
        yield style.short(answer.text)
        return
    if answer.headline:
        yield style.short(flat(answer.headline))
    numbers = answer.numbers
    for claim in answer.claims:
        marks = "".join(f" [{numbers[one.place]}]" for one in claim.citations)
        yield style.text(flat(claim.text) + marks)
    if answer.doubt:
        yield style.text(answer.doubt)
    if answer.generation is not None:
        yield style.text(flat(answer.generation.told()))
    for number, citation in enumerate(answer.citations, 1):
        yield style.text(f"[{number}] {source(citation)}")
        yield style.quote(lines(citation.quote))


def source(citation: Citation) -> str:
    """Who says it, and where it stands, in one line."""
    said = f"{flat(citation.speaker)}, in: " if citation.speaker else ""
    publisher = flat(citation.publisher or "") or "publisher unknown"
    published = citation.published or "date unknown"
    place = f"article {citation.article_id}, characters {citation.start} to {citation.end}"
    title = flat(citation.title)
    stop = "" if title.endswith((".", "…", "?", "!")) else "."
    return f"{said}{title}{stop} {publisher}, {published} ({place})"


def flat(text: str) -> str:
    """The text in one printable line."""
    return one_line(whole(text))


def lines(text: str) -> list[str]:
    """The printable lines of a text that are not blank."""
    kept = (one.strip(" \t") for one in printable(whole(text)).split("\n"))
    return [one for one in kept if one]


def escaped(line: str) -> str:
    """A line as Markdown that shows just that line."""
    words = re.split(r"(\s+)", line)
    return "".join(
        coded(word) if "@" in word else marked(word, MARKUP if at else OPENING)
        for at, word in enumerate(words)
    )


def marked(word: str, markup: re.Pattern[str]) -> str:
    """A word with every character escaped that Markdown might read."""
    shown = markup.sub(lambda found: f"{found.group()[:-1]}\\{found.group()[-1]}", word)
    return re.sub("[&<>]", lambda found: ENTITIES[found.group()], shown)


def coded(word: str) -> str:
    """A word as code, between more backticks than it has in a row."""
    ticks = "`" * (max(map(len, TICKS.findall(word)), default=0) + 1)
    blank = " " if "`" in (word[0], word[-1]) else ""
    return f"{ticks}{blank}{word}{blank}{ticks}"


PLAIN = Style(
    title=str,
    question=str,
    short=str,
    text=str,
    quote=lambda some: "\n".join(f"    {one}" for one in some),
)
MARKDOWN = Style(
    title=lambda text: f"# {text}",
    question=lambda text: f"## {escaped(text)}",
    short=lambda text: f"**{escaped(text)}**",
    text=escaped,
    quote=lambda some: "\n>\n".join(f"> {escaped(one)}" for one in some),
)
