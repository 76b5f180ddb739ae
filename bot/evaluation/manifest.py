"""What a run's figures depend on, as digests: so that only like is compared with like."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.evaluation.cases import Case
from bot.settings import Settings
from corpus.errors import InputError
from index.library import Library

ROOMS = ("bot", "index", "corpus")
SAME = {"cases_digest": "cases", "corpus_digest": "corpora"}
RESUMED = ("system", "cases_digest", "corpus_digest", "settings", "models", "code_digest", "seed")
OWN: Mapping[str, str] = {"name": "newscite"}


def manifest(
    cases: Sequence[Case],
    library: Library,
    settings: Settings,
    seed: int,
    system: Mapping[str, str] = OWN,
) -> dict[str, Any]:
    """What the figures of a run over these cases depend on, without a path of this machine.

    Args:
        cases: those that are asked.
        library: its articles and encoder.
        settings: of retrieval and reading.
        seed: of drawing questions, and of the intervals.
        system: what answers: its name, and a digest where there is one. Settings and models
            are left out of any but newscite's own, which alone they bear on.
    """
    encoder = library.encoder.identity
    own = system["name"] == OWN["name"]
    set_to = {"retrieval": asdict(settings.retrieval), "reading": asdict(settings.reading)}
    if settings.model.name:  # its server's address is this machine's affair
        set_to["model"] = {k: v for k, v in asdict(settings.model).items() if k != "base_url"}
    return {
        "system": dict(system),
        "questions": len(cases),
        "cases_digest": cases_digest(cases),
        "corpus_digest": corpus_digest(one.article.id for one in library.documents()),
        "settings": set_to if own else {},
        "models": {"encoder": asdict(encoder)} if own else {},
        "code_digest": code_digest(),
        "seed": seed,
        "machine": machine(),
    }


def machine() -> dict[str, Any]:
    """What the run ran on, as far as its figures may depend on it."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def cases_digest(cases: Iterable[Case]) -> str:
    """SHA-256 over the cases as canonical JSON, sorted by id: the file's layout does not count."""
    lines = sorted((case.id, json.dumps(case.to_json(), sort_keys=True)) for case in cases)
    return sha256("\n".join(line for _, line in lines))


def corpus_digest(article_ids: Iterable[str]) -> str:
    """SHA-256 over the sorted ids of the articles, each of which stands for its text."""
    return sha256("\n".join(sorted(article_ids)))


def code_digest() -> str:
    """SHA-256 over this installation's Python files: names and contents, in order."""
    digest = hashlib.sha256()
    for room in ROOMS:
        folder = Path(str(files(room)))
        for file in sorted(folder.rglob("*.py")):
            digest.update(f"{room}/{file.relative_to(folder).as_posix()}\0".encode())
            digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def sha256(text: str) -> str:
    """Of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def refuse_unlike(one: Mapping[str, Any], other: Mapping[str, Any], remedy: str) -> None:
    """Let two runs be compared only where both are over the same cases and articles.

    Args:
        one: a manifest.
        other: another.
        remedy: what to do about it, for the message.

    Raises:
        InputError: they are not.
    """
    unlike = [
        noun for key, noun in SAME.items() if not one.get(key) or one.get(key) != other.get(key)
    ]
    if unlike:
        raise InputError(f"the two runs are over different {' and '.join(unlike)}; {remedy}")


def refuse_other(before: Mapping[str, Any], now: Mapping[str, Any], where: Path) -> None:
    """Let a run be resumed only as it was begun.

    Raises:
        InputError: something else would be run; the message says in what it differs.
    """
    unlike = [key for key in RESUMED if before.get(key) != now.get(key)]
    if unlike:
        raise InputError(
            f"{str(where)!r} holds a run with another {unlike[0].replace('_', ' ')}: "
            "resume it as it was begun, or choose another --out"
        )
