"""The span network: a MiniLM encoder with a start/end head, and how its weights are stored."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from index.bert import Bert

HEAD = "head."
LAYERS = "encoder.encoder.layer."


class SpanNetwork(nn.Module):
    """Start and end logits for every token of "[CLS] question [SEP] passage [SEP]".

    The first token stands for "no answer", as in the BERT baseline of SQuAD 2.0
    (Devlin et al. 2019, section 4.3).
    """

    def __init__(self, encoder: nn.Module) -> None:
        """Build the network with an untrained head.

        Args:
            encoder: from ids, types and mask to the last layer's states; shaped as `Bert` is.
        """
        super().__init__()
        self.encoder = encoder
        words = encoder.get_parameter("embeddings.word_embeddings.weight")
        self.head = nn.Linear(words.shape[1], 2)

    @classmethod
    def on(cls, base: Path) -> SpanNetwork:
        """The network with the weights of a BERT-shaped model, and an untrained head.

        Args:
            base: folder of the model (`config.json`, `model.safetensors`).
        """
        return cls(Bert.load(base))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Logits of shape (batch, 2, tokens): start first, then end.

        Args:
            ids: word piece ids, (batch, tokens).
            types: 0 for the question's tokens, 1 for the passage's, (batch, tokens).
            mask: 1 for tokens, 0 for padding, (batch, tokens).
        """
        logits: Tensor = self.head(self.encoder(ids, types, mask)).transpose(1, 2)
        return logits

    def halve(self) -> None:
        """Keep the matrices of the layers in bfloat16, for `scores` to compute with."""
        for module in self.encoder.modules():
            if isinstance(module, nn.Linear):
                module.to(torch.bfloat16)

    def scores(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """As `forward`, for use: layers in bfloat16 after `halve`, logits always in float32.

        bfloat16 has three digits, too few for a sum of logits.
        """
        half = self.encoder.get_parameter("encoder.layer.0.output.dense.weight").dtype
        with torch.autocast("cpu", torch.bfloat16, enabled=half == torch.bfloat16):
            hidden = self.encoder(ids, types, mask)
        logits: Tensor = self.head(hidden.float()).transpose(1, 2)
        return logits

    def trained(self) -> dict[str, Tensor]:
        """The weights that training changes: the transformer layers and the head."""
        return {k: v for k, v in self.state_dict().items() if k.startswith((LAYERS, HEAD))}

    def save(self, path: Path, about: dict[str, str]) -> None:
        """Write the trained weights in bfloat16, with `about` as the file's metadata."""
        half = {k: v.to(torch.bfloat16).contiguous() for k, v in self.trained().items()}
        save_file(half, path, metadata=about)

    def load(self, path: Path) -> None:
        """Replace the trained weights by those of a file that `save` wrote.

        Raises:
            KeyError: the file lacks weights of this network, or has others.
        """
        stored = load_file(path)
        expected = self.trained().keys()
        if stored.keys() != expected:
            odd = sorted(stored.keys() ^ expected)
            raise KeyError(f"{path.name} does not fit this network: {odd[:3]!r} …")
        self.load_state_dict(stored, strict=False)
