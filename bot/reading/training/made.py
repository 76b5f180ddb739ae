"""Questions without an answer, made of questions that have one."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

from bot.reading.training.examples import Example
from bot.reading.training.opposites import opposed

SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z\"'(\[])")
"""Good enough here: an end missed only makes the text left out longer."""

NAME = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][\w-]+(?: [A-Z][\w-]+)*")
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")

LEAST_TEXT = 120
"""Characters of a text that are worth asking about."""


def negatives(rows: list[dict[str, Any]], count: int) -> Iterator[Example]:
    """Answerable questions over the paragraph of their article that shares most words with them.

    Taken from the end of `rows`. A paragraph that holds the answer's text is passed over: it
    may answer the question after all.
    """
    if not count:
        return
    paragraphs: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        known = paragraphs.setdefault(row["title"], {})
        if row["context"] not in known:
            known[row["context"]] = words(row["context"])
    for row in reversed(rows[-count:]):
        asked, answer = words(row["question"]), row["answers"][0]["text"].lower()
        others = [
            (len(asked & known), text)
            for text, known in paragraphs[row["title"]].items()
            if text != row["context"] and answer not in text.lower()
        ]
        if others:
            yield Example(row["question"], max(others)[1], None, None, made=True)


def beside(row: dict[str, Any]) -> Example | None:
    """An answerable question over what stands before or after the sentence that answers it.

    None where that is too little, or holds the answer's text: a mention of it may answer too.
    """
    text, answer = row["context"], row["answers"][0]
    start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
    before = max((m.end() for m in SENTENCE_END.finditer(text, 0, start)), default=0)
    after = SENTENCE_END.search(text, end)
    rest = max(text[:before], text[after.end() :] if after else "", key=len).strip()
    if len(rest) < LEAST_TEXT or answer["text"].lower() in rest.lower():
        return None
    return Example(row["question"], rest, None, None, made=True)


def swapped(row: dict[str, Any], rng: random.Random) -> Example | None:
    """An answerable question with one name or year in it replaced by another of its paragraph.

    The other one stands outside the sentence that answers, so that what is asked about it is
    most likely not said. None where the question or the paragraph has no such name or year.
    """
    question, text, answer = row["question"], row["context"], row["answers"][0]
    start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
    low = max((m.end() for m in SENTENCE_END.finditer(text, 0, start)), default=0)
    after = SENTENCE_END.search(text, end)
    high = after.start() if after else len(text)
    for kind in rng.sample((NAME, YEAR), 2):
        asked = list(kind.finditer(question))
        near = {m.group() for m in kind.finditer(text, low, high)}
        others = {m.group() for m in kind.finditer(text) if not low <= m.start() < high}
        others = {
            one
            for one in others - near
            if not words(one, 1) & words(question + " " + answer["text"], 1)
        }
        if asked and others:
            old, new = rng.choice(asked), rng.choice(sorted(others))
            changed = question[: old.start()] + new + question[old.end() :]
            at = next(m.start() for m in kind.finditer(text) if m.group() == new)
            focus = (min(start, at), max(end, at + len(new)))
            return Example(changed, text, None, focus, made=True)
    return None


def turned(row: dict[str, Any], rng: random.Random) -> Example | None:
    """An answerable question with one word in it turned into its opposite.

    None where no word of the question has one here, or the text has the opposite too: then the
    question may have become another that it answers.
    """
    question, answer = row["question"], row["answers"][0]
    known = words(row["context"], 1)
    changed = [new for new, word in opposed(question) if word not in known]
    if not changed:
        return None
    start = answer["answer_start"]
    focus = (start, start + len(answer["text"]))
    return Example(rng.choice(changed), row["context"], None, focus, made=True)


def words(text: str, least: int = 4) -> set[str]:
    """The lower-cased words of a text of at least so many letters."""
    return {word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= least}
