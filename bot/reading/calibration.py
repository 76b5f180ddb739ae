"""From what is seen of a candidate answer to a probability that it is right."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a candidate answer.

    Attributes:
        margin: its score over that of no answer in the same passage, a difference of logits.
        found: logarithm of its passage's score in the search as a share of the best one's, at
            most 0.
    """

    margin: float
    found: float = 0.0

    @property
    def row(self) -> tuple[float, ...]:
        """The signs in the order of `SIGNS`."""
        return astuple(self)


SIGNS = tuple(field.name for field in fields(Signs))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over signs (Platt 1999), and where to decline.

    Attributes:
        margin: the curve's slope, per unit of margin.
        found: its slope for how well the passage was found.
        intercept: of the curve.
        threshold: the least confidence at which an answer is given, 0 to 1.
    """

    margin: float
    found: float
    intercept: float
    threshold: float

    def confidence(self, signs: Signs) -> float:
        """The probability, 0 to 1, that a candidate with these signs is right."""
        z = sum(getattr(self, name) * getattr(signs, name) for name in SIGNS) + self.intercept
        return 0.0 if z < -700 else 1.0 / (1.0 + math.exp(-z))

    def confidences(self, signs: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same for (candidates, signs) in the order of `SIGNS`: (candidates,)."""
        slopes = np.array([getattr(self, name) for name in SIGNS])
        sure: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(signs @ slopes + self.intercept)))
        return sure

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """Read what `write` wrote."""
        values = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: values[name] for name in cls.__dataclass_fields__})

    def write(self, path: Path, about: dict[str, object]) -> None:
        """Write the curve and what is to be known `about` its fit as JSON."""
        path.write_text(json.dumps(asdict(self) | about, indent=2) + "\n", encoding="utf-8")


def fit_curve(
    signs: Sequence[Sequence[float]] | NDArray[np.float64], right: NDArray[np.bool_]
) -> list[float]:
    """Slopes, one a column of `signs`, and intercept by maximum likelihood (Newton's method).

    Args:
        signs: (candidates, columns).
        right: (candidates,) whether each was right.
    """
    given = np.asarray(signs, np.float64)
    x = np.column_stack([given, np.ones(len(given))])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (right - p) - 1e-6 * beta
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(x.shape[1])
        beta = beta + np.linalg.solve(hessian, gradient)
    return [float(value) for value in beta]


def best_threshold(
    score: NDArray[np.float64], earned: NDArray[np.float64], answerable: NDArray[np.bool_]
) -> tuple[float, float]:
    """The score at which declining gives the best mean, and that mean (0 to 1).

    The rule of the SQuAD 2.0 script: an answer given earns its F1, declining an
    unanswerable question earns 1.

    Args:
        score: (questions,) margin or confidence of the best candidate.
        earned: (questions,) what answering earns: F1; 0 where there is no answer.
        answerable: (questions,) whether there is one.
    """
    order = np.argsort(-score)
    gain = np.where(answerable, earned, -1.0)[order]
    total = np.concatenate([[0.0], np.cumsum(gain)]) + (~answerable).sum()
    at = int(np.argmax(total))
    least = float(score[order[at - 1]]) if at else float(score.max() + 1.0)
    return least, float(total[at] / len(score))
