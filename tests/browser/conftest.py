"""The page in Chromium, served with a toy chain, every request that it makes on record."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
PATIENCE_MS = 180_000
"""How long a condition is waited for: a busy machine is slow, and no test is about speed."""


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
    with served(toy.toy_page()) as one:
        yield one


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
        self.view("chat")
        turns = self.page.locator(".nc-answer, .nc-notice").count()
        self.page.fill("#nc-box textarea", question)
        self.page.keyboard.press("Enter")
        self.page.locator(".nc-answer, .nc-notice").nth(turns).wait_for()

    def view(self, part: str) -> None:
        """Go to a part of the page, where there is room for one only."""
        if self.page.viewport_size["width"] < 1080:
            self.page.click(f".nc-views [data-view={part}]")

    def parts(self) -> Iterator[str]:
        """The parts of the page, each as it is in view."""
        for part in ("side", "evidence", "chat"):
            self.view(part)
            yield part

    def listed(self) -> Any:
        """The conversations on the left."""
        return self.page.locator(".nc-chat")


@pytest.fixture
def visit(request: pytest.FixtureRequest, chromium: Any, address: str) -> Iterator[Visit]:
    """The page, just opened; a parameter gives the width, and "dark" the dark scheme."""
    width, scheme = getattr(request, "param", (1440, "light"))
    with opened(chromium, address, width, scheme) as seen:
        yield seen


@contextmanager
def opened(
    chromium: Any, address: str, width: int = 1440, scheme: str = "light"
) -> Iterator[Visit]:
    """The page in a browser of its own, with no cookie yet."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    seen = Visit(page)
    page.on("request", lambda one: seen.requests.append(one.url))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda m: seen.complaints.append(m.text) if m.type == "error" else None)
    page.goto(address)
    page.wait_for_selector("#nc-box textarea:enabled")
    page.wait_for_selector("#nc-chats > *", state="attached")
    page.wait_for_selector("#nc-books > *", state="attached")
    yield seen
    context.close()


@dataclass
class Workshop:
    """The page over a real library, with the toy encoder and the toy chain.

    Attributes:
        address: the page's.
        library: as the terminal would open it.
        chain: what answers.
        visit: opens the page in a browser of its own, until the test ends.
    """

    address: str
    library: Any
    chain: Any
    visit: Callable[..., Visit]


@contextmanager
def served(page: Any) -> Iterator[str]:
    """A page on a free port: its address."""
    from bot.web.serving import Server, application, listening

    with listening("127.0.0.1", 0) as listener:
        up = threading.Event()
        server = Server(application(page, "127.0.0.1"), up.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert up.wait(120), "the page did not start"
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def serving() -> Callable[[Any], AbstractContextManager[str]]:
    """Serves a page as long as its context lasts: its address."""
    return served


@pytest.fixture
def serve_page() -> Iterator[Callable[[Any], str]]:
    """Serves a page until the test ends, and gives its address."""
    with ExitStack() as stack:
        yield lambda page: stack.enter_context(served(page))


@pytest.fixture
def workshop(
    toy: ModuleType, new_encoder: type[Any], chromium: Any, tmp_path: Path
) -> Iterator[Workshop]:
    """The page over a library of its own that holds two of the toy articles."""
    with ExitStack() as stack:
        library = stack.enter_context(toy.open_library(tmp_path / "library", new_encoder()))
        library.add(toy.loaded(one) for one in (toy.HARBOUR_ARTICLE, toy.STORM_ARTICLE))
        chain = toy.ToyChain()
        address = stack.enter_context(served(toy.page_over(chain, library)))

        def visit(width: int = 1440, scheme: str = "light") -> Visit:
            return stack.enter_context(opened(chromium, address, width, scheme))

        yield Workshop(address, library, chain, visit)
