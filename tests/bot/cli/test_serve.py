"""`newscite serve`: where it listens and for whom; `newscite password`."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from bot.cli.serve import loopback
from bot.passwords import line_for, read_users
from bot.sharing import Limits, Sharing


@pytest.fixture
def served(chain, monkeypatch):
    """What the page was asked to do: host, port, whether to open a browser, with whom to share."""
    seen = []
    web = SimpleNamespace(serve=lambda *args: seen.append(args[3:]))
    monkeypatch.setitem(sys.modules, "bot.web", web)
    return seen


def test_it_serves_this_computer_by_default(run, served):
    """No browser is opened without a terminal."""
    assert run("serve").code == 0
    assert served == [("127.0.0.1", 7860, False, Sharing())]


def test_host_port_and_browser_can_be_chosen(run, served):
    """As options."""
    assert run("serve", "--host", "::1", "--port", "8000", "--open").code == 0
    assert served == [("::1", 8000, True, Sharing())]


def test_the_settings_may_choose_them_too(run, served, monkeypatch):
    """From the environment or the config file."""
    monkeypatch.setenv("NEWSCITE_WEB__PORT", "8001")
    run("serve")
    assert served == [("127.0.0.1", 8001, False, Sharing())]


def test_others_are_let_in_only_where_that_is_said(run, served):
    """Exit 2 in one line, before a library is opened."""
    result = run("serve", "--host", "0.0.0.0")
    assert result.code == 2
    assert "--auth FILE" in result.err
    assert "--allow-anyone" in result.err
    assert result.err.count("\n") == 1
    assert not served
    assert run("serve", "--host", "0.0.0.0", "--allow-anyone").code == 0
    assert served == [("0.0.0.0", 7860, False, Sharing())]


@pytest.fixture
def readers(tmp_path):
    """A file with one who may sign in."""
    file = tmp_path / "readers"
    file.write_text(line_for("ana", "correct horse") + "\n", encoding="utf-8")
    return file


def test_others_are_let_in_with_a_password(run, served, readers):
    """Those in the file."""
    assert run("serve", "--host", "0.0.0.0", "--auth", str(readers)).code == 0
    assert served == [("0.0.0.0", 7860, False, Sharing(read_users(readers)))]


def test_a_bad_file_of_users_is_known_before_anything_is_opened(run, unopened, tmp_path):
    """Exit 2 in one line."""
    result = run("serve", "--auth", str(tmp_path / "gone"))
    assert (result.code, result.err.count("\n")) == (2, 1)


def test_a_proxys_place_and_limits_can_be_set(run, served, monkeypatch):
    """The place as an option, too."""
    monkeypatch.setenv("NEWSCITE_WEB__WAITING", "5")
    monkeypatch.setenv("NEWSCITE_WEB__UPLOAD_MB", "2")
    assert run("serve", "--root-path", "https://example.org/news").code == 0
    assert served[0][3] == Sharing(None, "https://example.org/news", Limits(5, 2))


@pytest.mark.parametrize("given", ["news", "//evil", "/a b", "ftp://x/y", "/a/../b?c"])
def test_a_place_that_is_none_is_bad_input(run, unopened, given):
    """Exit 2 in one line."""
    result = run("serve", "--root-path", given)
    assert (result.code, result.err.count("\n")) == (2, 1)


def test_a_password_makes_a_line_and_is_not_shown(run, monkeypatch):
    """Read from a pipe here."""
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse\n"))
    result = run("password", "ana")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("ana:$argon2id$")
    assert "horse" not in result.out


def test_a_short_password_is_bad_input(run, monkeypatch):
    """And is not told again."""
    monkeypatch.setattr("sys.stdin", io.StringIO("horse\n"))
    result = run("password", "ana")
    assert (result.code, result.out) == (2, "")
    assert "horse" not in result.err


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("localhost", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("example.test", False),
        ("", False),
    ],
)
def test_what_only_this_computer_can_reach(host, own):
    """A name other than localhost may lead anywhere."""
    assert loopback(host) is own
