"""With whom the page is shared, and how much they may ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from bot.passwords import Users


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much.

    Attributes:
        waiting: questions that may wait; one more is told that the page is busy.
        upload_mb: mebibytes of a request, and so of a file.
    """

    waiting: int = 64
    upload_mb: int = 25


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom the page is shared, and how much they may ask of it.

    Attributes:
        users: who may sign in; None: whoever reaches the page may use it.
        root_path: where a proxy serves the page: a path ("/news"), or a whole address
            ("https://example.org/news"); "" without one.
        limits: what is too much.
    """

    users: Users | None = None
    root_path: str = ""
    limits: Limits = field(default_factory=Limits)

    @property
    def public(self) -> SplitResult:
        """The public address in its parts; of a path only that is known."""
        return urlsplit(self.root_path.rstrip("/"))
