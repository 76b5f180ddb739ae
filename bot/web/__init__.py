"""The chat page: what `newscite ask` does, in a browser."""

from bot.web.page import build_page
from bot.web.serving import serve

__all__ = ["build_page", "serve"]
