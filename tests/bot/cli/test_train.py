"""`newscite train reader` and `newscite train calibration`."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_it_trains_by_the_recipe_and_prints_where_the_weights_are(run, monkeypatch, tmp_path):
    """Progress goes to stderr."""
    import bot.reading.training as training

    recipe = Path(training.__file__).with_name("reader.toml")

    def train(recipe, base, data, out, say, encoder):
        say("step 1")
        return out / "reader.safetensors"

    monkeypatch.setattr("bot.reading.training.loop.train", train)
    monkeypatch.setattr("index.embedding.base_model_path", lambda: tmp_path)
    out = tmp_path / "out"
    result = run("train", "reader", str(recipe), "--data", str(tmp_path), "--out", str(out))
    assert (result.code, result.err) == (0, "step 1\n")
    assert result.out == f"{out / 'reader.safetensors'}\n"


@pytest.mark.parametrize("content", [None, "x", "seed = 1", "seed = 1\nsources = []\nsizes = [1]"])
def test_what_is_no_recipe_is_bad_input(run, tmp_path, content):
    """Exit 2, one line that names the file."""
    file = tmp_path / "recipe.toml"
    if content is not None:
        file.write_text(content)
    result = run("train", "reader", str(file), "--data", str(tmp_path), "--out", str(tmp_path))
    assert result.code == 2
    assert "recipe.toml" in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("content", ["x", "[]", '{"question": "Who?"}'])
def test_what_are_no_cases_is_bad_input(run, tmp_path, content):
    """Exit 2, one line that names the file and the line."""
    file = tmp_path / "cases.jsonl"
    file.write_text(content)
    (tmp_path / "reader.safetensors").write_bytes(b"")
    result = run("train", "calibration", str(file), "--weights", str(tmp_path))
    assert result.code == 2
    assert "cases.jsonl:1: " in result.err
    assert result.err.count("\n") == 1


def test_cases_without_their_articles_are_bad_input(run, tmp_path):
    """Exit 2, and where they are looked for."""
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "1", "question": "Who?", "unanswerable": true}\n')
    (tmp_path / "reader.safetensors").write_bytes(b"")
    result = run("train", "calibration", str(file), "--weights", str(tmp_path))
    assert result.code == 2
    assert "cases.articles.jsonl" in result.err


def test_weights_that_are_not_there_are_bad_input(run, tmp_path):
    """Exit 2, before anything is read."""
    file = tmp_path / "dev.json"
    file.write_text("{}")
    result = run("train", "calibration", str(file), "--weights", str(tmp_path))
    assert result.code == 2
    assert "reader.safetensors" in result.err


def test_the_shipped_weights_are_of_the_shipped_recipe():
    """The file says which recipe made it: whoever changes one has to change the other."""
    import json
    from dataclasses import asdict

    import bot.reading.training as training
    import bot.reading.weights as weights
    from bot.reading.training.loop import recipe_of
    from bot.reading.training.recipe import Recipe

    recipe = Recipe.read(Path(training.__file__).with_name("reader.toml"))
    made_by = recipe_of(Path(weights.__file__).with_name("reader.safetensors"))
    assert json.loads(made_by) == json.loads(json.dumps(asdict(recipe)))
