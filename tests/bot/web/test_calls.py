from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from gradio.utils import get_upload_folder

from bot.conversations import Conversations
from bot.feedback import FeedbackStore
from bot.web import texts
from bot.web.calls import Calls
from bot.web.desk import Desk
from bot.web.visitor import COOKIE
from index.library import Library

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def changes() -> list[int]:
    """Grows whenever the page has changed the library."""
    return []


@pytest.fixture
def call(toy: ModuleType, library: Library, changes: list[int], tmp_path: Path) -> Iterator[Call]:
    """Calls a function as the page's scripts do: `call("books", view={…})`."""
    library.add(toy.loaded(one) for one in (toy.HARBOUR_ARTICLE, toy.STORM_ARTICLE))
    kept = Conversations(tmp_path / "kept.sqlite")
    desk = Desk(toy.ToyChain(), library, 12, toy.CASES, kept)
    ratings = FeedbackStore(tmp_path / "ratings.sqlite")
    calls = Calls(desk, ratings, lambda: changes.append(1))
    functions = {one.__name__: one for one in calls.functions()}

    def made(name: str, who: str = "a" * 43, **given: Any) -> dict[str, Any]:
        request = SimpleNamespace(cookies={COOKIE: who})
        return functions[f"desk_{name}"](given, request)

    yield made
    kept.close()


def finished(call: Call, job: str) -> str:
    """What is said once all is added."""
    for _ in range(600):
        told = call("progress", job=job)
        if told["done"]:
            return str(told["html"])
        time.sleep(0.05)
    raise AssertionError("it did not end")


def test_what_changes_something_needs_the_cookie(call: Call, library: Library) -> None:
    """Other sites' requests have none."""
    for name in ("add", "remove", "undo", "delete", "save", "rate"):
        assert "no cookies" in call(name, who="", source="/news/storm.txt", text="x")["error"]
    assert library.counts().documents == 2


def test_no_file_but_an_uploaded_one_is_read(call: Call, tmp_path: Path) -> None:
    """Whatever path is sent."""
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret. It is well kept.")
    upward = str(Path(get_upload_folder(), "..", secret.relative_to("/")))

    for path in (str(secret), upward, "/etc/passwd", get_upload_folder(), "\0", ""):
        assert "error" in call("add", files=[path])


def test_an_uploaded_file_is_added_and_not_kept_twice(call: Call, library: Library) -> None:
    """Where it was uploaded to, it is removed."""
    folder = Path(get_upload_folder(), "0" * 64)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "new-bridge.txt"
    file.write_text("A bridge opened.\n\nIt is new, the mayor said.")

    said = finished(call, call("add", files=[str(file)])["job"])

    assert "1 added" in said
    assert "upload:new-bridge.txt" in [one.source for one in library.documents()]
    assert not file.exists()


def test_nobody_elses_progress_is_told(call: Call) -> None:
    """Nor that of no job."""
    job = call("add", text="A bridge opened. It is new.")["job"]

    assert call("progress", who="b" * 43, job=job)["error"] == texts.JOB_GONE[:1].upper() + (
        texts.JOB_GONE[1:] + "."
    )
    assert "error" in call("progress", job="none")
    finished(call, job)


def test_what_was_removed_comes_back(call: Call, library: Library) -> None:
    """For who removed it, once."""
    call("remove", source="/news/storm.txt")
    assert "nothing to undo" in call("undo", who="b" * 43)["html"]
    assert [one.source for one in library.documents()] == ["/news/harbour.txt"]

    assert "Winds fell overnight" in call("undo")["html"]
    assert len(library.documents()) == 2
    assert "nothing to undo" in call("undo")["html"]


def test_one_removal_after_the_other_comes_back(call: Call, library: Library) -> None:
    """The last one first; what is left to bring back is told."""
    for source in ("/news/storm.txt", "/news/harbour.txt"):
        call("remove", source=source)

    said = call("undo")["html"]
    assert "Harbour of Ostrava Bay" in said
    assert "Removed: Winds fell overnight." in said
    assert "data-undo" in said
    assert "data-undo" not in call("undo")["html"]
    assert len(library.documents()) == 2


def test_earlier_versions_come_back_too(call: Call, toy: ModuleType, library: Library) -> None:
    """What a conversation quoted of them can still be shown."""
    newer = toy.article("storm.txt", "It is calm now.", "Calm")
    library.add([toy.loaded(newer)])

    call("remove", source="/news/storm.txt")
    call("undo")

    assert library.article(toy.STORM_ARTICLE.id) == toy.STORM_ARTICLE


def test_whoever_keeps_the_library_up_is_told_of_changes(call: Call, changes: list[int]) -> None:
    """Of adding, removing and undoing, by a thread that nobody waits for."""
    finished(call, call("add", text="A bridge opened. It is new.")["job"])
    call("remove", source="/news/storm.txt")
    call("undo")

    for _ in range(600):
        if len(changes) == 3:
            break
        time.sleep(0.05)
    assert len(changes) == 3


@pytest.mark.parametrize(
    "given",
    [{"view": {"order": "sideways"}}, {"scope": {"first": "soon"}}, {"view": 7}],
)
def test_what_no_script_sends_is_refused_in_one_line(call: Call, given: dict[str, Any]) -> None:
    """And nothing of it is shown again."""
    assert call("books", **given) == {"error": texts.WISH_UNKNOWN}


def test_an_article_of_nobody_is_not_shown(call: Call) -> None:
    """One line."""
    assert "no longer" in call("article", id="0" * 16)["error"]
    assert "error" in call("article", id="x", turn="y")
