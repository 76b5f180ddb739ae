"""The toy library and chain of the browser's tests, for the tests that need no browser."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def toy() -> ModuleType:
    """The module tests/browser/toy.py, which no test can import by name."""
    path = Path(__file__).parents[2] / "browser" / "toy.py"
    spec = importlib.util.spec_from_file_location("newscite_toy_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
