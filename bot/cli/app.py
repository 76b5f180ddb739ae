"""The commands, put together; nothing heavy is imported before one runs."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.articles import add, listing, remove
from bot.cli.ask import ask
from bot.cli.cases import check, importing, schema
from bot.cli.chat import chat
from bot.cli.compare import compare
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.exporting import verify
from bot.cli.feedback import from_feedback
from bot.cli.options import Chosen, EmptyOption, LibraryOption, checked
from bot.cli.report import report
from bot.cli.serve import password, serve
from bot.cli.terminal import put
from bot.cli.train import calibration, reader
from corpus.errors import InputError


def build() -> typer.Typer:
    """The application with all its commands."""
    # Plain help: the same on a terminal, in a pipe and in the documentation.
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(newscite)
    for name, command in (
        ("add", add),
        ("list", listing),
        ("remove", remove),
        ("ask", ask),
        ("chat", chat),
        ("serve", serve),
        ("password", password),
        ("verify", verify),
        ("evaluate", evaluate),
        ("compare", compare),
        ("report", report),
        ("doctor", doctor),
    ):
        app.command(name)(command)
    train = typer.Typer(rich_markup_mode=None, help="Train what newscite reads with.")
    train.callback()(lambda: None)
    train.command("reader")(reader)
    train.command("calibration")(calibration)
    app.add_typer(train, name="train")
    cases = typer.Typer(rich_markup_mode=None, help="Check question sets, or make them.")
    cases.callback()(lambda: None)
    cases.command("check")(check)
    cases.command("import")(importing)
    cases.command("from-feedback")(from_feedback)
    cases.command("schema")(schema)
    app.add_typer(cases, name="cases")
    return app


def newscite(
    context: typer.Context,
    library: LibraryOption = None,
    empty: EmptyOption = False,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True)
    ] = False,
) -> None:
    """Ask a body of news articles; every sentence of the answer is cited word for word.

    Exit codes: 0 done, 1 failed, 2 bad input, 3 done with some skipped, 130 interrupted.
    """
    if show_version:
        put(f"newscite {version('newscite')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise InputError('no command given: try `newscite ask "…"`, or `newscite --help`')
    context.obj = Chosen(checked(library), empty)
