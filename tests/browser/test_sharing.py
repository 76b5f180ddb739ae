"""The page as others reach it: after signing in, behind a proxy that has a place for it."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from bot.passwords import Users, line_for
from bot.sharing import Limits, Sharing
from bot.web.serving import Server, application, listening

pytestmark = pytest.mark.browser

USERS = Users(dict([line_for("ana", "correct horse").split(":", 1)]))
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """An application on a free port."""
    with listening("127.0.0.1", 0) as listener:
        up = threading.Event()
        server = Server(app, up.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert up.wait(60), "it did not start"
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def proxy(port: int, place: str) -> FastAPI:
    """What a proxy does: `location PLACE/ { proxy_pass http://127.0.0.1:PORT/; }`."""
    asker = httpx.AsyncClient(timeout=60)

    async def passed(request: Request) -> StreamingResponse:
        path = request.url.path.removeprefix(place)
        address = f"http://127.0.0.1:{port}{path}?{request.url.query}"
        kept = {k: v for k, v in request.headers.items() if k not in HOP - {"content-length"}}
        asked = asker.build_request(
            request.method, address, headers=kept, content=await request.body()
        )
        answer = await asker.send(asked, stream=True)

        async def body() -> AsyncIterator[bytes]:
            async for part in answer.aiter_raw():
                yield part
            await answer.aclose()

        made = StreamingResponse(body(), answer.status_code)
        made.raw_headers = [(k, v) for k, v in answer.headers.raw if k.decode().lower() not in HOP]
        return made

    route = Route(place + "/{path:path}", passed, methods=["GET", "HEAD", "POST"])
    return FastAPI(routes=[route], openapi_url=None)


@pytest.fixture
def chain(toy: ModuleType) -> Any:
    """The page's chain."""
    return toy.ToyChain()


@pytest.fixture
def shared(toy: ModuleType, chain: Any) -> Iterator[str]:
    """The address of a page behind a proxy, for those who sign in; few may wait."""
    sharing = Sharing(USERS, "/news", Limits(waiting=1))
    app = application(toy.toy_page(chain=chain), "127.0.0.1", sharing)
    with serving(app) as port, serving(proxy(port, "/news")) as public:
        yield f"http://127.0.0.1:{public}/news/"


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    """An empty tab; `tab.asked` has all that it asked for, `tab.wrong` what it complained of."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(120_000)  # nothing here is about how fast it is
    page.asked, page.wrong = [], []
    page.on("request", lambda one: page.asked.append(one.url))
    page.on("response", lambda one: page.wrong.append(one.url) if one.status >= 400 else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda one: page.wrong.append(told(one)) if one.type == "error" else None)
    yield page
    context.close()


def told(message: Any) -> str:
    """A message of the console, and what it is about."""
    return f"{message.text} {message.location.get('url', '')}"


def sign_in(tab: Any, shared: str, password: str) -> None:
    """Open the page, and fill in the form that it leads to."""
    tab.goto(shared)
    tab.get_by_label("Name").fill("ana")
    tab.get_by_label("Password").fill(password)
    tab.keyboard.press("Enter")


def test_who_signs_in_gets_the_page_and_answers_under_the_proxys_place(
    tab: Any, shared: str
) -> None:
    """Nothing is asked for outside of it."""
    sign_in(tab, shared, "correct horse")
    tab.wait_for_selector("#nc-box textarea:enabled")
    assert tab.url == shared
    tab.fill("#nc-box textarea", "Who thanked the pilots?")
    tab.keyboard.press("Enter")
    tab.locator(".nc-answer").wait_for()

    assert "The island council" in tab.inner_text(".nc-short")
    assert [one for one in tab.asked if not one.startswith((shared, "data:"))] == []
    # Browsers look for an icon outside of the proxy's place, too; the page has its own.
    assert [one for one in tab.wrong if "/favicon.ico" not in one] == []


def test_a_wrong_password_is_told_where_it_was_typed(tab: Any, shared: str) -> None:
    """The page is not shown."""
    sign_in(tab, shared, "wrong horse")
    assert tab.get_by_role("alert").inner_text() == "Name or password is wrong."
    assert tab.locator("#nc-box").count() == 0


def test_past_the_queues_limit_a_visitor_is_told_that_it_is_busy(
    tab: Any, shared: str, chain: Any
) -> None:
    """In words, on the page."""
    sign_in(tab, shared, "correct horse")
    tab.wait_for_selector("#nc-box textarea:enabled")
    for _ in range(6):
        tab.request.post(f"{shared}gradio_api/call/ask", data={"data": ["Who waits?", None]})
    tab.fill("#nc-box textarea", "Who thanked the pilots?")
    tab.keyboard.press("Enter")
    tab.get_by_text("busy", exact=False).first.wait_for()
    chain.gate.set()
