"""What a language model lacks before it can be asked: a name, its package, its key.

Nothing of LangChain's is imported here, so that a wrong name is told at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.util import find_spec

from bot.generating.settings import ModelSettings
from corpus.errors import InputError

EXTRAS: Mapping[str, str] = {
    "openai": "langchain-openai",
    "ollama": "langchain-ollama",
    "anthropic": "langchain-anthropic",
}
"""Providers that newscite has an extra for, with the package that each one needs."""
KEYS: Mapping[str, str] = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""Variables that hold the keys of those providers that need one."""


def check(settings: ModelSettings, given: Collection[str] | None = None) -> None:
    """Make sure that a model can be asked, as far as that can be told without asking.

    Args:
        settings: the model.
        given: names of the environment's variables that are set; None: keys are not looked for.

    Raises:
        InputError: it cannot; the message says what is missing, and how to get it.
    """
    lacks = lacking(settings, given)
    if lacks:
        raise InputError(lacks)


def lacking(settings: ModelSettings, given: Collection[str] | None = None) -> str:
    """What a model lacks, and how to get it; "" where nothing is known to be missing."""
    provider, colon, model = settings.name.partition(":")
    if not (provider and colon and model):
        return (
            f"a model is named as PROVIDER:NAME, such as ollama:llama3.2, found {settings.name!r}"
        )
    package = EXTRAS.get(provider)
    if package and find_spec(package.replace("-", "_")) is None:
        return missing(provider)
    variable = KEYS.get(provider)
    own = settings.base_url is not None or given is None
    if variable and not own and variable not in (given or ()):
        return needs_key(provider, variable)
    return ""


def missing(provider: str) -> str:
    """That a provider's package is not installed, and how to get it."""
    if provider in EXTRAS:
        return (
            f"models of {provider!r} need the package {EXTRAS[provider]}: "
            f"pip install 'newscite[{provider}]'"
        )
    return f"models of {provider!r} need LangChain's package for them: see its documentation"


def needs_key(provider: str, variable: str) -> str:
    """That a provider's key is missing."""
    return (
        f"models of {provider!r} need a key in the environment variable {variable}; a server of "
        "your own needs its address (--model-url)"
    )
