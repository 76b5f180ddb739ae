"""A corpus's library: made once, reused, and finished where it was interrupted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.corpora import digest, open_corpus, read_corpus
from corpus.errors import InputError
from corpus.loading import Loaded
from index.chunking import Chunking


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two hundred notes: more than one batch; one line is no article."""
    path = tmp_path / "notes.jsonl"
    lines = [json.dumps({"id": n, "text": f"Note {n} is on the dike."}) for n in range(200)]
    path.write_text("\n".join([*lines, "nonsense"]))
    return path


@pytest.fixture
def articles(corpus: Path) -> list[Loaded]:
    """Its articles."""
    return read_corpus(corpus, lambda _: None)


def test_it_is_made_once(articles: list[Loaded], tmp_path: Path, new_encoder: Any) -> None:
    """The second time nothing is embedded, and nothing is said."""
    chunking, begun = Chunking(max_tokens=16), list[int]()

    def opened(encoder: Any) -> int:
        with open_corpus(
            articles, tmp_path / "c", encoder, begin=lambda: begun.append(1), chunking=chunking
        ) as library:
            return library.counts().documents

    first, second = new_encoder(), new_encoder()
    assert opened(first) == opened(second) == 200
    assert (len(first.embedded), second.embedded, begun) == (200, [], [1])


def test_an_interrupted_one_is_finished(
    articles: list[Loaded], tmp_path: Path, new_encoder: Any
) -> None:
    """What is there is not embedded again; until all is there, it does not count as made."""
    chunking = Chunking(max_tokens=16)

    def interrupt(done: int, _: Loaded) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_corpus(articles, tmp_path / "c", new_encoder(), progress=interrupt, chunking=chunking)
    assert not (tmp_path / "c" / "complete.json").exists()
    encoder = new_encoder()
    with open_corpus(articles, tmp_path / "c", encoder, chunking=chunking) as library:
        assert library.counts().documents == 200
    assert 0 < len(encoder.embedded) < 200


def test_the_digest_is_of_articles_encoder_and_chunking(
    articles: list[Loaded], encoder: Any, loaded: Callable[..., Loaded]
) -> None:
    """Not of their order, nor of where they lie."""
    usual = digest(articles, encoder, Chunking(max_tokens=16))
    assert digest(articles[::-1], encoder, Chunking(max_tokens=16)) == usual
    assert digest(articles[1:], encoder, Chunking(max_tokens=16)) != usual
    assert digest(articles, encoder, Chunking(max_tokens=20)) != usual
    one, other = loaded("The dike held."), loaded("The dike held.", publisher="Post")
    chunking = Chunking(max_tokens=16)
    assert digest([one], encoder, chunking) != digest([other], encoder, chunking)


def test_what_is_skipped_is_said(corpus: Path) -> None:
    """By its line."""
    said: list[str] = []
    read_corpus(corpus, said.append)
    assert len(said) == 1
    assert "notes.jsonl:201: not JSON" in said[0]


def test_a_corpus_without_articles_is_bad_input(tmp_path: Path) -> None:
    """A run over nothing would decline everything."""
    path = tmp_path / "notes.jsonl"
    path.write_text("nonsense\n")
    with pytest.raises(InputError, match="no article"):
        read_corpus(path, lambda _: None)
