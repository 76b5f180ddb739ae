"""The support head: a logistic curve over signs, fitted by tests/benchmarks/verifying.py."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bot.reading.calibration import fit_curve
from bot.verifying.signs import NAMES, Signs

FILE = "support.json"


@dataclass(frozen=True, slots=True)
class Head:
    """A logistic curve (Platt 1999).

    Attributes:
        weights: slopes, by the sign's name.
        intercept: of the curve.
        least: the least score at which a sentence counts as proved, 0 to 1.
    """

    weights: Mapping[str, float]
    intercept: float
    least: float

    def score(self, signs: Signs) -> float:
        """The probability, 0 to 1, that a sentence with these signs is supported."""
        z = self.intercept + sum(
            self.weights.get(name, 0.0) * value
            for name, value in zip(NAMES, signs.row, strict=True)
        )
        return float(1.0 / (1.0 + np.exp(-np.clip(z, -50, 50))))

    @classmethod
    def fit(cls, rows: Sequence[Sequence[float]], proved: NDArray[np.bool_], least: float) -> Head:
        """Fit the slopes by maximum likelihood.

        Args:
            rows: signs, in the order of `NAMES`.
            proved: whether each is supported.
            least: kept as it is.
        """
        slopes = fit_curve(rows, proved)
        weights = {name: round(w, 4) for name, w in zip(NAMES, slopes[:-1], strict=True)}
        return cls(weights, round(slopes[-1], 4), least)

    def to_json(self) -> str:
        """What `shipped` reads."""
        return json.dumps(asdict(self), indent=2) + "\n"


@cache
def shipped() -> Head:
    """The head that comes with the package."""
    text = (files("bot.verifying") / FILE).read_text(encoding="utf-8")
    known = json.loads(text)
    return Head(known["weights"], known["intercept"], known["least"])
