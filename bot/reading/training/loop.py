"""Training of the reader, resumable, on a CPU or a GPU: teachers first, where it has some."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import torch
from safetensors import safe_open
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR

from bot.reading.network import HEAD, LAYERS, SpanNetwork
from bot.reading.training.checkpoints import resume, save
from bot.reading.training.further import labelled, write_mean
from bot.reading.training.losses import whole_loss
from bot.reading.training.mpnet import Mpnet
from bot.reading.training.passes import Say, ordered, prepare
from bot.reading.training.recipe import Recipe
from bot.reading.training.windows import Batch
from index.embedding import Encoder, has_bfloat16

WORTH_COMPILING = 500
"""Steps; fewer are done before the layers are compiled."""
TOLD = 20
"""Steps between two lines of progress."""
WEIGHTS = "reader.safetensors"


def train(
    recipe: Recipe,
    base: Path,
    data: Path,
    out: Path,
    say: Say = print,
    encoder: Encoder | None = None,
) -> Path:
    """Train a reader, after its teachers, and write its weights.

    Args:
        recipe: what to train on and how.
        base: folder of the base model.
        data: folder that the recipe's paths start from.
        out: folder for `checkpoint.pt`, `log.jsonl` and `reader.safetensors`, and one such folder
            a teacher in it; what of the same recipe lies there is gone on from.
        say: gets a line of progress now and then.
        encoder: what searches for passages, where the recipe wants some retrieved.

    Returns:
        The path of the weights. Where further trainings follow, those of the first are in `first`,
        those of the second and on in `further-1` …, each beside the `mean.safetensors` with what
        it began with; the last mean is the result.

    Raises:
        ValueError: a data set is not what the recipe names, or what lies in `out` is of another.
    """
    out.mkdir(parents=True, exist_ok=True)
    passes = prepare(recipe, base, data, out, say, encoder)
    teachers = []
    for number, one in enumerate(recipe.of_teachers, 1):
        own = base_of(one, base, data)
        batches = ordered(passes[: one.passes], one.order)
        teachers.append((own, fit(one, own, batches, out / f"teacher-{number}", say)))
    own = base_of(recipe, base, data)
    batches = ordered(passes[: recipe.passes], recipe.order)
    if not recipe.further:
        return fit(recipe, own, batches, out, say, teachers)
    first = fit(replace(recipe, further=()), own, batches, out / "first", say, teachers)
    return go_on(recipe, own, passes[recipe.passes :], first, out, say)


def go_on(
    recipe: Recipe, base: Path, passes: Sequence[Sequence[Batch]], first: Path, out: Path, say: Say
) -> Path:
    """The further trainings of a recipe, from the weights of its first; the last mean."""
    so_far, rest = first, iter(passes)
    for number, (one, given) in enumerate(zip(recipe.of_further, recipe.further, strict=True), 1):
        rng = random.Random(one.order)
        some = islice(rest, one.passes)
        batches = [small for each in some for small in labelled(each, one.batch_tokens, rng)]
        own = fit(one, base, batches, out / f"further-{number}", say, begin=so_far)
        mean = own.with_name("mean.safetensors") if number < len(recipe.further) else out / WEIGHTS
        write_mean(network_on(base), so_far, own, given["share"], mean, in_json(recipe))
        so_far = mean
    return so_far


def base_of(recipe: Recipe, shipped: Path, data: Path) -> Path:
    """The folder of the model that a recipe begins with.

    Raises:
        ValueError: its weights are not those that the recipe names.
    """
    if not recipe.base:
        return shipped
    weights = data / recipe.base / "model.safetensors"
    if not weights.is_file():
        raise ValueError(f"{recipe.base} has no model.safetensors in the data folder")
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != recipe.base_sha256:
        raise ValueError(
            f"{recipe.base}: sha256 is {digest}, the config names {recipe.base_sha256}"
        )
    return weights.parent


def fit(
    recipe: Recipe,
    base: Path,
    batches: Sequence[Batch],
    out: Path,
    say: Say,
    taught: Sequence[tuple[Path, Path]] = (),
    begin: Path | None = None,
) -> Path:
    """Fit one network to batches, and write its weights; nothing is done where they lie there.

    Args:
        recipe: how.
        base: folder of the base model.
        batches: one a step, in their order.
        out: folder for what it writes.
        say: gets a line of progress now and then.
        taught: base model and weights of each of its teachers.
        begin: weights to begin with; None: those of the base model, and an untrained head.

    Raises:
        ValueError: what lies in `out` is of another recipe.
    """
    weights, about = out / WEIGHTS, in_json(recipe)
    if weights.exists() and recipe_of(weights) == about:
        return weights
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.order)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    began = network_on(base) if begin is None else loaded(base, begin)
    network = prepared(began, recipe.dropout).to(device)
    teachers = [loaded(*one).to(device) for one in taught]
    parts = (network, *stepping(network, recipe, len(batches)))
    done = resume(out / "checkpoint.pt", about, *parts)
    say(f"{out.name}: {len(batches)} steps, {done} of them done")
    if len(batches) - done > WORTH_COMPILING:
        for one in (network, *teachers):
            compile_layers(one)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        told = progress(log, done, len(batches), say)
        next(told)
        for step in range(done, len(batches)):
            told.send(one_step(network, teachers, batches[step], device, recipe))
            move(*parts)
            if (step + 1) % recipe.save_every == 0:
                save(out / "checkpoint.pt", about, step + 1, *parts)
    network.save(weights, {"recipe": about})
    return weights


def stepping(network: nn.Module, recipe: Recipe, steps: int) -> tuple[Optimizer, LambdaLR]:
    """AdamW over what is trained of a network, and the schedule of its learning rate."""
    optimizer = torch.optim.AdamW(
        groups(network, recipe.decay), lr=recipe.rate, betas=(0.9, 0.98), fused=True
    )
    return optimizer, LambdaLR(optimizer, line_through(recipe.schedule, steps))


def move(network: nn.Module, optimizer: Optimizer, schedule: LambdaLR) -> None:
    """One step down the gradients, which are cleared."""
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    schedule.step()
    optimizer.zero_grad()


def in_json(recipe: Recipe) -> str:
    """A recipe as a file of weights says it."""
    return json.dumps(asdict(recipe), sort_keys=True)


def recipe_of(weights: Path) -> str:
    """The recipe that made a file of weights, as JSON."""
    with safe_open(weights, "pt") as file:
        return str((file.metadata() or {}).get("recipe", ""))


def prepared(network: SpanNetwork, dropout: float) -> SpanNetwork:
    """A network to be trained.

    Embeddings stay as they are: they hold half of the weights, and words not seen here.
    """
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(name.startswith((LAYERS, HEAD)))
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = dropout
    return network.train()


def loaded(base: Path, weights: Path) -> SpanNetwork:
    """A trained network, to be used."""
    network = network_on(base)
    network.load(weights)
    return network.eval()


def network_on(base: Path) -> SpanNetwork:
    """A network with an untrained head on the encoder of a model's folder."""
    kind = json.loads((base / "config.json").read_text(encoding="utf-8"))["model_type"]
    return SpanNetwork(Mpnet.load(base)) if kind == "mpnet" else SpanNetwork.on(base)


