"""Gates: what a run must reach, and a baseline that it must not fall below."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from bot.evaluation.cases import Strict, fault
from bot.evaluation.comparing import Difference, compare, paired
from bot.evaluation.figures import FIGURES, HEADLINE
from bot.evaluation.folder import Run
from corpus.errors import InputError

OTHERS = ("risk_coverage_area", "citation_validity", "errors")
LATENCY = re.compile(r"latency_ms\.\w+\.p(?:50|95)")


class Baseline(Strict):
    """A run that this one must not be significantly worse than.

    Attributes:
        run: its folder, relative to the file of the gates.
        figures: in which, as one family for Holm's adjustment.
        alpha: how small the adjusted p of a drop must be, for the gate to be missed.
    """

    run: Path
    figures: tuple[str, ...] = HEADLINE
    alpha: float = Field(default=0.05, gt=0, lt=1)


class Gates(Strict):
    """The file of gates.

    Attributes:
        minimum: the least that each figure may be; "who.f1", or a table `who`, is of one type.
        maximum: the most; also "errors", "risk_coverage_area", "latency_ms.total.p95".
        baseline: a run to compare with.
    """

    minimum: dict[str, float] = Field(default_factory=dict)
    maximum: dict[str, float] = Field(default_factory=dict)
    baseline: Baseline | None = None

    @field_validator("minimum", "maximum", mode="before")
    @classmethod
    def known(cls, given: Any) -> dict[str, float]:
        """Flatten tables, and refuse what is no figure or no number."""
        found = dict(flat(given))
        for name, limit in found.items():
            if not is_known(name):
                raise ValueError(f"{name!r} is no figure")
            if isinstance(limit, bool) or not isinstance(limit, int | float):
                raise ValueError(f"{name!r} needs a number, found {limit!r}")
            if not finite(limit):
                raise ValueError(f"{name!r} needs a finite number")
        return found


def finite(limit: float) -> bool:
    """Whether a number of TOML, which may be an integer of any size, is one of a float's."""
    try:
        return math.isfinite(limit)
    except OverflowError:
        return False


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate, and whether it was passed.

    Attributes:
        name: of the gate: "minimum f1".
        missed: what was expected and found; empty where it was passed.
    """

    name: str
    missed: str = ""


def read_gates(file: Path) -> Gates:
    """Read a file of gates.

    Raises:
        InputError: it cannot be read, or names what is no figure.
    """
    try:
        gates = Gates.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"cannot read gates from {str(file)!r}: {error.strerror}") from None
    except ValidationError as error:
        raise InputError(f"{file}: {fault(error)}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: not TOML in UTF-8: {error}") from None
    names = [figure.name for figure in FIGURES]
    for name in gates.baseline.figures if gates.baseline else ():
        if name not in names:
            raise InputError(f"{file}: baseline.figures: {name!r} is no figure")
    if not (gates.minimum or gates.maximum or gates.baseline):
        raise InputError(f"{file}: no gate in it: give [minimum], [maximum] or [baseline]")
    return gates


def check(gates: Gates, summary: Mapping[str, Any], now: Run, before: Run | None) -> list[Gate]:
    """Hold a run against its gates.

    Args:
        gates: to be passed.
        summary: of the run, as `summary.whole` gives it.
        now: the run.
        before: the baseline, where the gates name one.

    Raises:
        InputError: the baseline is over other cases or articles.
    """
    values = dict(measured(summary))
    found = [limit("minimum", name, least, values) for name, least in gates.minimum.items()]
    found += [limit("maximum", name, most, values) for name, most in gates.maximum.items()]
    if before is not None and gates.baseline is not None:
        differences = compare(paired(before, now), gates.baseline.figures)
        missing = set(gates.baseline.figures) - {one.figure for one in differences}
        chosen = set(gates.baseline.model_fields_set)
        if "figures" in chosen:
            found += [unmeasured(f"baseline {name}") for name in sorted(missing)]
        found += [no_drop(one, gates.baseline.alpha) for one in differences]
    return found


def limit(kind: str, name: str, bound: float, values: Mapping[str, float]) -> Gate:
    """Whether a figure is within its bound; one that no question measures is not."""
    gate = f"{kind} {name}"
    if name not in values:
        return unmeasured(gate)
    value = values[name]
    if value < bound if kind == "minimum" else value > bound:
        return Gate(gate, f"{gate}: {bound:g} expected, found {value:.4g}")
    return Gate(gate)


def unmeasured(gate: str) -> Gate:
    """A gate that no question bears on: passing it would say nothing."""
    return Gate(gate, f"{gate}: no question of this run measures it")


def no_drop(found: Difference, alpha: float) -> Gate:
    """Whether a figure has not dropped significantly."""
    gate = f"baseline {found.figure}"
    if found.difference < 0 and found.adjusted < alpha:
        return Gate(
            gate,
            f"{gate}: dropped from {found.one:.3f} to {found.other:.3f} "
            f"(p {found.adjusted:.4f} by Holm, below {alpha:g})",
        )
    return Gate(gate)


def measured(summary: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Every figure of a summary that a gate may name."""
    for name, one in summary["figures"].items():
        yield name, one["mean"]
    for kind, figures in summary["figures_by_type"].items():
        for name, one in figures.items():
            yield f"{kind}.{name}", one["mean"]
    yield "risk_coverage_area", summary["risk_coverage"]["area"]
    yield "errors", summary["all"]["errors"]
    if summary["all"]["citations"]:
        yield "citation_validity", summary["all"]["citation_validity"]
    for stage, times in summary["latency_ms"].items():
        for quantile, ms in times.items():
            yield f"latency_ms.{stage}.{quantile}", ms


def is_known(name: str) -> bool:
    """Whether a gate may name this: a figure, of all questions or of a type, or another number."""
    names = {figure.name for figure in FIGURES}
    return (
        name in {*names, *OTHERS}
        or name.rpartition(".")[2] in names
        or bool(LATENCY.fullmatch(name))
    )


def flat(given: Any, before: Sequence[str] = ()) -> Iterator[tuple[str, Any]]:
    """The values of nested tables, by their keys joined with full stops."""
    if not isinstance(given, dict):
        yield ".".join(before), given
        return
    for key, value in given.items():
        yield from flat(value, (*before, key))
