"""`newscite report`: the reports of a run again, from its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import say


def report(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of a run.", show_default=False)
    ],
) -> int:
    """Make the reports of a run again, from its rows."""
    from bot.evaluation.outputs import remake

    remake(folder)
    say(f"wrote summary.json, report.html, report.md, junit.xml and TREC's files to {folder}")
    return 0
