"""The page's functions over HTTP, called as the README's examples call them."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError, AuthenticationError

from bot.feedback import FeedbackStore
from bot.passwords import Users, line_for
from bot.settings import Settings
from bot.sharing import Sharing
from bot.web import build_page
from bot.web.serving import Server, application, listening

ROOT = Path(__file__).parents[3]
QUESTION = "Who thanked the pilots?"
ENDPOINTS = [
    "/ask", "/articles", "/article", "/add", "/remove", "/export", "/verify", "/rate"
]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the library."""
    folder = tmp_path_factory.mktemp("api") / "library"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def address(toy: ModuleType, place: Path) -> Iterator[str]:
    """The toy page, served to those who sign in."""
    users = Users(dict([line_for("ana", "correct horse").split(":", 1)]))
    page = build_page(toy.ToyChain(), toy.ToyLibrary(), Settings(place), toy.CASES)
    with listening("127.0.0.1", 0) as listener:
        up = threading.Event()
        server = Server(application(page, "127.0.0.1", Sharing(users)), up.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert up.wait(60), "the page did not start"
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    """A program that has signed in."""
    return Client(address, auth=("ana", "correct horse"), verbose=False, analytics_enabled=False)


def test_programs_find_the_endpoints_that_the_readme_tells(client: Client) -> None:
    """All of them, and no other."""
    told = (ROOT / "bot" / "web" / "README.md").read_text(encoding="utf-8")
    found = list(client.view_api(return_format="dict", print_info=False)["named_endpoints"])
    assert found == ENDPOINTS
    assert re.findall(r"^\| `(/\w+)\(", told, re.M) == ENDPOINTS


def test_a_program_that_has_not_signed_in_gets_nothing(address: str) -> None:
    """Nor does one with a wrong password."""
    with pytest.raises(AuthenticationError):
        Client(address, verbose=False, analytics_enabled=False)
    with pytest.raises(AuthenticationError):
        Client(address, auth=("ana", "wrong"), verbose=False, analytics_enabled=False)


def test_a_question_is_answered_as_the_terminal_does(client: Client, toy: ModuleType) -> None:
    """With its history and scope, where they are given."""
    assert client.predict(QUESTION, api_name="/ask") == toy.thanked(QUESTION).to_json()
    assert client.predict(QUESTION, None, api_name="/ask") == toy.thanked(QUESTION).to_json()
    how = {"history": [{"question": "Who?", "answer": "They."}], "asked": "2025-03-04"}
    how["scope"] = {"publishers": ["Bay Courier"]}
    assert client.predict(QUESTION, how, api_name="/ask")["short_answer"]


def test_articles_are_listed_and_read(client: Client, toy: ModuleType) -> None:
    """Where they lie on the server's disk is not told."""
    scope = {"publishers": ["Bay Courier"]}
    (listed,) = client.predict(scope, api_name="/articles")
    assert listed == {
        "id": toy.HARBOUR_ARTICLE.id,
        "title": "Harbour of Ostrava Bay reopens after storms",
        "publisher": "Bay Courier",
        "published": None,
    }
    assert client.predict(listed["id"], api_name="/article")["text"] == toy.HARBOUR


def test_an_answer_goes_out_and_its_evidence_is_checked(client: Client) -> None:
    """As text, Markdown and a bundle."""
    answer = client.predict(QUESTION, None, api_name="/ask")
    assert client.predict([answer], "text", api_name="/export").startswith(QUESTION)
    assert client.predict([answer], "markdown", api_name="/export").startswith("## Who")
    made = json.loads(client.predict([answer], "bundle", api_name="/export"))
    assert client.predict(made, api_name="/verify") == []
    made["exchanges"][0]["sentences"][0]["citations"][0]["end"] -= 1
    (wrong,) = client.predict(made, api_name="/verify")
    assert (wrong["exchange"], wrong["citation"]) == (1, 1)


def test_an_opinion_is_kept_and_may_be_changed(client: Client, place: Path) -> None:
    """By the key that it was given."""
    answer = client.predict(QUESTION, None, api_name="/ask")
    key = client.predict(answer, {"rating": "up"}, api_name="/rate")
    changed = {"rating": "down", "reason": "wrong", "expected": "Nobody", "key": key}
    assert client.predict(answer, changed, api_name="/rate") == key
    (kept,) = FeedbackStore.beside(place).all()
    assert (kept.rating, kept.reason, kept.expected) == ("down", "wrong", "Nobody")
    assert kept.answer["question"] == QUESTION


@pytest.mark.parametrize(
    ("arguments", "name", "said"),
    [
        ((" ", None), "/ask", "the question is empty"),
        (("x" * 2001, None), "/ask", "2,001 characters"),
        ((QUESTION, {"scope": {"first": "soon"}}), "/ask", "scope.first"),
        ((QUESTION, {"mode": "guess"}), "/ask", "mode"),
        (({"articles": 7},), "/articles", "articles"),
        (("../../etc/passwd",), "/article", "there is no article"),
        ((" ",), "/add", "nothing to add"),
        (([], "text"), "/export", "1 to 200 answers"),
        (([{}], "text"), "/export", "expected an answer of version 1"),
        (([{"schema_version": 1}], "text"), "/export", "expected an answer"),
        (([7], "text"), "/export", "cannot use what was sent"),
        (([{}], "pdf"), "/export", "a form is one of"),
        (({"format": "x"},), "/verify", "no evidence bundle"),
        (({}, {"rating": "up"}), "/rate", "expected an answer"),
        (({}, {"rating": "sideways"}), "/rate", "'up' or 'down'"),
        (({}, {}), "/rate", "rating: Field required"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    client: Client, arguments: tuple[Any, ...], name: str, said: str
) -> None:
    """Nothing of the server is told."""
    with pytest.raises(AppError) as error:
        client.predict(*arguments, api_name=name)
    assert said in str(error.value)
    assert "Traceback" not in str(error.value)
    assert "\n" not in str(error.value).strip()


def test_a_crash_tells_nothing_of_this_computer(client: Client) -> None:
    """The log has it."""
    with pytest.raises(AppError) as error:
        client.predict("break it", None, api_name="/ask")
    assert "secret" not in str(error.value)
