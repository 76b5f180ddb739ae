"""Checkpoints of a training: written whole or not at all, and gone on from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch


def save(path: Path, about: str, step: int, *parts: Any) -> None:
    """Write a checkpoint beside the old one, then put it in its place.

    What is dropped out next is part of it: a run that was broken off ends as an unbroken one.
    """
    fresh = path.with_suffix(".new")
    state = {"recipe": about, "step": step, "parts": [p.state_dict() for p in parts]}
    state["random"] = torch.get_rng_state()
    if torch.cuda.is_available():
        state["random_cuda"] = torch.cuda.get_rng_state()
    torch.save(state, fresh)
    fresh.replace(path)


def resume(path: Path, about: str, *parts: Any) -> int:
    """Load a checkpoint into network, optimizer and schedule; the steps that it has done."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if state["recipe"] != about:
        raise ValueError(f"{path} is a checkpoint of another recipe; choose another --out")
    for part, values in zip(parts, state["parts"], strict=True):
        part.load_state_dict(values)
    torch.set_rng_state(state["random"])
    if torch.cuda.is_available() and "random_cuda" in state:
        torch.cuda.set_rng_state(state["random_cuda"])
    return int(state["step"])
