"""Measuring a reader on a SQuAD file, with a reader that knows the answers."""

import gzip
import json
from pathlib import Path

import pytest

from bot.reading.calibration import Calibration, Signs
from bot.reading.reader import Found, Reading
from bot.reading.training.calibrating import calibrate, figures, measure, squad_rows


class Oracle:
    """Finds the first word, surely where the question says so."""

    calibration = Calibration(1.0, 0.0, 0.0, 0.5)

    def read(self, pairs: list[tuple[str, str]]) -> list[Reading]:
        """A margin of 2 for "sure" questions, of -2 for others."""
        return [
            Reading((Found(0, text.index(" "), 2.0 if "sure" in question else -2.0),), 0.0)
            for question, text in pairs
        ]


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    """Two articles with an answered, a half answered and an unanswerable question each."""
    asked = [("sure 1", ["Ana"]), ("sure 2", ["Ana Prado"]), ("not", [])]
    questions = [{"question": q, "answers": [{"text": a} for a in gold]} for q, gold in asked]
    paragraph = {"context": "Ana Prado left.", "qas": questions}
    whole = {"version": "v2.0", "data": [{"paragraphs": [paragraph]}] * 2}
    path = tmp_path / "dev.json.gz"
    path.write_bytes(gzip.compress(json.dumps(whole).encode()))
    return path


def test_the_figures_are_those_of_squad(squad: Path) -> None:
    """F1 of "Ana" against "Ana Prado" is 2/3; declining what has no answer earns 1."""
    measured = measure(Oracle(), squad_rows(squad), lambda _: None)
    made = figures(measured)
    assert made["f1_where_answerable"] == pytest.approx(100 * (1 + 2 / 3) / 2, abs=0.01)
    assert made["f1"] == pytest.approx(100 * (1 + 2 / 3 + 1) / 3, abs=0.01)
    assert made["exact_where_answerable"] == 50.0
    assert made["unanswerable_declined_at_10_percent_refused"] == 100.0


def test_the_fitted_threshold_lies_between_right_and_wrong(squad: Path, tmp_path: Path) -> None:
    """What is sure is answered, the rest declined."""
    calibrate(Oracle(), squad, tmp_path / "c.json", lambda _: None)
    curve = Calibration.read(tmp_path / "c.json")
    assert curve.confidence(Signs(-2.0, 0.0)) < curve.threshold <= curve.confidence(Signs(2.0, 0.0))
