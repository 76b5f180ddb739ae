from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.visitor import COOKIE, Visitors, owned, owner_of
from corpus.errors import InputError

SECRET = "s" * 43


@pytest.fixture
def client() -> TestClient:
    """A client of a page and of something else."""
    routes = [
        Route("/", lambda _: HTMLResponse("page")),
        Route("/data", lambda _: PlainTextResponse("data")),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Visitors)]))


def test_a_browser_gets_a_lasting_secret_that_scripts_cannot_read(client: TestClient) -> None:
    """Of 256 bits, and not sent by other sites' requests."""
    cookie = client.get("/").headers["set-cookie"]

    assert re.match(rf"{COOKIE}=[\w-]{{43}}; Path=/; Max-Age=34560000; HttpOnly; ", cookie)
    assert cookie.endswith("SameSite=Lax")


def test_the_secret_stays_the_same_and_no_two_are_alike(client: TestClient) -> None:
    """Each visit begins its time anew."""
    first = client.get("/").headers["set-cookie"]
    assert client.get("/").headers["set-cookie"] == first

    client.cookies.clear()
    assert client.get("/").headers["set-cookie"] != first


def test_only_a_page_brings_a_cookie(client: TestClient) -> None:
    """Data does not."""
    assert "set-cookie" not in client.get("/data").headers


def test_a_secret_that_was_made_up_is_replaced(client: TestClient) -> None:
    """One that could be guessed, or that would write headers."""
    client.cookies.set(COOKIE, "me")

    assert f"{COOKIE}=me;" not in client.get("/").headers["set-cookie"]


@pytest.mark.parametrize("cookies", [{}, {COOKIE: "short"}, {COOKIE: SECRET + "x"}, None])
def test_without_a_secret_there_is_no_owner(cookies: dict[str, str] | None) -> None:
    """And what changes something is refused."""
    request = SimpleNamespace(cookies=cookies)

    assert owner_of(request) == ""
    with pytest.raises(InputError, match="no cookies"):
        owned(request)


def test_the_secret_names_the_owner() -> None:
    """As it was given out."""
    assert owner_of(SimpleNamespace(cookies={COOKIE: SECRET})) == SECRET
