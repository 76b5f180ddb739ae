"""A BERT encoder in plain torch: the network of the shipped sentence encoder and of the reader.

transformers has the same; importing it takes longer than answering ten questions, and would be
all that a cold `ask` needs it for. Indexing goes through sentence-transformers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class BertSize:
    """The shape of a BERT encoder, under the names of its `config.json`."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float

    @classmethod
    def read(cls, folder: Path) -> BertSize:
        """Take it from the `config.json` of a model's folder; other settings are passed over."""
        values = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return cls(**{name: values[name] for name in cls.__slots__})


class Bert(nn.Module):
    """The encoder of Devlin et al. 2019, without pooler or dropout in the attention.

    Modules have the names of the published weights, so that these load as they are. Nothing is
    dropped out unless training sets a share on its `nn.Dropout` modules.
    """

    def __init__(self, size: BertSize) -> None:
        super().__init__()
        self.embeddings = Embeddings(size)
        layers = (Layer(size) for _ in range(size.num_hidden_layers))
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(layers)})

    @classmethod
    def load(cls, folder: Path) -> Bert:
        """The network of a model's folder (`config.json`, `model.safetensors`), to be used.

        Raises:
            RuntimeError: weights are missing.
        """
        with torch.device("meta"):  # no first weights are drawn only to be replaced
            network = cls(BertSize.read(folder))
        fill(network, load_file(folder / "model.safetensors"))
        return network

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """The last layer's states, (batch, tokens, hidden size).

        Args:
            ids: word piece ids, (batch, tokens).
            types: token types, (batch, tokens).
            mask: 1 for tokens, 0 for padding, (batch, tokens).
        """
        states: Tensor = self.embeddings(ids, types)
        seen = mask.bool()[:, None, None, :]
        for layer in self.encoder["layer"].children():
            states = layer(states, seen)
        return states


def fill(network: nn.Module, stored: Mapping[str, Tensor]) -> None:
    """Give a network its weights, in float32, to be used; others that are stored are passed over.

    Raises:
        RuntimeError: weights are missing.
    """
    wanted = network.state_dict()
    network.load_state_dict({k: v for k, v in stored.items() if k in wanted}, assign=True)
    network.float().eval()


class Embeddings(nn.Module):
    """Word, position and type, added and normalised."""

    def __init__(self, size: BertSize) -> None:
        super().__init__()
        hidden = size.hidden_size
        self.word_embeddings = table(size.vocab_size, hidden)
        self.position_embeddings = table(size.max_position_embeddings, hidden)
        self.token_type_embeddings = table(size.type_vocab_size, hidden)
        self.LayerNorm = nn.LayerNorm(hidden, size.layer_norm_eps)

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        """Embeddings of (batch, tokens) word pieces."""
        places = self.position_embeddings.weight[: ids.shape[1]]
        total = self.word_embeddings(ids) + self.token_type_embeddings(types) + places
        normal: Tensor = self.LayerNorm(total)
        return normal


def table(rows: int, width: int) -> nn.Embedding:
    """An embedding without first weights: to draw these on no device, torch loads its compiler."""
    return nn.Embedding(rows, width, _weight=torch.empty(rows, width))


class Layer(nn.Module):
    """Attention and a feed-forward network, each added to what it was given and normalised."""

    def __init__(self, size: BertSize) -> None:
        super().__init__()
        hidden, inner = size.hidden_size, size.intermediate_size
        self.heads = size.num_attention_heads
        parts = nn.ModuleDict({n: nn.Linear(hidden, hidden) for n in ("query", "key", "value")})
        self.attention = nn.ModuleDict({"self": parts, "output": Added(hidden, size)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(hidden, inner)})
        self.output = Added(inner, size)

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        """States after this layer; for `seen` see `attend`."""
        split = (*states.shape[:2], self.heads, -1)
        parts = (self.get_submodule(f"attention.self.{n}") for n in ("query", "key", "value"))
        query, key, value = (part(states).view(split).transpose(1, 2) for part in parts)
        mixed = attend(query, key, value, seen)
        states = self.attention["output"](mixed.transpose(1, 2).flatten(2), states)
        inner = nn.functional.gelu(self.intermediate["dense"](states))
        after: Tensor = self.output(inner, states)
        return after


def attend(query: Tensor, key: Tensor, value: Tensor, seen: Tensor) -> Tensor:
    """Scaled dot-product attention, (batch, heads, tokens, width) each, over what is seen.

    `seen`, which can be broadcast to (batch, heads, tokens, tokens), is False for padding; or it
    is numbers that are added to the scores.

    Written out where gradients are wanted on a CPU: the backward pass of PyTorch's own took half
    of the time of a training step there (torch 2.13, two cores with AMX).
    """
    if query.device.type != "cpu" or not query.requires_grad:
        return nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    bias = seen if seen.is_floating_point() else torch.where(seen, 0.0, -1e4)
    return torch.softmax(scores + bias.to(scores.dtype), -1, dtype=scores.dtype) @ value


class Added(nn.Module):
    """A linear map whose result is added to what came before, and normalised."""

    def __init__(self, width: int, size: BertSize) -> None:
        super().__init__()
        self.dense = nn.Linear(width, size.hidden_size)
        self.dropout = nn.Dropout(0.0)
        self.LayerNorm = nn.LayerNorm(size.hidden_size, size.layer_norm_eps)

    def forward(self, inner: Tensor, before: Tensor) -> Tensor:
        """(batch, tokens, width) and (batch, tokens, hidden size) to the latter."""
        normal: Tensor = self.LayerNorm(self.dropout(self.dense(inner)) + before)
        return normal
