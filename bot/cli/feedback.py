"""`newscite cases from-feedback`: evaluation cases of what readers thought of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import LibraryOption, choose, opened
from bot.cli.terminal import complain, put, say
from corpus.errors import InputError

SOME_SKIPPED = 3


def from_feedback(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the cases go.", show_default=False)
    ],
    library: LibraryOption = None,
) -> int:
    """Make cases of the thumbs that readers gave on the page.

    An answer that was liked is right, with its quotes as evidence. One that was not becomes a case
    where the reader said what would be right, or that the articles do not answer the question;
    the others are told on stderr, and the exit code is 3.
    """
    from bot.cli.cases import write_lines
    from bot.evaluation.rated import cases_from
    from bot.feedback import FeedbackStore
    from bot.settings import read_settings

    chosen = choose(context, library)
    store = FeedbackStore.beside(read_settings(chosen.library).library)
    ratings = store.all()
    if not ratings:
        raise InputError(
            f"no ratings in {store.file}: thumbs on the page (newscite serve) make them"
        )
    with opened(chosen) as (shelf, _):
        cases, left = cases_from(ratings, shelf.article)
    write_lines(out, (case.to_json() for case in cases))
    for one in left:
        complain(f"left out: {one}")
    put(f"{len(cases):,} cases: {out}")
    if cases:
        say(f"check them with: newscite cases check {out}")
    return SOME_SKIPPED if left else 0
