"""`newscite add`, `list` and `remove`."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from bot.cli.progress import lines
from corpus.article import Article
from corpus.loading import Loaded, Skipped


@pytest.fixture
def loads(monkeypatch):
    """Let `add` find what a test says."""

    def given(*results):
        found = SimpleNamespace(total=None, done=0, results=lambda _: iter(results))
        monkeypatch.setattr("corpus.loading.run", lambda *_: found)

    return given


def loaded(name: str) -> Loaded:
    """An article as it is loaded."""
    return Loaded(f"/news/{name}", Article(id=name, title=name, text="Text."))


def test_add_counts_what_came_of_each_source(run, library, loads):
    """All done: exit 0."""
    loads(loaded("a"), loaded("b"))
    result = run("add", "news")
    assert (result.code, result.err) == (0, "")
    assert result.out == "added 2, updated 0, unchanged 0, skipped 0\n"


def test_add_names_what_it_skipped_and_why(run, library, loads):
    """The others are added; exit 3."""
    loads(Skipped("/news/x.bin", "no text"), loaded("a"))
    result = run("add", "news")
    assert result.code == 3
    assert result.err == "skipped /news/x.bin: no text\n"
    assert result.out == "added 1, updated 0, unchanged 0, skipped 1\n"


def test_a_missing_path_is_known_before_a_library_is_opened(run, unopened, tmp_path):
    """Exit 2; what was there before is not touched."""
    result = run("add", str(tmp_path / "nowhere"))
    assert (result.code, result.out) == (2, "")
    assert "nowhere" in result.err
    assert result.err.count("\n") == 1


def test_list_is_tab_separated_in_a_pipe(run, library):
    """id, date, publisher, title, source; a control character in them is spelled out."""
    first, second = run("list").out.splitlines()
    assert first.split("\t") == [
        "00000000000000aa",
        "2021-03-01",
        "Harbour Post",
        "Ferry to Lonna resumes",
        "/news/ferry.txt",
    ]
    assert second.split("\t")[1:3] == ["date unknown", "publisher unknown"]
    assert "\x1b" not in second


def test_list_as_json_holds_all_but_the_texts(run, library):
    """Unknown dates are null."""
    first, second = json.loads(run("list", "--json").out)
    assert (first["id"], first["published"]) == ("00000000000000aa", "2021-03-01")
    assert second["published"] is None
    assert "text" not in first


def test_an_empty_library_says_how_to_fill_it(run, library):
    """On stderr; there is no data."""
    library.articles.clear()
    result = run("list")
    assert (result.code, result.out) == (0, "")
    assert "newscite add" in result.err


def test_remove_prints_what_went(run, library):
    """By id, title and source."""
    result = run("remove", "00000000000000aa")
    assert result.code == 0
    assert result.out == "removed 00000000000000aa: Ferry to Lonna resumes (/news/ferry.txt)\n"
    assert list(library.articles) == ["00000000000000bb"]


def test_an_unknown_id_is_bad_input(run, library):
    """Nothing is removed."""
    assert run("remove", "00000000000000aa", "nope").code == 2
    assert len(library.articles) == 2


def test_progress_without_a_terminal_is_a_line_now_and_then(capsys):
    """Every five seconds by the clock that is given."""
    times = iter([0.0, 1.0, 6.0, 6.0, 7.0])
    count = lines("articles read", clock=lambda: next(times))
    for done in (1, 2, 3):
        count(done, "a.txt")
    assert capsys.readouterr().err == "2 articles read: a.txt\n"
