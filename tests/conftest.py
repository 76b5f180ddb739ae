"""What all tests share: an encoder to be worked out by hand, and articles made to measure."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article, article_id
from corpus.loading import Loaded
from index.chunking import Chunking
from index.embedding import EncoderIdentity
from index.library import Library


def pytest_sessionstart() -> None:
    """Where a shell started the tests in the background, Ctrl-C is ignored, in children too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where nothing may be skipped, as in CI, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    strict = os.environ.get("NEWSCITE_TEST_NOTHING_SKIPPED")
    if strict and reporter is not None and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


class ToyEncoder:
    """An encoder whose vectors can be worked out by hand.

    A vector has one number a letter, a to z: how often the text has it, case aside. Every
    word, which is what white space parts, is one word piece, and two special ones are added.
    """

    identity = EncoderIdentity("toy", "1", "0" * 64, 26)
    max_tokens = 64

    def __init__(self) -> None:
        """Start counting what is embedded, so that tests can tell that nothing was."""
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """How often each text has each letter."""
        self.embedded += texts
        return [letters(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """How often the question has each letter."""
        return letters(text)

    def count_tokens(self, texts: list[str]) -> list[int]:
        """Words, and two."""
        return [len(text.split()) + 2 for text in texts]


def letters(text: str) -> list[float]:
    """How often a text has each letter, a to z."""
    lower = text.lower()
    return [float(lower.count(letter)) for letter in "abcdefghijklmnopqrstuvwxyz"]


def make_article(text: str, source: str = "note.txt", **known: object) -> Article:
    """An article with a text; everything else may be given."""
    title = text.strip().split("\n")[0][:40] or "Untitled"
    article = Article(article_id(source, text), title, text, source=source, language="en")
    return replace(article, **known)  # type: ignore[arg-type]


def make_loaded(text: str, source: str = "/news/note.txt", **known: object) -> Loaded:
    """An article as it comes from a file of that path."""
    return Loaded(source, make_article(text, Path(source).name, **known))


@pytest.fixture(scope="session")
def new_encoder() -> type[ToyEncoder]:
    """Makes toy encoders: `new_encoder()`."""
    return ToyEncoder


@pytest.fixture
def encoder() -> ToyEncoder:
    """The toy encoder, nothing embedded yet."""
    return ToyEncoder()


@pytest.fixture
def chunking() -> Chunking:
    """Passages of at most 14 words, overlapping by a sentence."""
    return Chunking(max_tokens=16)


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes articles: `article(text, source="note.txt", publisher=…, …)`."""
    return make_article


@pytest.fixture
def loaded() -> Callable[..., Loaded]:
    """Makes loaded articles: `loaded(text, source="/news/note.txt", publisher=…, …)`."""
    return make_loaded


@pytest.fixture
def library(tmp_path: Path, encoder: ToyEncoder, chunking: Chunking) -> Iterator[Library]:
    """An empty library with the toy encoder."""
    with Library.open(tmp_path / "library", encoder, chunking) as one:
        yield one


@pytest.fixture
def harbour() -> Loaded:
    """A small article with everything known about it."""
    text = (
        "The harbour of Almo closed on Monday after a storm. Two ferries waited outside.\n"
        "“We open again tomorrow,” said the harbour master, Ida Quist. Fishermen disagreed."
    )
    return make_loaded(
        text,
        "/news/harbour.txt",
        title="Storm closes Almo",
        publisher="Almo Post",
        published=date(2025, 3, 4),
        place="Almo",
        authors=("Per Holm", "Ana Ruiz"),
        url="https://example.org/harbour",
    )
