"""Training, on a tiny network and a tiny set."""

import json
import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from bot.reading.features import PairEncoder
from bot.reading.network import SpanNetwork
from bot.reading.training.data import grouped
from bot.reading.training.examples import Example
from bot.reading.training.further import labelled
from bot.reading.training.loop import train
from bot.reading.training.losses import passage_loss, whole_loss
from bot.reading.training.made import negatives, turned
from bot.reading.training.nearest import find_nearest
from bot.reading.training.passes import prepare
from bot.reading.training.recipe import Recipe, Source
from bot.reading.training.windows import Cutter, make_batches


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
    first, second = SpanNetwork.on(tiny_base), SpanNetwork.on(tiny_base)
    first.load(weights)
    first.save(tmp_path / "again.safetensors", {})
    second.load(tmp_path / "again.safetensors")
    for name, values in first.trained().items():
        assert torch.equal(values, second.trained()[name])


def test_a_broken_off_run_ends_as_an_unbroken_one(
    recipe: Recipe, tiny_base: Path, tmp_path: Path
) -> None:
    """It goes on from its checkpoint with the same batches, and drops out the same."""
    recipe = replace(recipe, dropout=0.3)
    whole = train(recipe, tiny_base, tmp_path, tmp_path / "whole", lambda _: None)

    def stop(line: str) -> None:
        if line.startswith("step 20/"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(recipe, tiny_base, tmp_path, tmp_path / "broken", stop)
    resumed = train(recipe, tiny_base, tmp_path, tmp_path / "broken", lambda _: None)
    one, other = SpanNetwork.on(tiny_base), SpanNetwork.on(tiny_base)
    one.load(whole)
    other.load(resumed)
    for name, values in one.trained().items():
        assert torch.equal(values, other.trained()[name]), name


def test_teachers_are_trained_first_and_once(
    recipe: Recipe, tiny_base: Path, tmp_path: Path
) -> None:
    """Each in a folder of its own; what is done is not done again."""
    school = replace(recipe, soft=0.7, deciding=0.5, teachers=({"order": 1}, {"order": 2}))
    said: list[str] = []
    out = tmp_path / "out"
    train(school, tiny_base, tmp_path, out, said.append)
    assert [one.split(":")[0] for one in said if ":" in one] == ["teacher-1", "teacher-2", "out"]
    seen = losses(out / "teacher-1")
    assert sum(seen[-5:]) < 0.7 * sum(seen[:5])
    assert seen != losses(out / "teacher-2")
    said.clear()
    train(school, tiny_base, tmp_path, out, said.append)
    assert said == []


def test_teachers_and_their_weight_go_together(recipe: Recipe) -> None:
    """A recipe with one of them, or with a teacher of an unknown setting, is none."""
    with pytest.raises(ValueError, match="name both or neither"):
        replace(recipe, soft=0.5)
    with pytest.raises(ValueError, match="name both or neither"):
        replace(recipe, teachers=({},))
    with pytest.raises(ValueError, match="no setting 'sizes'"):
        replace(recipe, soft=0.5, teachers=({"sizes": [1, 2]},))
    with pytest.raises(ValueError, match="more `passes`"):
        replace(recipe, soft=0.5, teachers=({"passes": 2},))


def test_a_further_training_begins_where_the_last_ends(
    recipe: Recipe, tiny_base: Path, tmp_path: Path
) -> None:
    """And what it ends with is the mean of both, as the recipe shares it."""
    one = {"share": 0.25, "rate": 1e-3, "order": 3}
    thrice = replace(recipe, further=(one, one | {"share": 0.5, "order": 4}))
    out = tmp_path / "out"
    weights = train(thrice, tiny_base, tmp_path, out, lambda _: None)
    assert losses(out / "further-1")[0] < 0.7 * losses(out / "first")[0]
    first, second, mean, third, last = (
        load_file(out / name)
        for name in (
            "first/reader.safetensors",
            "further-1/reader.safetensors",
            "further-1/mean.safetensors",
            "further-2/reader.safetensors",
            weights.name,
        )
    )
    for name, values in last.items():
        expected = 0.75 * first[name].float() + 0.25 * second[name].float()
        torch.testing.assert_close(mean[name].float(), expected, rtol=0.01, atol=1e-4)
        expected = 0.5 * mean[name].float() + 0.5 * third[name].float()
        torch.testing.assert_close(values.float(), expected, rtol=0.01, atol=1e-4)


def test_a_further_training_has_some_settings_of_its_own(recipe: Recipe) -> None:
    """Others are refused; its share in the mean is one of them."""
    with pytest.raises(ValueError, match="no setting 'seed'"):
        replace(recipe, further=({"share": 0.5, "seed": 1},))
    with pytest.raises(ValueError, match="needs its `share`"):
        replace(recipe, further=({"rate": 1e-4},))


def test_labels_that_are_guesses_are_left_out(tiny_base: Path) -> None:
    """Made questions, and all but one of the passages found for a question."""
    own = Example("Who?", "Prado stood here.", (0, 5), (0, 5))
    found = [Example("Who?", f"{x} fell.", None, None, made=True) for x in ("Ida", "Ole", "Tom")]
    made = Example("Who not?", "Ida stood there.", None, None, made=True)
    plain = Example("Who?", "Ole stood there.", (0, 3), (0, 3))
    cutter, rng = Cutter(tiny_base, (16, 64)), random.Random(3)
    batches = make_batches([[own, *found], [made], [plain]] * 100, cutter, 6000, rng)
    small = labelled(batches, 600, rng)
    assert sum(len(one.ids) for one in small) == 300
    assert sum(int(one.made.sum()) for one in small) == 100
    assert max(one.ids.size for one in small) <= 600
    for one in small:
        counts = np.bincount(one.groups)
        assert set(one.groups[one.made]) == set(np.flatnonzero(counts == 2))


def test_every_pass_is_drawn_anew(recipe: Recipe, tiny_base: Path, tmp_path: Path) -> None:
    """And the same passes for the same recipe."""
    (tmp_path / "out").mkdir()
    twice = replace(recipe, passes=2)
    given = (tiny_base, tmp_path, tmp_path / "out", lambda _: None, None)
    (first, second), (again, _) = prepare(twice, *given), prepare(twice, *given)
    assert [one.ids.tolist() for one in first] == [one.ids.tolist() for one in again]
    assert [one.ids.tolist() for one in first] != [one.ids.tolist() for one in second]


def test_a_retrieved_question_comes_with_passages_that_do_not_answer_it() -> None:
    """Those found for it, but for its own and any that holds the answer's text."""
    row = {
        "question": "Who dug it?",
        "context": "Prado dug it.",
        "answers": [{"text": "Prado", "answer_start": 0}],
        "is_impossible": False,
    }
    nearest = {"Who dug it?": ["Prado dug it.", "Ask prado who dug.", "Ida dug.", "A moat."]}
    own, *others = grouped(row, nearest, random.Random(1))
    assert own.answer == (0, 5)
    assert {one.text for one in others} == {"Ida dug.", "A moat."}
    assert {(one.question, one.answer) for one in others} == {("Who dug it?", None)}


def test_a_group_stays_in_one_batch(tiny_base: Path) -> None:
    """However long its windows are, and the passage that answers stands first."""
    text = "Prado stood here. " + "and so on " * 30
    group = [Example("Who?", text, (0, 5), (0, 5)), Example("Who?", "Nobody.", None, None)]
    alone = [Example("Who?", "Ida stood there.", (0, 3), (0, 3))]
    cutter = Cutter(tiny_base, (16, 64))
    batches = make_batches([alone, group, alone, group], cutter, 160, random.Random(3))
    for batch in batches:
        answered = batch.labels[:, 1] > 0
        for number in set(batch.groups.tolist()):
            assert answered[batch.groups == number].tolist() in ([True], [True, False])
    assert sum(len(batch.groups) for batch in batches) == 6


def test_search_finds_the_nearest_texts_and_keeps_them(tmp_path: Path) -> None:
    """By the cosine of what the encoder makes of them; a second time without it."""

    class Letters:
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[one.count("a"), one.count("b")] for one in texts]

    source = Source("s", "0" * 64, 2, retrieved=2)
    rows = [{"question": "a", "context": "aa"}, {"question": "b", "context": "bb"}]
    found = find_nearest([(source, rows)], Letters(), tmp_path, lambda _: None)  # type: ignore[arg-type]
    assert found == {"s": {"a": ["aa", "bb"], "b": ["bb", "aa"]}}
    assert find_nearest([(source, rows)], None, tmp_path, lambda _: None) == found


