"""The command line: one small module per command or group, each importing what it needs late."""

from bot.cli.entry import main

__all__ = ["main"]
