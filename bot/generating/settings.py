"""What a language model is asked with; no key is ever part of it."""

from __future__ import annotations

from dataclasses import dataclass

OWN_KEY = "NEWSCITE_MODEL_KEY"
"""The variable with the key for a server of one's own. A provider's key is never sent to it."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which language model writes, and within which limits.

    Attributes:
        name: provider:model, as LangChain's `init_chat_model` takes it; "": none.
        base_url: address of the server, None: the provider's own.
        timeout: seconds that one answer may take in all, further attempts included.
        attempts: how often it is asked at most, where asking again may help.
        context: most characters of passages that it is shown.
        output: most tokens that it is asked to write.
        temperature: of its sampling, None: its own.
        least: least score, 0 to 1, at which a sentence counts as proved; None: the fitted one.
    """

    name: str = ""
    base_url: str | None = None
    timeout: float = 60.0
    attempts: int = 3
    context: int = 9_000
    output: int = 800
    temperature: float | None = None
    least: float | None = None

    @property
    def provider(self) -> str:
        """What stands before the colon."""
        return self.name.partition(":")[0]
