"""A system behind an address, good and bad."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.evaluation.remote import HttpSystem, address
from bot.question import Turn
from corpus.errors import InputError, NewsciteError


class Served:
    """A server whose reply a test sets."""

    def __init__(self) -> None:
        """Nothing has been asked."""
        self.status, self.body, self.headers = 200, b'{"answer": "Ida"}', {}
        self.asked: list[tuple[str, Any]] = []
        self.slow = threading.Event()
        self.slow.set()
        self.url = ""


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """On a port of its own, with a proxy set that nothing may use."""
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.asked.append((self.path, json.loads(body)))
            state.slow.wait(10)
            self.send_response(state.status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # whoever asked has heard enough
                self.wfile.write(state.body)

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/answer"
    yield state
    state.slow.set()
    server.shutdown()
    server.server_close()


def test_a_question_is_posted_with_its_conversation_and_day(served: Served) -> None:
    """As JSON, and the reply's object comes back."""
    system = HttpSystem(served.url)
    assert system.answer("Who?", (Turn("a", "b"),), date(2024, 5, 2)) == {"answer": "Ida"}
    history = [{"question": "a", "answer": "b"}]
    expected = {"question": "Who?", "history": history, "asked": "2024-05-02"}
    assert served.asked == [("/answer", expected)]


def redirected(served: Served) -> None:
    """To another address."""
    served.status, served.headers = 302, {"Location": served.url + "/elsewhere"}


def failing(served: Served) -> None:
    """With its own words on it."""
    served.status, served.body = 500, b"Traceback: secret"


def no_json(served: Served) -> None:
    """Not even UTF-8."""
    served.body = b"\xff nonsense"


def endless(served: Served) -> None:
    """More than is read."""
    served.body = b" " * 3_000


def packed(served: Served) -> None:
    """Small, and large once unpacked."""
    served.body, served.headers = gzip.compress(b" " * 100_000), {"Content-Encoding": "gzip"}


def slow(served: Served) -> None:
    """Later than is waited for."""
    served.slow.clear()


def gone(served: Served) -> None:
    """Where nobody listens."""
    served.url = "http://127.0.0.1:9/answer"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (redirected, "redirects are not followed"),
        (failing, "replied 500, expected 200"),
        (no_json, "not JSON"),
        (endless, "more than 2,000 bytes"),
        (packed, "packed"),
        (slow, "time is up"),
        (gone, "no connection"),
    ],
)
def test_a_bad_reply_is_an_error_in_a_line(
    served: Served, spoil: Callable[[Served], None], said: str
) -> None:
    """Of its own kind; nothing else is contacted, and nothing of the reply is repeated."""
    spoil(served)
    seconds = 0.5 if spoil is slow else 30.0
    with pytest.raises(NewsciteError, match=said) as error:
        HttpSystem(served.url, seconds=seconds, most=2_000).answer("Who?", (), None)
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)
    assert len(served.asked) <= 1


def test_a_trickle_does_not_outlast_the_time() -> None:
    """Bytes that come one by one are looked at as they come."""
    trickle = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        caller, _ = trickle.accept()
        with caller, suppress(OSError):
            caller.recv(65_536)
            caller.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                caller.sendall(b" ")
                time.sleep(0.02)

    threading.Thread(target=serve, daemon=True).start()
    url = f"http://127.0.0.1:{trickle.getsockname()[1]}/"
    with trickle, pytest.raises(NewsciteError, match="took more than"):
        HttpSystem(url, seconds=0.3).answer("Who?", (), None)


@pytest.mark.parametrize("name", ["http://\udc80/", "http://[::1", "ftp://x/", "http://"])
def test_what_is_no_address_is_bad_input(name: str) -> None:
    """In a line."""
    with pytest.raises(InputError, match="--system"):
        address(name)
