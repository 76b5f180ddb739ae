"""Training, on a tiny network and a tiny set."""

import gzip
import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from bot.reading.features import PairEncoder
from bot.reading.network import SpanNetwork
from bot.reading.training.data import Example, Source, negatives, target, turned
from bot.reading.training.loop import Recipe, train

NAMES = ("Ana", "Ben", "Cleo", "Dov")


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    """Forty questions: who waters which garden; some of them not said."""
    rows = []
    for number in range(40):
        name, other = NAMES[number % 4], NAMES[(number + 1) % 4]
        text = f"On day {number} it was {name} who watered the garden."
        asked = "Who watered the garden?" if number % 5 else f"Who fed {other}?"
        answers = [{"text": name, "answer_start": text.index(name)}] if number % 5 else []
        rows.append(
            {"question": asked, "context": text, "answers": answers, "is_impossible": not answers}
        )
    data = gzip.compress("\n".join(json.dumps(row) for row in rows).encode(), mtime=0)
    (tmp_path / "set.jsonl.gz").write_bytes(data)
    source = Source("set.jsonl.gz", hashlib.sha256(data).hexdigest(), 40)
    return Recipe(1, (source,) * 6, 128, (16, 32), 3e-3, ((0, 0.2), (4, 1.0), (30, 0.0)), 0.0, 5)


def losses(out: Path) -> list[float]:
    """The loss of each step."""
    return [json.loads(line)["loss"] for line in (out / "log.jsonl").read_text().splitlines()]


def test_the_loss_falls_and_the_file_round_trips(
    recipe: Recipe, tiny_base: Path, tmp_path: Path
) -> None:
    """What is loaded again is what was trained, but for bfloat16."""
    weights = train(recipe, tiny_base, tmp_path, tmp_path / "out", lambda _: None)
    seen = losses(tmp_path / "out")
    assert sum(seen[-5:]) < 0.7 * sum(seen[:5])
    first, second = SpanNetwork(tiny_base), SpanNetwork(tiny_base)
    first.load(weights)
    first.save(tmp_path / "again.safetensors", {})
    second.load(tmp_path / "again.safetensors")
    for name, values in first.trained().items():
        assert torch.equal(values, second.trained()[name])


def test_a_broken_off_run_ends_as_an_unbroken_one(
    recipe: Recipe, tiny_base: Path, tmp_path: Path
) -> None:
    """It goes on from its checkpoint with the same batches."""
    whole = train(recipe, tiny_base, tmp_path, tmp_path / "whole", lambda _: None)

    def stop(line: str) -> None:
        if line.startswith("step 20/"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(recipe, tiny_base, tmp_path, tmp_path / "broken", stop)
    resumed = train(recipe, tiny_base, tmp_path, tmp_path / "broken", lambda _: None)
    one, other = SpanNetwork(tiny_base), SpanNetwork(tiny_base)
    one.load(whole)
    other.load(resumed)
    for name, values in one.trained().items():
        torch.testing.assert_close(values, other.trained()[name], rtol=0.02, atol=2e-3)


def test_training_goes_on_from_weights(recipe: Recipe, tiny_base: Path, tmp_path: Path) -> None:
    """The loss begins where the first part ended, with that of deciding beside it."""
    begin = train(recipe, tiny_base, tmp_path, tmp_path / "first", lambda _: None)
    digest = hashlib.sha256(begin.read_bytes()).hexdigest()
    further = replace(recipe, begin=digest)
    train(further, tiny_base, tmp_path, tmp_path / "further", lambda _: None, begin)
    assert losses(tmp_path / "further")[0] < 0.7 * losses(tmp_path / "first")[0]
    deciding = replace(further, deciding=0.5)
    train(deciding, tiny_base, tmp_path, tmp_path / "deciding", lambda _: None, begin)
    assert losses(tmp_path / "deciding")[0] > losses(tmp_path / "further")[0]


def test_weights_that_the_recipe_does_not_begin_with_are_refused(
    recipe: Recipe, tiny_base: Path, tmp_path: Path
) -> None:
    """Others, none where some are named, and some where none are."""
    weights = train(recipe, tiny_base, tmp_path, tmp_path / "first", lambda _: None)
    named = replace(recipe, begin="0" * 64)
    for one, begin in ((named, weights), (named, None), (recipe, weights)):
        with pytest.raises(ValueError, match="the recipe begins with weights of"):
            train(one, tiny_base, tmp_path, tmp_path / "out", lambda _: None, begin)


def test_a_turned_question_says_the_opposite_of_a_word() -> None:
    """Only where the text does not have the opposite itself."""
    answers = [{"text": "Prado", "answer_start": 0}]
    row = {
        "question": "Who built the first dike?",
        "context": "Prado built it.",
        "answers": answers,
    }
    made = {turned(row, random.Random(seed)).question for seed in range(20)}  # type: ignore[union-attr]
    assert made == {"Who built the last dike?", "Who demolished the first dike?"}
    both = row | {"question": "Who opened it?", "context": "Prado opened it. Ida closed it."}
    assert turned(both, random.Random(1)) is None


def test_another_file_than_the_recipe_names_is_refused(
    recipe: Recipe, tiny_base: Path, tmp_path: Path
) -> None:
    """By its digest."""
    wrong = replace(recipe, sources=(replace(recipe.sources[0], sha256="0" * 64),))
    with pytest.raises(ValueError, match="the config names 000"):
        train(wrong, tiny_base, tmp_path, tmp_path / "out", lambda _: None)


def test_a_crop_keeps_the_answer(tiny_base: Path) -> None:
    """Wherever it stands in a long text, the labels cut it out of the window."""
    encoder = PairEncoder(tiny_base)
    text = " ".join(f"word{i}" for i in range(300)) + " Prado stood here. " + "and so on " * 200
    at = text.index("Prado")
    for seed in range(20):
        example = Example("Who?", text, (at, at + 5), (at, at + 5))
        made = target(encoder, example, random.Random(seed), (40, 60))
        assert made is not None
        start = made.window.offsets[made.start - made.window.first][0]
        end = made.window.offsets[made.end - made.window.first][1]
        assert text[start:end] == "Prado"
        assert len(made.window.offsets) <= 60


def test_a_made_negative_is_another_paragraph_without_the_answer() -> None:
    """The one of the same article that shares most words with the question."""

    def row(question: str, text: str, answer: str) -> dict[str, object]:
        answers = [{"text": answer, "answer_start": text.index(answer)}]
        return {"title": "t", "question": question, "context": text, "answers": answers}

    rows = [
        row("Q", "The garden wall fell down.", "wall"),
        row("Q", "Nothing to see.", "Nothing"),
        row("Q", "The garden of Prado.", "Prado"),
        row("Who watered the garden?", "Prado watered the garden.", "Prado"),
    ]
    (made,) = negatives(rows, 1)
    assert (made.text, made.answer) == ("The garden wall fell down.", None)
