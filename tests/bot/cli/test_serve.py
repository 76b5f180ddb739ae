"""`newscite serve`: where it listens."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from bot.cli.serve import loopback


@pytest.fixture
def served(chain, monkeypatch):
    """What the page was asked to do: host, port, whether to open a browser."""
    seen = []
    web = SimpleNamespace(serve=lambda *args: seen.append(args[3:]))
    monkeypatch.setitem(sys.modules, "bot.web", web)
    return seen


def test_it_serves_this_computer_by_default(run, served):
    """No browser is opened without a terminal."""
    assert run("serve").code == 0
    assert served == [("127.0.0.1", 7860, False)]


def test_host_port_and_browser_can_be_chosen(run, served):
    """As options."""
    assert run("serve", "--host", "::1", "--port", "8000", "--open").code == 0
    assert served == [("::1", 8000, True)]


def test_the_settings_may_choose_them_too(run, served, monkeypatch):
    """From the environment or the config file."""
    monkeypatch.setenv("NEWSCITE_WEB__PORT", "8001")
    run("serve")
    assert served == [("127.0.0.1", 8001, False)]


def test_others_are_let_in_only_where_that_is_said(run, served):
    """Exit 2 in one line, before a library is opened."""
    result = run("serve", "--host", "0.0.0.0")
    assert result.code == 2
    assert "--allow-anyone" in result.err
    assert result.err.count("\n") == 1
    assert not served
    assert run("serve", "--host", "0.0.0.0", "--allow-anyone").code == 0
    assert served == [("0.0.0.0", 7860, False)]


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
