"""Answers to take along: as text, as Markdown, and as evidence that can be checked again."""

from bot.exporting.bundle import bundle
from bot.exporting.documents import as_markdown, as_text, quote_with_source
from bot.exporting.verifying import verify

__all__ = ["as_markdown", "as_text", "bundle", "quote_with_source", "verify"]
