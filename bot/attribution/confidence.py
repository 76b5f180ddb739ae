"""How surely a rule is right: one, less a share for each doubt that the rule names.

A rule is named by the words for what it saw: "before say words next that name". The shares were
chosen by judgement, in steps, and checked against how often each word's rules are right on other
articles (`tests/benchmarks/attribution.py --rules`); they are not fitted. A doubt about what
stands between a verb and a span weighs more for a verb of attitude, whose object is short.
"""

from __future__ import annotations

from math import prod

from bot.attribution.attitudes import ATTITUDES

HARDLY, LITTLE, SOME, MUCH, GREAT = 0.99, 0.97, 0.94, 0.88, 0.6
"""What is left of a confidence after a doubt."""
DOUBTS = {
    # where what is said stands
    "before": HARDLY,
    "after": LITTLE,
    "amid": SOME,
    "next": HARDLY,
    "led": SOME,
    "joined": SOME,
    "participle": SOME,
    "lead-participle": SOME,
    "reduced": GREAT,
    "held": SOME,
    "label": LITTLE,
    "passive": LITTLE,
    "told-before": LITTLE,
    "above": LITTLE,
    "relative": LITTLE,
    "quote-amid": HARDLY,
    # the verb
    "report": HARDLY,
    "tell": HARDLY,
    "ing": HARDLY,
    "think": LITTLE,
    "charge": LITTLE,
    "show": SOME,
    "stance": LITTLE,
    "wish": LITTLE,
    "view": LITTLE,
    "act": LITTLE,
    "phrased": LITTLE,
    "mention": SOME,
    "doing": SOME,
    "feeling": SOME,
    "tag": SOME,
    # the subject
    "noun": HARDLY,
    "paper": LITTLE,
    # of 44 resolved anew by these rules, drawn from other articles and read by hand, 43 were right
    "he": LITTLE,
    "she": LITTLE,
    "lone": LITTLE,
}
BETWEEN = {
    "quote-before": (1.0, MUCH),
    "near": (LITTLE, MUCH),
    "loose": (SOME, 1.0),
    "late": (LITTLE, MUCH),
    "far": (SOME, MUCH),
    "broken": (MUCH, GREAT),
    "verb": (LITTLE, MUCH),
    "comma": (SOME, MUCH),
    "aside": (LITTLE, SOME),
}
"""What stands between a verb and a span: for one that says, for one of attitude."""


def confidence(rule: str) -> float:
    """How surely the speaker whom a rule finds is right, 0 to 1."""
    words = rule.split()
    attitude = bool({*words} & (ATTITUDES | {"doing", "meant"}))
    left = [DOUBTS.get(word, 1.0) for word in words]
    left += [BETWEEN[word][attitude] for word in words if word in BETWEEN]
    return round(prod(left), 3)
