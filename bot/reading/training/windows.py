"""From groups of examples to batches of windows with labels, as arrays."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bot.reading.features import BLOCK, PairEncoder
from bot.reading.training.data import Group
from bot.reading.training.examples import Example

LONGEST = 512
"""Word pieces that the network has positions for."""

Ids = NDArray[np.int32]
Windows = TypeVar("Windows", bound=Sequence[object])


@dataclass(frozen=True, slots=True)
class Target:
    """A window and the tokens that start and end its answer (0 and 0: no answer).

    Attributes:
        ids: word piece ids, special tokens included, (tokens,).
        first: index of the text's first word piece.
        start: index of the answer's first word piece.
        end: index of its last one.
        made: as the example's.
    """

    ids: Ids
    first: int
    start: int = 0
    end: int = 0
    made: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length, those of a group one after the other.

    Attributes:
        ids: word piece ids, 0 for padding, (windows, tokens).
        bounds: first word piece of the text and end of the window, (windows, 2).
        labels: word pieces that start and end the answer, (windows, 2).
        groups: the number of each window's group in the batch, (windows,).
        made: whether its question was made, (windows,).
    """

    ids: NDArray[np.uint16]
    bounds: NDArray[np.int16]
    labels: NDArray[np.int16]
    groups: NDArray[np.int16]
    made: NDArray[np.bool_]

    def inputs(self, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, token types and mask on a device, (windows, tokens)."""
        ids, bounds = on(device, self.ids), on(device, self.bounds)
        at = torch.arange(ids.shape[1], device=device)
        mask = at < bounds[:, 1:]
        types = mask & (at >= bounds[:, :1])
        return ids, types.long(), mask.long()

    def targets(self, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
        """Labels, groups, and whether each was made, on a device."""
        return on(device, self.labels), on(device, self.groups), on(device, self.made).bool()


def on(device: torch.device, values: NDArray[np.generic]) -> Tensor:
    """Whole numbers as a tensor on a device."""
    return torch.from_numpy(values.astype(np.int64)).to(device, non_blocking=True)


class Cutter:
    """Cuts examples to windows; what it has made of a text or a question is kept."""

    def __init__(self, base: Path, sizes: tuple[int, int]) -> None:
        """With the tokenizer of the base model, and how many pieces of a text a window has."""
        self._encoder = PairEncoder(base)
        self._sizes = sizes
        self._texts: dict[str, tuple[Ids, Ids, Ids]] = {}
        self._ends = self._encoder.window([], [], []).ids

    def target(self, example: Example, rng: random.Random) -> Target | None:
        """An example as a window over a random stretch of its text that holds the focus.

        Args:
            example: what to crop.
            rng: draws the stretch's length and place; the same for answerable and
                unanswerable examples, so that neither gives the label away.

        Returns:
            The window with its labels; None where the answer's pieces are not found, or where
            the window outgrows the network.
        """
        ids, starts, ends = self._pieces(example.text)
        room = rng.randint(*self._sizes)
        low, high = touched(starts, ends, example.focus)
        latest = max(0, min(low, len(ids) - room))
        first = rng.randint(min(latest, max(0, high + 1 - room)), latest)
        stop = max(first + room, high + 1)
        asked = self._encoder.question(example.question)
        cls, sep, _ = self._ends
        joined = np.concatenate([[cls], asked, [sep], ids[first:stop], [sep]]).astype(np.int32)
        begin = len(asked) + 2
        if len(joined) > LONGEST:
            return None
        if example.answer is None:
            return Target(joined, begin, made=example.made)
        start, end = touched(starts, ends, example.answer)
        if end < start:
            return None
        return Target(joined, begin, start + begin - first, end + begin - first)

    def _pieces(self, text: str) -> tuple[Ids, Ids, Ids]:
        if text not in self._texts:
            ids, offsets = self._encoder.text(text)
            places = np.array(offsets, np.int32).reshape(-1, 2)
            made = np.array(ids, np.int32), places[:, 0].copy(), places[:, 1].copy()
            self._texts[text] = made
        return self._texts[text]


def touched(starts: Ids, ends: Ids, span: tuple[int, int] | None) -> tuple[int, int]:
    """First and last word piece that a span of characters touches; (n, -1) where none."""
    if span is None:
        return len(starts), -1
    low = int(np.searchsorted(ends, span[0], "right"))
    high = int(np.searchsorted(starts, span[1], "left")) - 1
    return (low, high) if low <= high else (len(starts), -1)


def make_batches(
    groups: Iterable[Group], cutter: Cutter, most: int, rng: random.Random
) -> list[Batch]:
    """Batches of groups of like length, in random order.

    Args:
        groups: the mix of a pass.
        cutter: cuts its examples to windows.
        most: padded word pieces a batch.
        rng: draws the crops and the order.
    """
    cut = ([cutter.target(one, rng) for one in group] for group in groups)
    whole = [[one for one in group if one is not None] for group in cut if group[0] is not None]
    whole.sort(key=widest)
    batches = [packed(some) for some in filled(whole, most, widest)]
    rng.shuffle(batches)
    return batches


def widest(group: list[Target]) -> int:
    """Word pieces of the longest window of a group."""
    return max(len(one.ids) for one in group)


def filled(
    groups: Iterable[Windows], most: int, width: Callable[[Windows], int]
) -> Iterator[list[Windows]]:
    """Groups in order of width, as many at a time as fit a batch.

    Args:
        groups: each a sequence of windows, narrow ones first.
        most: padded word pieces a batch.
        width: word pieces of a group's longest window.
    """
    some: list[Windows] = []
    rows = 0
    for group in groups:
        if some and (rows + len(group)) * blocks(width(group)) > most:
            yield some
            some, rows = [], 0
        some.append(group)
        rows += len(group)
    if some:
        yield some


def blocks(tokens: int) -> int:
    """A number of tokens, rounded up to whole blocks."""
    return -(-tokens // BLOCK) * BLOCK


def packed(groups: list[list[Target]]) -> Batch:
    """Groups as one batch."""
    rows = [(number, one) for number, group in enumerate(groups) for one in group]
    ids = np.zeros((len(rows), blocks(max(map(widest, groups)))), np.uint16)
    for row, (_, one) in enumerate(rows):
        ids[row, : len(one.ids)] = one.ids
    return Batch(
        ids,
        np.array([[one.first, len(one.ids)] for _, one in rows], np.int16),
        np.array([[one.start, one.end] for _, one in rows], np.int16),
        np.array([number for number, _ in rows], np.int16),
        np.array([one.made for _, one in rows], np.bool_),
    )
