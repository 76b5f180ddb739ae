"""`newscite cases`: check question sets, and make them from those of others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import CorpusOption, JsonOption, LibraryOption, choose
from bot.cli.terminal import complain, dumps, one_line, put, say, whole
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.cli.options import Chosen
    from corpus.article import Article

FOUND = 1
SOME_SKIPPED = 3


def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    corpus: CorpusOption = None,
    ignored: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="KIND", help="A kind of finding to leave out."),
    ] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> int:
    """Check cases against their articles: one line a finding, exit 1 where there is one.

    Without --corpus the articles are those of the library, or, where there is none, the
    bundled ones.
    """
    chosen = choose(context, library)
    if corpus is not None and library is not None:
        raise InputError("--corpus and --library both name the articles: give one of them")
    from bot.evaluation.checking import KINDS
    from bot.evaluation.checking import check as checked

    unknown = set(ignored or ()) - set(KINDS)
    if unknown:
        raise InputError(f"--ignore needs one of {', '.join(KINDS)}; found {min(unknown)!r}")
    with articles(chosen, corpus) as article:
        found = [one for one in checked(file, article) if one.kind not in (ignored or ())]
    for one in found:
        if as_json:
            put(dumps({"file": str(file)} | asdict(one)))
        else:
            name = f" ({one.id})" if one.id else ""
            put(one_line(whole(f"{file}:{one.line}: {one.kind}: {one.said}{name}")))
    return FOUND if found else 0


@contextmanager
def articles(chosen: Chosen, corpus: Path | None) -> Iterator[Callable[[str], Article]]:
    """What gives an article by its id: of a corpus, of the library, or of the bundled ones.

    Raises:
        InputError: the corpus cannot be read, or the library named is not there.
    """
    from corpus.loading import bundled
    from index.library import Library

    if corpus is not None:
        yield by_id(loaded(corpus))
        return
    from bot.settings import read_settings

    settings = read_settings(chosen.library)
    if not Library.exists(settings.library):
        if chosen.library is not None:
            raise InputError(f"there is no library in {str(settings.library)!r}")
        yield by_id(one.article for one in bundled())
        return
    from bot.opening import open_library

    with open_library(settings) as shelf:
        yield shelf.article


def by_id(articles: Iterable[Article]) -> Callable[[str], Article]:
    """What gives an article by its id, and raises KeyError for any other."""
    return {one.id: one for one in articles}.__getitem__


def loaded(corpus: Path) -> Iterator[Article]:
    """The articles of a corpus; what is skipped is said.

    Raises:
        InputError: it is not there.
    """
    from corpus.loading import Skipped, load_corpus

    for one in load_corpus(corpus):
        if isinstance(one, Skipped):
            say(f"skipped {one.source}: {one.reason}")
        else:
            yield one.article


def schema() -> int:
    """Print the JSON Schema of a case."""
    from bot.evaluation.cases import json_schema

    put(json.dumps(json_schema(), indent=2))
    return 0


def importing(
    form: Annotated[str, typer.Argument(metavar="FORMAT", show_default=False)],
    source: Annotated[Path, typer.Argument(metavar="SOURCE", show_default=False)],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the cases go.", show_default=False)
    ],
    articles: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where the articles go that the source brings; default: beside the cases.",
            show_default=False,
        ),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="JSON lines with the articles that the source only names (beir, documents).",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Make cases of the question sets of others, and a corpus of the texts that they bring.

    FORMAT is squad, coqa, mtrag, clapnq, beir, documents or csv; files may end with .gz.
    """
    from bot.evaluation.importing import import_cases
    from bot.evaluation.importing.intake import Intake

    over = articles or out.with_name(f"{out.name.removesuffix('.jsonl')}.articles.jsonl")
    kept_apart(source, corpus, out, over)
    intake = Intake(corpus)
    cases = import_cases(form, source, intake)
    if not intake.records and intake.corpus is not None:
        over = intake.corpus
        kept_apart(over, None, out)
    write_lines(out, (case.to_json() for case in cases))
    for problem in intake.problems:
        complain(problem)
    put(f"{len(cases):,} cases: {out}")
    if intake.records:
        write_lines(over, intake.records)
        put(f"{len(intake.records):,} articles: {over}")
    if intake.records or intake.corpus is not None:
        say(f"evaluate with: newscite evaluate {out} --corpus {over}")
    if intake.problems:
        complain(f"{len(intake.problems):,} left out")
    return SOME_SKIPPED if intake.problems else 0


def kept_apart(source: Path, corpus: Path | None, *written: Path) -> None:
    """See that nothing that is read is written over, and no file is written twice.

    Raises:
        InputError: it would be.
    """
    taken = {one.resolve() for one in (source, corpus) if one is not None}
    for file in written:
        if file.resolve() in taken:
            raise InputError(f"{str(file)!r} would be written over: name another file")
        taken.add(file.resolve())


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write objects as JSON lines.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for record in records:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as error:
        raise InputError(f"cannot write {str(path)!r}: {error.strerror}") from None
