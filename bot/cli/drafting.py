"""An answer in the terminal, with the draft of a language model while it is being written."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from bot.cli.terminal import one_line

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.chain import AnswerChain
    from bot.question import Question

LONGEST = 600
"""Characters of a draft that are shown: its end, where it is longer."""


def answered(chain: AnswerChain, question: Question, *, quiet: bool = False) -> Answer:
    """Ask the chain; on a terminal, the draft is shown as one, and wiped away when it is checked.

    Args:
        chain: what is asked.
        question: the question.
        quiet: show no draft.

    Raises:
        KeyboardInterrupt: Ctrl-C; the model has been left by then.
    """
    if quiet or getattr(chain, "writer", None) is None or not sys.stderr.isatty():
        return chain.invoke(question)
    return drafted(chain, question)


def drafted(chain: AnswerChain, question: Question) -> Answer:
    """Ask the chain, showing the stages and the draft on stderr."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    from bot.answer import Answer

    console = Console(stderr=True, highlight=False)
    with (
        closing(chain.stages(question)) as steps,
        Live(console=console, transient=True, auto_refresh=False) as live,
    ):
        for one in steps:
            if isinstance(one, Answer):
                return one
            text = f"{one.detail}: {one.draft[-LONGEST:]}" if one.draft else f"{one.detail} …"
            live.update(Text(one_line(text), "dim italic"), refresh=True)
    raise AssertionError("the last item is the answer")
