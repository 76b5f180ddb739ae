"""The charts of the reports, drawn by matplotlib from what `summary.json` holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.evaluation.comparing import Difference
from bot.evaluation.pages.svg import ACCENT, LINE, MUTED, SECOND, SHEET, STYLE, TEXT, inline, label

WIDTH, HEIGHT = 5.0, 3.1
MOST_TYPES = 16
SHALLOWEST = 10


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words and its numbers.

    Attributes:
        title: of it.
        caption: how it is read.
        svg: the drawing.
        head: the columns of its numbers.
        rows: its numbers, as text; the first of each names its row.
    """

    title: str
    caption: str
    svg: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def charts(summary: Mapping[str, Any], read: int | None) -> list[Chart]:
    """The charts of a run; one that nothing was measured for is left out.

    Args:
        summary: as `summary.whole` gives it.
        read: how many of the passages found are read; None: all.
    """
    made = (
        by_type(summary["figures_by_type"]),
        risk_coverage(summary),
        depth(summary["retrieval_depth"], read),
        latency(summary["latency_ms"]),
    )
    return [chart for chart in made if chart is not None]


def risk_coverage(summary: Mapping[str, Any]) -> Chart | None:
    """The risk at every coverage, and where this run stands."""
    curve = summary["risk_coverage"]["curve"]
    if not curve:
        return None
    area, known = summary["risk_coverage"]["area"], summary["all"]
    declined = known["declined_rightly"] + known["declined_wrongly"] + known["errors"]
    answered = known["questions"] - declined
    with rc_context(STYLE):
        figure, axes = drawing()
        axes.plot([x for x, _ in curve], [y for _, y in curve], color=ACCENT, linewidth=1.8)
        if answered:
            x, y = curve[answered - 1]
            axes.plot(
                [x], [y], marker="o", markersize=7, color=SECOND, markeredgecolor=SHEET, zorder=5
            )
            axes.annotate(
                f"this run: {answered:,} answered, {y:.0%} of them wrong",
                (x, y),
                xytext=(0.97, 0.95),
                textcoords="axes fraction",
                ha="right",
                va="top",
                arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.7},
            )
        axes.set(xlim=(0, 1.02), ylim=(0, max(0.05, *(y for _, y in curve)) * 1.35))
        percent(axes, "x")
        percent(axes, "y")
        axes.set_xlabel("coverage: share answered, the surest first")
        axes.set_ylabel("risk: share of them wrong")
    title = "Risk and coverage"
    caption = (
        "How often answers are wrong if only the surest are given. "
        f"Area {area:.3f}; less is better."
    )
    steps = sorted({min(len(curve), max(1, round(len(curve) * n / 10))) for n in range(1, 11)})
    rows = [(f"{curve[n - 1][0]:.0%}", f"{curve[n - 1][1]:.1%}") for n in steps]
    svg = inline(figure, "risk", title, caption)
    return Chart(title, caption, svg, ("coverage", "risk"), rows)


def by_type(found: Mapping[str, Any]) -> Chart | None:
    """The share answered rightly by type of question, with intervals, and F1 where it applies."""
    kinds = sorted(found, key=lambda kind: (-found[kind]["right"]["questions"], kind))
    if not kinds:
        return None
    some = kinds[:MOST_TYPES]
    with rc_context(STYLE):
        figure, axes = drawing(max(1.6, 0.75 + 0.27 * len(some)))
        for place, kind in enumerate(some):
            right, f1 = found[kind]["right"], found[kind].get("f1")
            ends = [right["low"], right["high"]]
            axes.plot(ends, [place, place], color=ACCENT, linewidth=1.6, solid_capstyle="butt")
            if f1:
                axes.plot(
                    [f1["mean"]], [place], "D", markersize=5, color=SECOND, markerfacecolor=SHEET
                )
            axes.plot([right["mean"]], [place], marker="o", markersize=6.5, color=ACCENT)
        axes.plot([], [], marker="o", color=ACCENT, linewidth=1.6, label="right, 95% interval")
        axes.plot(
            [], [], marker="D", markerfacecolor=SHEET, color=SECOND, linestyle="none", label="F1"
        )
        names = [f"{label(kind)} · {found[kind]['right']['questions']:,}" for kind in some]
        lined(axes, names)
        axes.set_xlim(-0.02, 1.02)
        percent(axes, "x")
        figure.legend(loc="outside upper right", ncols=2, fontsize=10, handlelength=1.6)
    title = "By type of question"
    more = f" The {MOST_TYPES} most asked of {len(kinds)}." if len(kinds) > len(some) else ""
    caption = (
        f"Beside each type: how many were asked.{more} "
        "Where all of a type came out alike, its interval has no width."
    )
    rows = [
        (
            kind,
            f"{of['right']['questions']:,}",
            f"{of['right']['mean']:.3f}",
            f"{of['right']['low']:.3f} to {of['right']['high']:.3f}",
            f"{of['f1']['mean']:.3f}" if "f1" in of else "–",
        )
        for kind, of in ((kind, found[kind]) for kind in kinds)
    ]
    head = ("type", "questions", "right", "95% interval", "F1")
    return Chart(title, caption, inline(figure, "types", title, caption), head, rows)


