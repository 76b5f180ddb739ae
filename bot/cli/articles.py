"""`newscite add`, `list` and `remove`: what is in the library."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import Chosen, EmptyOption, JsonOption, LibraryOption, choose, opened
from bot.cli.stopping import Stop, promptly
from bot.cli.terminal import complain, dumps, one_line, put, say

if TYPE_CHECKING:
    from bot.cli.gauge import Gauge
    from index.record import Document

SOME_SKIPPED = 3


def add(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False)],
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="NAME=COLUMN",
            help="Column of JSONL or CSV files, such as text=content; repeat it for others.",
            show_default=False,
        ),
    ] = None,
    sync: Annotated[
        bool, typer.Option("--sync", help="Also remove what has gone from the folder.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="FILE",
            help="Write what came of each source, a JSON object a line.",
            show_default=False,
        ),
    ] = None,
    private: Annotated[
        bool,
        typer.Option("--allow-private", help="Also read addresses that are not public."),
    ] = False,
    library: LibraryOption = None,
    empty: EmptyOption = False,
) -> int:
    """Add articles: files, folders, patterns, http(s) addresses, or standard input (-).

    Reads text, Markdown, HTML, PDF, Word (.docx), JSONL, CSV and feeds (RSS, Atom). A changed
    file is an update; what cannot be read is skipped, and said. After Ctrl-C, add again: it goes
    on from there.
    """
    with promptly() as stop:
        chosen = choose(context, library, empty)
        return take_in(stop, chosen, paths, column or (), report, sync=sync, private=private)


def take_in(
    stop: Stop,
    chosen: Chosen,
    paths: list[str],
    column: Iterable[str],
    report: Path | None,
    *,
    sync: bool,
    private: bool,
) -> int:
    """Add what paths stand for to the chosen library, and say what came of it; the exit code."""
    from bot.cli.gauge import gauge
    from bot.cli.intake import Intake, columns, written
    from corpus.loading import Loading, run
    from corpus.sync import folders
    from index import upkeep

    # What is wrong with the arguments is said here, before a library is opened, or made.
    loading = Loading(columns(column), private)
    within = folders(paths) if sync else []
    sources = run(paths, loading)
    with written(report) as file, opened(chosen) as (shelf, _):
        intake = Intake(file)
        with gauge(sources) as shown:
            stop.words = lambda: stopped(shown)
            added = shelf.add(
                intake.readable(sources.results(shelf)),
                progress=lambda done, one: shown.wrote(done, one.source),
                note=intake.note if report else None,
                passages=shown.embedded,
            )
        gone = intake.seen.gone(shelf.sources(), within) if sync else []
        for one in shelf.remove(gone) if gone else ():
            intake.removed(one.source, one.article.id)
    stop.done()
    if added.unchanged and not (added.added or added.updated or gone):
        say("nothing has changed")
    put(
        f"added {added.added}, updated {added.updated}, unchanged {added.unchanged}, "
        + (f"removed {len(gone)}, " if sync else "")
        + f"skipped {intake.skipped}"
    )
    upkeep.start(shelf.folder)
    return SOME_SKIPPED if intake.skipped else 0


def stopped(shown: Gauge) -> str:
    """What to say where the user stops it: that nothing is lost."""
    return f"interrupted: {shown.articles:,} articles are done; the same command goes on from there"


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
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[ID|PATH]...", show_default=False)
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option("--publisher", metavar="NAME", help="Only its articles.", show_default=False),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DAY",
            help="Only those published on YYYY-MM-DD or later.",
            show_default=False,
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DAY",
            help="Only those published on YYYY-MM-DD or earlier.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be removed.")
    ] = False,
    library: LibraryOption = None,
) -> int:
    """Remove articles: by id, file, folder or address, publisher, or days of publication.

    What is given together must all fit; an article whose day is unknown fits no days.
    """
    from bot.cli.choosing import Choice, day
    from index import upkeep

    choice = Choice(names or (), publisher, day(first, "--from"), day(last, "--to"))
    with opened(choose(context, library)) as (shelf, _):
        chosen: Sequence[Document] = choice.of(shelf.documents())
        if not dry_run and chosen:
            chosen = shelf.remove([one.source for one in chosen])
            upkeep.start(shelf.folder)
    word = "would remove" if dry_run else "removed"
    for one in chosen:
        put(f"{word} {one.article.id}: {one_line(one.article.title)} ({one_line(one.source)})")
    if not chosen:
        say("no article fits: nothing was removed")
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