def groups(network: nn.Module, decay: float) -> list[dict[str, Any]]:
    """Parameter groups: weight decay for matrices, none for biases and norms."""
    live = [p for p in network.parameters() if p.requires_grad]
    return [
        {"params": [p for p in live if p.dim() > 1], "weight_decay": decay},
        {"params": [p for p in live if p.dim() < 2], "weight_decay": 0.0},
    ]


def line_through(points: Sequence[tuple[float, float]], steps: int) -> Callable[[int], float]:
    """The share of the highest learning rate at a step: straight lines between points."""
    at, shares = zip(*points, strict=True)
    return lambda step: float(np.interp(step / max(1, steps), at, shares))


def compile_layers(network: SpanNetwork) -> None:
    """Have a network's layers compiled, where there is a compiler.

    All of a network's layers are one function; compiled as a whole, it takes as long a layer.
    """
    if any(map(shutil.which, ("c++", "g++", "clang++"))):
        for layer in network.encoder.get_submodule("encoder.layer").children():
            layer.compile(dynamic=True)


def one_step(
    network: SpanNetwork,
    teachers: Sequence[SpanNetwork],
    batch: Batch,
    device: torch.device,
    recipe: Recipe,
) -> Tensor:
    """Forward and backward over one batch; the loss."""
    ids, types, mask = batch.inputs(device)
    half = device.type == "cuda" or has_bfloat16()
    taught = None
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
        if teachers:
            with torch.no_grad():
                taught = torch.stack([one(ids, types, mask) for one in teachers]).float()
        logits = network(ids, types, mask)
    loss = whole_loss(logits.float(), types, batch.targets(device), recipe, taught)
    loss.backward()  # type: ignore[no-untyped-call]
    return loss.detach()


def progress(log: TextIO, done: int, steps: int, say: Say) -> Generator[None, Tensor, None]:
    """Takes the loss of each step; logs and tells of them, some at a time.

    On a GPU a loss that is looked at is a loss that is waited for.
    """
    began, seen = time.monotonic(), done
    kept: list[Tensor] = []
    while True:
        kept.append((yield))
        if len(kept) < TOLD and seen + len(kept) < steps:
            continue
        for loss in torch.stack(kept).tolist():
            seen += 1
            log.write(json.dumps({"step": seen, "loss": round(loss, 4)}) + "\n")
        log.flush()
        left = (time.monotonic() - began) / (seen - done) * (steps - seen)
        mean = float(torch.stack(kept).mean())
        kept.clear()
        say(f"step {seen}/{steps} loss {mean:.3f} {left / 60:.0f} min left")
