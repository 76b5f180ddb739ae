"""How long answers took, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.evaluation.rows import Row


def latency(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Milliseconds of each stage: median and 95th percentile, linear between ranks.

    Only of questions that were asked one by one, and answered or declined: one that failed
    took no whole time, and of one in a batch it is not known how long it would have taken.

    Returns:
        {stage: {"p50": …, "p95": …}}, stages in the order of the first answer's.
    """
    taken: dict[str, list[float]] = {}
    for row in rows:
        for stage, ms in ((row.answer or {}).get("timings_ms") or {}).items():
            taken.setdefault(stage, []).append(ms)
    return {
        stage: {
            "p50": round(float(np.percentile(times, 50)), 1),
            "p95": round(float(np.percentile(times, 95)), 1),
        }
        for stage, times in taken.items()
    }
