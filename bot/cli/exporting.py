"""Answers in files: `ask --markdown`, `ask --bundle`, and `newscite verify`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import LibraryOption, choose
from bot.cli.terminal import one_line, put, say, whole
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.cli.options import Chosen
    from bot.exporting.bundle import ArticleOf
    from corpus.article import Article

FAILED = 1

MarkdownOption = Annotated[
    Path | None,
    typer.Option(
        "--markdown",
        metavar="FILE",
        help="Write questions and answers with their citations to a Markdown file, too.",
        show_default=False,
    ),
]
BundleOption = Annotated[
    Path | None,
    typer.Option(
        "--bundle",
        metavar="FILE",
        help="Write them as a JSON evidence bundle, which holds the articles that are quoted: "
        "`newscite verify FILE` checks it.",
        show_default=False,
    ),
]


def writable(*files: Path | None) -> None:
    """Refuse files that cannot be written before anything is asked.

    Raises:
        InputError: a file's folder is not there, or it is a folder itself, or the same as another.
    """
    named = [file for file in files if file is not None]
    for file in named:
        if file.is_dir() or not file.absolute().parent.is_dir():
            raise InputError(f"cannot write {str(file)!r}: name a file in a folder that is there")
    if len({file.resolve() for file in named}) < len(named):
        raise InputError(f"{str(named[0])!r} would be written twice: name two files")


def export(
    answers: Sequence[Answer],
    article_of: Callable[[str], Article],
    markdown: Path | None,
    bundled: Path | None,
) -> None:
    """Write answers to the files that are named.

    Raises:
        InputError: a file cannot be written; what was there before is kept.
    """
    from bot.exporting import as_markdown, bundle

    if markdown is not None:
        write(markdown, as_markdown(answers))
    if bundled is not None:
        write(bundled, bundle(answers, or_none(article_of)))


def write(path: Path, text: str) -> None:
    """Write a file whole, or leave the one that is there.

    Raises:
        InputError: it cannot be written.
    """
    aside = None
    try:
        with NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="\n",
            dir=path.absolute().parent,
            prefix=f".{path.name}.",
            delete=False,
        ) as file:
            aside = Path(file.name)
            file.write(text)
        aside.chmod(0o666 & ~umask())
        aside.replace(path)
    except OSError as error:
        if aside is not None:
            aside.unlink(missing_ok=True)
        raise InputError(f"cannot write {str(path)!r}: {error.strerror}") from None
    say(f"wrote {path}")


def umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def or_none(article: Callable[[str], Article]) -> ArticleOf:
    """The same, but None for an article that is not there."""

    def found(article_id: str) -> Article | None:
        try:
            return article(article_id)
        except KeyError:
            return None

    return found


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    library: LibraryOption = None,
) -> int:
    """Check an evidence bundle: every quote against its article's digest and offsets.

    The articles are the library's; of those that it does not have, the bundle's own text is
    checked against the article's id, which is made from it. One line for each citation that does
    not hold, and exit 1 where there is one. Nothing is fetched.
    """
    chosen = choose(context, library)
    from bot.exporting import verify as verified
    from bot.exporting.bundle import read_bundle

    read = read_bundle(file)
    with articles(chosen) as article_of:
        found = verified(read, article_of)
    for one in found:
        about = f"citation {one.citation}" if one.citation else "the answer"
        put(one_line(whole(f"{file}: question {one.exchange}, {about}: {one.said}")))
    if found:
        return FAILED
    cited = sum(len(s.citations) for one in read.exchanges for s in one.sentences)
    of = f"{len(read.articles):,} article{'' if len(read.articles) == 1 else 's'}"
    put(f"1 citation of {of} holds" if cited == 1 else f"{cited:,} citations of {of} hold")
    return 0


@contextmanager
def articles(chosen: Chosen) -> Iterator[ArticleOf]:
    """The articles of the library; none where there is no library.

    Raises:
        InputError: the library that was named is not there.
    """
    from bot.settings import read_settings
    from index.library import Library

    settings = read_settings(chosen.library)
    if Library.exists(settings.library):
        from bot.opening import open_library

        with open_library(settings) as shelf:
            yield or_none(shelf.article)
        return
    if chosen.library is not None:
        raise InputError(f"there is no library in {str(settings.library)!r}")
    yield lambda _: None
