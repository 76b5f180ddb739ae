"""A body of articles in a library of its own, made once for what is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.errors import InputError
from corpus.loading import Loaded, Skipped, load_corpus
from index.chunking import Chunking
from index.embedding import Encoder
from index.library import Library
from index.manifest import manifest

LIBRARY, COMPLETE = "library", "complete.json"
DIGITS = 24

Progress = Callable[[int, Loaded], None]


def read_corpus(path: Path, complain: Callable[[str], None]) -> list[Loaded]:
    """The articles of a file, a folder, or of JSON lines, each once.

    Args:
        path: where they are.
        complain: gets a line for every source without an article.

    Raises:
        InputError: it does not exist, or there is no article in it.
    """
    found: dict[str, Loaded] = {}
    reasons = []
    for one in load_corpus(path):
        if isinstance(one, Skipped):
            reasons.append(f"{one.source}: {one.reason}")
            complain(f"skipped {reasons[-1]}")
        else:
            found[one.source] = one
    if not found:
        raise InputError(f"no article in {str(path)!r}" + "".join(f": {r}" for r in reasons[:1]))
    return list(found.values())


def digest(articles: Iterable[Loaded], encoder: Encoder, chunking: Chunking) -> str:
    """What names a corpus's library: its articles, in any order, the encoder and the chunking."""
    made_with = json.dumps(manifest(encoder, chunking), sort_keys=True)
    known = sorted(json.dumps(asdict(one.article), default=str) for one in articles)
    joined = "\n".join([made_with, *known])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def open_corpus(
    articles: Sequence[Loaded],
    home: Path,
    encoder: Encoder,
    *,
    begin: Callable[[], None] = lambda: None,
    progress: Progress | None = None,
    chunking: Chunking | None = None,
) -> Library:
    """The library of a corpus: the one that was made of it, or a new one.

    It counts as made once it holds all articles: then, and only then, `complete.json` is written
    beside it. Where indexing was interrupted, it goes on: what is there is not embedded again.

    Args:
        articles: the corpus, at least one.
        home: folder of this corpus's library; named by its digest, it is made once.
        encoder: what it is indexed with.
        begin: called before anything is indexed, and only then.
        progress: see `Library.add`.
        chunking: None: the usual one.

    Raises:
        LibraryError: it cannot be made, or another process is making it.
    """
    made = home / COMPLETE
    ready = made.is_file() and Library.exists(home / LIBRARY)
    if not ready:
        begin()
    library = Library.open(home / LIBRARY, encoder, chunking)
    if ready:
        return library
    try:
        library.add(articles, progress)
        library.upkeep(copy=False)  # it can be made again
        aside = made.with_suffix(".part")
        aside.write_text(json.dumps({"articles": len(articles)}) + "\n", encoding="utf-8")
        aside.replace(made)
    except BaseException:
        library.close()
        raise
    return library
