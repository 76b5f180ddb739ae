"""How often each rule is right, and each word of a rule's name: see `attribution.py`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from attribution_figures import share
from attribution_items import Item

from bot.attribution.confidence import confidence


def by_rule(items: Sequence[Item]) -> Iterator[str]:
    """Each rule, then each word that is in a rule's name.

    With how often it named somebody for an attribution, how often rightly, and for none.
    """
    for told in (lambda rule: [rule], lambda rule: list(dict.fromkeys(rule.split()))):
        for rule, count in sorted(counted(items, told).items(), key=lambda pair: -pair[1].total()):
            named = count["right"] + count["wrong"]
            right = share(count["right"], named)
            yield (
                f"{rule:40} confidence={confidence(rule)} n={named:5} precision={right} "
                f"unattributed={count['none']}"
            )


def counted(items: Sequence[Item], told: Callable[[str], Sequence[str]]) -> dict[str, Counter[str]]:
    """For each part of a rule: how often "right", how often "wrong", how often for "none"."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        kind = ("right" if item.right else "wrong") if item.sources else "none"
        for part in told(item.found.rule) if item.found else ():
            counts[part][kind] += 1
    return counts
