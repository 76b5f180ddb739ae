"""Seconds that an evaluation of many questions takes, in batches and one by one.

    python tests/benchmarks/evaluation_speed.py --cases FILE.jsonl --library DIR
        [--articles FILE.jsonl.gz] [--questions 1000]

The questions are drawn from the cases with a seed, and repeated where there are not enough; the
articles, if given, are added to the library first. A part of them is also asked one by one and
in batches in turn, so that a noisy machine treats both alike: the ratio is what counts, and both
must answer alike. `whole_s` is `newscite evaluate`'s own loop over all questions, judging and
the sample that is asked one by one included, models loaded.
"""

import argparse
import hashlib
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.answer import Answer
from bot.chain import TOGETHER, AnswerChain
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.corpora import read_corpus
from bot.evaluation.running import question_of, run, timed
from bot.opening import open_chain, open_library
from bot.settings import read_settings
from index.library import Library


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--both", type=int, default=96, help="How many are asked both ways.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    cases = drawn(read_cases(given.cases), given.questions, given.seed)
    settings = replace(read_settings(), library=given.library)
    with open_library(settings, empty=given.articles is not None) as library:
        if given.articles:
            library.add(read_corpus(given.articles, print))
        chain = open_chain(library, settings)
        chain.batch([question_of(case) for case in cases[:2]])
        figures = both_ways(chain, cases[: given.both], given.rounds)
        figures |= whole(chain, cases, library, given.seed)
        counts = library.counts()
    about = {
        "questions": len(cases),
        "different_questions": len({case.question for case in cases}),
        "together": TOGETHER,
        "documents": counts.documents,
        "passages": counts.passages,
        "cases_sha256": digest(given.cases),
        "articles_sha256": digest(given.articles) if given.articles else None,
        "seed": given.seed,
    }
    write_result("evaluation_speed", figures, about)


def drawn(cases: Sequence[Case], count: int, seed: int) -> list[Case]:
    """So many cases, shuffled; repeated under ids of their own where there are fewer."""
    order = random.Random(seed).sample(list(cases), len(cases))
    return [
        order[n % len(order)].model_copy(update={"id": f"{n}-{order[n % len(order)].id}"})
        for n in range(count)
    ]


def both_ways(chain: AnswerChain, cases: Sequence[Case], rounds: int) -> dict[str, Any]:
    """The same questions one by one and in batches, in turn, and whether the answers agree."""
    asked = [question_of(case) for case in cases]
    alone: list[Answer] = []
    together: list[Answer] = []
    singly, batched = [], []
    for _ in range(rounds):
        singly.append(seconds(lambda: alone.__setitem__(slice(None), map(chain.invoke, asked))))
        batched.append(seconds(lambda: together.__setitem__(slice(None), chain.batch(asked))))
    pairs = list(zip(alone, together, strict=True))
    return {
        "one_by_one_per_s": round(len(asked) / statistics.median(singly), 2),
        "batched_per_s": round(len(asked) / statistics.median(batched), 2),
        "ratio": round(statistics.median(singly) / statistics.median(batched), 3),
        "asked_both_ways": len(asked),
        "different_answers": sum(said(a) != said(b) for a, b in pairs),
        "largest_difference_of_scores": max(
            abs(x - y) for a, b in pairs for x, y in zip(scores(a), scores(b), strict=False)
        ),
    }


def said(answer: Answer) -> tuple[Any, ...]:
    """All that must be equal."""
    return (
        answer.abstained,
        answer.short_answer,
        answer.claims,
        answer.spans,
        sorted(hit.passage.key for hit in answer.hits),
    )


def scores(answer: Answer) -> list[float]:
    """All that may differ a little."""
    return [answer.confidence, *(hit.score for hit in answer.hits)]


def whole(chain: AnswerChain, cases: list[Case], library: Library, seed: int) -> dict[str, Any]:
    """The whole run, as `newscite evaluate` makes it."""
    rows: list[Any] = []
    alone = timed(cases, seed)
    took = seconds(lambda: rows.extend(run(cases, chain, library, alone)))
    return {
        "whole_s": round(took, 1),
        "whole_per_s": round(len(cases) / took, 2),
        "asked_alone": len(alone),
        "errors": sum(bool(row.error) for row in rows),
    }


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
