"""`newscite evaluate`: a file of cases through the chain, and the figures that come of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import (
    Chosen,
    CorpusOption,
    EmptyOption,
    JsonOption,
    LibraryOption,
    ModelOption,
    ModelUrlOption,
    choose,
    opened,
    settings_of,
)
from bot.cli.outcome import Held, comparable, gates_of, gathered, reported, writable
from bot.cli.progress import counting
from bot.cli.terminal import complain, say
from corpus.errors import InputError

if TYPE_CHECKING:
    from bot.evaluation.cases import Case
    from bot.evaluation.rows import Row
    from bot.evaluation.systems import Named
    from bot.settings import Settings
    from index.library import Library


def evaluate(
    context: typer.Context,
    cases: Annotated[
        Path, typer.Argument(metavar="CASES", help="One JSON object a line.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for rows, figures and reports."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the run in the folder of --out.")
    ] = False,
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", metavar="KEY=VALUE", help="Only such cases: type=who."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="At most so many, drawn at random.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of drawing, and of the intervals.")] = 0,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Another setting: retrieval.k=8."),
    ] = None,
    system: Annotated[
        str | None,
        typer.Option(
            metavar="SYSTEM", help="Measure another: MODULE:NAME, or http(s)://HOST/PATH."
        ),
    ] = None,
    gate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Gates (TOML); exit 1 if one is missed.")
    ] = None,
    given_context: Annotated[
        bool,
        typer.Option(
            "--given-context",
            help="CASES is a SQuAD file: read each question over its own paragraph.",
        ),
    ] = False,
    model: ModelOption = None,
    model_url: ModelUrlOption = None,
    corpus: CorpusOption = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
    empty: EmptyOption = False,
) -> int:
    """Measure the answers to known questions."""
    chosen = choose(context, library, empty, model, model_url)
    if resume and out is None:
        raise InputError("--resume needs --out: the folder of the run to go on with")
    if (model or model_url) and (given_context or system):
        raise InputError(
            "--model is newscite's own: leave it out with --given-context and --system"
        )
    if given_context:
        if corpus is not None:
            raise InputError("--given-context takes the paragraphs of CASES: leave --corpus out")
        from bot.cli.given import Chosen as Drawn
        from bot.cli.given import evaluate_given

        drawn = Drawn(cases, filters or [], limit, seed, changes or [], chosen.library)
        return evaluate_given(drawn, out, gate, resume=resume, as_json=as_json)
    from bot.evaluation.cases import read_cases
    from bot.evaluation.selecting import select
    from bot.settings import changed

    changed(settings_of(chosen), changes or [])
    gates, before = gates_of(gate)
    other = another(system, changes or [])
    bad: list[str] = []
    good = select(read_cases(cases, bad.append), filters or [], limit, seed)
    for problem in bad:
        complain(problem)
    if out is not None:
        writable(out)
    with shelved(chosen, corpus, bad) as (shelf, settings):
        settings = changed(settings, changes or [])
        about = described(cases, good, shelf, settings, seed, other)
        if corpus is not None:
            about["command"] += f" --corpus {corpus.name}"
        if before is not None:
            comparable(before, about)
        rows = answered(Asked(good, shelf, settings, out, resume, other), about)
        if out is not None:
            from bot.evaluation.ragas import write_ragas

            write_ragas(out / "ragas.jsonl", good, rows, shelf)
    return reported(rows, about, Held(gates, before), out, as_json=as_json, bad=bool(bad))


@contextmanager
def shelved(
    chosen: Chosen, corpus: Path | None, skipped: list[str]
) -> Iterator[tuple[Library, Settings]]:
    """The library that is asked: the chosen one, or that of a corpus.

    Args:
        chosen: the library; the one of a corpus is kept beside it.
        corpus: the articles; None: those of the library.
        skipped: gets a line for every source of the corpus without an article.

    Raises:
        NewsciteError: it cannot be read, opened or made.
    """
    if corpus is None:
        with opened(chosen) as found:
            yield found
        return
    from bot.evaluation.corpora import digest, open_corpus, read_corpus
    from bot.settings import corpora_folder
    from index.chunking import Chunking
    from index.embedding import SentenceEncoder

    known = len(skipped)
    articles = read_corpus(corpus, skipped.append)
    for problem in skipped[known:]:
        complain(problem)
    encoder = SentenceEncoder()
    home = corpora_folder(chosen.library) / digest(articles, encoder, Chunking())

    def begin() -> None:
        say(f"indexing {len(articles):,} articles of {corpus} once, in {home}")

    with counting(f"of {len(articles):,} articles indexed", len(articles)) as count:
        library = open_corpus(
            articles,
            home,
            encoder,
            begin=begin,
            progress=lambda done, one: count(done, one.article.title),
        )
    with library:
        yield library, replace(settings_of(chosen), library=library.folder)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is run: cases, over a library, as set, where rows go, and a system of another's."""

    cases: Sequence[Case]
    library: Library
    settings: Settings
    out: Path | None
    resume: bool
    other: Named | None = None


def another(system: str | None, changes: Sequence[str]) -> Named | None:
    """The system that is measured instead of newscite's own, where one was named.

    Raises:
        InputError: there is none of that name; or settings are changed, which it has not.
    """
    if system is None:
        return None
    if changes:
        raise InputError("--set changes newscite's own settings: leave it out with --system")
    from bot.evaluation.systems import named

    return named(system)


def answered(asked: Asked, about: dict[str, Any]) -> list[Row]:
    """Ask what is not answered yet, each row written as it comes; all rows, in order."""
    from bot.evaluation.running import run, timed
    from bot.opening import open_chain

    library, other = asked.library, asked.other

    def ask(done: Collection[str]) -> Iterator[Row]:
        rest = [case for case in asked.cases if case.id not in done]
        system = other.make(library) if other else open_chain(library, asked.settings)
        return run(rest, system, library, timed(asked.cases, about["seed"]))

    return gathered(ask, len(asked.cases), "cases", asked.out, about, resume=asked.resume)


def described(
    file: Path,
    cases: Sequence[Case],
    library: Library,
    settings: Settings,
    seed: int,
    other: Named | None,
) -> dict[str, Any]:
    """The manifest of a run, with what this installation computes with."""
    from bot.cli.facts import digest, reader_weights, versions
    from bot.evaluation.manifest import OWN, manifest

    known = manifest(cases, library, settings, seed, other.about if other else OWN)
    if other is None:
        known["models"]["reader_sha256"] = digest(reader_weights())
    return {
        "command": f"newscite evaluate {file.name}",
        "cases_sha256": digest(file),
        "versions": versions(),
        "library": asdict(library.counts()),
        **known,
    }
