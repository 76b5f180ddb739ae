"""The README says what is so: its example runs, its answer is the answer, its commands exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.py"))


@pytest.fixture(scope="module")
def readme() -> str:
    """Its text."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples' library lives."""
    return tmp_path_factory.mktemp("data") / "library"


def run(library: Path, *command: str) -> str:
    """What a Python program prints, with the library of the tests."""
    environment = os.environ | {"NEWSCITE_LIBRARY": str(library), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs_and_finds_the_governments(path: Path, library: Path) -> None:
    """As it stands, from the repository."""
    assert "de-escalation" in run(library, str(path))


def test_the_ten_lines_in_the_readme_are_the_example(readme: str) -> None:
    """Word for word, but for its first line, which says what it is."""
    lines = (ROOT / "tests" / "examples" / "own_chain.py").read_text(encoding="utf-8")
    assert lines.split("\n\n", 1)[1] in readme


def test_the_answer_in_the_readme_is_the_answer(readme: str, library: Path) -> None:
    """To the question of its first line."""
    question = re.search(r'newscite ask "([^"]+)"', readme)
    shown = re.search(r"```text\n(.*?)```", readme, re.DOTALL)
    assert question
    assert shown
    program = "from bot.cli import main; raise SystemExit(main())"
    assert run(library, "-c", program, "ask", question[1]) == shown[1]


def test_no_address_of_a_registry_is_named(readme: str) -> None:
    """Whoever has their own index must not be led past it."""
    assert not re.search(r"index-url|find-links", readme)
