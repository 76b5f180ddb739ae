"""How often the short answer is a gold one, of the news questions whose gold stands in its article.

    python tests/benchmarks/short_answers.py CASES.jsonl --corpus ARTICLES.jsonl.gz

It is where it contains a gold answer, or is contained in one, after SQuAD's normalisation: by
characters ("North Korean" for "North Korea", but "1" for "100" too), and by whole words. Both are
counted as answers are given, and where nothing is declined.
"""

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.cli.evaluate import shelved
from bot.cli.options import Chosen
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.metrics import best, contained
from bot.evaluation.resampling import interval
from bot.evaluation.running import question_of
from bot.opening import open_chain
from bot.words import normalized
from index.library import Library


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    given = parser.parse_args()
    figures: dict[str, Any] = {}
    with shelved(Chosen(), given.corpus, []) as (library, settings):
        cases = [case for case in read_cases(given.cases) if stands(case, library)]
        always = replace(settings, reading=replace(settings.reading, threshold=0.0))
        for name, chosen in (("as_given", settings), ("never_declining", always)):
            chain = open_chain(library, chosen)
            figures[name] = matching(cases, [chain.invoke(question_of(one)) for one in cases])
    about = {"cases_sha256": hashlib.sha256(given.cases.read_bytes()).hexdigest()}
    write_result("short_answers_news", figures, about)


def stands(case: Case, library: Library) -> bool:
    """Whether a gold answer stands in an article of the evidence, by characters."""
    texts = [normalized(library.article(piece.article_id).text) for piece in case.evidence]
    return any(normalized(gold) in text for gold in case.gold for text in texts)


def within(given: str, gold: str) -> float:
    """1 where either holds the other's normalised characters in a row; an empty one, nothing."""
    one, other = normalized(given), normalized(gold)
    return float(bool(one and other) and (one in other or other in one))


def matching(cases: Sequence[Case], answers: Sequence[Any]) -> dict[str, Any]:
    """How many are answered, and the shares that match, with 95% intervals over articles."""
    articles = [case.evidence[0].article_id for case in cases]
    metrics = {"by_characters": within, "by_words": contained}
    shares = {
        name: asdict(
            interval(
                [
                    best(metric, answer.short_answer, case.gold)
                    for case, answer in zip(cases, answers, strict=True)
                ],
                articles,
            )
        )
        for name, metric in metrics.items()
    }
    return {"answered": sum(not one.abstained for one in answers), **shares}


if __name__ == "__main__":
    main()
