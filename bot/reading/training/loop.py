"""Training of the reader: one pass over a mix of questions, resumable, on a CPU or a GPU."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from bot.reading.features import PairEncoder, collate
from bot.reading.network import HEAD, LAYERS, SpanNetwork
from bot.reading.training.data import Source, Target, sample, target
from index.embedding import has_bfloat16

LONGEST = 512
"""Word pieces that the network has positions for."""
WORTH_COMPILING = 500
"""Steps; fewer are done before the network is compiled."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run of training is, apart from the base model and the data folder.

    Attributes:
        seed: of the mix, the crops and the head's first weights.
        sources: the data sets of the mix.
        batch_tokens: padded word pieces a step.
        sizes: least and most word pieces of the text in a window.
        rate: the highest learning rate.
        schedule: (step, share of the rate) points, straight lines between them; training ends
            at the last one, or with the mix.
        decay: AdamW's weight decay.
        save_every: steps between checkpoints.
        deciding: weight of the loss of answerable or not, beside that of the span.
        begin: SHA-256 of the weights that training goes on from; empty: the base model's.
    """

    seed: int
    sources: tuple[Source, ...]
    batch_tokens: int
    sizes: tuple[int, int]
    rate: float
    schedule: tuple[tuple[int, float], ...]
    decay: float
    save_every: int
    deciding: float = 0.0
    begin: str = ""

    @classmethod
    def read(cls, path: Path) -> Recipe:
        """Read a recipe from a TOML file.

        Raises:
            TypeError: a setting is missing, or there is one too many.
        """
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = tuple(Source(**s) for s in values.pop("sources"))
        least, most = values.pop("sizes")
        schedule = tuple((int(step), float(share)) for step, share in values.pop("schedule"))
        return cls(sources=sources, sizes=(least, most), schedule=schedule, **values)


def train(
    recipe: Recipe,
    base: Path,
    data: Path,
    out: Path,
    say: Callable[[str], None] = print,
    begin: Path | None = None,
) -> Path:
    """Train a reader and write its weights.

    Args:
        recipe: what to train on and how.
        base: folder of the base model.
        data: folder that the recipe's paths start from.
        out: folder for `checkpoint.pt`, `log.jsonl` and `reader.safetensors`; a checkpoint
            of the same recipe that lies there is gone on from.
        say: gets a line of progress now and then.
        begin: the weights that the recipe names to go on from.

    Returns:
        The path of the weights.

    Raises:
        ValueError: a data set, or the weights to begin with, are not what the recipe names.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = SpanNetwork(base)
    first_weights(network, recipe, begin)
    quiet(network)
    network.to(device).train()
    batches = list(make_batches(recipe, base, data))[: recipe.schedule[-1][0]]
    live = groups(network, recipe.decay)
    optimizer = torch.optim.AdamW(live, lr=recipe.rate, betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, line_through(recipe.schedule))
    done = resume(out / "checkpoint.pt", recipe, network, optimizer, schedule)
    say(f"{len(batches)} steps, {done} of them done")
    forward = compiled(network) if len(batches) > WORTH_COMPILING else network
    began = time.monotonic()
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        for step in range(done, len(batches)):
            loss = one_step(forward, batches[step], device, recipe.deciding)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            log.write(json.dumps({"step": step + 1, "loss": round(loss, 4)}) + "\n")
            log.flush()
            if (step + 1) % 20 == 0:
                left = (time.monotonic() - began) / (step + 1 - done) * (len(batches) - step - 1)
                say(f"step {step + 1}/{len(batches)} loss {loss:.3f} {left / 60:.0f} min left")
            if (step + 1) % recipe.save_every == 0:
                save(out / "checkpoint.pt", recipe, step + 1, network, optimizer, schedule)
    weights = out / "reader.safetensors"
    network.save(weights, {"recipe": json.dumps(asdict(recipe), sort_keys=True)})
    return weights


def first_weights(network: SpanNetwork, recipe: Recipe, begin: Path | None) -> None:
    """Put the weights in place that the recipe begins with.

    Raises:
        ValueError: `begin` is not the file that the recipe names, or is not given.
    """
    found = hashlib.sha256(begin.read_bytes()).hexdigest() if begin else ""
    if found != recipe.begin:
        raise ValueError(
            f"the recipe begins with weights of sha256 {recipe.begin or 'none'}, "
            f"found {found or 'none'}: make them with their own recipe and name them with --begin"
        )
    if begin:
        network.load(begin)


