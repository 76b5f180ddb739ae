"""The chain of LangChain's retrieval tutorial as a system to compare with.

    newscite evaluate CASES --system tests/benchmarks/langchain_tutorial.py:system --out DIR

RecursiveCharacterTextSplitter (1000 characters, overlapping by 200), Chroma, the 4 nearest, and
the encoder that newscite has. The tutorial hands them to a language model; there is none here,
so the answer is the nearest passage as it stands, which is also what it cites, and it never
declines. What it shows is therefore retrieval: success and recall at 1 and 5 (with 4 passages),
MRR, evidence_cited. Exact match and F1 of a whole passage are near 0 whatever it holds;
`contained` and `right` say that the nearest passage holds the answer, and the evidence.

Its index is kept in the user's cache folder, by the articles that it holds, so that a run that
was stopped can be resumed without embedding again.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import platformdirs
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.evaluation.manifest import corpus_digest
from index.library import Library

NEAREST = 4
AT_ONCE = 1_000  # Chroma takes no more than 5,461


class Tutorial:
    """The chain, over the articles of a library."""

    def __init__(self, library: Library, folder: Path | None = None) -> None:
        """Open its index; make it where there is none.

        Args:
            library: its articles, and its encoder.
            folder: where the index is kept; None: the user's cache folder.
        """
        articles = [one.article for one in library.documents()]
        digest = corpus_digest(one.id for one in articles)[:16]
        folder = folder or platformdirs.user_cache_path("newscite") / f"langchain-tutorial-{digest}"
        done = folder / "done"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
        self._store = store(folder, library.encoder)
        if not done.exists():
            splitter = RecursiveCharacterTextSplitter(
                chunk_size=1000, chunk_overlap=200, add_start_index=True
            )
            chunks = splitter.split_documents(
                [Document(one.text, metadata={"article_id": one.id}) for one in articles]
            )
            for first in range(0, len(chunks), AT_ONCE):
                self._store.add_documents(chunks[first : first + AT_ONCE])
            done.touch()

    def answer(self, question: str, *_: Any) -> dict[str, Any]:
        """The nearest passage, and all four as hits; it knows no conversation, and no day."""
        found = self._store.similarity_search(question, k=NEAREST)
        hits = [
            {
                "article_id": one.metadata["article_id"],
                "text": one.page_content,
                "start": one.metadata["start_index"],  # a hint: the splitter may not know
            }
            for one in found
        ]
        best = hits[0]["text"] if hits else ""
        return {"answer": best, "hits": hits, "citations": hits[:1], "mode": "langchain tutorial"}


def store(folder: Path, encoder: Any) -> Chroma:
    """Chroma in a folder, with the encoder."""
    embeddings = encoder if isinstance(encoder, Embeddings) else Borrowed(encoder)
    quiet = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
    return Chroma(
        "tutorial",
        embedding_function=embeddings,
        persist_directory=str(folder),
        client_settings=quiet,
    )


class Borrowed(Embeddings):
    """An encoder that is no LangChain one."""

    def __init__(self, encoder: Any) -> None:
        """Embed with it."""
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        vectors: list[list[float]] = self._encoder.embed_documents(texts)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        vector: list[float] = self._encoder.embed_query(text)
        return vector


system = Tutorial
