"""Follow-up questions made whole from the conversation, by rules, without a model."""

from __future__ import annotations

from bot.rewriting.rewriter import rewrite

__all__ = ["rewrite"]
