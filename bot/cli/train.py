"""`newscite train`: make the reader's weights, and fit when it declines, again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.terminal import dumps, put, say
from corpus.errors import InputError, NewsciteError

if TYPE_CHECKING:
    from bot.reading.training.loop import Recipe


def reader(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG", help="The recipe, a TOML file.", show_default=False)
    ],
    data: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the recipe's data sets.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for weights and log.")],
    begin: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Weights to go on from, where the recipe names some."),
    ] = None,
) -> int:
    """Train the reader: hours on a CPU; interrupted, it goes on from its last checkpoint."""
    if not data.is_dir():
        raise InputError(f"--data needs a folder, found {str(data)!r}")
    if begin and not begin.is_file():
        raise InputError(f"--begin needs a file of weights, found {str(begin)!r}")
    recipe = read_recipe(config)
    from bot.reading.training.loop import train
    from index.embedding import base_model_path

    try:
        weights = train(recipe, base_model_path(), data, out, say, begin)
    except ValueError as error:
        raise NewsciteError(str(error)) from error
    put(str(weights))
    return 0


def calibration(
    questions: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Questions, a SQuAD 2.0 file.", show_default=False),
    ],
    weights: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder of the weights; the result goes there.")
    ],
) -> int:
    """Measure a reader, and fit when it declines, on questions that it was not trained on."""
    if not questions.is_file():
        raise InputError(f"FILE needs a SQuAD file, found {str(questions)!r}")
    if not (weights / "reader.safetensors").is_file():
        raise InputError(
            f"--weights needs a folder with reader.safetensors, found {str(weights)!r}"
        )
    from bot.reading.reader import SpanReader
    from bot.reading.training.calibrating import calibrate
    from index.embedding import base_model_path

    reads = SpanReader(base_model_path(), weights)
    try:
        figures = calibrate(reads, questions, weights / "calibration.json", say)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise InputError(f"{questions}: not a SQuAD 2.0 file: {error}") from error
    put(dumps(figures))
    return 0


def read_recipe(config: Path) -> Recipe:
    """The recipe of a file.

    Raises:
        InputError: there is no such file, or it holds no recipe.
    """
    if not config.is_file():
        raise InputError(f"CONFIG needs a TOML file, found {str(config)!r}")
    from bot.reading.training.loop import Recipe

    try:
        return Recipe.read(config)
    except (TypeError, KeyError, ValueError) as error:
        raise InputError(f"{config}: not a recipe: {error}") from error
