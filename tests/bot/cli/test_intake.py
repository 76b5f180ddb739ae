"""`newscite add` and `remove` over a real library with a toy encoder: folders that change."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from corpus import files
from index.chunking import Chunking
from index.library import Library

Run = Callable[..., SimpleNamespace]
PAGE = (
    "<html><head><title>Ferry sails</title><meta property='og:site_name' content='Harbour Post'>"
    "<meta property='article:published_time' content='2021-03-01'></head><body><article><p>The "
    "ferry to Lonna sailed again on Monday after eleven days.</p></article></body></html>"
)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, new_encoder: type) -> Path:
    """A folder of three articles; the library that commands open is a real one, at first empty."""
    home, encoder = tmp_path / "library", new_encoder()
    monkeypatch.setenv("NEWSCITE_LIBRARY", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def opened(*_: object, **__: object) -> Library:
        return Library.open(home, encoder, Chunking(max_tokens=16))

    opened().close()
    monkeypatch.setattr("index.upkeep.start", lambda _: None)  # another process: not needed here
    monkeypatch.setattr("bot.opening.open_library", opened)
    made = tmp_path / "news"
    made.mkdir()
    (made / "ferry.html").write_text(PAGE)
    (made / "museum.txt").write_text("The museum opens a wing.")
    rows = [{"id": n, "text": f"The mayor spoke {n} times.", "date": f"2022-01-0{n}"} for n in "12"]
    (made / "export.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return made


def sources(run: Run) -> list[str]:
    """What the library holds, by file name."""
    return sorted(Path(row["source"]).name for row in json.loads(run("list", "--json").out))


def test_adding_a_folder_twice_does_no_work_and_says_so(run: Run, folder: Path) -> None:
    """The second time, everything is as it was."""
    assert run("add", str(folder)).out == "added 4, updated 0, unchanged 0, skipped 0\n"
    again = run("add", str(folder))
    assert (again.code, again.out) == (0, "added 0, updated 0, unchanged 4, skipped 0\n")
    assert again.err.endswith("nothing has changed\n")


def test_an_unchanged_file_is_not_even_read(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as it did; a changed one is read, and so is one of which articles were removed."""
    run("add", str(folder))
    read: list[str] = []
    load_file = files.load_file

    def noted(path: Path, *rest: Any) -> Any:
        read.append(path.name)
        return load_file(path, *rest)

    monkeypatch.setattr(files, "load_file", noted)
    assert run("add", str(folder)).out == "added 0, updated 0, unchanged 4, skipped 0\n"
    assert read == []
    (folder / "museum.txt").write_text("The museum shuts a wing.")
    assert run("add", str(folder)).out == "added 0, updated 1, unchanged 3, skipped 0\n"
    assert read == ["museum.txt"]
    run("remove", f"{folder.resolve() / 'export.jsonl'}#2")
    assert run("add", str(folder)).out == "added 1, updated 0, unchanged 3, skipped 0\n"
    assert read == ["museum.txt", "export.jsonl"]