def quiet(network: nn.Module) -> None:
    """No training of embeddings: they hold half of the weights, and words not seen here."""
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(name.startswith((LAYERS, HEAD)))


def groups(network: nn.Module, decay: float) -> list[dict[str, Any]]:
    """Parameter groups: weight decay for matrices, none for biases and norms."""
    live = [p for p in network.parameters() if p.requires_grad]
    return [
        {"params": [p for p in live if p.dim() > 1], "weight_decay": decay},
        {"params": [p for p in live if p.dim() < 2], "weight_decay": 0.0},
    ]


def line_through(points: Sequence[tuple[int, float]]) -> Callable[[int], float]:
    """The share of the highest learning rate at a step: straight lines between points."""
    steps, shares = zip(*points, strict=True)
    return lambda step: float(np.interp(step, steps, shares))


def make_batches(recipe: Recipe, base: Path, data: Path) -> Iterator[list[Target]]:
    """Batches of windows of like length, in random order; the same for the same recipe."""
    rng = random.Random(recipe.seed)
    encoder = PairEncoder(base)
    made = (target(encoder, e, rng, recipe.sizes) for e in sample(data, recipe.sources, rng))
    targets = sorted((t for t in made if t is not None), key=lambda t: len(t.window.ids))
    batches: list[list[Target]] = [[]]
    for one in targets:
        if (len(batches[-1]) + 1) * len(one.window.ids) > recipe.batch_tokens:
            batches.append([])
        batches[-1].append(one)
    rng.shuffle(batches)
    # Where an answer is told in hundreds of words, a window may outgrow the network.
    yield from (one for one in batches if one and len(one[-1].window.ids) <= LONGEST)


def compiled(network: SpanNetwork) -> Callable[..., Tensor]:
    """The network, compiled where there is a compiler: a third faster on two cores."""
    if not any(map(shutil.which, ("c++", "g++", "clang++"))):
        return network
    faster: Callable[..., Tensor] = torch.compile(network, dynamic=True)
    return faster


def one_step(
    forward: Callable[..., Tensor], batch: list[Target], device: torch.device, deciding: float
) -> float:
    """Forward and backward over one batch; the loss."""
    ids, types, mask = (t.to(device) for t in collate([t.window for t in batch]))
    half = device.type == "cuda" or has_bfloat16()
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
        logits = forward(ids, types, mask)
    labels = torch.tensor([[t.start, t.end] for t in batch], device=device)
    loss = span_loss(logits.float(), types, labels, deciding)
    loss.backward()  # type: ignore[no-untyped-call]
    return loss.item()


def span_loss(logits: Tensor, types: Tensor, labels: Tensor, deciding: float = 0.0) -> Tensor:
    """Mean cross-entropy of start and end over the text's tokens and the first token.

    With `deciding`, so much of the binary cross-entropy of there being an answer is added, whose
    logit is what use compares: the mass of the text's starts and ends over the first token's.

    Args:
        logits: (batch, 2, tokens).
        types: (batch, tokens), 1 for the text's tokens.
        labels: (batch, 2) token indices.
        deciding: weight of the second part.
    """
    allowed = types.bool()
    allowed[:, 0] = True
    masked = logits.masked_fill(~allowed[:, None], -1e4)
    flat = masked.reshape(-1, masked.shape[-1])
    loss = nn.functional.cross_entropy(flat, labels.reshape(-1))
    if not deciding:
        return loss
    margin = (masked[..., 1:].logsumexp(-1) - masked[..., 0]).sum(1)
    answered = (labels[:, 1] > 0).to(margin.dtype)
    binary = nn.functional.binary_cross_entropy_with_logits(margin, answered)
    return loss + deciding * binary


def save(path: Path, recipe: Recipe, step: int, *parts: Any) -> None:
    """Write a checkpoint beside the old one, then put it in its place."""
    fresh = path.with_suffix(".new")
    state = {"recipe": repr(recipe), "step": step, "parts": [p.state_dict() for p in parts]}
    torch.save(state, fresh)
    fresh.replace(path)


def resume(path: Path, recipe: Recipe, *parts: Any) -> int:
    """Load a checkpoint into network, optimizer and schedule; the steps that it has done."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if state["recipe"] != repr(recipe):
        raise ValueError(f"{path} is a checkpoint of another recipe; choose another --out")
    for part, values in zip(parts, state["parts"], strict=True):
        part.load_state_dict(values)
    return int(state["step"])
