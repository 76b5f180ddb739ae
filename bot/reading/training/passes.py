"""The batches of every pass over a recipe's mix, and their order."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bot.reading.training.data import sample
from bot.reading.training.examples import read_rows
from bot.reading.training.nearest import find_nearest
from bot.reading.training.recipe import Recipe
from bot.reading.training.windows import Batch, Cutter, make_batches
from index.embedding import Encoder

Say = Callable[[str], None]


def prepare(
    recipe: Recipe, base: Path, data: Path, out: Path, say: Say, encoder: Encoder | None
) -> list[list[Batch]]:
    """The batches of every pass, the same for the same recipe; a process a pass makes them.

    Those of further trainings, which are cut anew, come behind those of the first.
    """
    sets = [(source, read_rows(data, source)) for source in recipe.sources]
    find_nearest(sets, encoder, out, say)
    passes = recipe.passes + sum(one.passes for one in recipe.of_further)
    jobs = [(recipe, base, data, out, number) for number in range(passes)]
    if len(jobs) == 1:
        return [one_pass(*jobs[0])]
    workers = min(len(jobs), os.cpu_count() or 1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context) as pool:
        return list(pool.map(one_pass, *zip(*jobs, strict=True)))


def one_pass(recipe: Recipe, base: Path, data: Path, out: Path, number: int) -> list[Batch]:
    """The batches of one pass."""
    rng = random.Random(f"{recipe.seed} {number}")
    sets = [(source, read_rows(data, source)) for source in recipe.sources]
    nearest = find_nearest(sets, None, out, lambda _: None)
    cutter = Cutter(base, recipe.sizes)
    return make_batches(sample(sets, nearest, rng), cutter, recipe.batch_tokens, rng)


def ordered(passes: Sequence[Sequence[Batch]], seed: int) -> list[Batch]:
    """The batches of all passes, one pass after the other, each in a random order."""
    order = random.Random(seed)
    return [batch for some in passes for batch in order.sample(list(some), len(some))]
