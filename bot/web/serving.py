"""Serving the page: on this computer only, unless asked otherwise, and asking nobody else."""

from __future__ import annotations

import socket
import sys
import webbrowser
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.sharing import Sharing
from bot.web.gate import MIB, UPLOADS_LAST_S, Gate
from bot.web.headers import SecurityHeaders
from bot.web.login import Login
from bot.web.page import build_page, queued
from bot.web.visitor import Visitors
from corpus.errors import InputError, NewsciteError
from index import upkeep

if TYPE_CHECKING:
    from bot.chain import AnswerChain
    from bot.settings import Settings
    from index.library import Library

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
CONNECTIONS = 1_000
"""At once; each open page holds two."""


def serve(
    chain: AnswerChain,
    library: Library,
    settings: Settings,
    host: str,
    port: int,
    open_browser: bool = False,
    sharing: Sharing | None = None,
) -> None:
    """Serve the page until interrupted; the address is printed on stderr.

    Args:
        chain: answers the questions.
        library: the articles that are asked about.
        settings: how many passages are read.
        host: address to listen on.
        port: 1 to 65535; 0 takes a free one.
        open_browser: show the page in the user's browser.
        sharing: with whom it is shared; None: as `Sharing()`.

    Raises:
        InputError: there is no such address on this computer.
        NewsciteError: the port is taken, or may not be used.
        KeyboardInterrupt: Ctrl-C, after the server has closed.
    """
    with listening(host, port) as listener:
        page = build_page(chain, library, settings, changed=lambda: upkeep.start(library.folder))
        app = application(page, host, sharing, library.counts)
        address = url(host, listener.getsockname()[1])
        Server(app, lambda: announce(address, open_browser)).run(sockets=[listener])


def application(
    page: gr.Blocks,
    host: str,
    sharing: Sharing | None = None,
    ready: Callable[[], object] = lambda: None,
) -> FastAPI:
    """The page as an ASGI application, with all that stands before it.

    Args:
        page: the page.
        host: the address that is listened on.
        sharing: with whom it is shared; None: as `Sharing()`.
        ready: raises where no question can be answered; `/health` asks it.
    """
    sharing = sharing or Sharing()
    resources = files("bot.web")
    queued(page, sharing.limits.waiting)
    page.delete_cache = (UPLOADS_LAST_S, UPLOADS_LAST_S)
    app: FastAPI = gr.mount_gradio_app(
        FastAPI(
            docs_url=None,
            redoc_url=None,
            openapi_url=None,
            middleware=before(host, sharing, ready),
        ),
        page,
        path="/",
        root_path=sharing.root_path.rstrip("/") or None,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=sharing.limits.upload_mb * MIB,
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
        css=(resources / "style.css").read_text(encoding="utf-8"),
        js=(resources / "page.js").read_text(encoding="utf-8"),
        favicon_path=str(resources / "icon.svg"),
    )
    return app


def before(host: str, sharing: Sharing, ready: Callable[[], object]) -> list[Middleware]:
    """What stands before the page, the outermost first.

    On this computer names of other hosts are refused: that keeps a website which points its own
    name at this computer from reading the library.
    """
    public = sharing.public
    stack = [Middleware(SecurityHeaders)]
    if f"[{host}]" in LOOPBACK or host in LOOPBACK or host.startswith("127."):
        hosts = [*LOOPBACK, host, *([public.hostname] if public.hostname else [])]
        stack.append(Middleware(TrustedHostMiddleware, allowed_hosts=hosts))
    stack.append(Middleware(Gate, limits=sharing.limits, ready=ready, host=public.netloc))
    secure = public.scheme == "https"
    if sharing.users is not None:
        stack.append(Middleware(Login, users=sharing.users, root_path=public.path, secure=secure))
    return [*stack, Middleware(Visitors, root_path=public.path, secure=secure)]


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address.

    Raises:
        InputError: there is no such address on this computer.
        NewsciteError: the port is taken, or may not be used.
    """
    name = host.strip("[]")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            name, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise InputError(f"no address to listen on: {host!r}: try 127.0.0.1") from error
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        reason = (error.strerror or str(error)).lower()
        raise NewsciteError(
            f"cannot listen on {host} port {port}: {reason}: "
            f"choose another with --port, such as --port {port + 1}"
        ) from error
    return listener


def url(host: str, port: int) -> str:
    """The address to open in a browser on this computer."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)
    return (
        f"http://[{name}]:{port}"
        if ":" in name.strip("[]") and "[" not in name
        else (f"http://{name}:{port}")
    )


def announce(address: str, open_browser: bool) -> None:
    """Say where the page is, and open it where that is wanted."""
    print(f"newscite is at {address} (Ctrl-C stops it)", file=sys.stderr, flush=True)  # noqa: T201
    if open_browser:
        webbrowser.open(address)


class Server(uvicorn.Server):
    """A server that tells when it has started, and does not wait for open pages when stopped."""

    def __init__(self, app: FastAPI, started: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                timeout_graceful_shutdown=1,
                lifespan="on",
                server_header=False,
                limit_concurrency=CONNECTIONS,
            )
        )
        self._on_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._on_started()
