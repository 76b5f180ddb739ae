"""From a question and a text to what the span network sees, and back to characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from bot.asking import asking

MAX_QUESTION = 64
BLOCK = 16
"""Windows are padded to whole blocks: then their bfloat16 logits were seen not to depend, in any
bit, on which others are in the batch; without, by up to 0.08."""


@dataclass(frozen=True, slots=True)
class Window:
    """One network input: word pieces of the question and of a stretch of the text.

    Attributes:
        ids: word piece ids, special tokens included.
        first: index in `ids` of the text's first word piece.
        offsets: (start, end) characters in the text, one pair a word piece of the text.
    """

    ids: list[int]
    first: int
    offsets: list[tuple[int, int]]


class PairEncoder:
    """Cuts a text into windows that fit the network, each behind the question."""

    def __init__(self, base: Path) -> None:
        """Load the tokenizer of the base model in folder `base`."""
        self._tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cls, self._sep = self._tokenizer.encode("").ids

    def question(self, text: str) -> list[int]:
        """Word pieces of a question, the last 64 at most: what is asked comes last.

        The closing question mark is dropped: the training sets do not agree on it, and
        in the unanswerable questions its absence would give the label away.
        """
        ids = self._tokenizer.encode(plain(text), add_special_tokens=False).ids
        return list(ids[-MAX_QUESTION:])

    def asked(self, text: str) -> list[int]:
        """Word pieces of a question in use, 64 at most: the sentence that asks before the others.

        Training questions are single sentences; the model card says what this order is worth.
        """
        first, rest = asking(text)
        if not rest:
            return self.question(text)
        ids = self.question(first)
        more = self._tokenizer.encode(f"? {plain(rest)}", add_special_tokens=False).ids
        return ids + list(more[: MAX_QUESTION - len(ids)])

    def text(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Word pieces of a text and their (start, end) characters in it."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return list(encoding.ids), list(encoding.offsets)

    def window(
        self, question: list[int], ids: Sequence[int], offsets: Sequence[tuple[int, int]]
    ) -> Window:
        """Join question and text pieces into one window."""
        joined = [self._cls, *question, self._sep, *ids, self._sep]
        return Window(joined, len(question) + 2, list(offsets))

    def windows(self, question: str, text: str, size: int, stride: int) -> list[Window]:
        """Windows of at most `size` word pieces, `stride` pieces of the text apart.

        A text that fits gives one window. Every piece of the text is in some window.
        """
        asked = self.asked(question)
        ids, offsets = self.text(text)
        room = size - len(asked) - 3
        found = []
        for start in range(0, max(len(ids), 1), max(1, min(stride, room))):
            stop = start + room
            found.append(self.window(asked, ids[start:stop], offsets[start:stop]))
            if stop >= len(ids):
                break
        return found


def plain(question: str) -> str:
    """The question with white space folded and without its closing question marks."""
    return " ".join(question.split()).rstrip("? ")


def collate(windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Pad windows to one length, a multiple of 16: ids, token types and mask, (batch, tokens)."""
    width = -(-max(len(w.ids) for w in windows) // BLOCK) * BLOCK
    ids = torch.zeros(len(windows), width, dtype=torch.long)
    types = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for row, window in enumerate(windows):
        length = len(window.ids)
        ids[row, :length] = torch.tensor(window.ids)
        types[row, window.first : length] = 1
        mask[row, :length] = 1
    return ids, types, mask
