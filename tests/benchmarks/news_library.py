"""A real library, made by the real encoder: memory while it is added, bytes a passage, one more.

    python tests/benchmarks/news_library.py --articles shared/data/news/articles.jsonl.gz
    python tests/benchmarks/news_library.py --articles … --number 100 --small 10

Resident memory is noted after each tenth of the articles. The one article more is added to the
whole library and to a small one of its first articles, in turn, until each finds it.
"""

import argparse
import os
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

from measuring import write_result

from bot.evaluation.corpora import read_corpus
from corpus.article import Article, article_id
from corpus.loading import Loaded
from index.embedding import SentenceEncoder
from index.library import Library


def resident_mb() -> int:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


def size(folder: Path, names: str) -> int:
    """Bytes of the files of a folder, and of its folders, whose names fit a pattern."""
    return sum(one.stat().st_size for one in folder.rglob(names) if one.is_file())


def added(library: Library, some: list[Loaded]) -> dict[str, object]:
    """Add articles, then make the generation; what it took."""
    tenth, by_tenth = max(1, len(some) // 10), []

    def note(done: int, _: Loaded) -> None:
        if done % tenth == 0:
            by_tenth.append(resident_mb())

    began = time.perf_counter()
    done = library.add(some, progress=note)
    seconds = time.perf_counter() - began
    library.upkeep(copy=False)
    generation = size(library.folder / "generations", "*")
    return {
        "articles": done.added,
        "passages": done.embedded,
        "seconds": round(seconds, 1),
        "resident_MB_after_each_tenth": by_tenth,
        "record_bytes_a_passage": round(size(library.folder, "library.sqlite*") / done.embedded),
        "generation_bytes_a_passage": round(generation / done.embedded),
    }


def one_more(library: Library, number: int) -> float:
    """Seconds from adding an article to finding it."""
    text = f"The ferry of pier {number} to Lonna sailed again. Its master, Ida Quist, was pleased."
    name = f"more{number}.txt"
    one = Article(article_id(name, text), "Ferry", text, source=name)
    began = time.perf_counter()
    library.add([Loaded(name, one)])
    found = library.dense(library.encoder.embed_query(text), 5)
    seconds = time.perf_counter() - began
    assert one.id in {passage.article_id for passage, _ in found}
    return seconds


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--number", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    some = list(islice(read_corpus(given.articles, print), given.number))
    encoder = SentenceEncoder()
    encoder.embed_documents(["The ferry sails on Monday."] * 100)
    figures: dict[str, object] = {"resident_MB_before": resident_mb()}
    with (
        tempfile.TemporaryDirectory() as first,
        tempfile.TemporaryDirectory() as second,
        Library.open(Path(first), encoder) as small,
        Library.open(Path(second), encoder) as big,
    ):
        added(small, some[: given.small])
        figures |= added(big, some)
        times = [(one_more(small, n), one_more(big, n)) for n in range(given.rounds)][1:]
    few, many = (statistics.median(one) for one in zip(*times, strict=True))
    figures |= {"one_article_small_s": round(few, 3), "one_article_big_s": round(many, 3)}
    figures["ratio"] = round(many / few, 2)
    about = {"small": given.small, "rounds": given.rounds - 1}
    write_result("news_library", figures, about)


if __name__ == "__main__":
    main()
