"""What became of asking a language model: which one, what was removed, what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost, all attempts together.

    Attributes:
        input_tokens: tokens read, by the provider's count; None where it gives none.
        output_tokens: tokens written, likewise.
        requests: how often the model was asked.
    """

    input_tokens: int | None = None
    output_tokens: int | None = None
    requests: int = 0

    @property
    def text(self) -> str:
        """The tokens in words."""
        if self.input_tokens is None or self.output_tokens is None:
            return "tokens not told"
        return f"{self.input_tokens:,} tokens read, {self.output_tokens:,} written"


@dataclass(frozen=True, slots=True)
class Generation:
    """What became of asking a language model.

    Attributes:
        model: its name, as provider:model.
        fault: why the answer is the extractive one all the same, as what the model did ("did not
            answer within 60 s"); "" where the model's sentences are shown.
        kind: the fault's kind, one word for programs; "" where there is none.
        written: sentences that it wrote.
        removed: how many of them were removed, by reason.
        passages: how many passages it was shown.
        usage: what it cost.
    """

    model: str
    fault: str = ""
    kind: str = ""
    written: int = 0
    removed: Mapping[str, int] = field(default_factory=Counter)
    passages: int = 0
    usage: Usage = field(default_factory=Usage)

    def told(self, ms: float | None = None) -> str:
        """One line for whoever reads the answer.

        Args:
            ms: how long the model took; None: not known.
        """
        took = f", {ms / 1000:.1f} s" if ms is not None else ""
        cost = f"{self.usage.text}{took}"
        if self.fault:
            return f"{self.model} {self.fault}; these are the articles' own sentences ({cost})"
        gone = sum(self.removed.values())
        kept = f"{counted(self.written - gone)} checked against the quotes"
        removed = f", {gone} removed" if gone else ""
        return f"Written by {self.model}: {kept}{removed} ({cost})"

    def to_json(self) -> dict[str, Any]:
        """As it stands in an answer's JSON."""
        return {
            "model": self.model,
            "fault": self.fault,
            "kind": self.kind,
            "written": self.written,
            "removed": dict(self.removed),
            "passages": self.passages,
            "usage": {
                "input_tokens": self.usage.input_tokens,
                "output_tokens": self.usage.output_tokens,
                "requests": self.usage.requests,
            },
        }


def counted(sentences: int) -> str:
    """So many sentences."""
    return f"{sentences} sentence{'' if sentences == 1 else 's'}"
