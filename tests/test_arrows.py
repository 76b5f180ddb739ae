"""Which room may import which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {"corpus": {"corpus"}, "index": {"index", "corpus"}, "bot": {"bot", "index", "corpus"}}
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The full name of everything that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_bot_imports_index_imports_corpus_never_back(path: Path) -> None:
    """No import goes against the direction of the rooms, or into the tests."""
    room = path.relative_to(ROOT).parts[0]
    tops = {name.split(".")[0] for name in imported(path)}
    assert not tops & {*ROOMS, "tests"} - ROOMS[room]


def test_only_one_module_imports_chroma() -> None:
    """Chroma is replaced, where it must be, in `index/vectors.py` alone."""
    users = [p for p in FILES if any(name.split(".")[0] == "chromadb" for name in imported(p))]
    assert users == [ROOT / "index" / "vectors.py"]
