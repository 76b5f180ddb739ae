"""From a name to a model: what is missing is told, keys are not mixed up, nothing loads early."""

from __future__ import annotations

import json
import subprocess
import sys
from types import ModuleType

import pytest

from bot.generating import lacking
from bot.generating.faults import seconds
from bot.generating.lacking import check
from bot.generating.opening import limits, open_model
from bot.generating.settings import OWN_KEY, ModelSettings
from corpus.errors import InputError


@pytest.mark.parametrize("name", ["llama3", ":llama3", "ollama:", ":"])
def test_a_name_is_provider_and_model(name: str) -> None:
    """Both."""
    with pytest.raises(InputError, match="PROVIDER:NAME, such as"):
        check(ModelSettings(name))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line that installs it."""
    monkeypatch.setattr(lacking, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"langchain-openai: pip install 'newscite\[openai\]'"):
        check(ModelSettings("openai:gpt-5"))


def test_a_missing_key_is_named() -> None:
    """By its variable; a server of one's own needs none."""
    pytest.importorskip("langchain_openai")
    with pytest.raises(InputError, match="environment variable OPENAI_API_KEY"):
        check(ModelSettings("openai:gpt-5"), {"HOME"})
    check(ModelSettings("openai:gpt-5", "http://127.0.0.1:1/v1"), {"HOME"})
    check(ModelSettings("openai:gpt-5"), {"OPENAI_API_KEY"})


def test_an_unknown_provider_is_told() -> None:
    """By LangChain's own list."""
    with pytest.raises(InputError, match="LangChain knows no provider 'nobody'"):
        open_model(ModelSettings("nobody:model"))


@pytest.mark.parametrize("provider", ["openai", "anthropic", "ollama"])
def test_a_providers_key_is_never_sent_to_a_server_of_ones_own(
    monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    """Whoever names an address in a config file does not get it."""
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OLLAMA_API_KEY"):
        monkeypatch.setenv(name, "sk-theirs")
    given = limits(ModelSettings(f"{provider}:toy", "http://127.0.0.1:1"), "sk-own")
    assert "sk-theirs" not in json.dumps(given)
    assert "sk-own" in json.dumps(given)


def test_the_providers_key_is_not_sent_over_http(
    monkeypatch: pytest.MonkeyPatch, servers: ModuleType
) -> None:
    """What arrives is the own key, or that there is none."""
    pytest.importorskip("langchain_openai")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-theirs")
    with servers.serving(servers.empty) as home:
        given = ModelSettings("openai:toy", home.base("openai"))
        for key in ("sk-own", None):
            list(open_model(given, key).stream("hello"))
        assert home.keys == ["Bearer sk-own", "Bearer none"]


def test_ollamas_window_holds_all_that_is_sent() -> None:
    """It would drop the beginning without a word."""
    given = limits(ModelSettings("ollama:toy", context=30_000, output=500), None)
    assert given["num_ctx"] > 30_000 / 4 + 500
    assert given["num_predict"] == 500


@pytest.mark.parametrize(
    ("after", "found"), [("3", 3.0), ("0", 0.0), ("-1", 0.0), ("soon", None), ("", None)]
)
def test_retry_after_is_read(after: str, found: float | None) -> None:
    """In seconds."""
    assert seconds(after) == found
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


def test_without_a_model_nothing_of_it_is_imported() -> None:
    """A cold question must not wait for what it does not use."""
    program = (
        "import sys, bot.opening, bot.chain, bot.settings, bot.cli.options\n"
        "late = ('openai', 'ollama', 'anthropic', 'langchain.chat_models', 'langchain_openai',\n"
        "        'bot.verifying', 'bot.generating.writing', 'tenacity.asyncio')\n"
        "print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() in {"[]", "['tenacity.asyncio']"}, done.stderr


def test_nothing_is_traced_unless_langchains_variables_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tracing sends articles and questions to others."""
    program = (
        "from bot.cli.environment import prepare; prepare()\n"
        "from langchain_core.tracers.context import _tracing_v2_is_enabled as on\n"
        "print(bool(on()))"
    )
    for name in ("LANGSMITH", "LANGCHAIN"):
        for rest in ("TRACING", "TRACING_V2", "API_KEY"):
            monkeypatch.delenv(f"{name}_{rest}", raising=False)
    run = [sys.executable, "-c", program]
    assert subprocess.run(run, capture_output=True, text=True).stdout == "False\n"
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    assert subprocess.run(run, capture_output=True, text=True).stdout == "True\n"


def test_the_own_key_is_in_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """So it can get into no manifest, no report and no file."""
    from bot.settings import model_key, read_settings

    monkeypatch.setenv(OWN_KEY, "sk-own")
    assert model_key() == "sk-own"
    assert "sk-own" not in repr(read_settings())
