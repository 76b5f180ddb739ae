"""A large teacher's encoder: as transformers has it, and as a recipe names it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from transformers import MPNetConfig, MPNetModel

from bot.reading.training.loop import base_of, network_on, train
from bot.reading.training.mpnet import CLS, FIRST_PLACE, SEP, SHIFT, Mpnet, buckets, own_ids
from bot.reading.training.recipe import Recipe


@pytest.fixture(scope="module")
def tiny_mpnet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny random MPNet."""
    folder = tmp_path_factory.mktemp("data") / "teacher"
    config = MPNetConfig(
        vocab_size=30527,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    torch.manual_seed(0)
    network = MPNetModel(config)
    torch.nn.init.normal_(network.encoder.relative_attention_bias.weight)
    config.save_pretrained(folder)
    weights = network.state_dict()
    save_file({k: v.contiguous() for k, v in weights.items()}, folder / "model.safetensors")
    return folder


def test_it_is_the_mpnet_of_transformers(tiny_mpnet: Path) -> None:
    """The same states for windows of different lengths, padding aside."""
    lengths = (70, 12)
    ids = torch.zeros(2, 80, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, length in enumerate(lengths):
        ids[row, :length] = torch.randint(1000, 30000, (length,))
        ids[row, 0], ids[row, length - 1] = CLS, SEP
        mask[row, :length] = 1
    theirs = MPNetModel.from_pretrained(tiny_mpnet).eval()
    with torch.no_grad():
        ours = Mpnet.load(tiny_mpnet)(ids, torch.zeros_like(ids), mask)
        expected = theirs(own_ids(ids, mask), attention_mask=mask).last_hidden_state
    for row, length in enumerate(lengths):
        torch.testing.assert_close(ours[row, :length], expected[row, :length])


def test_its_pieces_are_berts_behind_four_of_its_own() -> None:
    """With other beginnings, ends and padding."""
    ids = torch.tensor([[CLS, 2040, SEP, 1037, SEP, 0]])
    own = own_ids(ids, torch.tensor([[1, 1, 1, 1, 1, 0]]))
    assert own.tolist() == [[0, 2040 + SHIFT, 2, 1037 + SHIFT, 2, 1]]
    assert FIRST_PLACE == 2


def test_distances_are_told_apart_near_by_and_by_direction() -> None:
    """Far ones share a number."""
    seen = buckets(300, torch.device("cpu"))
    assert seen[10, 9] == 1
    assert seen[10, 11] == 17
    assert seen[299, 0] == seen[299, 50] == 15
    assert seen[0, 299] == 31


def test_a_teacher_may_begin_with_a_model_of_its_own(
    recipe: Recipe, tiny_base: Path, tiny_mpnet: Path, tmp_path: Path
) -> None:
    """Named by its digest; its pupil stays what it was."""
    data = tiny_mpnet.parent
    digest = hashlib.sha256((tiny_mpnet / "model.safetensors").read_bytes()).hexdigest()
    own = {"base": "teacher", "base_sha256": digest}
    school = replace(recipe, soft=0.7, teachers=(own,))
    (teacher,) = school.of_teachers
    assert base_of(school, tiny_base, data) == tiny_base
    assert base_of(teacher, tiny_base, data) == tiny_mpnet
    network = network_on(tiny_mpnet)
    ids = torch.full((1, 16), 2040)
    assert network(ids, torch.zeros_like(ids), torch.ones_like(ids)).shape == (1, 2, 16)
    with pytest.raises(ValueError, match="the config names 000"):
        base_of(replace(teacher, base_sha256="0" * 64), tiny_base, data)
    with pytest.raises(ValueError, match=r"no model\.safetensors"):
        base_of(teacher, tiny_base, tmp_path)


def test_it_teaches(recipe: Recipe, tiny_base: Path, tiny_mpnet: Path, tmp_path: Path) -> None:
    """In fewer passes than its pupil learns in."""
    (tmp_path / "teacher").symlink_to(tiny_mpnet)
    digest = hashlib.sha256((tiny_mpnet / "model.safetensors").read_bytes()).hexdigest()
    own = {"base": "teacher", "base_sha256": digest, "passes": 1}
    school = replace(recipe, passes=2, soft=0.7, soft_made=1.0, teachers=(own,))
    said: list[str] = []
    train(school, tiny_base, tmp_path, tmp_path / "out", said.append)
    steps = {one.split(":")[0]: one.split()[1] for one in said if "steps" in one}
    assert int(steps["out"]) == 2 * int(steps["teacher-1"])
