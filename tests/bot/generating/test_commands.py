"""The commands with a language model: told in its words, labelled, the key never shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import pytest

from bot.cli import main
from index.library import Library

QUESTION = "Who said that the pier is sound?"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    shelf: Library,
    servers: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs a command over the small library: its code, out and err."""
    pytest.importorskip("langchain_openai")
    monkeypatch.setenv("NEWSCITE_LIBRARY", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSCITE_MODEL_KEY", servers.SECRET)
    monkeypatch.setenv("NEWSCITE_DEBUG", "1")
    monkeypatch.setattr("index.library.Library.exists", lambda _: True)
    monkeypatch.setattr("bot.opening.open_library", lambda *_, **__: nullcontext(shelf))

    def call(*args: str) -> tuple[int, str, str]:
        code = main(list(args))
        captured = capsys.readouterr()
        assert servers.SECRET not in captured.out + captured.err
        return code, captured.out, captured.err

    return call


def test_ask_tells_the_answer_in_the_models_words(run: Run, servers: ModuleType) -> None:
    """With citations, and what it cost."""
    quote = "“The pier is sound,” said Ida Quist, the harbour master."
    told = "Ida Quist, the harbour master, said that the pier is sound."

    def script(one: object) -> None:
        found = [name for name, text in one.passages.items() if quote in text]  # type: ignore[attr-defined]
        one.write(servers.line(told, found[:1], [quote]))  # type: ignore[attr-defined]

    with servers.serving(script) as home:
        given = ("--model", "openai:toy", "--model-url", home.base("openai"))
        code, out, _ = run("ask", *given, QUESTION)
        plain = run("ask", QUESTION)[1]
        row = json.loads(run("ask", "--json", *given, QUESTION)[1])
    assert code == 0
    assert f"{told} [1]" in out
    assert f"[1] {quote}" in out
    assert "Written by openai:toy: 1 sentence checked against the quotes (321 tokens" in out
    assert "openai:toy" not in plain
    assert row["mode"] == "openai:toy"
    assert row["generation"]["usage"]["output_tokens"] == 45


@pytest.mark.parametrize("status", [401, 500])
def test_where_the_model_fails_the_articles_own_sentences_are_shown(
    run: Run, servers: ModuleType, status: int
) -> None:
    """That is said, and is no error."""
    with servers.serving(servers.refusing(status, "bad key")) as home:
        code, out, _ = run(
            "ask", "--model", "openai:toy", "--model-url", home.base("openai"), QUESTION
        )
    assert code == 0
    assert "these are the articles' own sentences" in out
    assert f"({status})" in out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--model", "toy"), "PROVIDER:NAME"),
        (("--model", "openai:toy"), "OPENAI_API_KEY"),
        (("--model", "openai:toy", "--model-url", "file:///etc"), "model.base_url"),
        (("--model-url", "http://127.0.0.1:1"), "name one with --model"),
    ],
)
def test_what_cannot_be_used_is_told_before_a_library_is_opened(
    run: Run, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], said: str
) -> None:
    """One line, exit code 2."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a library was opened")

    monkeypatch.setattr("bot.opening.open_library", refuse)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("NEWSCITE_DEBUG")
    code, out, err = run("ask", *given, QUESTION)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_model_of_the_config_file_can_be_left_out(
    run: Run, monkeypatch: pytest.MonkeyPatch, servers: ModuleType
) -> None:
    """For one question."""
    with servers.serving(servers.honest) as home:
        monkeypatch.setenv("NEWSCITE_MODEL__NAME", "openai:toy")
        monkeypatch.setenv("NEWSCITE_MODEL__BASE_URL", home.base("openai"))
        run("ask", "--model", "none", QUESTION)
        assert home.requests == []
        run("ask", QUESTION)
        assert len(home.requests) == 1


def test_doctor_says_what_models_need(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages and keys; of a key only that it is set."""
    monkeypatch.setenv("NEWSCITE_MODEL__NAME", "anthropic:claude")
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    code, out, _ = run("doctor")
    assert code == 1
    assert "language model name: anthropic:claude" in out
    assert "language model NEWSCITE_MODEL_KEY: set" in out
    assert "problem: models of 'anthropic' need" in out
