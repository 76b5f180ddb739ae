"""Milliseconds that a question takes once everything is loaded.

    python tests/benchmarks/warm_ask.py [--articles shared/data/news/articles.jsonl.gz]

Asks the bundled cases over the bundled article, or over a library that holds the articles of a
JSON lines file (fields doc_id, title, text, published) besides it.
"""

import argparse
import hashlib
import tempfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from measuring import write_result

from bot.evaluation.cases import read_cases
from bot.evaluation.corpora import read_corpus
from bot.opening import open_chain, open_library
from bot.settings import read_settings


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--library", type=Path)
    given = parser.parse_args()
    cases = read_cases(Path(str(files("corpus.questions"))) / "tripoli.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(read_settings(), library=given.library or Path(folder) / "library")
        with open_library(settings) as library:
            if given.articles:
                library.add(read_corpus(given.articles, print))
            chain = open_chain(library, settings)
            chain.invoke(cases[0].question)
            times = [dict(chain.invoke(case.question).timings_ms) for case in cases]
            counts = library.counts()
    figures = {
        stage: {
            "p50_ms": round(float(np.percentile([t[stage] for t in times], 50)), 1),
            "p95_ms": round(float(np.percentile([t[stage] for t in times], 95)), 1),
        }
        for stage in times[0]
    }
    digest = hashlib.sha256(given.articles.read_bytes()).hexdigest() if given.articles else None
    about = {
        "questions": len(cases),
        "documents": counts.documents,
        "passages": counts.passages,
        "articles_sha256": digest,
    }
    write_result("warm_ask_news" if given.articles else "warm_ask", figures, about)


if __name__ == "__main__":
    main()
