"""From logits to spans, and from windows to readings."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.features import MAX_QUESTION, PairEncoder, Window, plain
from bot.reading.network import SpanNetwork
from bot.reading.reader import Found, ReadingSettings, SpanReader, decode, merge

WINDOW = Window([101, 7, 102, 8, 9, 10, 102], 3, [(0, 2), (3, 5), (6, 9)])


def test_the_best_span_is_the_best_start_with_the_best_end_after_it() -> None:
    """An end before its start does not count, whatever its logit."""
    start = np.array([0.5, 0, 0, 1, 5, 0, 9], np.float32)
    end = np.array([0.25, 0, 0, 7, 1, 3, 9], np.float32)
    found, none = decode(WINDOW, np.stack([start, end]))
    assert found[0] == Found(0, 2, 8.0) or found[0] == Found(3, 9, 8.0)
    assert {(f.start, f.end) for f in found[:2]} == {(0, 2), (3, 9)}
    assert none == 0.75


def test_windows_of_a_text_are_merged() -> None:
    """A span keeps its better score; no answer is as likely as where it is least likely."""
    merged = merge([([Found(0, 2, 1.0)], 5.0), ([Found(0, 2, 3.0), Found(4, 6, 2.0)], 0.5)])
    assert merged.found == (Found(0, 2, 3.0), Found(4, 6, 2.0))
    assert merged.margin == 2.5


def test_a_blank_text_has_no_candidates() -> None:
    """And a margin below everything."""
    assert merge([([], 1.0)]).margin == -np.inf


@pytest.mark.parametrize(("text", "same"), [("Who  is it ?", "Who is it"), ("Why???", "Why")])
def test_questions_are_read_alike_with_and_without_their_mark(text: str, same: str) -> None:
    """White space is folded too."""
    assert plain(text) == same


def test_of_a_turn_of_several_sentences_the_one_that_asks_is_read_first(tiny_base: Path) -> None:
    """Whole, however much is told before it."""
    encoder = PairEncoder(tiny_base)
    asks = encoder.question("Who was aboard?")
    assert encoder.asked("Who was aboard?") == asks
    assert encoder.asked("A ship sank. Who was aboard?")[: len(asks)] == asks
    assert encoder.asked("A ship sank. Who was aboard?") != asks
    long = encoder.asked("A ship sank off the coast. " * 40 + "Who was aboard?")
    assert long[: len(asks)] == asks
    assert len(long) == MAX_QUESTION
    assert len(encoder.asked("It sank. Who was " + "far " * 99 + "away?")) == MAX_QUESTION


@given(text=st.text(max_size=400), size=st.integers(24, 64), stride=st.integers(1, 80))
def test_every_piece_of_a_text_is_in_a_window(
    tiny_base: Path, text: str, size: int, stride: int
) -> None:
    """And no window is longer than what was asked for."""
    encoder = PairEncoder(tiny_base)
    windows = encoder.windows("Who is it?", text, size, stride)
    seen = {pair for window in windows for pair in window.offsets}
    assert seen == set(encoder.text(text)[1])
    assert all(len(window.ids) <= size for window in windows)


def test_readings_do_not_depend_on_what_is_read_beside_them(
    tiny_base: Path, tmp_path: Path
) -> None:
    """Batches are a matter of speed only."""
    SpanNetwork.on(tiny_base).save(tmp_path / "reader.safetensors", {})
    reader = SpanReader(tiny_base, tmp_path, ReadingSettings(batch=2))
    pairs = [("Who?", "Ana left. " * n) for n in (1, 9, 3, 40)]
    together = reader.read(pairs)
    alone = [reader.read([pair])[0] for pair in pairs]
    for one, other in zip(together, alone, strict=True):
        assert one.margin == pytest.approx(other.margin, abs=1e-4)


def test_the_same_pair_scores_the_same_to_the_last_bit(tiny_base: Path, tmp_path: Path) -> None:
    """Wherever it stands among others: equal scores must stay equal, or order would vary."""
    SpanNetwork.on(tiny_base).save(tmp_path / "reader.safetensors", {})
    reader = SpanReader(tiny_base, tmp_path, ReadingSettings(batch=2))
    pair = ("Who left?", "Ana left the town by the sea. " * 3)
    others = [("Who left?", "Ana left. " * n) for n in range(1, 12)]
    first, *_, last = reader.read([pair, *others, pair])
    assert first == last


def test_found_spans_lie_in_the_text(tiny_base: Path, tmp_path: Path) -> None:
    """Non-empty stretches, in code points."""
    SpanNetwork.on(tiny_base).save(tmp_path / "reader.safetensors", {})
    text = "Žofia 𝒳 said “no” — 数字 ۱۲۳ e\u0301té."
    (reading,) = SpanReader(tiny_base, tmp_path).read([("Who said no?", text)])
    assert all(0 <= f.start < f.end <= len(text) for f in reading.found)