def test_the_right_passage_costs_nothing_where_it_is_surely_first() -> None:
    """And the loss is that of its group only: its share of e to the margins."""
    surplus = torch.tensor([2.0, 1.0, 5.0, 0.0])
    answered = torch.tensor([1.0, 0.0, 0.0, 1.0])
    groups = torch.tensor([0, 0, 1, 2])
    expected = math.log(1 + math.exp(-1.0))
    assert passage_loss(surplus, answered, groups).item() == pytest.approx(expected)
    sure = torch.tensor([50.0, 1.0, 5.0, 0.0])
    assert passage_loss(sure, answered, groups).item() == pytest.approx(0.0)


def test_teachers_that_know_the_labels_teach_them(recipe: Recipe) -> None:
    """The loss towards them is that towards the labels."""
    types = torch.tensor([[0, 0, 1, 1], [0, 0, 1, 1]])
    labels, groups = torch.tensor([[2, 3], [0, 0]]), torch.tensor([0, 0])
    targets = labels, groups, torch.tensor([False, True])
    logits = torch.randn(2, 2, 4, generator=torch.Generator().manual_seed(1))
    taught = 60.0 * torch.nn.functional.one_hot(labels, 4).float()[None]
    hard = replace(recipe, deciding=0.5, listwise=0.3)
    soft = replace(hard, soft=1.0, soft_made=1.0, soft_listwise=1.0, teachers=({},))
    expected = whole_loss(logits, types, targets, hard)
    actual = whole_loss(logits, types, targets, soft, taught)
    torch.testing.assert_close(actual, expected)


