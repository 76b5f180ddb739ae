"""How sure each rule is, fitted: see `attribution.py`."""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from attribution_figures import at, share
from attribution_items import Item
from sklearn.linear_model import LogisticRegression

from bot.attribution.confidence import BIAS, features, likelihood

SEEN = 10
"""Times that a feature must be seen on the training part to have a weight."""
STRENGTH = 1.0
"""Inverse of the penalty on the weights' squares."""
GOAL = 0.97
LEVELS = (0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.9, 0.89, 0.88, 0.87, 0.86, 0.85, 0.84,
          0.82, 0.8, 0.75, 0.7)  # fmt: skip


def counted(items: Sequence[Item]) -> dict[str, Counter[str]]:
    """For each rule: how often "right", how often "wrong", how often for "none"."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        if item.found:
            kind = ("right" if item.right else "wrong") if item.sources else "none"
            counts[item.found.rule][kind] += 1
    return counts


def by_rule(items: Sequence[Item]) -> Iterator[str]:
    """Each rule with how often it named somebody for an attribution, rightly, and for none."""
    for rule, count in sorted(counted(items).items(), key=lambda pair: -pair[1].total()):
        told = count["right"] + count["wrong"]
        share_right = share(count["right"], told)
        yield f"{rule:40} n={told:5} precision={share_right} unattributed={count['none']}"


def weights(items: Sequence[Item]) -> dict[str, float]:
    """The weight of every feature of a rule, and `BIAS`: logistic regression on right or not.

    A speaker named for a sentence that is no attribution counts as wrong.
    """
    seen = [item for item in items if item.found]
    rules = [item.found.rule if item.found else "" for item in seen]
    often = Counter(one for rule in rules for one in features(rule))
    names = sorted(one for one, number in often.items() if number >= SEEN)
    column = {name: number for number, name in enumerate(names)}
    told = np.zeros((len(seen), len(names)), dtype=np.float32)
    for row, rule in enumerate(rules):
        told[row, [column[one] for one in features(rule) if one in column]] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(told, [item.right for item in seen])
    found = dict(zip(names, model.coef_[0].tolist(), strict=True))
    kept = {name: round(value, 2) for name, value in found.items() if abs(value) >= 0.05}
    return {BIAS: round(float(model.intercept_[0]), 2)} | kept


def fit(items: Sequence[Item]) -> Iterator[str]:
    """What `confidence.py` holds, then precision by threshold, fitted on the other documents."""
    yield "WEIGHTS = {"
    yield from (f'    "{name}": {value},' for name, value in sorted(weights(items).items()))
    yield "}"
    halves: tuple[list[Item], list[Item]] = ([], [])
    for item in items:
        halves[zlib.crc32(item.doc.encode()) % 2].append(item)
    judged = [
        judged_by(table, item)
        for half, other in (halves, halves[::-1])
        for table in [weights(other)]
        for item in half
    ]
    for level in LEVELS:
        whole = at([item for item in judged if item.whole], level)
        ends = at([item for item in judged if not item.whole], level)
        three = (
            whole["precision"],
            whole["precision_with_unattributed_sentences"],
            ends["precision"],
        )
        kept = all(one is not None and one >= GOAL for one in three)
        yield f"# {level}: precisions {three}, covers {whole['coverage_near']}, goal kept: {kept}"


def judged_by(table: Mapping[str, float], item: Item) -> Item:
    """An item, its confidence read off a table."""
    if not item.found:
        return item
    sure = likelihood(item.found.rule, table)
    return replace(item, found=replace(item.found, confidence=0.0 if math.isnan(sure) else sure))