def depth(found: Mapping[str, Sequence[float]], read: int | None) -> Chart | None:
    """The share of questions with evidence among the first k, by k."""
    if not any(found.values()):
        return None
    deepest = max(SHALLOWEST, *map(len, found.values()))
    curves = {
        level: [*curve, *[curve[-1]] * (deepest - len(curve))]
        for level, curve in found.items()
        if curve
    }
    numbers = list(range(1, deepest + 1))
    with rc_context(STYLE):
        figure, axes = drawing()
        for level, line, colour in (("article", "D--", SECOND), ("passage", "o-", ACCENT)):
            if curve := curves.get(level):
                name = f"{level}s"
                axes.plot(
                    numbers, curve, line, color=colour, markersize=5, linewidth=1.6, label=name
                )
        if read is not None and read < deepest:
            axes.axvline(read + 0.5, color=MUTED, linewidth=1, linestyle=":")
            axes.text(read + 0.7, 0.04, "not read", color=MUTED)
        lowest = min(curve[0] for curve in curves.values())
        axes.set(ylim=(0 if lowest < 0.6 else 0.5, 1.02), xlim=(0.7, deepest + 0.3))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        percent(axes, "y")
        axes.set_xlabel("k: how many of those found are looked at")
        axes.set_ylabel("questions with evidence in them")
        axes.legend(loc="lower right", fontsize=10)
    title = "Depth of retrieval"
    caption = (
        "The share of questions with some evidence among the first k passages, or articles, "
        "in the order in which answers list them."
    )
    rows = [(f"{k}", *(f"{curve[k - 1]:.3f}" for curve in curves.values())) for k in numbers]
    head = ("k", *(f"{level}s" for level in curves))
    return Chart(title, caption, inline(figure, "depth", title, caption), head, rows)


def latency(found: Mapping[str, Mapping[str, float]]) -> Chart | None:
    """Milliseconds by stage: the median, and the 95th percentile."""
    if not found:
        return None
    with rc_context(STYLE):
        figure, axes = drawing(max(1.5, 0.85 + 0.42 * len(found)))
        for place, of in enumerate(found.values()):
            axes.plot([of["p50"], of["p95"]], [place, place], color=LINE, linewidth=5, zorder=1)
            axes.plot([of["p50"]], [place], marker="o", markersize=7, color=ACCENT)
            axes.plot(
                [of["p95"]], [place], marker="|", markersize=12, markeredgewidth=2.4, color=SECOND
            )
        axes.plot([], [], marker="o", color=ACCENT, linestyle="none", label="median")
        axes.plot(
            [],
            [],
            marker="|",
            markersize=10,
            markeredgewidth=2.4,
            color=SECOND,
            linestyle="none",
            label="95th percentile",
        )
        lined(axes, [label(stage) for stage in found])
        axes.set_xlim(0, max(1.0, *(of["p95"] for of in found.values())) * 1.06)
        axes.set_xlabel("milliseconds a question")
        figure.legend(loc="outside upper right", ncols=2, fontsize=10, handlelength=1.2)
    title = "Time by stage"
    caption = "Of questions that were answered or declined."
    rows = [(stage, f"{of['p50']:,.1f}", f"{of['p95']:,.1f}") for stage, of in found.items()]
    svg = inline(figure, "time", title, caption)
    return Chart(title, caption, svg, ("stage", "p50 ms", "p95 ms"), rows)


def differences(found: Sequence[Difference]) -> Chart | None:
    """Every difference of two runs with its interval, about 0."""
    if not found:
        return None
    with rc_context(STYLE):
        figure, axes = drawing(max(1.6, 0.95 + 0.28 * len(found)))
        axes.axvline(0, color=MUTED, linewidth=1)
        for place, one in enumerate(found):
            clear = one.adjusted < 0.05
            colour = ACCENT if clear else MUTED
            axes.plot([one.low, one.high], [place, place], color=colour, linewidth=1.6)
            fill = colour if clear else SHEET
            axes.plot(
                [one.difference],
                [place],
                marker="o",
                markersize=7,
                color=colour,
                markerfacecolor=fill,
            )
        axes.plot([], [], marker="o", color=ACCENT, label="p below 0.05 (Holm)")
        axes.plot([], [], marker="o", color=MUTED, markerfacecolor=SHEET, label="could be chance")
        lined(axes, [one.figure for one in found])
        reach = max(0.05, *(max(abs(one.low), abs(one.high)) for one in found)) * 1.1
        axes.set_xlim(-reach, reach)
        axes.set_xlabel("B less A: to the right, B is better")
        figure.legend(loc="outside upper right", ncols=2, fontsize=10, handlelength=1.6)
    title = "Differences, with 95% intervals"
    caption = (
        "Filled: the difference is significant after Holm's adjustment. Hollow: it may be chance."
    )
    return Chart(title, caption, inline(figure, "differences", title, caption), (), [])


def drawing(height: float = HEIGHT) -> tuple[Figure, Axes]:
    """An empty chart; inches, 72 units each in the SVG."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.add_subplot()


def lined(axes: Axes, names: Sequence[str]) -> None:
    """Give each name a line of its own, the first on top; what is drawn at 0 is the first's."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0, labelcolor=TEXT)
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)


def percent(axes: Axes, axis: str) -> None:
    """Label an axis in per cent."""
    (axes.xaxis if axis == "x" else axes.yaxis).set_major_formatter(lambda share, _: f"{share:.0%}")