def test_a_touched_file_is_compared_by_its_bytes(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other times alone are no change; the same size and times with other bytes are one."""
    run("add", str(folder))
    monkeypatch.setattr(files, "load_file", lambda *_: pytest.fail("it was read again"))
    os.utime(folder / "museum.txt")
    assert run("add", str(folder)).out == "added 0, updated 0, unchanged 4, skipped 0\n"
    monkeypatch.undo()


def test_a_file_with_a_skipped_part_is_read_again(run: Run, folder: Path) -> None:
    """What could not be read is said each time."""
    with (folder / "export.jsonl").open("a") as file:
        file.write("no JSON\n")
    for _ in range(2):
        result = run("add", str(folder))
        assert (result.code, "export.jsonl:3: not JSON" in result.err) == (3, True)


def test_sync_removes_what_an_unsynced_change_left(run: Run, folder: Path) -> None:
    """A file that lost an article is not taken as known while that is still there."""
    run("add", str(folder))
    (folder / "export.jsonl").write_text('{"id": "1", "text": "The mayor spoke 1 times."}\n')
    run("add", str(folder))
    assert "export.jsonl#2" in sources(run)
    run("add", "--sync", str(folder))
    assert "export.jsonl#2" not in sources(run)


def test_stopping_says_how_to_go_on(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 130; what was written stays."""
    load_file = files.load_file

    def stopped(path: Path, *rest: Any) -> Any:
        if path.name == "museum.txt":
            raise KeyboardInterrupt
        return load_file(path, *rest)

    monkeypatch.setattr(files, "load_file", stopped)
    result = run("add", str(folder))
    assert result.code == 130
    assert "the same command goes on from there" in result.err
    monkeypatch.setattr(files, "load_file", load_file)
    assert run("add", str(folder)).out == "added 4, updated 0, unchanged 0, skipped 0\n"


def test_sync_removes_what_has_gone_and_nothing_else(run: Run, folder: Path) -> None:
    """A file, and a record of a file; what lies elsewhere stays."""
    other = folder.parent / "other.txt"
    other.write_text("The pier is sound.")
    run("add", str(folder), str(other))
    (folder / "museum.txt").unlink()
    (folder / "export.jsonl").write_text('{"id": "1", "text": "The mayor spoke again."}\n')
    assert run("add", str(folder)).out == "added 0, updated 1, unchanged 1, skipped 0\n"
    synced = run("add", "--sync", str(folder))
    assert synced.out == "added 0, updated 0, unchanged 2, removed 2, skipped 0\n"
    assert sources(run) == ["export.jsonl#1", "ferry.html", "other.txt"]


def test_sync_keeps_what_could_not_be_read_this_time(run: Run, folder: Path) -> None:
    """A damaged file has not gone; nor has the record of a line that is damaged."""
    run("add", str(folder))
    (folder / "museum.txt").write_bytes(b"\0\0")
    (folder / "export.jsonl").write_text('{"id": "1", "text": "The mayor spoke 1 times."\nx\n')
    synced = run("add", "--sync", str(folder))
    assert synced.code == 3
    assert sources(run) == ["export.jsonl#1", "export.jsonl#2", "ferry.html", "museum.txt"]


def test_sync_needs_a_folder_and_an_empty_one_removes_nothing(run: Run, folder: Path) -> None:
    """A drive that is not there must not empty the library."""
    assert run("add", str(folder)).code == 0
    assert run("add", "--sync", str(folder / "ferry.html")).code == 2
    for path in folder.iterdir():
        path.unlink()
    assert run("add", "--sync", str(folder)).code == 2
    assert len(sources(run)) == 4


def test_the_report_has_a_line_for_every_source(run: Run, folder: Path, tmp_path: Path) -> None:
    """What it was, and why it was skipped."""
    (folder / "blob.pdf").write_bytes(b"nothing")
    report = tmp_path / "report.jsonl"
    result = run("add", str(folder), "--report", str(report))
    assert result.code == 3
    where = folder.resolve() / "blob.pdf"
    assert f"skipped {where}: no PDF: it does not begin like one\n" in result.err
    rows = {row["source"]: row for row in map(json.loads, report.read_text().splitlines())}
    assert rows[str(where)] == {
        "source": str(where),
        "outcome": "skipped",
        "reason": "no PDF: it does not begin like one",
    }
    ferry = rows[str(folder.resolve() / "ferry.html")]
    assert (ferry["outcome"], ferry["published"]) == ("added", "2021-03-01")
    assert (ferry["title"], ferry["publisher"]) == ("Ferry sails", "Harbour Post")
    assert len(rows) == 5
    (folder / "museum.txt").unlink()
    run("add", "--sync", str(folder), "--report", str(report))
    outcomes = sorted(json.loads(row)["outcome"] for row in report.read_text().splitlines())
    assert outcomes == ["removed", "skipped", "unchanged", "unchanged", "unchanged"]


def test_a_report_that_cannot_be_written_is_known_before_anything_is_read(
    run: Run, folder: Path
) -> None:
    """Exit 2; nothing was added."""
    result = run("add", str(folder), "--report", str(folder / "none" / "report.jsonl"))
    assert (result.code, sources(run)) == (2, [])
    assert "--report needs a file" in result.err


@pytest.mark.parametrize("given", ["text", "text=", "colour=c", "=x"])
def test_a_column_that_is_not_known_is_bad_input(run: Run, folder: Path, given: str) -> None:
    """The message names those that are."""
    result = run("add", str(folder), "--map", given)
    assert result.code == 2
    assert "--map takes NAME=COLUMN, NAME one of" in result.err


def test_columns_are_named_with_map(run: Run, folder: Path) -> None:
    """Also where another column has a name that is known."""
    path = folder.parent / "own.csv"
    path.write_text("doc_id,nr,inhoud,text\nx,7,The pier is sound.,other\n")
    run("add", str(path), "--map", "id=nr", "--map", "text=inhoud")
    [row] = json.loads(run("list", "--json").out)
    assert (Path(row["source"]).name, row["title"]) == ("own.csv#7", "The pier is sound.")


def test_remove_by_file_folder_publisher_and_days(run: Run, folder: Path) -> None:
    """Those that fit all that is given; shown first with --dry-run."""
    run("add", str(folder))
    shown = run("remove", "--from", "2022-01-02", "--dry-run")
    assert shown.out.startswith("would remove ")
    assert len(sources(run)) == 4
    for args, left in (
        (["--from", "2022-01-02"], ["export.jsonl#1", "ferry.html", "museum.txt"]),
        (["--publisher", "harbour post", "--to", "2021-03-01"], ["export.jsonl#1", "museum.txt"]),
        ([str(folder / "export.jsonl")], ["museum.txt"]),
        ([str(folder)], []),
    ):
        result = run("remove", *args)
        assert result.code == 0
        assert result.out.startswith("removed ")
        assert sources(run) == left


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--from", "May"],
        ["--from", "2022-02-01", "--to", "2022-01-01"],
        ["nowhere.txt"],
        ["bad\0name"],
    ],
)
def test_remove_without_a_choice_or_with_a_wrong_one_is_bad_input(
    run: Run, folder: Path, args: list[str]
) -> None:
    """Nothing is removed."""
    run("add", str(folder))
    result = run("remove", *args)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert len(sources(run)) == 4


def test_remove_that_fits_nothing_says_so(run: Run, folder: Path) -> None:
    """It is no error."""
    run("add", str(folder))
    result = run("remove", "--publisher", "Nobody")
    assert (result.code, result.out) == (0, "")
    assert result.err == "no article fits: nothing was removed\n"


def test_an_address_that_is_not_public_is_skipped_with_what_allows_it(
    run: Run, folder: Path
) -> None:
    """Exit 3, as of any source that cannot be read; other kinds of addresses are bad input."""
    result = run("add", "http://127.0.0.1:9/x")
    assert result.code == 3
    assert "--allow-private" in result.err
    assert run("add", "ftp://post.example/x").code == 2
