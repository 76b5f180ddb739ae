"""Importing a source, and looking its evidence up in the articles as a run would load them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.cases import Case
from bot.evaluation.importing import import_cases
from bot.evaluation.importing.intake import Intake
from corpus.loading import Loaded, load_corpus


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file: text as it is, a list as JSON lines, an object as JSON; gzipped by name."""

    def make(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, list):
            content = "".join(json.dumps(one) + "\n" for one in content)
        data = (content if isinstance(content, str) else json.dumps(content)).encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return make


class Imported:
    """What came of an import; its articles are loaded again from the file that is written."""

    def __init__(self, cases: list[Case], intake: Intake, corpus: Path) -> None:
        """Load the articles."""
        self.cases = cases
        self.problems = intake.problems
        loaded = [one for one in load_corpus(corpus) if isinstance(one, Loaded)]
        self.articles = {one.article.id: one.article for one in loaded}

    def quotes(self, case: Case) -> list[str]:
        """The words that the evidence of a case points at."""
        found = []
        for one in case.evidence:
            text = self.articles[one.article_id].text
            found.append(text if one.whole else text[one.start : one.end])
        return found


@pytest.fixture
def imported(tmp_path: Path) -> Callable[..., Imported]:
    """Imports a source: `imported("squad", path)`."""

    def make(name: str, source: Path, corpus: Path | None = None) -> Imported:
        intake = Intake(corpus)
        cases = import_cases(name, source, intake)
        written = tmp_path / "written.jsonl"
        written.write_text("".join(json.dumps(one) + "\n" for one in intake.records))
        return Imported(cases, intake, intake.corpus or written)

    return make
