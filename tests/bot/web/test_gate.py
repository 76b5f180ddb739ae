"""What the gate before the page lets through: traversal, SSRF, CORS, uploads, the full queue."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.sharing import Limits, Sharing
from bot.web.serving import Server, application, listening
from corpus.errors import NewsciteError

OWN = {"origin": "http://127.0.0.1"}
OTHERS = [
    {"origin": "http://elsewhere.invalid"},
    {"origin": "null"},
    {"origin": "http://localhost:8000"},
    {"origin": "https://127.0.0.1.elsewhere.invalid"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1"},
    {"origin": "http://elsewhere.invalid", "sec-fetch-mode": "navigate"},
    {"origin": "http://elsewhere.invalid", "x-forwarded-host": "127.0.0.1"},
]
ASKED = ["/gradio_api/queue/join", "/gradio_api/call/ask", "/gradio_api/run/ask", "/config", "/"]
SECRETS = ["/etc/passwd", "/proc/self/environ", "library/library.sqlite", "newscite.toml"]
CLIMBS = ["", "/", "../", "../../../../..", "..%2f..%2f..%2f..", "%2e%2e/%2e%2e/", "....//....//",
          "..\\..\\", "%5c..%5c..", "/%00/", "C:/", "//host/share/", "file:///", "./"]  # fmt: skip
ROUTES = ["/gradio_api/file={}", "/static/{}", "/assets/{}"]
ADDRESSES = [
    "http://127.0.0.1:{port}/secret",
    "HTTP://127.0.0.1:{port}/secret",
    "https://127.0.0.1:{port}/secret",
    "http://[::1]:{port}/secret",
    "http://localhost:{port}/secret",
    "http://0.0.0.0:{port}/secret",
    "http://2130706433:{port}/secret",
    "http://169.254.169.254/latest/meta-data/",
    "http://user@127.0.0.1:{port}/secret",
    "//127.0.0.1:{port}/secret",
    "\\\\127.0.0.1\\secret",
    "ftp://127.0.0.1:{port}/secret",
    "gopher://127.0.0.1:{port}/secret",
]
FETCHING = [
    "/gradio_api/file={}",
    "/gradio_api/proxy={}",
    "/gradio_api/file/{}",
    "/proxy={}",
    "/file={}",
]
ABSENT = [
    "/docs", "/openapi.json", "/monitoring", "/monitoring/summary", "/gradio_api/runs",
    "/gradio_api/vibe-edit/", "/gradio_api/process_recording", "/gradio_api/dev/reload",
    "/gradio_api/deep_link", "/gradio_api/token", "/gradio_api/stream/x", "/gradio_api/mcp",
    "/gradio_api/custom_component/1/client/x/y", "/.git/config", "/gradio_api/queue/status",
    "/gradio_api/run-history/connect", "/pwa_icon", "/logs",
]  # fmt: skip


@pytest.fixture(scope="module")
def chain(toy: ModuleType) -> Any:
    """The chain of the page."""
    return toy.ToyChain()


@pytest.fixture(scope="module")
def client(toy: ModuleType, chain: Any) -> Iterator[TestClient]:
    """A client of the toy page, which takes little."""
    limits = Limits(waiting=2, upload_mb=1)
    app = application(toy.toy_page(chain=chain), "127.0.0.1", Sharing(limits=limits))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server of this computer that nobody may be made to ask: its port, and who asked."""
    import socket

    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(100))

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard


