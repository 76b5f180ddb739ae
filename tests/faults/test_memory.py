"""16: thousands of questions in one process."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

import pytest

from bot.chain import AnswerChain
from bot.opening import open_chain, open_library
from bot.settings import changed, read_settings
from corpus.loading import bundled

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc"),
]
QUESTIONS = (
    "Who urged de-escalation?",
    "What did Antonio Guterres say when he left Libya?",
    "Which countries back Haftar?",
    "When did the offensive on Tripoli begin?",
    "How many migrants were moved?",
    "Who won the football match?",
    "Why did the price of {n} apples rise?",
    "Wer war {n} Mal in Tripolis?",
)


def resident() -> int:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def handles() -> int:
    """How many files are open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def ask(chain: AnswerChain, numbers: range) -> None:
    """Ask so many questions."""
    for number in numbers:
        chain.invoke(QUESTIONS[number % len(QUESTIONS)].format(n=number))


def test_memory_and_files_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: Any, tried: Any
) -> None:
    """After a first tenth, by which all is loaded: less than 5% more, and not a handle."""
    monkeypatch.setenv("NEWSCITE_LIBRARY", str(tmp_path / "library"))
    settings = changed(read_settings(), ["reading.passages=1"])  # the same path, shorter
    wanted = count(10_000, 100)
    assert bundled()
    with open_library(settings) as library:
        chain = open_chain(library, settings)
        ask(chain, range(max(20, wanted // 10)))
        gc.collect()
        memory, files = resident(), handles()
        ask(chain, range(wanted))
        gc.collect()
        growth = resident() / memory - 1
        assert handles() <= files
        assert growth < 0.05
    percent = round(100 * growth, 2)
    tried(16, "questions in one process", wanted, memory_growth_percent=percent, file_handles=files)
