from __future__ import annotations

import base64
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from bot.sharing import Sharing
from bot.web.serving import application, listening, url
from corpus.errors import InputError, NewsciteError

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def client(toy: ModuleType) -> Iterator[TestClient]:
    """A client of the toy page."""
    app = application(toy.toy_page(), "127.0.0.1")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def test_a_port_that_is_taken_is_one_line_with_what_to_do() -> None:
    """A port that is taken is one line with what to do."""
    with listening("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(NewsciteError, match=rf"port {port}: address already in use: .*--port"):
            listening("127.0.0.1", port)


def test_an_address_that_is_none_is_bad_input() -> None:
    """An address that is none is bad input."""
    with pytest.raises(InputError, match=r"'no such host\.invalid'"):
        listening("no such host.invalid", 0)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("localhost", "http://localhost:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("[::1]", "http://[::1]:80"),
        ("::", "http://[::1]:80"),
    ],
)
def test_the_address_that_is_told_can_be_opened(host: str, address: str) -> None:
    """The address that is told can be opened."""
    assert url(host, 80) == address


def test_every_inline_script_is_allowed_by_its_digest_and_no_other(client: TestClient) -> None:
    """Every inline script is allowed by its digest and no other."""
    page = client.get("/")
    policy = page.headers["content-security-policy"]

    scripts = [
        one for one in re.findall(rb"<script[^>]*>(.*?)</script>", page.content, re.S) if one
    ]
    digests = [base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts]
    assert re.findall(r"'sha256-([^']+)'", policy) == digests
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert re.search(r"https?:", policy) is None


def test_a_page_of_another_name_is_refused(client: TestClient) -> None:
    """A website that points its own name at this computer gets nothing."""
    assert client.get("/", headers={"host": "elsewhere.invalid"}).status_code == 400


def test_behind_a_proxy_the_page_is_of_its_public_address(toy: ModuleType) -> None:
    """A page there is the same site; no other name is answered."""
    app = application(toy.toy_page(), "127.0.0.1", Sharing(root_path="https://example.org/news/"))
    headers = {"origin": "https://example.org"}
    with TestClient(app, base_url="http://example.org", headers=headers) as client:
        assert client.get("/config").json()["root"] == "https://example.org/news"
        assert client.get("/", headers={"host": "elsewhere.invalid"}).status_code == 400


def test_a_program_can_ask(client: TestClient, toy: ModuleType) -> None:
    """A program can ask."""
    question = "Who thanked the pilots?"
    event = client.post("/gradio_api/call/ask", json={"data": [question, None]}).json()["event_id"]

    told = client.get(f"/gradio_api/call/ask/{event}").text

    assert "event: complete" in told
    assert '"short_answer": "The island council' in told


def test_nothing_of_gradio_calls_home_or_is_on_offer(client: TestClient) -> None:
    """Nothing of gradio calls home or is on offer."""
    config = client.get("/config").json()

    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert config["run_history"] is False
    assert client.get("/monitoring").status_code in {403, 404}
    assert client.get("/docs").status_code == 404


def test_its_icon_is_its_own(client: TestClient) -> None:
    """And not Gradio's."""
    icon = client.get("/favicon.ico")
    assert icon.headers["content-type"].startswith("image/svg+xml")
    assert icon.content == (ROOT / "bot" / "web" / "icon.svg").read_bytes()


def test_the_theme_names_no_font_of_elsewhere(client: TestClient) -> None:
    """The theme names no font of elsewhere."""
    theme = client.get("/theme.css").text

    assert re.search(r"@import|@font-face|url\((?!['\"]?data:)", theme) is None
    assert client.get("/config").json()["stylesheets"] == []


def test_it_says_where_it_is_and_stops_when_interrupted() -> None:
    """Interrupted, it ends by the signal, as programs do, and leaves its port free."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    script = str(ROOT / "tests" / "browser" / "toy.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, script, str(port)], stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        server.send_signal(signal.SIGINT)
        rest = server.stderr.read()

    assert line == f"newscite is at http://127.0.0.1:{port} (Ctrl-C stops it)\n"
    assert "KeyboardInterrupt" in rest
    listening("127.0.0.1", port).close()
