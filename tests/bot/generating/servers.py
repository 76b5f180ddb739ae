"""A scripted server on loopback: OpenAI's, Ollama's and Anthropic's protocols, faults included."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "sk-secret-0123456789abcdef"
"""The key that is sent; it must never be seen anywhere."""
Script = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request; a script answers it."""

    protocol_version = "HTTP/1.1"
    body: dict[str, Any]

    def do_POST(self) -> None:
        """Read the request, remember it, and let the script answer."""
        length = int(self.headers.get("content-length", 0))
        self.body = json.loads(self.rfile.read(length))
        self.home.requests.append(self.body)
        self.home.keys.append(self.key)
        try:
            self.home.script(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    @property
    def home(self) -> Server:
        """The server."""
        return self.server.home  # type: ignore[attr-defined]

    @property
    def ollama(self) -> bool:
        """Whether it is asked in Ollama's protocol."""
        return self.path == "/api/chat"

    @property
    def anthropic(self) -> bool:
        """Whether it is asked in Anthropic's protocol."""
        return self.path == "/v1/messages"

    @property
    def key(self) -> str:
        """The key that came with the request."""
        return self.headers.get("authorization") or self.headers.get("x-api-key") or ""

    @property
    def asked(self) -> str:
        """What the user's message says: passages and question."""
        said = self.body["messages"][-1]["content"]
        return said if isinstance(said, str) else "".join(part["text"] for part in said)

    @property
    def passages(self) -> dict[str, str]:
        """The passages that were sent, by their ids."""
        found = re.findall(r"<<<passage (\w+)\n\(.*\)\n(.*?)\n<<<end \1", self.asked, re.DOTALL)
        return dict(found)

    def begin(self, kind: str = "") -> None:
        """Send the head of a streamed reply."""
        self.send_response(200)
        kind = kind or ("application/x-ndjson" if self.ollama else "text/event-stream")
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.anthropic and kind == "text/event-stream":
            usage = {"input_tokens": 321, "output_tokens": 1}
            whole = {"id": "x", "type": "message", "role": "assistant", "model": "toy"}
            whole |= {"content": [], "stop_reason": None, "stop_sequence": None, "usage": usage}
            self.event("message_start", message=whole)
            block = {"type": "text", "text": ""}
            self.event("content_block_start", index=0, content_block=block)

    def event(self, kind: str, **fields: Any) -> None:
        """Send an event of Anthropic's protocol."""
        self.raw(f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n")

    def raw(self, text: str) -> None:
        """Send some bytes of the body."""
        data = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def piece(self, text: str, end: str = "") -> None:
        """Send a piece of what the model writes; `end` says why it is the last."""
        if self.ollama:
            row: dict[str, Any] = {"model": "toy", "created_at": "2025-01-01T00:00:00Z"}
            row |= {"message": {"role": "assistant", "content": text}, "done": bool(end)}
            if end:
                row |= {"done_reason": end, "prompt_eval_count": 321, "eval_count": 45}
            self.raw(json.dumps(row) + "\n")
            return
        if self.anthropic:
            delta = {"type": "text_delta", "text": text}
            self.event("content_block_delta", index=0, delta=delta)
            if end:
                self.event("content_block_stop", index=0)
                ended = {"stop_reason": "end_turn", "stop_sequence": None}
                usage = {"input_tokens": 321, "output_tokens": 45}
                self.event("message_delta", delta=ended, usage=usage)
                self.event("message_stop")
            return
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": end or None}
        row = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "toy"}
        self.raw(f"data: {json.dumps(row | {'choices': [choice]})}\n\n")
        if end:
            usage = {"prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366}
            self.raw(f"data: {json.dumps(row | {'choices': [], 'usage': usage})}\n\n")
            self.raw("data: [DONE]\n\n")

    def end(self) -> None:
        """End the body."""
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def write(self, text: str, size: int = 12) -> None:
        """Send a whole reply, some characters at a time."""
        self.begin()
        for first in range(0, len(text), size):
            self.piece(text[first : first + size])
        self.piece("", "stop")
        self.end()

    def refuse(self, status: int, said: str = "", **headers: str) -> None:
        """Send an error, which repeats the key, as some servers do."""
        told = {"message": f"{said} {self.key}", "code": status, "type": "error"}
        data = json.dumps({"type": "error", "error": told}).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def reset(self) -> None:
        """Reset the connection."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
        self.close_connection = True

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than the server lives."""
        self.home.closed.wait(seconds)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@dataclass
class Server:
    """A scripted server.

    Attributes:
        script: answers each request.
        requests: the bodies of all that were made.
        keys: the keys that came with them.
        port: where it listens.
        closed: set when it is shut.
    """

    script: Script
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    port: int = 0
    closed: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Its address, for Ollama's client."""
        return f"http://127.0.0.1:{self.port}"

    def base(self, provider: str) -> str:
        """Its address, for a provider's client."""
        return f"{self.url}/v1" if provider == "openai" else self.url


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    """A server that answers each request by a script."""
    home = Server(script)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Exchange)
    server.daemon_threads = True
    server.home = home  # type: ignore[attr-defined]
    home.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield home
    finally:
        home.closed.set()
        server.shutdown()
        server.server_close()


def line(text: str, ids: list[str], quotes: list[str]) -> str:
    """A sentence as the model is asked to write it."""
    return json.dumps({"text": text, "ids": ids, "quotes": quotes}) + "\n"


def honest(exchange: Exchange) -> None:
    """Say what the first passage's first sentence says, and quote it."""
    name, text = next(iter(exchange.passages.items()))
    first = re.split(r"(?<=[.!?])\s", text)[0]
    exchange.write(line(first, [name], [first]))


def hang(exchange: Exchange) -> None:
    """Say nothing, ever."""
    exchange.wait(60)


def drip(exchange: Exchange) -> None:
    """Keep the connection alive, a blank at a time."""
    exchange.begin()
    while not exchange.home.closed.is_set():
        exchange.piece(" ")
        exchange.wait(0.1)


def endless(exchange: Exchange) -> None:
    """Go on and on."""
    exchange.begin()
    while not exchange.home.closed.is_set():
        exchange.piece("and so on, and so on, " * 20)


def brackets(exchange: Exchange) -> None:
    """Go on and on, in what could be the beginning of something."""
    exchange.begin()
    while not exchange.home.closed.is_set():
        exchange.piece('[[<{"a": ' * 40)


def half(exchange: Exchange) -> None:
    """Break off in the middle of a sentence."""
    exchange.begin()
    exchange.piece('{"text": "The pier is')
    exchange.close_connection = True
    exchange.connection.shutdown(socket.SHUT_RDWR)


def quiet_half(exchange: Exchange) -> None:
    """End as if all were said, in the middle of it."""
    exchange.begin()
    exchange.piece('{"text": "The pier is')
    exchange.end()


def cut(exchange: Exchange) -> None:
    """Reset the connection before a word is said."""
    exchange.reset()


def nonsense(exchange: Exchange) -> None:
    """Send what is no reply of any protocol."""
    exchange.begin()
    exchange.raw("data: {not json}\n\n" if not exchange.ollama else "{not json}\n")
    exchange.end()


def page(exchange: Exchange) -> None:
    """Send a web page, as a captive portal would."""
    exchange.begin("text/html")
    exchange.raw("<html><body>Please log in</body></html>")
    exchange.end()


def empty(exchange: Exchange) -> None:
    """Say nothing, and be done."""
    exchange.write("")


def saying(text: str) -> Script:
    """Say always the same."""
    return lambda exchange: exchange.write(text)


def refusing(status: int, said: str = "", **headers: str) -> Script:
    """Refuse always in the same way."""
    return lambda exchange: exchange.refuse(status, said, **headers)


def first_then(first: Script, then: Script) -> Script:
    """One script for the first request, another for all others."""
    return lambda exchange: (first if len(exchange.home.requests) == 1 else then)(exchange)


def slowly(text: str, pause: float) -> Script:
    """Say a text with pauses."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        for word in text.split(" "):
            exchange.piece(f"{word} ")
            exchange.wait(pause)
        exchange.piece("", "stop")
        exchange.end()

    return script
