"""Training questions over texts, and where they are read from: data sets named by digest."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reading.training.recipe import Source


@dataclass(frozen=True, slots=True)
class Example:
    """A question over a text; `answer` is (start, end) in it, or None where there is none.

    Attributes:
        question: as the data set has it.
        text: what it is asked of.
        answer: (start, end) characters in the text, or None.
        focus: where a crop of the text must look: the answer, or what tempts to be it.
        made: whether it is no record of a data set: that there is no answer is then a guess.
    """

    question: str
    text: str
    answer: tuple[int, int] | None
    focus: tuple[int, int] | None
    made: bool = False


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
