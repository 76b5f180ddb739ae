"""Which passages of a data set a search by meaning finds for its questions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import torch

from bot.reading.training.data import Rows
from bot.reading.training.recipe import Source
from index.embedding import Encoder

KEPT = 12
AT_ONCE = 4096

Nearest = dict[str, dict[str, list[str]]]


def find_nearest(
    sets: Iterable[tuple[Source, Rows]],
    encoder: Encoder | None,
    kept: Path,
    say: Callable[[str], None],
) -> Nearest:
    """For each set of which passages are retrieved, and each of its questions: the nearest.

    Args:
        sets: the data sets with their rows.
        encoder: what embeds; needed only where nothing is kept yet.
        kept: folder where what was found is kept, in a file a set, named by its digest.
        say: gets a line of progress a set.

    Returns:
        For the path of a set and a question its 12 nearest passages, best first, its own
        among them.

    Raises:
        ValueError: nothing is kept and there is no encoder.
    """
    found: Nearest = {}
    for source, rows in sets:
        if not source.retrieved or source.path in found:
            continue
        texts = sorted({row["context"] for row in rows})
        questions = sorted({row["question"] for row in rows})
        file = kept / f"nearest-{source.sha256[:16]}.json"
        if not file.exists():
            if encoder is None:
                raise ValueError(f"an encoder is needed to find passages for {source.path}")
            say(f"searching {source.path}: {len(questions):,} questions, {len(texts):,} passages")
            fresh = file.with_suffix(".new")
            fresh.write_text(json.dumps(search(texts, questions, encoder)), encoding="utf-8")
            fresh.replace(file)
        numbers = json.loads(file.read_text(encoding="utf-8"))
        found[source.path] = {
            question: [texts[number] for number in row]
            for question, row in zip(questions, numbers, strict=True)
        }
    return found


def search(texts: list[str], questions: list[str], encoder: Encoder) -> list[list[int]]:
    """The numbers of the texts nearest to each question by cosine, best first."""
    known = torch.tensor(encoder.embed_documents(texts), dtype=torch.float32).T
    rows: list[list[int]] = []
    for first in range(0, len(questions), AT_ONCE):
        some = encoder.embed_documents(questions[first : first + AT_ONCE])
        likeness = torch.tensor(some, dtype=torch.float32) @ known
        rows += likeness.topk(min(KEPT, len(texts))).indices.tolist()
    return rows
