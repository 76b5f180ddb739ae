"""A small library, the real clients of three providers, and a scripted server for them to ask."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from bot.chain import AnswerChain
from bot.generating.opening import open_model
from bot.generating.settings import ModelSettings
from bot.generating.writing import ModelWriter
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from bot.verifying.head import Head
from bot.verifying.verifier import Verifier
from corpus.loading import Loaded
from index.library import Library
from index.retrieval import NewsRetriever

PIER = (
    "The pier of Almo was closed on Monday after a storm.\n"
    "“The pier is sound,” said Ida Quist, the harbour master. Repairs will cost 1,200 crowns.\n"
    "Fishermen may lose a week, Per Holm said."
)
SNOW = "Snow fell on Vik. The pier of Vik stayed open. Nobody minded."
PACKAGES = {
    "openai": "langchain_openai",
    "ollama": "langchain_ollama",
    "anthropic": "langchain_anthropic",
}


class WordReader:
    """Finds the words of the question in the text; sure where there are any."""

    calibration = Calibration(1.0, 0.0, 0.0, 0.5)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """A margin of 5 for every word that both have."""
        return [self._one(question, text) for question, text in pairs]

    def _one(self, question: str, text: str) -> Reading:
        places = [(word, text.find(word)) for word in question.rstrip("?").split()]
        found = [Found(at, at + len(word), 5.0) for word, at in places if at >= 0]
        return Reading(tuple(found), 0.0)


@pytest.fixture(scope="session")
def servers() -> ModuleType:
    """The module servers.py beside this file, which no test can import by name."""
    path = Path(__file__).parent / "servers.py"
    spec = importlib.util.spec_from_file_location("newscite_servers", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def shelf(library: Library, loaded: Callable[..., Loaded]) -> Library:
    """Two articles."""
    library.add([loaded(PIER, "/pier.txt", title="Almo"), loaded(SNOW, "/snow.txt", title="Vik")])
    return library


@pytest.fixture
def writing(shelf: Library, servers: ModuleType) -> Callable[..., AnswerChain]:
    """Makes chains that ask a server's model: `writing(home, provider, timeout=…)`.

    The head passes what the rules pass: its weights are measured, not tested.
    """

    def make(home: object, provider: str = "openai", **limits: object) -> AnswerChain:
        pytest.importorskip(PACKAGES[provider])
        base = home.base(provider)  # type: ignore[attr-defined]
        given = ModelSettings(f"{provider}:toy", base, **{"timeout": 5.0, **limits})  # type: ignore[arg-type]
        model = open_model(given, servers.SECRET)
        verifier = Verifier(
            shelf.encoder, shelf.article, Head({"strangers": -20.0, "speaker": -20.0}, 9.0, 0.5)
        )
        writer = ModelWriter(model, given, verifier)
        return AnswerChain(shelf, NewsRetriever(library=shelf), WordReader(), writer=writer)

    return make
