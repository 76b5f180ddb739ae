"""The gate before Gradio: what the page does not need is not there, and what is too much is told.

Gradio serves more than a page uses: it fetches addresses for whoever asks (`file=https://…`,
`proxy=`), streams media, and answers pages of other sites. Only the routes below are let through.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sharing import Limits
from corpus.errors import NewsciteError

PAGE = re.compile(
    r"/(?:(?:config|theme\.css|robots\.txt|favicon\.ico|manifest\.json|health|login|logout)?"
    r"|(?:assets|static|svelte)/[^\0]*)"
)
FUNCTIONS = re.compile(
    r"/gradio_api/(?:info/?|openapi\.json|app_id|startup-events|theme\.css|heartbeat/\w+"
    r"|queue/(?:join|data)|cancel|reset/?|upload|upload_progress|component_server/?"
    r"|(?:run|call|call/v2)/\w+(?:/\w+)?|file=(?!https?:|[/\\]{2}).+)",
    re.IGNORECASE,
)
JOINING = re.compile(r"/gradio_api/(?:queue/join|call/.*)")
MIB = 2**20
FULL_UPLOADS = 40
"""Largest uploads that all together may send within the time that uploads are kept."""
UPLOADS_LAST_S = 3600
"""Seconds after which what was uploaded is removed from the temporary folder."""


class Gate:
    """ASGI middleware that refuses what the page does not need, in JSON: `{"detail": …}`.

    Args:
        app: what is behind it.
        limits: what is too much.
        ready: raises where questions cannot be answered; for `/health`.
        host: the public host name, where there is a proxy; a page there is the same site.
    """

    def __init__(
        self, app: ASGIApp, limits: Limits, ready: Callable[[], object], host: str = ""
    ) -> None:
        self._app = app
        self._limits = limits
        self._ready = ready
        self._host = host
        self._uploads: deque[tuple[float, int]] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or refuse, one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            answer = self._refused(scope, Headers(scope=scope))
            if answer is None and scope["path"] == "/health":
                answer = self._health()
            if answer is not None:
                await answer(scope, receive, send)
                return
            if JOINING.fullmatch(scope["path"]):
                send = Busy(send, self._limits.waiting)
        await self._app(scope, receive, send)

    def _refused(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        """Why a request is not served; None where it is."""
        if not (PAGE.fullmatch(scope["path"]) or FUNCTIONS.fullmatch(scope["path"])):
            return refusal(404, "there is nothing here")
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return refusal(405, "only GET, HEAD and POST are answered")
        if foreign(headers, self._host):
            return refusal(403, "a page of another site may not ask this one")
        return self._too_large(headers) or self._too_much(scope, headers)

    def _too_much(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        """Keep a few visitors from filling the disk: all uploads of the last hour count."""
        if scope["method"] != "POST" or scope["path"].rstrip("/") != "/gradio_api/upload":
            return None
        now = time.monotonic()
        while self._uploads and self._uploads[0][0] < now - UPLOADS_LAST_S:
            self._uploads.popleft()
        length = int(headers.get("content-length", "0"))
        if (
            sum(size for _, size in self._uploads) + length
            > FULL_UPLOADS * self._limits.upload_mb * MIB
        ):
            return refusal(429, "too much was uploaded within the last hour: try again later")
        self._uploads.append((now, length))
        return None

    def _too_large(self, headers: Headers) -> JSONResponse | None:
        most = self._limits.upload_mb
        if "transfer-encoding" in headers:
            return refusal(411, "the request must say how long it is (Content-Length)")
        length = headers.get("content-length", "0")
        if not (length.isdecimal() and len(length) < 16) or int(length) > most * MIB:
            return refusal(413, f"that is too large: at most {most} MB are taken at once")
        return None

    def _health(self) -> JSONResponse:
        """Whether questions can be answered; it says nothing about the articles."""
        try:
            self._ready()
        except (NewsciteError, OSError):
            return JSONResponse({"status": "failing", "detail": "the library cannot be read"}, 503)
        return JSONResponse({"status": "ok"})


def refusal(status: int, why: str) -> JSONResponse:
    """An answer that says why there is no other, as Gradio's and FastAPI's do; not kept."""
    return JSONResponse({"detail": why}, status, {"Cache-Control": "no-store"})


def foreign(headers: Headers, host: str) -> bool:
    """Whether a page of another site asks.

    A browser says so itself (`Sec-Fetch-Site`), but for plain http names the page alone (`Origin`).
    To follow a link here is no request of the page that it is on.
    """
    if headers.get("sec-fetch-mode") == "navigate" and "origin" not in headers:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return False
    own = {headers.get("host", ""), headers.get("x-forwarded-host", ""), host} - {""}
    return origin.partition("://")[2].lower() not in {one.lower() for one in own}


class Busy:
    """The sending side of a request to be answered: that the queue is full is said plainly."""

    def __init__(self, send: Send, waiting: int) -> None:
        self._send = send
        self._waiting = waiting
        self._full = False

    async def __call__(self, message: Message) -> None:
        """Pass a message on; in place of a full queue's, one that says what to do."""
        if message["type"] == "http.response.start" and message["status"] == 503:
            self._full = True
            answer = refusal(
                503,
                f"Busy: {self._waiting} questions are waiting already. Ask again in a minute.",
            )
            answer.headers["Retry-After"] = "60"
            await answer({"type": "http"}, nothing, self._send)
        elif not self._full:
            await self._send(message)


async def nothing() -> Message:
    """A request without a body."""
    return {"type": "http.request", "body": b"", "more_body": False}
