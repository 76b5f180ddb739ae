"""A further training: what of a pass has a label that is no guess, and the mean of two networks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from safetensors.torch import load_file

from bot.reading.network import SpanNetwork
from bot.reading.training.windows import Batch, blocks, filled

NEAR = 400
"""Batches among which one is put elsewhere: those cut from one lie together before."""
LEAST = 6
"""A batch with less than this part of a whole one's word pieces is left out."""


def labelled(batches: Sequence[Batch], most: int, rng: random.Random) -> list[Batch]:
    """Smaller batches of what has a label of its own, in random order.

    Questions that were made are left out, but for one passage, of those found for a question and
    that do not answer it, beside the one that does.

    Args:
        batches: of a pass.
        most: padded word pieces a batch.
        rng: draws the passages and the order.
    """
    drawn = list(batches)
    rng.shuffle(drawn)
    small = [one for batch in drawn for one in cut(batch, most, rng) if one.ids.size * LEAST > most]
    for first in range(0, len(small), NEAR):
        some = small[first : first + NEAR]
        rng.shuffle(some)
        small[first : first + NEAR] = some
    return small


def cut(batch: Batch, most: int, rng: random.Random) -> Iterator[Batch]:
    """A batch as smaller ones, groups of like length together."""
    ends = np.flatnonzero(np.diff(batch.groups)) + 1
    groups = (kept(batch, rows.tolist(), rng) for rows in np.split(np.arange(len(batch.ids)), ends))

    def width(rows: list[int]) -> int:
        return int(batch.bounds[rows, 1].max())

    for some in filled(sorted(filter(None, groups), key=width), most, width):
        rows = [row for group in some for row in group]
        numbers = [number for number, group in enumerate(some) for _ in group]
        yield Batch(
            batch.ids[rows][:, : blocks(width(rows))],
            batch.bounds[rows],
            batch.labels[rows],
            np.array(numbers, np.int16),
            batch.made[rows],
        )


def kept(batch: Batch, rows: list[int], rng: random.Random) -> list[int]:
    """Which rows of a group are trained on."""
    own = [row for row in rows if not batch.made[row]]
    found = [row for row in rows if batch.made[row]] if own else []
    return own + rng.sample(found, min(1, len(found)))


def write_mean(
    network: SpanNetwork, first: Path, second: Path, share: float, to: Path, about: str
) -> None:
    """Write the mean of two files of weights.

    Args:
        network: of their shape; is left with the mean.
        first: a file of weights.
        second: another.
        share: of the second, 0 to 1.
        to: the file that is written.
        about: its recipe, as JSON.
    """
    one, other = load_file(first), load_file(second)
    mean = {k: (1.0 - share) * one[k].float() + share * other[k].float() for k in one}
    network.load_state_dict(mean, strict=False)
    network.save(to, {"recipe": about})
