"""Follow-up questions made whole from the conversation, by rules, without a model."""

from __future__ import annotations

from bot.rewriting.rewriter import Readings, briefly, readings, rewrite

__all__ = ["Readings", "briefly", "readings", "rewrite"]
