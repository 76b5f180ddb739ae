"""The bundled cases with many other articles in the library, beside the article alone.

    python tests/benchmarks/cases_with_news.py --articles FILE.jsonl.gz --library DIR

The articles are added to the library at DIR once; a second run finds them there.
"""

import argparse
import hashlib
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path

from measuring import write_result

from bot.evaluation.cases import read_cases
from bot.evaluation.corpora import read_corpus
from bot.evaluation.running import run
from bot.evaluation.summary import Summary
from bot.opening import open_chain, open_library
from bot.settings import read_settings


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    given = parser.parse_args()
    cases = read_cases(Path(str(files("corpus.questions"))) / "tripoli.jsonl")
    settings = replace(read_settings(), library=given.library)
    with open_library(settings) as library:
        library.add(read_corpus(given.articles, print))
        rows = list(run(cases, open_chain(library, settings), library))
        counts = library.counts()
    digest = hashlib.sha256(given.articles.read_bytes()).hexdigest()
    about = {"documents": counts.documents, "passages": counts.passages, "articles_sha256": digest}
    figures = asdict(Summary.of(rows)) | {"not_right": [r.id for r in rows if not r.right]}
    write_result("cases_with_news", figures, about)


if __name__ == "__main__":
    main()
