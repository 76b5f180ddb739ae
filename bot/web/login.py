"""Signing in to a page that is shared: a form, a session in a cookie, and nothing without it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.passwords import Users
from bot.web import texts
from bot.web.gate import refusal
from bot.web.markup import element, escaped

COOKIE = "newscite_session"
LASTS_S = 7 * 24 * 3600
MOST_SESSIONS = 10_000
LARGEST_FORM = 16 * 1024
"""Bytes."""
TRIES, WITHIN_S = 10, 600
"""Wrong passwords from one address, and the seconds that they count."""
MOST_ADDRESSES = 10_000
STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 20rem; margin: 15vh auto; padding: 0 1rem; }
label { display: block; margin-top: 1rem; }
input, button { font: inherit; box-sizing: border-box; width: 100%; padding: 0.5rem; }
button { margin-top: 1.5rem; }
"""
POLICY = (
    f"default-src 'none'; img-src data:; style-src 'sha256-"
    f"{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Sessions:
    """Who is signed in, by the digest of the secret in the cookie; gone when the server stops."""

    _users: OrderedDict[str, tuple[str, float]] = field(default_factory=OrderedDict)

    def begin(self, name: str) -> str:
        """A new session's secret."""
        secret = secrets.token_urlsafe(32)
        self._users[digest(secret)] = name, time.monotonic() + LASTS_S
        while len(self._users) > MOST_SESSIONS:
            self._users.popitem(last=False)
        return secret

    def user(self, secret: str) -> str | None:
        """The name of the one whose secret it is, None for nobody's."""
        name, until = self._users.get(digest(secret), (None, 0.0))
        return name if time.monotonic() < until else None

    def end(self, secret: str) -> None:
        """Forget a session."""
        self._users.pop(digest(secret), None)


@dataclass(slots=True)
class Throttle:
    """Counts wrong passwords by address, so that guessing takes long."""

    _wrong: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)

    def wait_s(self, address: str) -> int:
        """Seconds that an address has to wait before it may try again, 0 for none."""
        recent = [at for at in self._wrong.get(address, ()) if at > time.monotonic() - WITHIN_S]
        if len(recent) < TRIES:
            return 0
        return int(recent[-TRIES] + WITHIN_S - time.monotonic()) + 1

    def failed(self, address: str) -> None:
        """Count a wrong password."""
        self._wrong[address] = [*self._wrong.pop(address, ()), time.monotonic()][-TRIES:]
        while len(self._wrong) > MOST_ADDRESSES:
            self._wrong.popitem(last=False)


class Login:
    """ASGI middleware that lets nobody through who has not signed in; `/health` is before it.

    `GET /login` is the form, `POST /login` (username, password, as a form) signs in,
    `POST /logout` out. Programs get 401 and a line; who opens the page is led to the form.

    Args:
        app: what is behind it.
        users: who may sign in.
        root_path: of the public address, "" without a proxy that has one.
        secure: whether the public address is https.
    """

    def __init__(
        self, app: ASGIApp, users: Users, root_path: str = "", secure: bool = False
    ) -> None:
        self._app = app
        self._users = users
        self._path = root_path or "/"
        self._secure = secure
        self._sessions = Sessions()
        self._throttle = Throttle()
        self._one = asyncio.Semaphore(1)  # each hash takes 64 MiB and a core
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or ask who it is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        secret = request.cookies.get(COOKIE, "")
        answer = await self._answer(request, secret)
        if answer is None:
            await self._app(scope, receive, send)
        else:
            answer.headers["Cache-Control"] = "no-store"
            await answer(scope, receive, send)

    async def _answer(self, request: Request, secret: str) -> Response | None:
        path, method = request.url.path, request.method
        known = self._sessions.user(secret) is not None
        if path == "/login":
            return await self._login(request) if method == "POST" else form()
        if path == "/logout" and method == "POST":
            self._sessions.end(secret)
            return self._cookie(RedirectResponse("login", 303), "", 0, request)
        if known:
            return None
        if path == "/" and method in {"GET", "HEAD"}:
            return RedirectResponse("login", 303)
        return refusal(401, "sign in first: POST username and password to /login")

    async def _login(self, request: Request) -> Response:
        """Sign in, or say why not; the password is in no message."""
        address = request.client.host if request.client else ""
        if wait := self._throttle.wait_s(address):
            return self._failed(
                request, 429, texts.too_many_tries(wait), {"Retry-After": f"{wait}"}
            )
        if self._waiting >= TRIES:
            return self._failed(request, 503, texts.SIGN_IN_BUSY, {"Retry-After": "5"})
        given = await fields(request)
        if given is None:
            return refusal(413, "that is too large for a name and a password")
        name, password = given
        self._waiting += 1
        try:
            async with self._one:
                right = await asyncio.to_thread(self._users.admits, name, password)
        finally:
            self._waiting -= 1
        if not right:
            self._throttle.failed(address)
            logger.warning("a wrong name or password from %s", address)
            return self._failed(request, 401, texts.SIGN_IN_WRONG, {})
        done: Response = RedirectResponse("./", 303)
        if not from_form(request):
            done = JSONResponse({"success": True})
        return self._cookie(done, self._sessions.begin(name), LASTS_S, request)

    def _failed(self, request: Request, status: int, why: str, headers: dict[str, str]) -> Response:
        answer = form(why, status) if from_form(request) else refusal(status, why)
        answer.headers.update(headers)
        return answer

    def _cookie(self, answer: Response, secret: str, lasts: int, request: Request) -> Response:
        answer.set_cookie(
            COOKIE,
            secret,
            max_age=lasts,
            path=self._path,
            secure=self._secure or request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return answer


async def fields(request: Request) -> tuple[str, str] | None:
    """Name and password of a form, None where it is too large to be one."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return None
    try:
        given = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=8)
    except ValueError:
        given = {}
    return given.get("username", [""])[0], given.get("password", [""])[0]


def from_form(request: Request) -> bool:
    """Whether a browser's form asks: it takes a page, which programs do not."""
    return "text/html" in Headers(scope=request.scope).get("accept", "")


def form(why: str = "", status: int = 200) -> Response:
    """The form, with what was wrong."""
    inner = (
        element("h1", escaped(texts.NAME)),
        element("p", escaped(why), role="alert") if why else "",
        field_of("username", texts.SIGN_IN_NAME, "text", "username"),
        field_of("password", texts.SIGN_IN_PASSWORD, "password", "current-password"),
        element("button", escaped(texts.SIGN_IN), type_="submit"),
    )
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        # Without an icon of its own browsers ask for one outside of a proxy's place.
        f'<link rel="icon" href="data:,"><title>{escaped(texts.SIGN_IN_TITLE)}</title>'
        f"<style>{STYLE}</style></head><body><main>"
        f"{element('form', *inner, method='post', action='login')}</main></body></html>"
    )
    return HTMLResponse(page, status, {"Content-Security-Policy": POLICY})


def field_of(name: str, label: str, kind: str, complete: str) -> str:
    """A labelled field."""
    box = (
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" required'
        f"{' autofocus' if name == 'username' else ''}>"
    )
    return element("label", escaped(label), for_=name) + box


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
