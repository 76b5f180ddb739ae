"""Coverage and precision of who was named: see `attribution.py`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from attribution_items import Item

from bot.attribution import THRESHOLD


def figures(items: list[Item]) -> dict[str, Any]:
    """Counts, coverage and precision at the threshold, and the curve over all confidences."""
    asked = [item for item in items if item.sources and item.whole]
    ends = [item for item in items if not item.whole]
    items = [item for item in items if item.whole]
    others = [item for item in items if not item.sources]
    near = [item for item in asked if item.near]
    said = [item if not item.found or item.found.said else unnamed(item) for item in items]
    levels = sorted({round(i.found.confidence, 2) for i in items if i.found}, reverse=True)
    kinds = ("quotation", "saying", "attitude")
    return {
        "documents": len({item.doc for item in items}),
        "attributions": len(asked),
        "near": len(near),
        "near_with_a_pronoun_as_source": sum(item.pronoun for item in near),
        "sentences_without_attribution": len(others),
        "at_threshold": at(items, THRESHOLD),
        "ends_at_threshold": at(ends, THRESHOLD),
        "by_cue": {
            kind: {"near": sum(item.cue == kind for item in near)}
            | at([item for item in items if item.cue == kind], THRESHOLD)
            for kind in kinds
        },
        "said_only": at(said, THRESHOLD),
        "curve": [at(items, level) for level in levels],
    }


def unnamed(item: Item) -> Item:
    """An item for which nobody is named."""
    return replace(item, found=None, right=False)


def at(items: list[Item], level: float) -> dict[str, Any]:
    """Coverage and precision where a speaker is named from a confidence on."""
    named = [item for item in items if item.found and item.found.confidence >= level]
    told = [item for item in named if item.sources]
    near = [item for item in items if item.near]
    right = sum(item.right for item in told)
    return {
        "confidence": level,
        "coverage_near": share(sum(item.near for item in told), len(near)),
        "precision": share(right, len(told)),
        "precision_with_unattributed_sentences": share(right, len(named)),
        "named": len(told),
        "wrong": len(told) - right,
        "named_for_unattributed_sentences": len(named) - len(told),
        "pronouns_resolved": sum(bool(item.found and item.found.resolved) for item in told),
        "pronouns_not_judged": sum(not item.judged for item in told),
    }


def share(part: int, whole: int) -> float | None:
    """A share, to four decimals; None of nothing."""
    return round(part / whole, 4) if whole else None