def test_of_made_questions_teachers_know_better(recipe: Recipe) -> None:
    """Their labels may have no part in the loss, while those of a data set's questions have."""
    types = torch.tensor([[0, 0, 1, 1]])
    logits, taught = torch.zeros(1, 2, 4), torch.zeros(1, 1, 2, 4)
    soft = replace(recipe, soft=0.5, soft_made=1.0, teachers=({},))

    def loss(label: int, made: bool) -> float:
        targets = torch.tensor([[label, label]]), torch.tensor([0]), torch.tensor([made])
        return whole_loss(logits + torch.arange(4.0), types, targets, soft, taught).item()

    assert loss(0, made=True) == pytest.approx(loss(2, made=True))
    assert loss(0, made=False) != pytest.approx(loss(2, made=False))


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
    text = " ".join(f"word{i}" for i in range(300)) + " Prado stood here. " + "and so on " * 200
    at = text.index("Prado")
    cutter = Cutter(tiny_base, (40, 60))
    answer, _ = PairEncoder(tiny_base).text("Prado")
    for seed in range(20):
        example = Example("Who?", text, (at, at + 5), (at, at + 5))
        made = cutter.target(example, random.Random(seed))
        assert made is not None
        assert made.ids[made.start : made.end + 1].tolist() == answer
        assert len(made.ids) - made.first - 1 <= 60


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
