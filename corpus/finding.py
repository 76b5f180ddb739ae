"""Files that paths, folders and patterns stand for."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import InputError
from corpus.formats import MODULES, format_of
from corpus.results import Skipped, printable

PAGES = (".html", ".htm")
BESIDE = ("_files", "-Dateien", "_bestanden", "_fichiers", "_archivos")
"""How browsers name the folder of pictures and scripts that they save beside a page."""


def listed(path: Path) -> list[Path | Skipped]:
    """What a path that the user named stands for.

    Raises:
        InputError: it does not exist, or is a folder or pattern without a file of a known format.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if glob.has_magic(str(path)):
            return matching(path)
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read {str(path)!r}: {reason}; name a file or a folder") from error
    return folder_of(path) if stat.S_ISDIR(mode) else [path]


def folder_of(path: Path) -> list[Path | Skipped]:
    """The files of a folder.

    Raises:
        InputError: there is none of a known format.
    """
    found = list(walked(path))
    if not any(isinstance(one, Path) and format_of(one.name) for one in found):
        suffixes = ", ".join(sorted(MODULES))
        raise InputError(f"no article in {str(path)!r}: expected files with {suffixes} in it")
    return found


def matching(pattern: Path) -> list[Path | Skipped]:
    """The files that a pattern such as "news/**/*.html" matches, those of matching folders too.

    Hidden files and folders match only where the pattern names them; no link to a folder is
    followed by "**".

    Raises:
        InputError: nothing matches.
    """
    fixed = next(one for one in pattern.parents if not glob.has_magic(str(one)))
    rest = str(pattern.relative_to(fixed))
    shown = any(part.startswith(".") for part in Path(rest).parts)
    found: list[Path | Skipped] = []
    try:
        matches = sorted(fixed.glob(rest))
    except (OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"cannot read {str(pattern)!r}: {error}") from error
    for one in matches:
        if not shown and is_hidden(one.relative_to(fixed)):
            continue
        # "**" alone gives folders only, and the folders in them.
        found += walked(one) if one.is_dir() else [one]
    if not found:
        raise InputError(f"nothing matches {str(pattern)!r}")
    return found


def is_hidden(path: Path) -> bool:
    """Whether a part of a path begins with a dot."""
    return any(part.startswith(".") for part in path.parts)


def walked(folder: Path) -> Iterator[Path | Skipped]:
    """The files under a folder, in order, without hidden ones; links followed only within it.

    Left out as well is the folder that a browser saves beside a page, with its pictures.
    """
    root = folder.resolve()
    problems: list[OSError] = []
    for at, folders, files in os.walk(root, onerror=problems.append):
        linked = [name for name in folders if Path(at, name).is_symlink()]
        beside = {Path(name).stem + end for name in files for end in ends_beside(name)}
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in beside
        )
        for name in sorted([*files, *linked]):
            if not name.startswith("."):
                yield from checked(Path(at, name), root)
    for error in problems:
        yield Skipped(key(Path(str(error.filename))), f"cannot be listed: {error.strerror}")


def ends_beside(name: str) -> tuple[str, ...]:
    """How the name of the folder saved beside a file would end; nothing where it is no page."""
    return BESIDE if name.lower().endswith(PAGES) else ()


def checked(path: Path, root: Path) -> Iterator[Path | Skipped]:
    """A path under a folder, or why it is skipped; nothing for a link to a folder inside."""
    if not path.is_symlink():
        yield path
        return
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        yield Skipped(printable(str(path)), "a link that leads nowhere")
        return
    if not target.is_relative_to(root):
        yield Skipped(printable(str(path)), "a link that leads out of the folder")
    elif not target.is_dir():
        yield target


def key(path: Path) -> str:
    """The document key of a file: its resolved absolute path, as text that can be stored."""
    try:
        return printable(str(path.resolve()))
    except (OSError, RuntimeError):
        return printable(str(path.absolute()))
