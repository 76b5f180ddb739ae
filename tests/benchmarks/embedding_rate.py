"""Passages embedded a second, against sentence-transformers' plain `encode` of the same passages.

    python tests/benchmarks/embedding_rate.py --articles shared/data/news/articles.jsonl.gz

Both in one run, in turn, so that a noisy machine treats them alike: the ratio is what counts.
The third figure is the whole of `Library.add`: chunking, embedding, writing.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from measuring import write_result
from sentence_transformers import SentenceTransformer

from bot.evaluation.corpora import read_corpus
from index.chunking import Chunking, passages
from index.embedding import SentenceEncoder, base_model_path
from index.library import Library


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--number", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    some = list(islice(read_corpus(given.articles, print), given.number))
    encoder, plain = SentenceEncoder(), SentenceTransformer(str(base_model_path()), device="cpu")
    count = encoder.count_tokens
    texts = [p.text for one in some for p in passages(one.article, Chunking(), count)]
    encoder.embed_documents(texts[:8])
    ours, theirs, whole = [], [], []
    for _ in range(given.rounds):
        theirs.append(seconds(lambda: plain.encode(texts, show_progress_bar=False)))
        ours.append(seconds(lambda: encoder.embed_documents(texts)))
        with (
            tempfile.TemporaryDirectory() as folder,
            Library.open(Path(folder), encoder) as library,
        ):
            whole.append(seconds(lambda library=library: library.add(some)))  # type: ignore[misc]
    figures = {
        "plain_encode_per_s": round(len(texts) / statistics.median(theirs), 1),
        "embed_documents_per_s": round(len(texts) / statistics.median(ours), 1),
        "add_per_s": round(len(texts) / statistics.median(whole), 1),
        "ratio_embed_to_plain": round(statistics.median(theirs) / statistics.median(ours), 3),
        "ratio_add_to_plain": round(statistics.median(theirs) / statistics.median(whole), 3),
    }
    about = {"articles": len(some), "passages": len(texts), "rounds": given.rounds}
    write_result("embedding_rate", figures, about)


if __name__ == "__main__":
    main()