@pytest.fixture(scope="module")
def port(toy: ModuleType) -> Iterator[int]:
    """The port of the toy page, served as users get it: paths come as they are sent."""
    with listening("127.0.0.1", 0) as taken:
        up = threading.Event()
        server = Server(application(toy.toy_page(), "127.0.0.1"), up.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        assert up.wait(60), "the page did not start"
        yield taken.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def raw(port: int, path: str) -> tuple[int, str]:
    """Status and text of the answer to a path that is sent as it is, not tidied up."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def test_no_path_climbs_out_of_what_is_served(port: int) -> None:
    """168 of them; not one shows a line of a file."""
    probes = [
        route.format(climb + secret) for route, climb, secret in product(ROUTES, CLIMBS, SECRETS)
    ]
    assert len(probes) == 168
    for path in probes:
        status, text = raw(port, path)
        assert status in {400, 403, 404, 422}, path
        assert not re.search("root:|SQLite format|HOME=|secret", text), path


def test_a_file_of_the_working_folder_is_not_served(port: int) -> None:
    """Gradio once served those."""
    for path in ("pyproject.toml", str(Path("pyproject.toml").absolute())):
        assert raw(port, f"/gradio_api/file={path}")[0] in {403, 404}


def test_no_address_is_fetched_for_anybody(port: int, listener: tuple[int, list[bytes]]) -> None:
    """65 requests to fetch one; nothing was even connected to."""
    there, heard = listener
    for route, address in product(FETCHING, ADDRESSES):
        status, _ = raw(port, route.format(address.format(port=there)))
        assert status in {400, 403, 404}, (route, address)
    assert heard == []


@pytest.mark.parametrize("path", ABSENT)
def test_what_the_page_does_not_need_is_not_there(client: TestClient, path: str) -> None:
    """Nor can anything be sent there."""
    assert client.get(path).status_code == 404
    assert client.post(path, json={}).status_code == 404


@pytest.mark.parametrize("headers", OTHERS, ids=str)
def test_a_page_of_another_site_gets_nothing(client: TestClient, headers: dict[str, str]) -> None:
    """Whatever it asks, and no header tells its browser to let it read."""
    if headers.get("x-forwarded-host"):
        headers = headers | {"x-forwarded-host": "elsewhere.invalid:1"}
    for path in ASKED:
        for answer in (
            client.post(path, json={"data": ["Who?"]}, headers=headers),
            client.get(path, headers=headers),
            client.options(path, headers=headers | {"access-control-request-method": "POST"}),
        ):
            assert answer.status_code in {403, 405}, path
            assert "access-control-allow-origin" not in answer.headers


def test_its_own_page_is_answered_and_so_is_who_follows_a_link(client: TestClient) -> None:
    """From wherever the link is."""
    assert client.get("/config", headers=OWN).status_code == 200
    linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=linked).status_code == 200
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}
    assert client.get("/config", headers=own | OWN).status_code == 200


def test_a_large_upload_is_refused_with_the_limit(client: TestClient) -> None:
    """Before it is read."""
    sent = client.post("/gradio_api/upload", files={"files": ("x.bin", b"x" * 2**20)})
    assert (sent.status_code, sent.json()) == (
        413,
        {"detail": "that is too large: at most 1 MB are taken at once"},
    )
    small = client.post("/gradio_api/upload", files={"files": ("x.txt", b"x" * 1000)})
    assert small.status_code == 200


@pytest.mark.parametrize("length", ["-1", "1e9", "9" * 30, "", "0x10"])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    """Nor is a body without one read."""
    assert client.post("/gradio_api/upload", headers={"content-length": length}).status_code == 413
    endless = client.post("/gradio_api/upload", content=iter([b"x"]))
    assert endless.status_code == 411


def test_all_uploads_of_an_hour_together_have_a_limit(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody fills the disk; an hour later there is room again."""
    monkeypatch.setattr("bot.web.gate.FULL_UPLOADS", 0.002)

    def sent() -> int:
        return client.post(
            "/gradio_api/upload", files={"files": ("x.txt", b"x" * 1500)}
        ).status_code

    now = time.monotonic() + 3601
    monkeypatch.setattr("bot.web.gate.time.monotonic", lambda: now)
    assert [sent(), sent()] == [200, 429]
    now += 3601
    assert sent() == 200


def test_without_users_there_is_nothing_to_sign_in_to(client: TestClient) -> None:
    """Nor does it fail."""
    assert client.post("/login", data={"username": "a", "password": "b"}).status_code < 500
    assert client.get("/login").status_code in {404, 405}


def test_what_is_uploaded_does_nothing_when_it_is_opened(client: TestClient) -> None:
    """It is no page, runs nothing, and asks nobody."""
    hostile = b"<script>fetch('http://elsewhere.invalid')</script>"
    (path,) = client.post(
        "/gradio_api/upload", files={"files": ("../../x.html", hostile, "text/html")}
    ).json()
    opened = client.get(f"/gradio_api/file={path}")
    assert opened.headers["content-security-policy"].endswith("sandbox")
    assert opened.headers["content-disposition"].startswith("attachment")
    assert Path(path).name == "x.html"


def test_past_the_queues_limit_it_says_that_it_is_busy(client: TestClient, chain: Any) -> None:
    """And when to ask again."""
    question = {"data": ["Who waits?"]}
    asked = [client.post("/gradio_api/call/ask", json=question) for _ in range(12)]
    chain.gate.set()
    refused = [one for one in asked if one.status_code != 200]
    assert refused
    for one in refused:
        assert one.status_code == 503
        assert one.json()["detail"].startswith("Busy: 2 questions are waiting already.")
        assert one.headers["retry-after"] == "60"


def test_health_is_json_and_says_when_the_library_fails(toy: ModuleType) -> None:
    """Why, it says in the log only."""
    answers = iter([None, NewsciteError("/home/ana/secret is damaged")])

    def ready() -> None:
        if error := next(answers):
            raise error

    app = application(toy.toy_page(), "127.0.0.1", ready=ready)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        well, ill = client.get("/health"), client.get("/health")
    assert (well.status_code, well.json()) == (200, {"status": "ok"})
    assert (ill.status_code, ill.json()["status"]) == (503, "failing")
    assert "secret" not in ill.text


def test_every_answer_forbids_to_be_embedded_elsewhere(client: TestClient) -> None:
    """The page's, a refusal's, a function's."""
    for path in ("/", "/health", "/nothing", "/gradio_api/info"):
        headers = client.get(path).headers
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
