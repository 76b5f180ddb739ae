"""Options that commands share, and the library that they choose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which library a command works on.

    Attributes:
        library: the folder as named on the command line; None: as set elsewhere.
        empty: a new library starts without the bundled articles.
    """

    library: Path | None = None
    empty: bool = False


def choose(context: typer.Context, library: Path | None, empty: bool = False) -> Chosen:
    """Join the options before the command's name with those after it, which win.

    Raises:
        InputError: the folder's name is empty.
    """
    before = context.find_object(Chosen) or Chosen()
    return Chosen(checked(library) or before.library, empty or before.empty)


def checked(library: Path | None) -> Path | None:
    """The folder that was named, unless it is a file.

    Raises:
        InputError: it is a file.
    """
    if library is not None and library.expanduser().is_file():
        raise InputError(f"--library needs a folder, found the file {str(library)!r}")
    return library


@contextmanager
def opened(chosen: Chosen) -> Iterator[tuple[Library, Settings]]:
    """Open the chosen library, and close it in the end.

    Raises:
        NewsciteError: the settings are wrong, or the library cannot be opened.
    """
    from bot.opening import open_library
    from bot.settings import read_settings
    from index.library import Library

    settings = read_settings(chosen.library)
    if not Library.exists(settings.library):
        content = "empty" if chosen.empty else "with the bundled articles"
        complain(f"new library at {settings.library}, {content}")
    with open_library(settings, empty=chosen.empty) as library:
        yield library, settings
