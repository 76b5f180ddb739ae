"""A library and a chain from settings: what the terminal, the page and scripts start with."""

from __future__ import annotations

from bot.chain import AnswerChain
from bot.reading.reader import SpanReader
from bot.settings import Settings
from corpus.loading import bundled
from index.embedding import SentenceEncoder, base_model_path
from index.library import Library
from index.retrieval import NewsRetriever


def open_library(settings: Settings, *, empty: bool = False) -> Library:
    """Open the library that the settings name; a new one starts with the bundled articles.

    Args:
        settings: where it lives.
        empty: a new library starts without them.

    Raises:
        NewsciteError: it cannot be opened; the message says why and what to do.
    """
    first = () if empty or Library.exists(settings.library) else bundled()
    return Library.open(settings.library, SentenceEncoder(), first=first)


def open_chain(library: Library, settings: Settings) -> AnswerChain:
    """The chain over a library, with the shipped reader."""
    retriever = NewsRetriever(library=library, settings=settings.retrieval)
    reader = SpanReader(base_model_path(), settings=settings.reading)
    return AnswerChain(library, retriever, reader, settings.reading)
