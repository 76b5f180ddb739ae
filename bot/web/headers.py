"""What the browser is told about every response: load nothing from elsewhere, run nothing new.

Gradio's page has inline scripts, and it compiles its templates with `Function`. So each inline
script of a page is allowed by its digest, and `unsafe-eval` stays; `unsafe-inline` does not,
which stops any `onerror=` or `<script>` that were ever to slip into the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE = re.compile(rb"<script(?:\s[^>]*)?>(.*?)</script>", re.DOTALL)

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=()",
}
INERT = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy of a file that somebody uploaded: whatever it is, it does nothing."""


def policy(scripts: Iterable[bytes]) -> str:
    """The Content-Security-Policy of a page with these inline scripts."""
    digests = (base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' {allowed}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        ]
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers; it holds back a page until its scripts are known."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, Guarded(send, uploaded="file=" in scope["path"]))


class Guarded:
    """The sending side of one response."""

    def __init__(self, send: Send, *, uploaded: bool) -> None:
        self._send = send
        self._uploaded = uploaded
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Pass a message on, with headers; a page's, once the page is complete."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(FIXED)
            if self._uploaded:
                headers["Content-Security-Policy"] = INERT
            elif (
                headers.get("content-type", "").startswith("text/html")
                and "content-security-policy" not in headers
            ):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            scripts = filter(None, INLINE.findall(self._body))
            headers = MutableHeaders(scope=self._start)
            headers["Content-Security-Policy"] = policy(scripts)
            await self._send(self._start)
            message = {"type": "http.response.body", "body": self._body}
            self._start = None
        await self._send(message)
