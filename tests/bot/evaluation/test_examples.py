"""The examples of other systems, and the peer, measured on the same cases as newscite."""

from __future__ import annotations

import importlib.util
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from bot.evaluation.cases import Case
from bot.evaluation.running import run
from bot.evaluation.systems import named

TESTS = Path(__file__).parents[2]
TEXT = (
    "Governments of both shores met in Orsta.\n"
    "A joint statement urged de-escalation at the border.\n"
    "Fishermen asked for lower harbour fees and got none."
)
QUOTE = "A joint statement urged de-escalation at the border."


@pytest.fixture
def cases(library, loaded):
    """One question that the articles answer, and one that they do not."""
    item = loaded(TEXT)
    library.add([item, loaded("Snow fell on Vik. Nobody minded.", "/news/snow.txt")])
    evidence = [{"article_id": item.article.id, "quote": QUOTE}]
    asked = {"question": "What urged de-escalation?", "answers": ["statement", "de-escalation"]}
    return [
        Case.model_validate({"id": "urged", **asked, "evidence": evidence}),
        Case.model_validate({"id": "won", "question": "Who won?", "unanswerable": True}),
    ]


@pytest.fixture
def imports(monkeypatch):
    """Modules and paths as they were."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))


def test_the_example_of_ones_own_chain_is_measured(library, cases, imports):
    """Its passages, and what it takes from them, stand in the articles."""
    system = named(f"{TESTS / 'examples' / 'own_system.py'}:system").make(library)
    urged, won = run(cases, system, library)
    assert (urged.error, won.error) == ("", "")
    assert urged.right
    assert urged.scores["passage_success@1"] == urged.scores["citations_valid"] == 1
    assert won.abstained
    assert urged.total_ms > 0


def test_the_example_of_a_peer_over_http_is_measured(library, cases):
    """Its quote, given without offsets, is found in the article."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), loaded_file("examples/http_peer.py").Peer)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        system = named(f"http://127.0.0.1:{server.server_port}/answer").make(library)
        urged, won = run(cases, system, library)
    finally:
        server.shutdown()
        server.server_close()
    assert (urged.error, won.error) == ("", "")
    assert urged.right
    assert urged.scores["citations_valid"] == urged.scores["exact_match"] == 1
    assert won.abstained


def test_the_tutorials_chain_is_measured(library, cases, tmp_path):
    """Four passages, the first of them its answer; it never declines, and keeps its index."""
    pytest.importorskip("langchain_chroma")
    peer = loaded_file("benchmarks/langchain_tutorial.py")
    for _ in range(2):
        system = peer.Tutorial(library, tmp_path / "index")
        library.encoder.embedded.clear()
        urged, won = run(cases, system, library)
        assert (urged.error, won.error) == ("", "")
        assert urged.scores["article_success@5"] == urged.scores["citations_valid"] == 1
        assert not won.abstained
        assert not library.encoder.embedded


def loaded_file(name: str) -> ModuleType:
    """A module from a file of the tests."""
    spec = importlib.util.spec_from_file_location(Path(name).stem, TESTS / name)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
