"""What all formats share: a plain text's furniture, details, dateline and title."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from corpus.formats.dateline import dateline
from corpus.formats.dates import read_date
from corpus.formats.draft import Draft, UnreadableError
from corpus.sentences import sentences

FURNITURE = frozenset(
    (
        "advertisement",
        "all rights reserved",
        "discussion about this post",
        "join the conversation",
        "leave a comment",
        "leave a reply",
        "read more",
        "related articles",
        "related posts",
        "share this",
        "share this article",
        "skip to content",
        "skip to main content",
        "subscribe to our newsletter",
    )
)
"""Lines of the page around an article; left out only as whole lines at its start or end."""

TITLE_CHARS = 80
BYLINE = re.compile(r"By ((?:[^\W\d_][\w.'’-]*,? ?){1,12})")
LONGEST_DETAIL = 120
MOST_DETAILS = 4
LINE = re.compile(r"[^\n]*\n?")
BATCH = 10_000


def finish(draft: Draft, *, headed: bool) -> Draft:
    """Make the draft of a whole page into that of an article.

    The furniture at both ends goes; under a headline, lines that are nothing but a date or a
    byline become fields; a dateline does, and leaves the text; what is still unknown of title,
    publisher, place, day and authors is filled in from them, what is known stays.

    Args:
        draft: its text may hold blank lines and hard-wrapped ones; its title may be empty.
        headed: whether the text stood under a headline, so that details may follow.

    Raises:
        UnreadableError: no text is left.
    """
    text = without_furniture(draft.text)
    if headed:
        draft, text = with_details(draft, text)
    text = tidy(text)
    found = dateline(text)
    if found:
        text = text[found.length :]
        draft = replace(
            draft,
            place=draft.place or found.place,
            publisher=draft.publisher or found.publisher,
        )
    if not any(character.isalnum() for character in text):
        raise UnreadableError("empty: there is no text in it")
    return replace(draft, text=text, title=draft.title or made_title(text))


def without_furniture(text: str) -> str:
    """Take furniture lines, and white space, off both ends of a text."""
    text = text.strip()
    start, end = 0, len(text)
    # By offsets: cutting the text at each line would take quadratic time on a hostile one.
    while start < end and is_furniture(text[start : min(end, start + LONGEST_DETAIL)]):
        start = line_after(text, start, end)
    while start < end:
        low = max(start, end - LONGEST_DETAIL)
        line = text.rfind("\n", low, end)
        if not is_furniture(text[max(low, line + 1) : end]):
            break
        end = max(low, line)
    return text[start:end].strip()


def line_after(text: str, start: int, end: int) -> int:
    """Where the line after the one at `start` begins; `end` where there is none."""
    return text.find("\n", start, end) + 1 or end


def is_furniture(text: str) -> bool:
    """Whether the first line of a text is blank, or a known piece of the page around articles."""
    line = text.partition("\n")[0].strip().rstrip(".:…").casefold()
    return not line or line in FURNITURE


def with_details(draft: Draft, text: str) -> tuple[Draft, str]:
    """Read dates and bylines off the start of a text that stood under a headline."""
    for _ in range(MOST_DETAILS):
        line = text[: LONGEST_DETAIL + 1].partition("\n")[0]
        day, byline = read_date(line), BYLINE.fullmatch(line.strip())
        if len(line) > LONGEST_DETAIL or not (day or byline):
            break
        draft = replace(
            draft,
            published=draft.published or day,
            authors=draft.authors or (names(byline[1]) if byline else ()),
        )
        text = text[len(line) :].lstrip()
    return draft, text


def names(byline: str) -> tuple[str, ...]:
    """The names in "Ann Berg, Bo Moss and Cy Ree"."""
    parts = re.split(r",| and ", byline)
    return tuple(part.strip() for part in parts if part.strip())


def made_title(text: str) -> str:
    """A title from the first sentence: whole, or cut at a word and ended by "…"."""
    head = text[: 10 * TITLE_CHARS].partition("\n")[0]
    start, end = sentences(head)[0]
    sentence = " ".join(head[start:end].split())
    if len(sentence) <= TITLE_CHARS:
        return sentence
    room = sentence[:TITLE_CHARS]
    words = room[: room.rfind(" ")] if " " in room else room[:-1]
    return words.rstrip(" ,;:–—-") + "…"


def tidy(text: str) -> str:
    """One line a paragraph: blank lines go, hard-wrapped lines are joined.

    Joined in batches, so that a file of a hundred million line ends stays within memory.
    """
    batches: list[str] = []
    batch: list[str] = []
    gap, separator = "", " " if is_wrapped(text) else "\n"
    for match in LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            batch += (gap, stripped)
            gap = separator
        elif gap:
            gap = "\n"
        if len(batch) >= BATCH:
            batches.append("".join(batch))
            batch.clear()
    return "".join([*batches, *batch])


def is_wrapped(text: str) -> bool:
    """Whether a text was broken into lines of about equal length, paragraphs by blank lines.

    Taken for so where, in its first 20,000 characters, lines that another line follows
    directly are at least three, at most 100 characters long, and seldom end a sentence.
    """
    lines = [line.strip() for line in text[:20_000].split("\n")]
    followed = [line for line, after in pairwise(lines) if line and after]
    if len(followed) < 3 or max(map(len, lines)) > 100 or "" not in lines:
        return False
    broken = [line for line in followed if len(line) > 40 and not re.search(r"[.!?:”\"]$", line)]
    return len(broken) > 0.6 * len(followed)
