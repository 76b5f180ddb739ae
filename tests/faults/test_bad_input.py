"""9: every row of the table of bad input: its message, and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from workbench import CHUNKING, HashEncoder, assert_sound, note, opened

from bot.cli import main
from index.embedding import EncoderIdentity
from index.library import Library
from index.lock import writer_lock

pytestmark = pytest.mark.faults
Run = Callable[..., SimpleNamespace]
MEGA = 1024**2


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a library that commands open, with one note in it; still sound in the end."""
    folder = tmp_path / "library"
    monkeypatch.setenv("NEWSCITE_LIBRARY", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("index.upkeep.start", lambda _: None)
    monkeypatch.setattr("bot.opening.open_library", lambda *_, **__: opened(folder))
    with opened(folder) as library:
        library.add([note(1)])
    yield folder
    with opened(folder) as library:
        assert_sound(library) if len(library.sources()) == 1 else None
        assert note(1).source in library.sources()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command here: its code and what it said; never a traceback."""

    def call(*args: str) -> SimpleNamespace:
        code = main(list(args))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        assert "internal error" not in captured.err
        return SimpleNamespace(code=code, out=captured.out, err=captured.err)

    return call


def test_a_missing_file_and_an_empty_folder(
    home: Path, run: Run, tmp_path: Path, tried: Any
) -> None:
    """2, one line, the old index kept."""
    (tmp_path / "empty").mkdir()
    for name in ("missing.txt", "empty", "missing*.txt"):
        result = run("add", str(tmp_path / name))
        assert (result.code, result.err.count("\n")) == (2, 1)
        assert name in result.err
    tried(9, "a missing file, an empty folder", 3)


def test_files_that_cannot_be_read(home: Path, run: Run, tmp_path: Path, tried: Any) -> None:
    """3, each with its reason, the others indexed."""
    from test_fuzz import pdf

    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("The museum opens a wing.")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "foreign.txt").write_bytes("Сегодня вечером в городе".encode("koi8-r") * 20)
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.4\n" + os.urandom(4_000))
    locked = pdf(b"BT ET", b"[]").replace(
        b"trailer << /Root",
        b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ("
        + b"o" * 32
        + b") /U ("
        + b"u" * 32
        + b") >> /ID [(x)(x)] /Root",
    )
    (folder / "locked.pdf").write_bytes(locked)
    (folder / "noise.docx").write_bytes(b"PK\x03\x04" + os.urandom(4_000))
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    result = run("add", str(folder))
    assert result.code == 3
    assert result.out == "added 1, updated 0, unchanged 0, skipped 8\n"
    lines = result.err.splitlines()
    for name, reason in {
        "binary.txt": "binary",
        "foreign.txt": "unknown encoding",
        "damaged.pdf": "",
        "locked.pdf": "encrypted",
        "noise.docx": "",
        "pipe.txt": "not a regular file",
        "device.txt": "out of the folder",
        "gone.txt": "leads nowhere",
    }.items():
        (line,) = [one for one in lines if name in one]
        assert line.startswith("skipped ")
        assert reason in line
    tried(9, "files that cannot be read", 8)


MEASURED = """
import resource, sys
sys.path[:] = {path!r}
from workbench import opened
from corpus.loading import load
with opened({folder!r}) as library:
    shown = []
    added = library.add(load([{file!r}]), passages=lambda done, total: shown.append(done))
print(added.added, len(shown), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("kind", ["prose in one line", "one word", "lines"])
def test_a_huge_text(kind: str, home: Path, tmp_path: Path, count: Any, tried: Any) -> None:
    """Taken in, in bounded memory, with progress shown."""
    size = count(50, 4) * MEGA
    path = tmp_path / "huge.txt"
    sentence = "The ferry to Lonna sailed again on Monday after eleven days in the dock of Almo. "
    if kind == "one word":
        text = "a" * size
    else:
        text = sentence * (size // len(sentence))
        text = text.replace(". ", ".\n") if kind == "lines" else text
    path.write_text(text)
    code = MEASURED.format(
        path=[*sys.path, str(Path(__file__).parent)], folder=home, file=str(path)
    ).replace("PosixPath(", "__import__('pathlib').Path(")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    added, shown, megabytes = map(int, done.stdout.split())
    assert (added, shown > 1 or kind == "one word") == (1, True)
    assert megabytes < 1_600
    tried(9, f"{size // MEGA} MB: {kind}", 1, memory_MB=megabytes)


def test_questions_that_cannot_be_asked(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tried: Any
) -> None:
    """2; no model is run for an empty one, and a long one is not silently cut."""
    for question, words in (("", "empty"), (" \t\n", "empty"), ("why " * 2_500, "10,000 char")):
        result = run("ask", question)
        assert (result.code, result.err.count("\n")) == (2, 1)
        assert words in result.err
    tried(9, "questions that cannot be asked", 3)


def test_a_malformed_line_in_a_question_file(
    home: Path, run: Run, tmp_path: Path, tried: Any
) -> None:
    """File and line are named."""
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "a", "question": "Who?"}\nnot JSON\n{"question": "no id"}\n')
    result = run("cases", "check", str(path))
    assert result.code in (1, 2, 3)
    assert f"{path}:2" in result.err + result.out
    tried(9, "a malformed line in a question file", 1)


def test_a_library_of_another_model(home: Path, run: Run, monkeypatch: Any, tried: Any) -> None:
    """1; both are named."""

    class Other(HashEncoder):
        identity = EncoderIdentity("other", "2", "1" * 64, 32)

    monkeypatch.setattr(
        "bot.opening.open_library", lambda *_, **__: Library.open(home, Other(), CHUNKING)
    )
    result = run("list")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "toy" in result.err
    assert "other" in result.err
    tried(9, "a library of another model", 1)


def test_a_folder_that_cannot_be_written(home: Path, run: Run, tmp_path: Path, tried: Any) -> None:
    """1, one line; questions are still answered."""
    (tmp_path / "new.txt").write_text("The museum opens a wing.")
    tmp_path.chmod(0o755)
    above = [one for one in tmp_path.parents if one.stat().st_uid == os.geteuid()]
    modes = [(one, one.stat().st_mode) for one in above if "pytest" in one.name or "pt" in one.name]
    for one, _ in modes:
        one.chmod(0o755)
    for path in [*home.rglob("*"), home]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        result = run("add", str(tmp_path / "new.txt"))
        assert (result.code, result.err.count("\n")) == (1, 1)
        assert "cannot be written" in result.err
        assert run("list").code == 0
    finally:
        if user == 0:
            os.seteuid(0)
        for path in [home, *home.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        for one, mode in modes:
            one.chmod(mode)
    tried(9, "a folder that cannot be written", 1)


def test_a_second_writer(home: Path, run: Run, tmp_path: Path, tried: Any) -> None:
    """1, the holder named."""
    (tmp_path / "new.txt").write_text("The museum opens a wing.")
    with writer_lock(home):
        result = run("add", str(tmp_path / "new.txt"))
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert f"process {os.getpid()}" in result.err
    tried(9, "a second writer", 1)


def test_the_same_folder_twice(home: Path, run: Run, tmp_path: Path, tried: Any) -> None:
    """Nothing is embedded again, and ids are the same."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(50):
        (folder / f"{number}.txt").write_text(note(number + 100).article.text)
    run("add", str(folder))
    first = run("list", "--json").out
    for path in folder.iterdir():
        os.utime(path)
    for _ in range(2):
        with opened(home) as library:
            encoder = library.encoder
            again = run("add", str(folder))
            assert isinstance(encoder, HashEncoder)
            assert encoder.embedded == 0
        assert again.out == "added 0, updated 0, unchanged 50, skipped 0\n"
        assert run("list", "--json").out == first
    tried(6, "the same folder twice", 2)
