"""What a turn of several sentences asks, and what it tells beside that."""

from __future__ import annotations

import re

from bot.rewriting.lexicon import AUXILIARIES, WH
from corpus.sentences import sentences

OPENS = AUXILIARIES | WH
MARK = re.compile(r"\?[\"'”’)\]]*$")
WORD = re.compile(r"[^\W\d_]+")


def asking(question: str) -> tuple[str, str]:
    """The sentence that asks, and the others: of "A ship sank. Who was aboard?" the second.

    It is the one that ends in a question mark; without a mark, the last. The whole is returned
    where there is but one sentence, where several ask ("Was it sold? If so, to whom?"), and where
    that sentence has no question word.
    """
    parts = [question[start:end] for start, end in sentences(question)]
    marked = [part for part in parts if MARK.search(part)]
    if len(parts) < 2 or len(marked) > 1:
        return question, ""
    first = marked[0] if marked else parts[-1]
    words = [word.lower() for word in WORD.findall(first)]
    if not (OPENS.isdisjoint(words[:1]) and (not marked or WH.isdisjoint(words))):
        return first, " ".join(part for part in parts if part is not first)
    return question, ""


def foremost(question: str) -> str:
    """A question with the sentence that asks first, where others stand before it."""
    first, rest = asking(question)
    return f"{first} {rest}" if rest else question
