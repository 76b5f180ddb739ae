"""Files, folders, addresses and standard input to articles: one result per source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.errors import InputError
from corpus.files import Loading, Result, keeping_up, load_file
from corpus.finding import key, listed
from corpus.formats import read
from corpus.isolation import Reader
from corpus.results import Loaded, Skipped, made, printable
from corpus.stamps import Ledger
from corpus.stdin import STDIN, load_stdin
from corpus.tables import load_lines, record_article

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
    "run",
]

BUNDLED = "bundled:"
CORPUS = "corpus:"
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


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
    found = run(sources, loading).results()
    return (one for one in found if isinstance(one, Loaded | Skipped))


def run(sources: Iterable[str | Path], loading: Loading | None = None) -> Run:
    """The same, to be followed as it goes, and without what is known to be unchanged.

    Raises:
        InputError: see `load`.
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
    return Run(list(planned.values()), loading or Loading())


class Run:
    """A run of loading.

    Attributes:
        total: bytes of all files; None where there are sources of other kinds.
        done: bytes of those that are read.
    """

    def __init__(self, planned: list[Path | Skipped | str], loading: Loading) -> None:
        """Take what is to be read, in its order."""
        self._planned = planned
        self._loading = loading
        files = [size_of(one) for one in planned if not isinstance(one, str)]
        self.total = sum(files) if len(files) == len(planned) else None
        self.done = 0

    def results(self, ledger: Ledger | None = None) -> Iterator[Result]:
        """One result for each article or source without one, in order; read as they are taken.

        Args:
            ledger: what is remembered of files that were read before; with it there is one
                `Unchanged` for a file that need not be read again, and after the articles of a
                file all of which could be read its `Stamp`.
        """
        web: Web | None = None
        with Reader() as reader:
            for one in self._planned:
                if isinstance(one, Skipped):
                    yield one
                elif isinstance(one, Path):
                    yield from self._of_file(one, reader, ledger)
                elif one == STDIN:
                    yield from load_stdin(reader, self._loading.columns, self._loading.stdin)
                else:
                    web = web or opened_web(reader, self._loading)
                    yield from web.load(one)

    def _of_file(self, path: Path, reader: Reader, ledger: Ledger | None) -> Iterator[Result]:
        """The results of a file; counts its bytes as they are read."""
        before, size = self.done, size_of(path)

        def reached(at: int) -> None:
            self.done = before + min(at, size)

        if ledger is None:
            yield from load_file(path, reader, self._loading, reached)
        else:
            yield from keeping_up(path, reader, self._loading, ledger, reached)
        self.done = before + size


def size_of(path: Path | Skipped) -> int:
    """The bytes of a file, 0 where that cannot be told."""
    try:
        return path.stat().st_size if isinstance(path, Path) else 0
    except OSError:
        return 0


def address(text: str) -> str:
    """The address that the user named, if it is of a kind that is fetched; "-" as it is.

    Raises:
        InputError: it is of a kind that is not fetched.
    """
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise InputError(f"only http and https addresses are read, found {text!r}")
    return text


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
