"""Printing, and what is kept from the terminal."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.rendering import trimmed
from bot.cli.terminal import dumps, line, one_line, printable, show, whole

FORBIDDEN = [*map(chr, range(0x20)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e", "\u2067"]


@given(st.text())
def test_a_printed_line_holds_nothing_that_a_terminal_obeys(text):
    """Whatever the text."""
    assert not set(one_line(text)) & set(FORBIDDEN)


@given(st.text())
def test_json_of_any_text_is_safe_and_reads_back(text):
    """Lone surrogates included."""
    out = dumps({"text": text})
    assert not set(out) & set(FORBIDDEN)
    assert json.loads(out) == {"text": text}
    out.encode()


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_whole_text_stays_as_it_is(text):
    """Only lone surrogates are replaced."""
    assert whole(text) == text


def test_control_characters_are_spelled_out():
    """So that one sees that they are there."""
    assert printable("a\x1b[31mb\tc\n") == "a\\x1b[31mb\tc\n"


def test_lines_in_a_pipe_are_plain(capsys):
    """Indented, not wrapped."""
    show([line("word " * 40, "bold"), line("in", indent=4)])
    assert capsys.readouterr().out == "word " * 40 + "\n    in\n"


@pytest.fixture
def show_on_terminal(monkeypatch):
    """Show a line on a terminal of 20 columns."""

    def call(text, style, indent=0):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        show([line(text, style, indent=indent)])

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return call


def test_lines_on_a_terminal_are_wrapped_within_their_indent(show_on_terminal, capsys):
    """And square brackets are no markup."""
    show_on_terminal("[bold]one two three four five", "", indent=4)
    assert [text.rstrip() for text in capsys.readouterr().out.splitlines()] == [
        "    [bold]one two",
        "    three four five",
    ]


def test_colour_is_left_out_where_the_user_says_so(show_on_terminal, capsys, monkeypatch):
    """By NO_COLOR."""
    show_on_terminal("green", "green")
    assert "\x1b[32m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    show_on_terminal("green", "green")
    assert "\x1b[32m" not in capsys.readouterr().out


@given(st.text(st.sampled_from("ab "), max_size=40), st.integers(2, 20))
def test_a_trimmed_text_is_a_beginning_and_short(text, most):
    """An ellipsis stands for the rest."""
    out = trimmed(text, most)
    assert len(out) <= most + 1
    assert out == text or (out[-1] == "…" and text.startswith(out[:-1].rstrip()))
