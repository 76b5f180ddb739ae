"""`newscite chat`: question after question, each heard with those before it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from bot.cli.choosing import ArticleOption, FromOption, PublisherOption, ToOption, Wanted
from bot.cli.exporting import BundleOption, MarkdownOption, export, writable
from bot.cli.options import (
    EmptyOption,
    LibraryOption,
    ModelOption,
    ModelUrlOption,
    choose,
    opened,
)
from bot.cli.terminal import complain, line, say, show, whole
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.answer import Answer

SOME_SKIPPED = 3
LEAVE = frozenset({"exit", "quit"})


def chat(
    context: typer.Context,
    model: ModelOption = None,
    model_url: ModelUrlOption = None,
    markdown: MarkdownOption = None,
    bundle: BundleOption = None,
    article: ArticleOption = None,
    publisher: PublisherOption = None,
    first: FromOption = None,
    last: ToOption = None,
    library: LibraryOption = None,
    empty: EmptyOption = False,
) -> int:
    """Ask one question after another; `exit` or Ctrl-D leaves."""
    writable(markdown, bundle)
    wanted = Wanted.of(article, publisher, first, last)
    from bot.cli.drafting import answered
    from bot.cli.rendering import answer_lines
    from bot.examples import shipped
    from bot.opening import open_chain
    from bot.question import Question, Turn
    from bot.suggesting import instead, offered
    from index.scope import Scope

    history: tuple[Turn, ...] = ()
    answers: list[Answer] = []
    skipped = 0
    with opened(choose(context, library, empty, model, model_url)) as (shelf, settings):
        chain = open_chain(shelf, settings)
        scope = wanted.scope(shelf) if wanted else Scope()
        cases = shipped()
        for text in typed(offered(shelf, cases, scope)):
            try:
                answer = answered(chain, Question(text, history=history, scope=scope))
            except InputError as error:
                complain(str(error))
                skipped += 1
                continue
            except KeyboardInterrupt:
                if not (settings.model.name and sys.stdin.isatty()):
                    raise
                say("stopped; Ctrl-D leaves")
                continue
            history = (*history, Turn.of(text, answer))
            asked = [turn.question for turn in history]
            other = partial(instead, answer, chain, shelf, cases, asked, scope)
            show(answer_lines(answer, shelf.article, other))
            show([line()])
            answers.append(answer)
        if answers:
            export(answers, shelf.article, markdown, bundle)
    return SOME_SKIPPED if skipped and not sys.stdin.isatty() else 0


def typed(examples: Sequence[str] = ()) -> Iterator[str]:
    """The questions that are typed, or piped in, until `exit` or the end.

    Args:
        examples: of which the first is shown to whoever types.
    """
    asking = sys.stdin.isatty()
    if asking:
        import readline  # noqa: F401 — gives input() its line editing

        say("Ask about the articles; exit or Ctrl-D leaves.")
        if examples:
            say(f"For example: {examples[0]}")
    while True:
        try:
            text = whole(input("> ") if asking else next(sys.stdin)).strip()
        except (EOFError, StopIteration):
            return
        if text.lower() in LEAVE:
            return
        if text:
            yield text
