"""The reader: where in each text an answer stands, and how surely there is one at all."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.reading.calibration import Calibration
from index.embedding import has_bfloat16

if TYPE_CHECKING:
    from bot.reading.features import PairEncoder, Window
    from bot.reading.network import SpanNetwork

LONGEST_ANSWER = 40
KEPT = 8


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How hits are read.

    Attributes:
        passages: how many of the best hits are read.
        window: most word pieces that the network sees at once, question included.
        stride: word pieces from one window of a longer text to the next.
        batch: most windows in one pass of the network.
        threshold: least confidence at which an answer is given, 0 to 1; None: the fitted one.
    """

    passages: int = 12
    window: int = 288
    stride: int = 64
    batch: int = 16
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate answer: (start, end) in the text, and its score, a sum of two logits."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in one text.

    Attributes:
        found: candidates, best first; they may overlap; empty for a blank text.
        no_answer: score of there being none, on the scale of the candidates' scores.
    """

    found: tuple[Found, ...]
    no_answer: float

    @property
    def margin(self) -> float:
        """The best candidate's score over that of no answer; -inf without candidates."""
        return self.found[0].score - self.no_answer if self.found else -np.inf


class Reader(Protocol):
    """Whatever can find answers in texts."""

    @property
    def calibration(self) -> Calibration:
        """From what speaks for a candidate to its confidence."""
        ...

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading a (question, text) pair, in their order."""
        ...


class SpanReader:
    """The shipped reader; loads its weights when first used, safe to share among threads."""

    def __init__(
        self, base: Path, weights: Path | None = None, settings: ReadingSettings | None = None
    ) -> None:
        """Name what is to be loaded.

        Args:
            base: folder of the base model.
            weights: folder with `reader.safetensors` and `calibration.json`; None: the
                shipped ones.
            settings: window, stride and batch are taken from it.
        """
        self._base = base
        self._weights = weights
        self._settings = settings or ReadingSettings()
        self._lock = threading.Lock()
        self._loaded: tuple[SpanNetwork, PairEncoder] | None = None
        self._calibration: Calibration | None = None

    @property
    def calibration(self) -> Calibration:
        """From what speaks for a candidate to its confidence, as fitted for these weights."""
        if self._calibration is None:
            with as_file(self._folder()) as folder:
                self._calibration = Calibration.read(Path(folder) / "calibration.json")
        return self._calibration

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading a (question, text) pair, in their order.

        Windows of all pairs go through the network together, sorted by length, so that
        little of a batch is padding. Equal pairs are read once, and so score the same to the
        last bit, whatever else is in their batches.
        """
        network, encoder = self._parts()
        size, stride = self._settings.window, self._settings.stride
        windows: list[Window] = []
        owners: list[int] = []
        different = list(dict.fromkeys(pairs))
        for number, (question, text) in enumerate(different):
            cut = encoder.windows(question, text, size, stride)
            windows += cut
            owners += [number] * len(cut)
        logits = forward(network, windows, self._settings.batch)
        results: list[list[tuple[list[Found], float]]] = [[] for _ in different]
        for owner, window, scores in zip(owners, windows, logits, strict=True):
            results[owner].append(decode(window, scores))
        readings = dict(zip(different, map(merge, results), strict=True))
        return [readings[pair] for pair in pairs]

    def _folder(self) -> Path:
        return self._weights or Path(str(files("bot.reading.weights")))

    def _parts(self) -> tuple[SpanNetwork, PairEncoder]:
        with self._lock:
            if self._loaded is None:
                from bot.reading.features import PairEncoder
                from bot.reading.network import SpanNetwork

                network = SpanNetwork.on(self._base)
                network.load(self._folder() / "reader.safetensors")
                if has_bfloat16():
                    network.halve()
                self._loaded = (network.eval(), PairEncoder(self._base))
            return self._loaded


def forward(
    network: SpanNetwork, windows: Sequence[Window], batch: int
) -> list[NDArray[np.float32]]:
    """Logits of every window, (2, tokens) each, in the order of `windows`."""
    import torch

    from bot.reading.features import collate

    logits: list[NDArray[np.float32]] = [np.empty((2, 0), np.float32)] * len(windows)
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    with torch.inference_mode():
        for first in range(0, len(order), batch):
            some = order[first : first + batch]
            scores = network.scores(*collate([windows[i] for i in some])).numpy()
            for i, row in zip(some, scores, strict=True):
                logits[i] = row[:, : len(windows[i].ids)]
    return logits


def decode(window: Window, logits: NDArray[np.float32]) -> tuple[list[Found], float]:
    """The best spans of one window and its no-answer score.

    A span's score is its start's logit plus its end's; that of no answer is the same sum
    at the first token (Devlin et al. 2019, section 4.3). Spans are at most 40 word pieces.
    """
    none = float(logits[0, 0] + logits[1, 0])
    text = logits[:, window.first : window.first + len(window.offsets)]
    length = text.shape[1]
    if not length:
        return [], none
    pairs = text[0][:, None] + text[1][None, :]
    lasting = np.subtract.outer(np.arange(length), np.arange(length)).T
    pairs = np.where((lasting >= 0) & (lasting < LONGEST_ANSWER), pairs, -np.inf)
    best = np.argsort(pairs, axis=None)[::-1][:KEPT]
    found = []
    for at in best:
        start, end = divmod(int(at), length)
        if np.isfinite(pairs[start, end]):
            score = float(pairs[start, end])
            found.append(Found(window.offsets[start][0], window.offsets[end][1], score))
    return found, none


def merge(parts: Iterable[tuple[list[Found], float]]) -> Reading:
    """One reading from the windows of a text.

    No answer is as likely as in the window where it is least likely, as in the BERT
    baseline; a span seen in two windows keeps its better score.
    """
    best: dict[tuple[int, int], Found] = {}
    none = np.inf
    for found, score in parts:
        none = min(none, score)
        for one in found:
            known = best.get((one.start, one.end))
            if known is None or known.score < one.score:
                best[one.start, one.end] = one
    ranked = sorted(best.values(), key=lambda f: -f.score)[:KEPT]
    return Reading(tuple(ranked), float(none))
