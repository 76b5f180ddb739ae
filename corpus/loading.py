"""Files and folders to articles: one result per source, an article or a reason it has none."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.article import Article, article_id
from corpus.errors import InputError
from corpus.formats import MODULES, jsonl, known, read
from corpus.formats.draft import Draft, UnreadableError

MAX_BYTES = 100 * 1024**2
"""The largest file that is read; what is read is held in memory a few times over."""

BUNDLED = "bundled:"
CORPUS = "corpus:"


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article and where it came from.

    Attributes:
        source: the document's key: its resolved absolute path, or "bundled:" and a file name.
        article: the article as it is now.
    """

    source: str
    article: Article


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source without an article, and the reason in a few words."""

    source: str
    reason: str


def load(sources: Iterable[str | Path]) -> Iterator[Loaded | Skipped]:
    """Read the articles of files and folders, one at a time.

    Folders are read with all folders in them, in the order of their names; hidden files (".x")
    in them are left out without a word, and links that lead out of them are skipped. A file
    that is named twice is read once.

    Args:
        sources: paths of files and folders.

    Returns:
        One result for each file, in order; the files are read as the results are taken.

    Raises:
        InputError: at once, before anything is read: a path does not exist, or there is no file
            of a known format in a folder.
    """
    planned: dict[str, Path | Skipped] = {}
    for source in sources:
        for found in listed(Path(source)):
            path = Path(found.source) if isinstance(found, Skipped) else found
            planned.setdefault(key(path), found)
    return (one if isinstance(one, Skipped) else load_file(one) for one in planned.values())


def load_corpus(path: Path) -> Iterator[Loaded | Skipped]:
    """Read a body of articles: a file, a folder, or a file of JSON lines with an article each.

    The document's key is made from the article's id alone, not from where it lies: the same
    articles in another place are the same documents.

    Raises:
        InputError: at once: the path does not exist, or there is nothing in it to read.
    """
    lines = jsonl.is_jsonl(path) and path.is_file()
    results = load_lines(path) if lines else load([path])
    return (
        Loaded(CORPUS + one.article.id, one.article) if isinstance(one, Loaded) else one
        for one in results
    )


def load_lines(path: Path) -> Iterator[Loaded | Skipped]:
    """Read the articles of a file of JSON lines; see `corpus.formats.jsonl`.

    A document's key is the file's and the record's own id, or its line. Two records of one id
    are two articles if their texts differ.
    """
    where = key(path)
    try:
        for number, record in jsonl.records(path):
            source = f"{where}:{number}"
            if isinstance(record, UnreadableError):
                yield Skipped(source, str(record))
                continue
            try:
                article = record_article(record, number)
            except UnreadableError as error:
                yield Skipped(source, str(error))
                continue
            yield Loaded(f"{where}#{jsonl.identity(record) or number}", article)
    except UnreadableError as error:
        yield Skipped(where, str(error))
    except OSError as error:
        yield Skipped(where, f"cannot be read: {error.strerror or error}")


def record_article(record: Mapping[str, Any], number: int) -> Article:
    """The article of a record of JSON lines.

    Args:
        record: its columns.
        number: of its line, which names it where nothing else does.

    Raises:
        UnreadableError: there is no text in it.
    """
    return made(jsonl.draft(record), jsonl.name(record, number))


def bundled() -> list[Loaded]:
    """The articles that ship with newscite, in the order of their names."""
    folder = resources.files("corpus.articles")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    return [Loaded(BUNDLED + f.name, article(f.name, f.read_bytes())) for f in files]


def listed(path: Path) -> list[Path | Skipped]:
    """What a path that the user named stands for.

    Raises:
        InputError: it does not exist, or is a folder without a file of a known format.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read {str(path)!r}: {reason}; name a file or a folder") from error
    if not stat.S_ISDIR(mode):
        return [path]
    found = list(walked(path))
    if not any(isinstance(one, Path) and known(one.suffix) for one in found):
        suffixes = ", ".join(sorted(MODULES))
        raise InputError(f"no article in {str(path)!r}: expected files with {suffixes} in it")
    return found


def walked(folder: Path) -> Iterator[Path | Skipped]:
    """The files under a folder, in order, without hidden ones; links followed only within it."""
    root = folder.resolve()
    problems: list[OSError] = []
    for at, folders, files in os.walk(root, onerror=problems.append):
        linked = [name for name in folders if Path(at, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*files, *linked]):
            if not name.startswith("."):
                yield from checked(Path(at, name), root)
    for error in problems:
        yield Skipped(key(Path(str(error.filename))), f"cannot be listed: {error.strerror}")


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


def load_file(path: Path) -> Loaded | Skipped:
    """Read one file."""
    try:
        return Loaded(key(path), article(path.name, content(path), path.suffix))
    except UnreadableError as error:
        return Skipped(key(path), str(error))
    except OSError as error:
        return Skipped(key(path), f"cannot be read: {error.strerror or error}")


def content(path: Path) -> bytes:
    """The bytes of a regular file of a known format.

    Raises:
        UnreadableError: it is something else, or larger than `MAX_BYTES`.
        OSError: it cannot be read.
    """
    # Asked before it is opened: opening a FIFO waits for its other end, for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableError("not a regular file")
    if not known(path.suffix):
        read(b"", path.suffix)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024**2} MiB")
    return data


def article(name: str, data: bytes, suffix: str = ".txt") -> Article:
    """The article in a file's content.

    Args:
        name: the file's name, without folders.
        data: its content.
        suffix: names the format.

    Raises:
        UnreadableError: there is none.
    """
    return made(read(data, suffix), printable(name))


def made(draft: Draft, source: str) -> Article:
    """The article of a draft, with the id that its source and text give it."""
    return Article(
        id=article_id(source, draft.text),
        title=draft.title,
        text=draft.text,
        publisher=draft.publisher,
        published=draft.published,
        place=draft.place,
        authors=draft.authors,
        url=draft.url,
        language=draft.language,
        source=source,
    )


def key(path: Path) -> str:
    """The document key of a file: its resolved absolute path, as text that can be stored."""
    try:
        return printable(str(path.resolve()))
    except (OSError, RuntimeError):
        return printable(str(path.absolute()))


def printable(name: str) -> str:
    r"""A name without lone surrogates: bytes that are no UTF-8 are written as "\xe9"."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
