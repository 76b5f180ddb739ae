"""`newscite ask`: one question, or a file of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.choosing import ArticleOption, FromOption, PublisherOption, ToOption, Wanted
from bot.cli.exporting import BundleOption, MarkdownOption, export, writable
from bot.cli.options import (
    Chosen,
    EmptyOption,
    JsonOption,
    LibraryOption,
    ModelOption,
    ModelUrlOption,
    choose,
    opened,
)
from bot.cli.terminal import dumps, put, show, whole
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.chain import AnswerChain
    from bot.question import Question
    from index.library import Library


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="In quotes.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            metavar="FILE",
            help="Answer the questions of a JSONL file, or of stdin (-): one JSON object a line, "
            'such as {"id": 1, "question": "…"}, with one answer a line.',
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="As if asked on that day; else today."),
    ] = None,
    model: ModelOption = None,
    model_url: ModelUrlOption = None,
    article: ArticleOption = None,
    publisher: PublisherOption = None,
    first: FromOption = None,
    last: ToOption = None,
    markdown: MarkdownOption = None,
    bundle: BundleOption = None,
    library: LibraryOption = None,
    empty: EmptyOption = False,
) -> int:
    """Answer a question, with citations.

    Where the articles do not answer it, that is said, and the nearest passages are shown.
    Of several --article or --publisher, one must fit; of different options, each.
    """
    chosen = choose(context, library, empty, model, model_url)
    if (question is None) == (batch is None):
        found = "neither" if question is None else "both"
        raise InputError(
            f"give a question or --batch FILE, found {found}; see `newscite ask --help`"
        )
    asked = day(as_of)
    wanted = Wanted.of(article, publisher, first, last)
    if batch is not None:
        if asked is not None:
            raise InputError("--as-of goes with a question; a line of --batch has its own 'asked'")
        if markdown is not None or bundle is not None:
            raise InputError("--markdown and --bundle go with a question, not with --batch")
        from bot.cli.batch import answer_file

        return answer_file(chosen, batch, wanted)
    writable(markdown, bundle)
    answer_one(chosen, whole(question or ""), asked, wanted, as_json, (markdown, bundle))
    return 0


def day(text: str | None) -> date | None:
    """The day that was given.

    Raises:
        InputError: it is no date.
    """
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--as-of needs a day such as 2022-06-16, found {text!r}") from None


def other_than(answer: Answer, chain: AnswerChain, library: Library, asked: Question) -> str:
    """What to ask instead of a declined question, "" where nothing is known to be answered."""
    from bot.examples import shipped
    from bot.suggesting import instead

    return instead(answer, chain, library, shipped(), (asked.text,), asked.scope)


def answer_one(
    chosen: Chosen,
    text: str,
    asked: date | None,
    wanted: Wanted,
    as_json: bool,
    files: tuple[Path | None, Path | None],
) -> None:
    """Answer one question, print the answer, and write it to files: Markdown, bundle."""
    from bot.cli.drafting import answered
    from bot.cli.rendering import answer_lines
    from bot.opening import open_chain
    from bot.question import Question

    question = Question.of(Question(text, asked))
    with opened(chosen) as (library, settings):
        if wanted:
            question = replace(question, scope=wanted.scope(library))
        chain = open_chain(library, settings)
        answer = answered(chain, question, quiet=as_json)
        other = partial(other_than, answer, chain, library, question)
        if as_json:
            put(dumps(answer.to_json()))
        else:
            show(answer_lines(answer, library.article, other))
        export([answer], library.article, *files)
