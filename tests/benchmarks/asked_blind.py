"""How often an answer is right, to questions by somebody who has not seen the articles.

    python tests/benchmarks/asked_blind.py --corpus ARTICLES.jsonl.gz [--questions NAME]

The questions of `asked_blind.jsonl` are about 2022, from memory; many of them no article answers.
Beside each are words of which one makes a short answer right, from memory too: whether its sentence
proves it is not judged. Asked as on the day of `ASKED`, and counted by confidence. Of the part
"read", answers were read while rules were made; of the part "unread", only when they were done.

Those of `asked_after_telling.jsonl` (NAME: asked_after_telling) were written by somebody who had
read one article for each, and not seen any answer: as in a quiz, what happened is told first. They
are asked a day after it.

Those of `asked_of_kinds.jsonl` (NAME: asked_of_kinds) were written likewise, two days after their
articles, 24 of a kind: when, how many, who said what, why, and such as no article answers, near to
one that does. Of the part "read", answers were read while rules were made.
"""

import argparse
import hashlib
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.answer import UNSURE
from bot.cli.evaluate import shelved
from bot.cli.options import Chosen
from bot.opening import open_chain
from bot.question import Question

HERE = Path(__file__).parent
ASKED = date(2022, 9, 1)
BANDS = (0.0, 0.45, UNSURE, 0.75, 0.9, 1.01)


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--questions", default="asked_blind")
    given = parser.parse_args()
    questions = HERE / f"{given.questions}.jsonl"
    cases = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    with shelved(Chosen(), given.corpus, []) as (library, settings):
        chain = open_chain(library, settings)
        rows = [asked(case, chain) for case in cases]
    about = {
        "questions_sha256": hashlib.sha256(questions.read_bytes()).hexdigest(),
        "asked": sorted({asked_on(case).isoformat() for case in cases}),
    }
    write_result(given.questions, figures(rows), about)


def asked_on(case: dict[str, Any]) -> date:
    """The day on which a question is asked: its own, or that of all."""
    return date.fromisoformat(case["asked"]) if "asked" in case else ASKED


def asked(case: dict[str, Any], chain: Any) -> dict[str, Any]:
    """One question: whether it is answered, how surely, and whether rightly."""
    answer = chain.invoke(Question(case["question"], asked=asked_on(case)))
    words = "|".join(map(re.escape, case["answers"]))
    right = bool(words) and re.search(rf"(?<!\w)(?:{words})(?!\w)", answer.short_answer, re.I)
    return {
        "part": case["part"],
        "question": case["question"],
        "given": not answer.abstained,
        "right": bool(right),
        "confidence": round(answer.confidence, 3),
    }


def figures(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts of each part, and of what is answered in each band of confidence; what is wrong."""
    told = [row for row in rows if row["given"]]
    parts = {
        part: {"asked": sum(row["part"] == part for row in rows)}
        | counted([row for row in told if row["part"] == part], 0.0, 2.0)
        for part in dict.fromkeys(row["part"] for row in rows)
    }
    bands = [
        {"from": low, "below": min(high, 1.0)} | counted(told, low, high)
        for low, high in pairwise(BANDS)
    ]
    wrong = [
        {name: row[name] for name in ("question", "confidence")} for row in told if not row["right"]
    ]
    return {"parts": parts, "bands": bands, "wrong": wrong}


def counted(told: list[dict[str, Any]], low: float, high: float) -> dict[str, int]:
    """How many answers of a band were given, and how many of them are right."""
    some = [row for row in told if low <= row["confidence"] < high]
    return {"answered": len(some), "right": sum(row["right"] for row in some)}


if __name__ == "__main__":
    main()
