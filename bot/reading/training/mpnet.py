"""The encoder of a large teacher: MPNet, which reads the same word pieces as the reader."""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from index.bert import BertSize, Layer, fill, table

CLS, SEP = 101, 102
BEGIN, PAD, END = 0, 1, 2
SHIFT = 4
"""MPNet's vocabulary is BERT's behind four special pieces of its own."""
FIRST_PLACE = 2
BUCKETS, FURTHEST = 32, 128

RENAMED = {
    "attention.attn.q.": "attention.self.query.",
    "attention.attn.k.": "attention.self.key.",
    "attention.attn.v.": "attention.self.value.",
    "attention.attn.o.": "attention.output.dense.",
    "attention.LayerNorm.": "attention.output.LayerNorm.",
}
"""Published names of weights, and those of `index.bert.Layer`."""


class Mpnet(nn.Module):
    """The encoder of Song et al. 2020: BERT's layers, their attention biased by distance.

    It takes BERT's ids, and knows of the border between question and text by its `[SEP]` alone.
    """

    def __init__(self, size: BertSize) -> None:
        super().__init__()
        width = size.hidden_size
        self.embeddings = nn.ModuleDict(
            {
                "word_embeddings": table(size.vocab_size, width),
                "position_embeddings": table(size.max_position_embeddings, width),
                "LayerNorm": nn.LayerNorm(width, size.layer_norm_eps),
            }
        )
        layers = (Layer(size) for _ in range(size.num_hidden_layers))
        bias = table(BUCKETS, size.num_attention_heads)
        self.encoder = nn.ModuleDict(
            {"layer": nn.ModuleList(layers), "relative_attention_bias": bias}
        )

    @classmethod
    def load(cls, folder: Path) -> Mpnet:
        """The network of a model's folder (`config.json`, `model.safetensors`), to be used.

        Raises:
            RuntimeError: weights are missing.
        """
        values = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        size = BertSize(**{name: values.get(name, 0) for name in BertSize.__slots__})
        with torch.device("meta"):
            network = cls(size)
        stored = {}
        for name, weights in load_file(folder / "model.safetensors").items():
            for old, new in RENAMED.items():
                name = name.replace(old, new)
            stored[name] = weights
        fill(network, stored)
        return network

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:  # noqa: ARG002 — it has no types
        """The last layer's states, (batch, tokens, hidden size).

        Args:
            ids: BERT's word piece ids, (batch, tokens).
            types: not used.
            mask: 1 for tokens, 0 for padding, (batch, tokens).
        """
        tokens = ids.shape[1]
        every = self.get_parameter("embeddings.position_embeddings.weight")
        places = every[FIRST_PLACE : FIRST_PLACE + tokens]
        words = self.embeddings["word_embeddings"](own_ids(ids, mask))
        states: Tensor = self.embeddings["LayerNorm"](words + places)
        bias = self.encoder["relative_attention_bias"](buckets(tokens, ids.device))
        unseen = torch.where(mask.bool(), 0.0, -1e4)[:, None, None, :]
        half = torch.is_autocast_enabled(ids.device.type)
        seen = bias.permute(2, 0, 1)[None] + unseen
        seen = seen.to(torch.bfloat16 if half else torch.float32)
        for layer in self.encoder["layer"].children():
            states = layer(states, seen)
        return states


def own_ids(ids: Tensor, mask: Tensor) -> Tensor:
    """MPNet's ids for BERT's, (batch, tokens)."""
    own = ids + SHIFT
    own = torch.where(ids == CLS, BEGIN, own)
    own = torch.where(ids == SEP, END, own)
    return torch.where(mask.bool(), own, PAD)


def buckets(tokens: int, device: torch.device) -> Tensor:
    """The number, below 32, of the distance from a token to each, (tokens, tokens).

    Either direction has half of them: eight single distances, then ever wider stretches, as in T5
    (Raffel et al. 2020).
    """
    at = torch.arange(tokens, device=device)
    behind = at[:, None] - at[None, :]
    half = BUCKETS // 2
    single = half // 2
    far = behind.abs()
    wide = (far.clamp(min=1) / single).log() / math.log(FURTHEST / single) * (half - single)
    wide = (single + wide.long()).clamp(max=half - 1)
    return torch.where(far < single, far, wide) + half * (behind < 0)
