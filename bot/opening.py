"""A library and a chain from settings: what the terminal, the page and scripts start with."""

from __future__ import annotations

from bot.chain import AnswerChain
from bot.reading.reader import SpanReader
from bot.settings import Settings, model_key
from bot.writer import Writer
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
    """The chain over a library, with the shipped reader, and a language model if one is named.

    Raises:
        InputError: the model's name, package or key is missing or wrong.
    """
    retriever = NewsRetriever(library=library, settings=settings.retrieval)
    reader = SpanReader(base_model_path(), settings=settings.reading)
    writer = open_writer(library, settings) if settings.model.name else None
    return AnswerChain(library, retriever, reader, settings.reading, writer)


def open_writer(library: Library, settings: Settings) -> Writer:
    """What has the named language model write, and proves its sentences.

    Raises:
        InputError: the model's name, package or key is missing or wrong.
    """
    # Imported here: who names no model need not wait for any of it.
    from bot.generating.opening import open_model
    from bot.generating.writing import ModelWriter
    from bot.verifying.verifier import Verifier

    model = open_model(settings.model, model_key())
    verifier = Verifier(library.encoder, library.article, least=settings.model.least)
    return ModelWriter(model, settings.model, verifier)
