"""Who visits: each browser has a secret of its own, in a cookie, and by it its conversations."""

from __future__ import annotations

import re
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web import texts
from corpus.errors import InputError

COOKIE = "newscite_visitor"
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
LASTS_S = 400 * 24 * 3600
"""Browsers keep no cookie longer; each visit begins it anew."""


def owner_of(request: Any) -> str:
    """The visitor's secret, "" where the browser keeps no cookies.

    Args:
        request: Gradio's, or Starlette's; None: nobody's.
    """
    return recognised((getattr(request, "cookies", None) or {}).get(COOKIE, ""))


def owned(request: Any) -> str:
    """The visitor's secret, which no other site's requests carry.

    Raises:
        InputError: there is none.
    """
    owner = owner_of(request)
    if not owner:
        raise InputError(texts.NO_COOKIE)
    return owner


def recognised(secret: str) -> str:
    """The secret, if it is one that was given out here, as far as can be told; else ""."""
    return secret if SECRET.fullmatch(secret) else ""


class Visitors:
    """ASGI middleware that gives a browser its secret with the page.

    Scripts cannot read the cookie, and no other site's requests carry it, save that they open
    the page.

    Args:
        app: what serves the page.
        root_path: where the page is, behind a proxy.
        secure: whether it is reached by https alone.
    """

    def __init__(self, app: ASGIApp, root_path: str = "", secure: bool = False) -> None:
        self._app = app
        self._where = f"Path={root_path.rstrip('/') or '/'}{'; Secure' if secure else ''}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", self._cookie(scope))
            await send(message)

        await self._app(scope, receive, sending)

    def _cookie(self, scope: Scope) -> str:
        """The cookie of a request's browser: the one that it has, or a new one."""
        secret = recognised(sent(scope)) or secrets.token_urlsafe(32)
        return f"{COOKIE}={secret}; {self._where}; Max-Age={LASTS_S}; HttpOnly; SameSite=Lax"


def sent(scope: Scope) -> str:
    """What the browser sent as the cookie, "" for nothing."""
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
