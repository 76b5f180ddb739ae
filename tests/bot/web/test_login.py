"""Signing in to a shared page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from bot.passwords import Users, line_for
from bot.sharing import Sharing
from bot.web.login import LASTS_S, Sessions, Throttle
from bot.web.serving import application

USERS = Users(dict([line_for("ana", "correct horse").split(":", 1)]))
RIGHT = {"username": "ana", "password": "correct horse"}
WRONG = {"username": "ana", "password": "incorrect horse"}
BROWSER = {"accept": "text/html"}


@pytest.fixture
def client(toy: ModuleType) -> Iterator[TestClient]:
    """A client of a shared toy page, who has not signed in."""
    app = application(toy.toy_page(), "0.0.0.0", Sharing(USERS, "/news"))
    with TestClient(app, base_url="http://example.test", follow_redirects=False) as client:
        yield client


def test_nothing_is_there_for_who_has_not_signed_in(client: TestClient) -> None:
    """Whoever opens the page is led to the form; the rest is a line."""
    opened = client.get("/", headers=BROWSER)
    assert (opened.status_code, opened.headers["location"]) == (303, "login")
    for path in ("/config", "/gradio_api/info", "/assets/x.js", "/theme.css"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (401, "no-store")
        assert "gradio" not in answer.text
    for path in ("/gradio_api/call/ask", "/gradio_api/upload", "/gradio_api/component_server"):
        assert client.post(path, json={"data": ["Who?"]}).status_code == 401
    assert client.get("/health").status_code == 200


def test_the_form_runs_nothing_and_is_sent_only_here(client: TestClient) -> None:
    """Its fields are labelled."""
    page = client.get("/login", headers=BROWSER)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "form-action 'self'" in policy
    assert "script" not in page.text
    assert page.text.count("<label for=") == 2


def test_who_signs_in_is_let_in_until_signing_out(client: TestClient) -> None:
    """By a cookie that scripts cannot read and other sites' requests do not carry."""
    done = client.post("/login", data=RIGHT, headers=BROWSER)
    assert (done.status_code, done.headers["location"]) == (303, "./")
    cookie = done.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=lax", "Path=/news", f"Max-Age={LASTS_S}"):
        assert part in cookie
    token = cookie.partition("=")[2].partition(";")[0]
    signed = {"cookie": f"newscite_session={token}"}
    assert client.get("/config", headers=signed).status_code == 200
    assert client.get("/config", headers={"cookie": "newscite_session=x"}).status_code == 401
    out = client.post("/logout", headers=signed)
    assert (out.status_code, out.headers["location"]) == (303, "login")
    assert client.get("/config", headers=signed).status_code == 401


def test_a_cookie_over_https_is_sent_only_so(toy: ModuleType) -> None:
    """Where the public address is https, or a proxy says that it is."""
    sharing = Sharing(USERS, "https://example.org/news")
    app = application(toy.toy_page(), "127.0.0.1", sharing)
    with TestClient(app, base_url="http://example.org", follow_redirects=False) as client:
        assert "; Secure" in client.post("/login", data=RIGHT).headers["set-cookie"]


def test_a_wrong_password_is_told_and_kept_out_of_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Wrong name or wrong password: the same words."""
    with caplog.at_level(logging.DEBUG):
        one = client.post("/login", data=WRONG, headers=BROWSER)
        other = client.post("/login", data=WRONG | {"username": "bob"}, headers=BROWSER)
    assert (one.status_code, one.text) == (401, other.text)
    assert "Name or password is wrong." in one.text
    assert "set-cookie" not in one.headers
    assert "wrong name or password from testclient" in caplog.text
    assert "horse" not in caplog.text
    assert "ana" not in caplog.text.replace("testclient", "")


def test_a_program_signs_in_as_gradios_client_does(client: TestClient) -> None:
    """A form without a page to go to."""
    done = client.post("/login", data=RIGHT)
    assert (done.status_code, done.json()) == (200, {"success": True})
    assert client.post("/login", data=WRONG).status_code == 401


@pytest.mark.parametrize("body", [b"", b"username=ana", b"\xff\xfe", b"a=1&" * 99, b"{}"])
def test_what_is_no_form_is_a_wrong_password(client: TestClient, body: bytes) -> None:
    """Not an error."""
    assert client.post("/login", content=body).status_code == 401


def test_a_form_that_is_too_large_is_refused(client: TestClient) -> None:
    """Nobody has such a password."""
    assert client.post("/login", content=b"x" * 20_000).status_code == 413


def test_guessing_is_slowed_down(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten wrong ones the eleventh is not even compared."""
    monkeypatch.setattr("bot.passwords.PasswordHasher.verify", wrong)
    for _ in range(10):
        assert client.post("/login", data=WRONG).status_code == 401
    answer = client.post("/login", data=RIGHT)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 600


def wrong(*_: object) -> None:
    """What argon2 does with a wrong password, but at once."""
    from argon2.exceptions import VerifyMismatchError

    raise VerifyMismatchError


def test_a_session_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stolen cookie is of no use for ever."""
    sessions = Sessions()
    secret = sessions.begin("ana")
    assert sessions.user(secret) == "ana"
    now = __import__("time").monotonic()
    monkeypatch.setattr("time.monotonic", lambda: now + LASTS_S + 1)
    assert sessions.user(secret) is None


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs in without end fills no memory."""
    monkeypatch.setattr("bot.web.login.MOST_SESSIONS", 3)
    monkeypatch.setattr("bot.web.login.MOST_ADDRESSES", 3)
    sessions, throttle = Sessions(), Throttle()
    secrets = [sessions.begin("ana") for _ in range(5)]
    assert [sessions.user(one) for one in secrets] == [None, None, "ana", "ana", "ana"]
    for address in "abcde":
        for _ in range(20):
            throttle.failed(address)
    assert [throttle.wait_s(one) > 0 for one in "abcde"] == [False, False, True, True, True]
