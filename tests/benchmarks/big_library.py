"""200,000 made-up vectors: memory and time while adding; one article more, big and small.

    python tests/benchmarks/big_library.py
    python tests/benchmarks/big_library.py --passages 4000 --small 400

Every stage is a process of its own, so that its largest resident size is its own. Made-up vectors
(384 numbers around 400 centres) stand for the encoder's, which does not get slower with what is
there. The ratio of the last two stages is what counts: seconds from `add` to a found article.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from measuring import write_result

from corpus.article import Article, article_id
from corpus.loading import Loaded
from index.chunking import Chunking
from index.embedding import EncoderIdentity
from index.library import Library

DIMENSION = 384
CENTRES = np.random.default_rng(7).normal(size=(400, DIMENSION)).astype(np.float32)
A_ARTICLE = 20


class MadeUp:
    """Vectors from the numbers that texts hold: the same text, the same vector."""

    identity = EncoderIdentity("made-up", "1", "0" * 64, DIMENSION)
    max_tokens = 256

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector near one of 400 centres for each text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of the number that the text begins with."""
        number = int(text.split()[0])
        noise = np.random.default_rng(number).normal(size=DIMENSION) * 0.5
        return list(CENTRES[number % len(CENTRES)] + noise)

    def count_tokens(self, texts: list[str]) -> list[int]:
        """Words, and two."""
        return [len(text.split()) + 2 for text in texts]


def article(number: int) -> Loaded:
    """An article of 20 passages of a hundred words."""
    first = number * A_ARTICLE
    text = "\n".join(
        f"{n} " + " ".join(f"w{(n * 31 + k) % 9_973}" for k in range(99)) + "."
        for n in range(first, first + A_ARTICLE)
    )
    name = f"{number}.txt"
    return Loaded(f"/n/{name}", Article(article_id(name, text), f"{number}", text, source=name))


def stage(name: str, folder: str, number: int) -> None:
    """Do a stage in this process, and print what it took as JSON."""
    before, began = peak(), time.perf_counter()
    figures: dict[str, float] = {}
    with Library.open(Path(folder), MadeUp(), Chunking(128)) as library:
        opened = time.perf_counter()
        if name == "add":
            library.add(article(n) for n in range(number // A_ARTICLE))
        elif name == "one":
            one = article(10_000_000 // A_ARTICLE + number)
            library.add([one])
            figures["add_s"] = time.perf_counter() - opened
            found = library.dense(library.encoder.embed_query(one.article.text), 5)
            if found[0][0].article_id != one.article.id:
                raise SystemExit("the new article is not found")
        elif name == "upkeep":
            library.upkeep()
        elif name == "ask":
            times = []
            for n in range(40):
                vector = library.encoder.embed_query(str(n * 37))
                asked = time.perf_counter()
                library.dense(vector, 50)
                times.append(time.perf_counter() - asked)
            figures |= {"first_s": times[0], "median_s": float(np.median(times[1:]))}
        seconds = time.perf_counter() - opened
        figures |= {"seconds": seconds, "open_s": opened - began}
    figures |= {"peak_MB": peak() / 1e6, "grown_MB": (peak() - before) / 1e6}
    sys.stdout.write(json.dumps(figures) + "\n")


def peak() -> int:
    """The largest resident size of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def run(name: str, folder: Path, number: int = 0) -> dict[str, float]:
    """A stage in a process of its own; with what its children took at most."""
    command = [sys.executable, __file__, "--stage", name, str(folder), "--passages", str(number)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {key: round(value, 3) for key, value in json.loads(done.stdout).items()}


def size(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files)


def grown(folder: Path, passages: int) -> dict[str, object]:
    """Make a library of that size; what each stage of that took."""
    figures: dict[str, object] = {"add_half": run("add", folder, passages // 2)}
    figures["add_other_half"] = run("add", folder, passages)
    figures["upkeep"] = run("upkeep", folder)
    figures["ask"] = run("ask", folder)
    record, generations = size(folder / "library.sqlite"), size(folder / "generations")
    figures["record_bytes_a_passage"] = round(record / passages)
    figures["generation_bytes_a_passage"] = round(generations / passages)
    return figures


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stage", nargs=2)
    parser.add_argument("--passages", type=int, default=200_000)
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--at", type=Path, help="where to make the libraries")
    given = parser.parse_args()
    if given.stage:
        stage(*given.stage, given.passages)
        return
    home = Path(tempfile.mkdtemp(dir=given.at))
    try:
        small, big = home / "small", home / "big"
        figures: dict[str, object] = {
            "small": grown(small, given.small),
            "big": grown(big, given.passages),
        }
        times: tuple[list[float], list[float]] = ([], [])
        for n in range(given.rounds):  # in turn, so that a noisy machine treats them alike
            for place, folder in enumerate((small, big)):
                times[place].append(run("one", folder, n)["add_s"])
        few, many = (float(np.median(one)) for one in times)
        figures |= {"one_article_small_s": few, "one_article_big_s": many}
        figures["ratio"] = round(many / few, 2)
    finally:
        shutil.rmtree(home)
    about = {"passages": given.passages, "small": given.small, "rounds": given.rounds}
    write_result("big_library", figures, about)


if __name__ == "__main__":
    main()
