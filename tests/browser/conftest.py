"""The page in Chromium, served with a toy chain, every request that it makes on record."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def toy() -> ModuleType:
    """The module toy.py beside this file, which no test can import by name."""
    return beside("toy.py")


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """The module hostile.py beside this file: payloads."""
    return beside("hostile.py")


def beside(name: str) -> ModuleType:
    """A module of a file beside this one."""
    spec = importlib.util.spec_from_file_location(
        f"newscite_{name.removesuffix('.py')}", Path(__file__).parent / name
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def address(toy: ModuleType) -> Iterator[str]:
    """The page, served on a free port."""
    from bot.web.serving import Server, application, listening

    with listening("127.0.0.1", 0) as listener:
        up = threading.Event()
        server = Server(application(toy.toy_page(), "127.0.0.1"), up.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert up.wait(60), "the page did not start"
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium; skips, and says why, where it or Playwright is missing."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        # A temporary profile of its own is what launch() gives.
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page that is open in the browser.

    Attributes:
        page: Playwright's page.
        requests: addresses that were asked for.
        complaints: console errors and uncaught exceptions.
    """

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Type a question, and wait until it is answered, declined or refused."""
        turns = self.page.locator(".nc-answer, .nc-notice").count()
        self.page.fill("#nc-box textarea", question)
        self.page.keyboard.press("Enter")
        self.page.locator(".nc-answer, .nc-notice").nth(turns).wait_for()


@pytest.fixture
def visit(request: pytest.FixtureRequest, chromium: Any, address: str) -> Iterator[Visit]:
    """The page, just opened; a parameter gives the width, and "dark" the dark scheme."""
    width, scheme = getattr(request, "param", (1440, "light"))
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    seen = Visit(page)
    page.on("request", lambda one: seen.requests.append(one.url))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda m: seen.complaints.append(m.text) if m.type == "error" else None)
    page.goto(address)
    page.wait_for_selector("#nc-box textarea:enabled")
    yield seen
    context.close()
