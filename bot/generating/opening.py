"""From a name to a chat model: LangChain's `init_chat_model`, with what is missing explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.generating.lacking import EXTRAS, check, missing
from bot.generating.settings import ModelSettings
from corpus.errors import InputError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

NO_KEY = "none"
"""What is sent where a client demands a key and the server needs none."""
CHARS_A_TOKEN = 3
"""Fewer than English text has, to be safe."""


def open_model(settings: ModelSettings, key: str | None = None) -> BaseChatModel:
    """The chat model that the settings name; nothing is asked of it yet.

    Args:
        settings: its name, address and limits.
        key: for a server of one's own (`base_url`); a provider's key is found by its package
            in the environment.

    Raises:
        InputError: the name is no provider:model, its package or its key is missing.
    """
    check(settings)
    provider, _, model = settings.name.partition(":")
    from langchain.chat_models import init_chat_model

    try:
        found: BaseChatModel = init_chat_model(
            model, model_provider=provider, **limits(settings, key)
        )
    except ImportError:
        raise InputError(missing(provider)) from None
    except Exception as error:  # whatever a provider's package thinks of what it was given
        raise InputError(refused(provider, error)) from None
    return found


def limits(settings: ModelSettings, key: str | None) -> dict[str, Any]:
    """The settings as the provider's class takes them.

    Attempts are counted here, so that they stay within one time limit: its own are turned off.
    """
    given: dict[str, Any] = {}
    if settings.temperature is not None:
        given["temperature"] = settings.temperature
    if settings.base_url is not None:
        given["base_url"] = settings.base_url
    if settings.provider == "ollama":
        read = (settings.context + 4_000) // CHARS_A_TOKEN
        # Ollama drops, without a word, the beginning of what exceeds its window.
        given |= {"num_ctx": read + settings.output, "num_predict": settings.output}
        client: dict[str, Any] = {"timeout": settings.timeout}
        if key:
            client["headers"] = {"Authorization": f"Bearer {key}"}
        return given | {"client_kwargs": client}
    given |= {"max_tokens": settings.output, "timeout": settings.timeout, "max_retries": 0}
    if settings.provider == "openai":
        given["stream_usage"] = True
        if settings.base_url is not None:
            given["use_responses_api"] = False
    if settings.base_url is not None:
        given["api_key"] = key or NO_KEY
    return given


def refused(provider: str, error: Exception) -> str:
    """Why a provider's package would not make a model; nothing of its own words, but its kind."""
    if "Unsupported" in str(error):
        return (
            f"LangChain knows no provider {provider!r}: name one such as "
            f"{', '.join(EXTRAS)} (or any server of OpenAI's protocol with openai and a base URL)"
        )
    return f"LangChain's package for {provider!r} refused the settings ({type(error).__name__})"
