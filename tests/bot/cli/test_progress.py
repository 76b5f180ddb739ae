"""What is done, on a terminal."""

import io

from rich.console import Console

from bot.cli.progress import bar


def test_a_known_total_gets_a_bar_with_counts():
    """The latest is plain text, whatever it holds."""
    written = io.StringIO()
    with bar(Console(file=written, force_terminal=True, width=100), 4) as show:
        show(3, "Who won [bold]?")
    assert "3/4" in written.getvalue()
    assert "[bold]" in written.getvalue()
