"""What a turn of several sentences asks, and what it tells beside that."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.rewriting.lexicon import WH
from corpus.sentences import sentences

WORD = re.compile(r"[^\W\d_]+")
KEPT = 256
"""Questions whose parts are remembered: one is asked for with each passage and each span."""


@lru_cache(maxsize=KEPT)
def asking(question: str) -> tuple[str, str]:
    """The sentence that asks, and the others: of "A ship sank. Who was aboard?" the second.

    It is the one that ends in a question mark and has a question word. The whole is returned where
    there is but one sentence, where several ask ("Was it sold? If so, to whom?"), and where what
    asks may be answered yes or no ("Name the ship. Can you?").
    """
    bounds = sentences(question)
    parts = [question[start:end] for start, end in bounds]
    marked = [part for part in parts if part.endswith("?")]
    glued = any(end == start for (_, end), (start, _) in pairwise(bounds))  # "Hague v...Oslo"
    if len(parts) < 2 or len(marked) != 1 or glued:
        return question, ""
    words = {word.lower() for word in WORD.findall(marked[0])}
    if WH.isdisjoint(words):
        return question, ""
    return marked[0], " ".join(part for part in parts if part is not marked[0])
