"""How often the short answer says no more than its sentence, and how often it is the sentence.

    python tests/benchmarks/traps.py shared/data/squad/train.jsonl.gz

The traps are those of `tests/bot/traps.jsonl`; given questions with answers in SQuAD's lines, the
share of 5,000 gold spans (drawn with seed 7) of which the short answer would be the whole sentence
is given besides: the fewer, the shorter the answers, as long as the traps stay right.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.claiming import Mention
from corpus.article import Article

TRAPS = Path(__file__).parents[1] / "bot" / "traps.jsonl"
DRAWN, SEED = 5_000, 7


def main() -> None:
    """Measure and write the results file."""
    traps = [json.loads(line) for line in TRAPS.read_text(encoding="utf-8").splitlines()]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in traps:
        at = one["text"].index(one["span"])
        found = shown(one["text"], at, at + len(one["span"]), one["question"])
        kinds[one["kind"]].append(found == one["short"])
    right = sum(sum(some) for some in kinds.values())
    figures: dict[str, Any] = {
        "traps": len(traps),
        "right": right,
        "by_kind": {kind: f"{sum(some)} of {len(some)}" for kind, some in sorted(kinds.items())},
    }
    if len(sys.argv) > 1:
        figures["whole_sentences_of_gold_spans"] = share(Path(sys.argv[1]))
    write_result("traps", figures, {"seed": SEED, "drawn": DRAWN})


def shown(text: str, start: int, end: int, question: str) -> str:
    """What would be shown of a span: "span", "sentence", or "none"."""
    found = Mention.of(Article("x", "x", text), (start, end), 1.0, question)
    return "none" if found is None else "span" if found.plain else "sentence"


def share(path: Path) -> float:
    """The share of gold spans whose sentence denies or weakens them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.seed(SEED)
    drawn = random.sample(rows, DRAWN)
    whole = 0
    for row in drawn:
        answer = row["answers"][0]
        start = answer["answer_start"]
        end = start + len(answer["text"])
        whole += shown(row["context"], start, end, row["question"]) == "sentence"
    return round(whole / DRAWN, 4)


if __name__ == "__main__":
    main()
