"""`newscite add`, `list` and `remove`: what is in the library."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import EmptyOption, JsonOption, LibraryOption, choose, opened
from bot.cli.progress import counting
from bot.cli.terminal import complain, dumps, one_line, put, say

if TYPE_CHECKING:
    from corpus.loading import Loaded, Skipped
    from index.record import Document

SOME_SKIPPED = 3


def add(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False)],
    library: LibraryOption = None,
    empty: EmptyOption = False,
) -> int:
    """Add articles: files, folders, patterns such as "news/*.html", or standard input (-)."""
    from corpus.loading import load

    chosen = choose(context, library, empty)
    # A missing path is said here, before a library is opened, or made.
    results = load(paths)
    skipped: list[Skipped] = []
    with opened(chosen) as (shelf, _), counting("articles read") as count:
        added = shelf.add(
            readable(results, skipped), progress=lambda done, one: count(done, one.source)
        )
    for one in skipped:
        say(f"skipped {one.source}: {one.reason}")
    put(
        f"added {added.added}, updated {added.updated}, unchanged {added.unchanged}, "
        f"skipped {len(skipped)}"
    )
    return SOME_SKIPPED if skipped else 0


def readable(results: Iterable[Loaded | Skipped], skipped: list[Skipped]) -> Iterator[Loaded]:
    """The articles among what was loaded; the rest is put on a list."""
    from corpus.loading import Loaded

    for one in results:
        if isinstance(one, Loaded):
            yield one
        else:
            skipped.append(one)


def listing(
    context: typer.Context,
    as_json: JsonOption = False,
    library: LibraryOption = None,
    empty: EmptyOption = False,
) -> int:
    """List the articles.

    The columns are id, date, publisher, title and source; separated by tabs in a pipe.
    """
    with opened(choose(context, library, empty)) as (shelf, settings):
        documents = shelf.documents()
    if as_json:
        put(dumps([document_json(one) for one in documents]))
    elif sys.stdout.isatty():
        show_table(documents)
    else:
        for one in documents:
            put("\t".join(cells(one)))
    if not documents:
        complain(f"the library at {settings.library} is empty: `newscite add PATH` adds articles")
    return 0


def remove(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)],
    library: LibraryOption = None,
) -> int:
    """Remove articles, by the ids that list prints."""
    with opened(choose(context, library)) as (shelf, _):
        for one in shelf.remove(ids):
            put(f"removed {one.article.id}: {one_line(one.article.title)} ({one_line(one.source)})")
    return 0


def cells(document: Document) -> tuple[str, ...]:
    """A document as a row of the list."""
    article = document.article
    published = article.published.isoformat() if article.published else "date unknown"
    publisher = article.publisher or "publisher unknown"
    return tuple(
        one_line(cell)
        for cell in (article.id, published, publisher, article.title, document.source)
    )


def document_json(document: Document) -> dict[str, Any]:
    """A document as it stands in the list's JSON: all but its text."""
    article = document.article
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "place": article.place,
        "authors": list(article.authors),
        "url": article.url,
        "language": article.language,
        "source": document.source,
        "added": document.added.isoformat(),
    }


def show_table(documents: Iterable[Document]) -> None:
    """Print the list for a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    table.add_column("id", no_wrap=True)
    for column in ("published", "publisher", "title", "source"):
        table.add_column(column, overflow="fold")
    for one in documents:
        table.add_row(*map(Text, cells(one)))
    Console().print(table)
