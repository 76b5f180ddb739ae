"""Declining where the article that answers is not there: news questions, half of them without it.

    python tests/benchmarks/declining.py CASES.jsonl --corpus ARTICLES.jsonl.gz

For every second question, drawn with a seed, the articles of its evidence are left out of what is
found. Other articles may answer all the same: the results name, for each of these questions that is
answered, the article that does, to be read. An answer is right where it matches a gold answer,
whatever article it stands in.
"""

import argparse
import hashlib
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.cli.evaluate import shelved
from bot.cli.options import Chosen
from bot.evaluation.calibrating import PASSAGES, POINTS
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.metrics import best, contained
from bot.evaluation.running import question_of
from bot.opening import open_chain
from index.passage import Hit
from index.retrieval import NewsRetriever

SEED = 1


class Without(NewsRetriever):
    """A retriever that does not find some articles."""

    hidden: frozenset[str] = frozenset()

    def hits(self, question: str, k: int | None = None, **rest: Any) -> list[Hit]:
        """What the retriever finds, without them."""
        wanted = self.settings.k if k is None else k
        found = super().hits(question, 5 * wanted, **rest)
        return [hit for hit in found if hit.passage.article_id not in self.hidden][:wanted]


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    given = parser.parse_args()
    cases = read_cases(given.cases)
    lacking = set(random.Random(SEED).sample([case.id for case in cases], len(cases) // 2))
    with shelved(Chosen(), given.corpus, []) as (library, settings):
        chain = open_chain(library, settings)
        rows = [ask(case, chain, case.id in lacking) for case in cases]
    about = {
        "cases_sha256": hashlib.sha256(given.cases.read_bytes()).hexdigest(),
        "seed": SEED,
        "passages": PASSAGES,
    }
    write_result("declining_news", figures(rows), about)


def ask(case: Case, chain: Any, lacking: bool) -> dict[str, Any]:
    """One question, with or without the articles that are known to answer it."""
    hidden = frozenset(piece.article_id for piece in case.evidence) if lacking else frozenset()
    own = chain.retriever
    retriever = Without(library=own.library, settings=own.settings, hidden=hidden)
    answer = replace(chain, retriever=retriever).invoke(question_of(case))
    return {
        "id": case.id,
        "lacking": lacking,
        "declined": answer.abstained,
        "confidence": answer.confidence,
        "matches": bool(best(contained, answer.short_answer, case.gold)),
        "articles": sorted({citation.article_id for citation in answer.citations}),
    }


def figures(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Shares of the questions with and without their articles; and what there is to read."""
    there = [row for row in rows if not row["lacking"]]
    lacking = [row for row in rows if row["lacking"]]
    least = sorted(row["confidence"] for row in there)[len(there) // 10]
    order = sorted(rows, key=lambda row: -row["confidence"])
    wrong, curve = 0, []
    for number, row in enumerate(order, 1):
        wrong += not row["matches"]
        curve.append((round(number / len(order), 3), round(wrong / number, 3)))
    return {
        "with_their_article": len(there),
        "answered": mean(not row["declined"] for row in there),
        "answered_and_matching": mean(row["matches"] for row in there),
        "without_their_article": len(lacking),
        "declined": mean(row["declined"] for row in lacking),
        "declined_at_10_percent_refused": mean(row["confidence"] < least for row in lacking),
        "answered_all_the_same_and_matching": mean(row["matches"] for row in lacking),
        "risk_coverage_area": round(sum(risk for _, risk in curve) / len(curve), 4),
        "risk_coverage": curve[:: max(1, len(curve) // POINTS)],
        "answered_without_their_article": [
            {name: row[name] for name in ("id", "matches", "articles")}
            for row in lacking
            if not row["declined"]
        ],
    }


def mean(values: Any) -> float:
    """The share of true ones."""
    known = list(values)
    return round(sum(known) / len(known), 4)


if __name__ == "__main__":
    main()
