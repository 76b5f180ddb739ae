"""Files, folders, addresses and standard input to articles: one result per source."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from corpus.article import Article
from corpus.errors import InputError
from corpus.finding import key, listed
from corpus.formats import ASIDE, TABLES, entries, format_of, read, sniffed, unknown
from corpus.formats.draft import Entry, UnreadableError
from corpus.isolation import Reader
from corpus.results import Loaded, Skipped, made, printable
from corpus.tables import CHANGED, load_lines, record_article, unseen

if TYPE_CHECKING:
    from corpus.web import Web

__all__ = [
    "Loaded",
    "Loading",
    "Skipped",
    "article",
    "bundled",
    "load",
    "load_corpus",
    "load_lines",
    "record_article",
]

MAX_BYTES = 100 * 1024**2
"""The largest file that is read whole; what is read is held in memory a few times over."""

BUNDLED = "bundled:"
CORPUS = "corpus:"
STDIN = "-"
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


@dataclass(frozen=True, slots=True)
class Loading:
    """How sources are read.

    Attributes:
        columns: of JSON lines and CSV: known name to the name in these files.
        private: addresses may lead to this computer and to networks that are not public.
        stdin: what "-" reads; None: the process's own.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    stdin: BinaryIO | None = None


def load(
    sources: Iterable[str | Path], loading: Loading | None = None
) -> Iterator[Loaded | Skipped]:
    """Read the articles of files, folders, patterns, addresses and standard input, one at a time.

    Folders are read with all folders in them, in the order of their names; hidden files (".x")
    in them are left out without a word, and links that lead out of them are skipped. A file
    that is named twice is read once.

    Args:
        sources: paths of files and folders; patterns, where no file has that name; "http://…"
            and "https://…": one page, or a feed with its entries; "-": standard input.
        loading: how they are read.

    Returns:
        One result for each article or source without one, in order; read as they are taken.

    Raises:
        InputError: at once, before anything is read: a path does not exist, there is no file
            of a known format in a folder, nothing matches a pattern, or an address is of a kind
            that is not fetched.
    """
    planned: dict[str, Path | Skipped | str] = {}
    for source in sources:
        text = str(source)
        if isinstance(source, str) and (text == STDIN or SCHEME.match(text)):
            planned.setdefault(text, address(text))
            continue
        for found in listed(Path(source)):
            path = Path(found.source) if isinstance(found, Skipped) else found
            planned.setdefault(key(path), found)
    return results(planned.values(), loading or Loading())


def address(text: str) -> str:
    """The address that the user named, if it is of a kind that is fetched; "-" as it is.

    Raises:
        InputError: it is of a kind that is not fetched.
    """
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise InputError(f"only http and https addresses are read, found {text!r}")
    return text


def results(
    planned: Iterable[Path | Skipped | str], loading: Loading
) -> Iterator[Loaded | Skipped]:
    """Read what was planned, with one reader for all parsers that are kept aside."""
    web: Web | None = None
    with Reader() as reader:
        for one in planned:
            if isinstance(one, Skipped):
                yield one
            elif isinstance(one, Path):
                yield from load_file(one, reader, loading)
            elif one == STDIN:
                yield from load_stdin(reader, loading)
            else:
                web = web or opened_web(reader, loading)
                yield from web.load(one)


def opened_web(reader: Reader, loading: Loading) -> Web:
    """What reads addresses; imported only where there is one."""
    from corpus.fetching import Fetcher
    from corpus.web import Web

    return Web(reader, Fetcher(private=loading.private))


def load_corpus(path: Path) -> Iterator[Loaded | Skipped]:
    """Read a body of articles: a file, a folder, or a file of JSON lines with an article each.

    The document's key is made from the article's id alone, not from where it lies: the same
    articles in another place are the same documents.

    Raises:
        InputError: at once: the path does not exist, or there is nothing in it to read.
    """
    return (
        Loaded(CORPUS + one.article.id, one.article) if isinstance(one, Loaded) else one
        for one in load([path])
    )


def bundled() -> list[Loaded]:
    """The articles that ship with newscite, in the order of their names."""
    folder = resources.files("corpus.articles")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    return [Loaded(BUNDLED + f.name, article(f.name, f.read_bytes())) for f in files]


def load_file(path: Path, reader: Reader, loading: Loading) -> Iterator[Loaded | Skipped]:
    """Read the articles of one file."""
    where, name = key(path), format_of(path.name)
    try:
        regular(path.stat())
        if name is None:
            raise unknown(path.suffix)
        if name in TABLES:
            yield from load_lines(path, loading.columns)
            return
        data = content(path)
        found = reader.read(name, data) if name in ASIDE else entries(name, data)
    except UnreadableError as error:
        yield Skipped(where, str(error))
    except OSError as error:
        yield Skipped(where, f"cannot be read: {error.strerror or error}")
    else:
        yield from of_entries(found, where, printable(path.name))


def of_entries(found: list[Entry], where: str, name: str) -> Iterator[Loaded | Skipped]:
    """The results of a file's entries.

    Args:
        found: its entries; a file of a single article has one, without a name.
        where: the file's key.
        name: what the id of a single article is made from.
    """
    seen: set[str] = set()
    for number, one in enumerate(found, 1):
        source = f"{where}#{unseen(one.name, number, seen)}" if one.name else where
        if one.draft is None or one.reason:
            yield Skipped(source, one.reason, where)
        else:
            yield Loaded(source, made(one.draft, (one.draft.url if one.name else "") or name))


def load_stdin(reader: Reader, loading: Loading) -> Iterator[Loaded | Skipped]:
    """Read the articles that standard input holds, in a format that its first bytes tell."""
    try:
        data = (loading.stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UnreadableError(f"larger than {MAX_BYTES // 1024**2} MiB")
        name = sniffed(data[:4096])
        found = stdin_results(name, data, reader, loading)
        yield from (
            Loaded(f"stdin:{one.article.id}", one.article) if isinstance(one, Loaded) else one
            for one in found
        )
    except UnreadableError as error:
        yield Skipped(STDIN, str(error))
    except OSError as error:
        yield Skipped(STDIN, f"cannot be read: {error.strerror or error}")


def stdin_results(
    name: str, data: bytes, reader: Reader, loading: Loading
) -> Iterator[Loaded | Skipped]:
    """The results of a content without a file.

    Raises:
        UnreadableError: no article can be made of it.
    """
    if name not in TABLES:
        found = reader.read(name, data) if name in ASIDE else entries(name, data)
        yield from of_entries(found, STDIN, "stdin")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"stdin.{name}")
        path.write_bytes(data)
        for one in load_lines(path, loading.columns):
            if isinstance(one, Skipped):
                line = one.source.rpartition(":")[2] if one.within else ""
                yield Skipped(f"{STDIN}:{line}" if line else STDIN, one.reason, STDIN)
            else:
                yield one


def content(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        UnreadableError: it is something else, larger than `MAX_BYTES`, or changes meanwhile.
        OSError: it cannot be read.
    """
    # Asked before it is opened as well: opening some devices does something.
    regular(path.stat())
    # Opening a FIFO waits for its other end, for ever, unless it is told not to.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        before = os.fstat(file.fileno())
        regular(before)
        data = file.read(MAX_BYTES + 1)
        after = os.fstat(file.fileno())
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024**2} MiB")
    if len(data) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise UnreadableError(CHANGED)
    return data


def regular(status: os.stat_result) -> None:
    """Let only regular files pass.

    Raises:
        UnreadableError: it is something else.
    """
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("not a regular file")


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
