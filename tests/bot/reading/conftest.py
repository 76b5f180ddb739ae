"""A base model of the right shape that trains in a blink: two layers of 32, random weights."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

from bot.reading.training.recipe import Recipe, Source
from index.embedding import base_model_path

NAMES = ("Ana", "Ben", "Cleo", "Dov")


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real tokenizer and a tiny random encoder."""
    folder = tmp_path_factory.mktemp("base")
    shutil.copy(base_model_path() / "tokenizer.json", folder)
    config = BertConfig(
        vocab_size=30522,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    config.save_pretrained(folder)
    torch.manual_seed(0)
    weights = BertModel(config, add_pooling_layer=False).state_dict()
    save_file({k: v.contiguous() for k, v in weights.items()}, folder / "model.safetensors")
    return folder


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
    return Recipe(1, (source,) * 6, 128, (16, 32), 3e-3, ((0, 0.2), (0.1, 1.0), (1, 0.0)), 0.0, 5)
