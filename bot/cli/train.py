"""`newscite train`: make the reader's weights, and fit when it declines, again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.terminal import dumps, put, say
from corpus.errors import InputError, NewsciteError

if TYPE_CHECKING:
    from bot.reading.training.recipe import Recipe
    from index.library import Library


def reader(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG", help="The recipe, a TOML file.", show_default=False)
    ],
    data: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the recipe's data sets.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for weights and log.")],
) -> int:
    """Train the reader: minutes on a GPU; interrupted, it goes on from its last checkpoint."""
    if not data.is_dir():
        raise InputError(f"--data needs a folder, found {str(data)!r}")
    recipe = read_recipe(config)
    from bot.reading.training.loop import train
    from index.embedding import SentenceEncoder, base_model_path

    try:
        weights = train(recipe, base_model_path(), data, out, say, SentenceEncoder())
    except ValueError as error:
        raise NewsciteError(str(error)) from error
    put(str(weights))
    return 0


def calibration(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="CASES…",
            help="Cases with their articles beside them, as `cases import` writes both.",
            show_default=False,
        ),
    ],
    weights: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder of the weights; the result goes there.")
    ],
) -> int:
    """Fit a reader's confidence, and when it declines, on cases that it was not trained on."""
    if not (weights / "reader.safetensors").is_file():
        raise InputError(
            f"--weights needs a folder with reader.safetensors, found {str(weights)!r}"
        )
    from bot.evaluation.calibrating import calibrate, pose
    from bot.evaluation.cases import read_cases
    from bot.reading.reader import SpanReader
    from index.embedding import base_model_path
    from index.retrieval import NewsRetriever

    reads = SpanReader(base_model_path(), weights)
    posed = {}
    for file in files:
        cases = read_cases(file)
        with corpus_library(file.with_suffix(".articles.jsonl")) as library:
            posed[file] = pose(cases, NewsRetriever(library=library), reads, say)
    put(dumps(calibrate(posed, weights / "calibration.json")))
    return 0


@contextmanager
def corpus_library(articles: Path) -> Iterator[Library]:
    """The library of a file of articles, made once.

    Raises:
        InputError: there is no such file.
    """
    if not articles.is_file():
        raise InputError(f"the cases need their articles beside them, in {articles}")
    from bot.cli.evaluate import shelved
    from bot.cli.options import Chosen

    with shelved(Chosen(), articles, []) as (library, _):
        yield library


def read_recipe(config: Path) -> Recipe:
    """The recipe of a file.

    Raises:
        InputError: there is no such file, or it holds no recipe.
    """
    if not config.is_file():
        raise InputError(f"CONFIG needs a TOML file, found {str(config)!r}")
    from bot.reading.training.recipe import Recipe

    try:
        return Recipe.read(config)
    except (TypeError, KeyError, ValueError) as error:
        raise InputError(f"{config}: not a recipe: {error}") from error
