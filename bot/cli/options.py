"""Options that commands share, and the library that they choose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.terminal import complain
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.library import Library

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="Folder of the library (or NEWSCITE_LIBRARY); default: the user's data folder.",
        show_default=False,
    ),
]
EmptyOption = Annotated[
    bool,
    typer.Option("--empty", help="Start a new library without the bundled articles."),
]
CorpusOption = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="PATH",
        help="The articles: a file, a folder, or JSON lines with one each.",
        show_default=False,
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="PROVIDER:NAME",
        help="Language model that words the answers, such as ollama:llama3.2; none: no model.",
        show_default=False,
    ),
]
ModelUrlOption = Annotated[
    str | None,
    typer.Option(
        "--model-url",
        metavar="URL",
        help="Address of the model's server, where it is your own.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which library a command works on.

    Attributes:
        library: the folder as named on the command line; None: as set elsewhere.
        empty: a new library starts without the bundled articles.
        model: the language model as named on the command line; None: as set elsewhere.
        model_url: the address of its server, likewise.
    """

    library: Path | None = None
    empty: bool = False
    model: str | None = None
    model_url: str | None = None


def choose(
    context: typer.Context,
    library: Path | None,
    empty: bool = False,
    model: str | None = None,
    model_url: str | None = None,
) -> Chosen:
    """Join the options before the command's name with those after it, which win.

    Raises:
        InputError: the folder's name is empty.
    """
    before = context.find_object(Chosen) or Chosen()
    return Chosen(checked(library) or before.library, empty or before.empty, model, model_url)


def checked(library: Path | None) -> Path | None:
    """The folder that was named, unless it is a file.

    Raises:
        InputError: it is a file.
    """
    if library is not None and library.expanduser().is_file():
        raise InputError(f"--library needs a folder, found the file {str(library)!r}")
    return library


def settings_of(chosen: Chosen) -> Settings:
    """The settings of this run, with the language model that was chosen, if it can be used.

    Raises:
        InputError: they are wrong, or the model's name, package or key is missing.
    """
    from bot.settings import changed, read_settings, variables_set

    settings = read_settings(chosen.library)
    if chosen.model is not None:
        name = "" if chosen.model == "none" else chosen.model
        settings = replace(settings, model=replace(settings.model, name=name))
    if chosen.model_url is not None:
        settings = changed(settings, [f"model.base_url={chosen.model_url}"])
    if settings.model.name:
        from bot.generating.lacking import check

        check(settings.model, variables_set())
    elif chosen.model_url is not None:
        raise InputError("--model-url is the address of a model's server: name one with --model")
    return settings


@contextmanager
def opened(chosen: Chosen) -> Iterator[tuple[Library, Settings]]:
    """Open the chosen library, and close it in the end.

    Raises:
        NewsciteError: the settings are wrong, or the library cannot be opened.
    """
    from bot.opening import open_library
    from index.library import Library

    settings = settings_of(chosen)
    if not Library.exists(settings.library):
        content = "empty" if chosen.empty else "with the bundled articles"
        complain(f"new library at {settings.library}, {content}")
    with open_library(settings, empty=chosen.empty) as library:
        yield library, settings
