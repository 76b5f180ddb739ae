"""Training questions: read from data sets named by digest, mixed, cropped, made into windows."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from bot.reading.features import PairEncoder, Window
from bot.reading.training.opposites import opposed

SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z\"'(\[])")
"""Good enough here: an end missed only makes the text left out longer."""

NAME = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][\w-]+(?: [A-Z][\w-]+)*")
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")

LEAST_TEXT = 120
"""Characters of a text that are worth asking about."""


@dataclass(frozen=True, slots=True)
class Source:
    """A data set of the mix: a file below the data folder, its digest, how many questions.

    Attributes:
        path: below the data folder.
        sha256: of the file.
        questions: how many are taken as they are.
        negatives: how many are asked of another paragraph of their own article.
        beside: how many are asked of their own paragraph without the sentence that answers.
        swapped: how many are asked of their own paragraph about another name or year in it.
        turned: how many are asked of their own paragraph with a word turned into its opposite.
    """

    path: str
    sha256: str
    questions: int
    negatives: int = 0
    beside: int = 0
    swapped: int = 0
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A question over a text; `answer` is (start, end) in it, or None where there is none.

    `focus` is where a crop of the text must look: the answer, or what tempts to be it.
    """

    question: str
    text: str
    answer: tuple[int, int] | None
    focus: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Target:
    """A window and the tokens that start and end its answer (0 and 0: no answer)."""

    window: Window
    start: int
    end: int


def read_rows(folder: Path, source: Source) -> list[dict[str, Any]]:
    """The records of a data set.

    Raises:
        ValueError: the file is not the one that the digest names.
    """
    data = (folder / source.path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        raise ValueError(
            f"{source.path}: sha256 is {digest}, the config names {source.sha256}; "
            "train on the file that the config names, or name this one"
        )
    text = gzip.decompress(data) if source.path.endswith(".gz") else data
    return [json.loads(line) for line in text.decode().splitlines() if line]


def sample(folder: Path, sources: Iterable[Source], rng: random.Random) -> list[Example]:
    """The whole mix, in random order."""
    mix: list[Example] = []
    for source in sources:
        rows = read_rows(folder, source)
        rng.shuffle(rows)
        mix += [example(row) for row in rows[: source.questions]]
        mix += negatives(rows, source.negatives)
        mix += islice(filter(None, map(beside, rows)), source.beside)
        mix += islice(filter(None, (swapped(row, rng) for row in rows)), source.swapped)
        mix += islice(filter(None, (turned(row, rng) for row in rows)), source.turned)
    rng.shuffle(mix)
    return mix


def example(row: dict[str, Any]) -> Example:
    """A record of the data sets' common shape as an example."""
    text = row["context"]
    if row["answers"] and not row["is_impossible"]:
        first = row["answers"][0]
        span = (first["answer_start"], first["answer_start"] + len(first["text"]))
        return Example(row["question"], text, span, span)
    tempting = row.get("plausible_answer") or ""
    at = text.find(tempting) if tempting else -1
    focus = (at, at + len(tempting)) if at >= 0 else None
    return Example(row["question"], text, None, focus)


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
            yield Example(row["question"], max(others)[1], None, None)


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
    return Example(row["question"], rest, None, None)


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
            return Example(changed, text, None, (min(start, at), max(end, at + len(new))))
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
    return Example(rng.choice(changed), row["context"], None, focus)


def words(text: str, least: int = 4) -> set[str]:
    """The lower-cased words of a text of at least so many letters."""
    return {word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= least}


def target(
    encoder: PairEncoder, example: Example, rng: random.Random, sizes: tuple[int, int]
) -> Target | None:
    """An example as a window over a random stretch of its text that holds the focus.

    Args:
        encoder: the network's tokenizer.
        example: what to crop.
        rng: draws the stretch's length and place; the same for answerable and
            unanswerable examples, so that neither gives the label away.
        sizes: least and most word pieces of the text in the window.

    Returns:
        The window with its labels, or None where the answer's pieces are not found.
    """
    ids, offsets = encoder.text(example.text)
    room = rng.randint(*sizes)
    low, high = pieces(offsets, example.focus)
    latest = max(0, min(low, len(ids) - room))
    first = rng.randint(min(latest, max(0, high + 1 - room)), latest)
    stop = max(first + room, high + 1)
    window = encoder.window(
        encoder.question(example.question), ids[first:stop], offsets[first:stop]
    )
    if example.answer is None:
        return Target(window, 0, 0)
    start, end = pieces(offsets, example.answer)
    if end < start:
        return None
    shift = window.first - first
    return Target(window, start + shift, end + shift)


def pieces(offsets: list[tuple[int, int]], span: tuple[int, int] | None) -> tuple[int, int]:
    """First and last word piece that a span of characters touches; (n, -1) where none."""
    low, high = len(offsets), -1
    if span is not None:
        touched = [i for i, (a, b) in enumerate(offsets) if a < span[1] and b > span[0]]
        if touched:
            low, high = touched[0], touched[-1]
    return low, high
