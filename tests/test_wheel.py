"""The wheel, as a user gets it: it holds all it needs, and runs where other code lies about."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOSTILE = "raise SystemExit('the user\\'s own module was imported')\n"

pytestmark = pytest.mark.skipif(
    not (importlib.util.find_spec("setuptools") and importlib.util.find_spec("pip")),
    reason="building a wheel offline needs pip and setuptools",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: a build leaves files behind that would be in the next."""
    source = tmp_path_factory.mktemp("source")
    for room in ("bot", "index", "corpus"):
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    out = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(out), str(source))
    (built,) = out.glob("newscite-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the wheel's content in it."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--target", str(target), str(wheel))
    return target


def pip(command: str, *args: str) -> None:
    """Run pip without dependencies and without a network."""
    offline = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    full = [sys.executable, "-m", "pip", command, *offline, *args]
    result = subprocess.run(full, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr


def newscite(installed: Path, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the console script in a folder where modules of the user's own lie."""
    folder.mkdir()
    for name in ("bot", "index", "corpus"):
        (folder / f"{name}.py").write_text(HOSTILE)
    env = {k: v for k, v in os.environ.items() if not k.startswith("NEWSCITE_")}
    return subprocess.run(
        [sys.executable, str(installed / "bin" / "newscite"), *args],
        cwd=folder,
        env=env | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_it_holds_modules_and_data_of_every_room(wheel):
    """And no test, no cache."""
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "bot/py.typed",
        "bot/cli/entry.py",
        "bot/reading/weights/reader.safetensors",
        "bot/reading/weights/calibration.json",
        "bot/evaluation/pages/run.html.j2",
        "bot/evaluation/pages/style.css",
        "bot/evaluation/pages/questions.js",
        "bot/reading/training/reader.toml",
        "corpus/articles/tripoli.txt",
        "corpus/questions/case.schema.json",
        "corpus/questions/tripoli.jsonl",
        "index/library.py",
    ):
        assert name in names
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


def test_every_module_of_the_repository_is_in_it(wheel):
    """A package that nobody named in pyproject.toml would be missing."""
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = [path for room in ("bot", "index", "corpus") for path in (ROOT / room).rglob("*.py")]
    assert not [path for path in modules if path.relative_to(ROOT).as_posix() not in names]


def test_its_command_runs_beside_modules_of_the_same_names(installed, tmp_path):
    """The user's own bot.py is not ours."""
    result = newscite(installed, tmp_path / "empty", "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: newscite")


def test_it_answers_from_an_empty_folder_and_writes_only_into_the_library(installed, tmp_path):
    """Nothing of the repository is needed, nothing is written beside it."""
    before = sorted(path for path in installed.rglob("*") if "__pycache__" not in path.parts)
    library = tmp_path / "library"
    result = newscite(
        installed, tmp_path / "empty", "--library", str(library), "ask", "Who urged de-escalation?"
    )
    assert result.returncode == 0, result.stderr
    assert "France" in result.stdout
    assert "[1]" in result.stdout
    after = sorted(path for path in installed.rglob("*") if "__pycache__" not in path.parts)
    assert before == after
    assert library.is_dir()
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == [
        "bot.py",
        "corpus.py",
        "index.py",
    ]
