"""What the fault tests share: a toy encoder, notes to add, and what must hold after any fault."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, article_id
from corpus.loading import Loaded
from index import adding, generations, workshop
from index.chunking import Chunking
from index.embedding import EncoderIdentity
from index.library import Library
from index.vectors import build

State = dict[str, str]
"""What a library holds: text by source."""

DIMENSION = 32
CHUNKING = Chunking(max_tokens=16)


class HashEncoder:
    """Vectors that tell every text from every other: bytes of its SHA-256, centred."""

    identity = EncoderIdentity("toy", "1", "0" * 64, DIMENSION)
    max_tokens = 64

    def __init__(self) -> None:
        """Start counting what is embedded."""
        self.embedded = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector a text."""
        self.embedded += len(texts)
        return [hashed(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question that is a passage's text is that passage's."""
        return hashed(text)

    def count_tokens(self, texts: list[str]) -> list[int]:
        """Words, and two."""
        return [len(text.split()) + 2 for text in texts]


def hashed(text: str) -> list[float]:
    """A text's vector."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return [float(one) - 127.5 for one in digest]


def small() -> None:
    """Make batches and generations small, in this process, so that little data has many steps."""
    adding.BATCH_ITEMS = 8  # type: ignore[misc]
    generations.FEW = 24  # type: ignore[misc]


@contextmanager
def nearby() -> Iterator[None]:
    """Build and check generations in this process, without a child: what is tested is not that."""
    before = generations.run

    def run(task: str, record: Path, folder: Path, last: int, say: Any = None) -> int:
        if task == "build":
            return max([0, *build(folder, workshop.batches(record, last))])
        return workshop.check(record, folder, last)

    generations.run = run  # type: ignore[assignment]
    try:
        yield
    finally:
        generations.run = before


def text_of(number: int, version: int) -> str:
    """The text of a note: two passages with words that no other has."""
    word = hashlib.sha256(f"{number}/{version}".encode()).hexdigest()[:12]
    first = f"Note {number} of version {version} tells of x{word} and of nothing that others know."
    return f"{first}\nThe second paragraph is about y{word}, as rare as the first one."


def note(number: int, version: int = 0) -> Loaded:
    """A document."""
    source, text = f"/notes/{number}.txt", text_of(number, version)
    name = f"{number}.txt"
    return Loaded(source, Article(article_id(name, text), f"Note {number}", text, source=name))


def after(state: Mapping[str, str], step: Mapping[str, Any]) -> State:
    """What a step makes of a state.

    Args:
        state: before it.
        step: "do": "add" or "remove"; "numbers"; "version".
    """
    new = dict(state)
    for number in step.get("numbers", ()):
        one = note(number, step.get("version", 0))
        if step["do"] == "add":
            new[one.source] = one.article.text
        elif step["do"] == "remove":
            new.pop(one.source, None)
    return new


def do(folder: Path, step: Mapping[str, Any]) -> None:
    """Do a step."""
    with Library.open(folder, HashEncoder(), CHUNKING) as library:
        if step["do"] == "add":
            library.add(note(number, step["version"]) for number in step["numbers"])
        elif step["do"] == "remove":
            known = set(library.sources())
            library.remove([s for n in step["numbers"] if (s := note(n).source) in known])
        elif step["do"] == "rebuild":
            library.rebuild()
        else:
            library.upkeep()


def opened(folder: Path) -> Library:
    """A library as a new process finds it."""
    return Library.open(folder, HashEncoder(), CHUNKING)


def state_of(library: Library) -> State:
    """What it holds; nothing is there twice.

    Raises:
        AssertionError: something is.
    """
    documents = library.documents()
    state = {one.source: one.article.text for one in documents}
    assert len(state) == len(documents)
    return state


def assert_old_or_new(state: State, old: State, new: State, whole: bool) -> None:
    """Every document is as it was or as it was to be.

    Args:
        state: what is there.
        old: what was there before the step.
        new: what is there after it.
        whole: the step is one transaction: all of it, or nothing.
    """
    if whole:
        assert state in (old, new)
    for source in {*state, *old, *new}:
        assert state.get(source) in (old.get(source), new.get(source)), source


def assert_sound(library: Library, state: State | None = None) -> None:
    """Nothing is damaged, and every passage is found by itself, by meaning and by words, once."""
    # A generation that is behind is no damage: what it lacks is compared.
    assert [one for one in library.check() if "the search index lacks" not in one] == []
    found = state_of(library)
    if state is not None:
        assert found == state
    for document in library.documents():
        assert_found(library, document.article)


def assert_found(library: Library, article: Article) -> None:
    """Each of an article's passages is the nearest to itself, and found by its own word."""
    passages = library.passages(article.id)
    assert "".join(p.text for p in passages).replace("\n", "") == article.text.replace("\n", "")
    for passage in passages:
        assert article.text[passage.start : passage.end] == passage.text
        near = [one.key for one, _ in library.dense(hashed(passage.text), 3)]
        assert near[0] == passage.key
        assert len(set(near)) == len(near)
        word = next(w for w in passage.text.split() if w[0] in "xy" and len(w) > 12).strip(",.")
        assert [one.key for one, _ in library.lexical(word, 3)] == [passage.key]


def one_line(error: Exception) -> None:
    """What a user sees of an error is one line."""
    assert str(error)
    assert "\n" not in str(error)


def spoil(path: Path, draw: Any) -> str:
    """Damage a file: flip a bit, cut it, or overwrite a stretch; says which.

    Args:
        path: the file.
        draw: a `random.Random`.
    """
    size = path.stat().st_size
    kind = draw.choice(["flip", "flip", "cut", "stretch"])
    at = draw.randrange(size) if size else 0
    if kind == "cut" or not size:
        with path.open("r+b") as file:
            file.truncate(at)
        return f"{path.name} cut at {at}"
    with path.open("r+b") as file:
        file.seek(at)
        content = bytearray(file.read(1 if kind == "flip" else 64))
        for place in range(len(content)):
            content[place] ^= (1 << draw.randrange(8)) if kind == "flip" else draw.randrange(256)
        file.seek(at)
        file.write(content)
    return f"{path.name} {kind} at {at}"


def needs(*command: str) -> None:
    """Skip the test where a command cannot be run: not installed, or not allowed here."""
    program = shutil.which(command[0])
    if not program or subprocess.run(command, capture_output=True).returncode:
        pytest.skip(f"needs {' '.join(command)}")


class Nursery:
    """A process that has everything imported, and forks a child for each step: quick to kill."""

    def __init__(self, patience: float | None = None) -> None:
        """Start it."""
        script = Path(__file__).with_name("nursery.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script), json.dumps(sys.path), json.dumps(patience)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, folder: Path, *steps: Mapping[str, Any], held: bool = False) -> list[int]:
        """Fork a child for each step, all at once; their process ids.

        Args:
            folder: the library's.
            steps: what they do.
            held: each stops itself before it begins, and waits for SIGCONT.
        """
        assert self._process.stdin
        assert self._process.stdout
        job = {"folder": str(folder), "steps": steps, "held": held}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return list(json.loads(self._process.stdout.readline()))

    def end(self) -> list[dict[str, Any]]:
        """Wait for the children: "status" of each (negative: the signal), and what it "said"."""
        assert self._process.stdout
        return list(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
