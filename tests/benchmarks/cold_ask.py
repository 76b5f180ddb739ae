"""Seconds that one `newscite ask` takes from nothing, models loaded and all.

    python tests/benchmarks/cold_ask.py [--runs 7]

Once with a new library (the bundled article is indexed on the way), then over the library that
is there; the median and the extremes of each.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import write_result

QUESTION = "Who urged de-escalation?"


def seconds(library: Path) -> float:
    """One process, from start to exit."""
    began = time.perf_counter()
    program = [sys.executable, "-c", "from bot.cli import main; main()"]
    command = [*program, "--library", str(library), "ask", QUESTION, "--json"]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        fresh = [seconds(Path(folder) / f"library{n}") for n in range(runs)]
        again = [seconds(Path(folder) / "library0") for _ in range(runs)]
    figures = {
        name: {
            "median_s": round(statistics.median(times), 2),
            "min_s": round(min(times), 2),
            "max_s": round(max(times), 2),
        }
        for name, times in (("new_library", fresh), ("existing_library", again))
    }
    write_result("cold_ask", figures, {"runs": runs, "question": QUESTION})


if __name__ == "__main__":
    main()
