"""Fitting confidences and when to decline, on cases over a small library."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.evaluation.calibrating import Posed, calibrate, figures, fit, is_right, pose, threshold
from bot.evaluation.cases import Case, Evidence
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from corpus.errors import InputError
from corpus.loading import Loaded
from index.library import Library
from index.retrieval import NewsRetriever

TEXT = "Ana Prado left on Monday. Nobody followed her."


class Oracle:
    """Finds the first word, surely where the question says so."""

    calibration = Calibration(1.0, 0.0, 0.0, 0.5)

    def read(self, pairs: list[tuple[str, str]]) -> list[Reading]:
        """A margin of 2 for "sure" questions, of -2 for others."""
        return [
            Reading((Found(0, text.index(" "), 2.0 if "sure" in question else -2.0),), 0.0)
            for question, text in pairs
        ]


def posed(margin: float, right: bool, answerable: bool = True) -> Posed:
    """A case with one candidate."""
    return Posed(np.array([[margin, 0.0]]), np.array([right]), answerable)


SET = [posed(2.0, True)] * 3 + [posed(2.0, False)] + [posed(-2.0, False, False)] * 4


def case(question: str, article_id: str, *answers: str) -> Case:
    """A case whose evidence is the first sentence, or one without answer."""
    place = (Evidence(article_id=article_id, start=0, end=25),) if answers else ()
    return Case(
        id=question, question=question, answers=answers, evidence=place, unanswerable=not answers
    )


def test_every_candidate_is_judged_by_evidence_and_answer(
    library: Library, loaded: Callable[..., Loaded]
) -> None:
    """Half of "Ana Prado" is right where the evidence is; nothing is where there is no answer."""
    one = loaded(TEXT)
    library.add([one])
    cases = [
        case("sure 1", one.article.id, "Ana Prado"),
        case("sure 2", one.article.id, "Monday"),
        case("not", one.article.id),
    ]
    made = pose(cases, NewsRetriever(library=library), Oracle(), print)
    found = {(*p.right.tolist(), p.answerable, float(p.signs[0][0])) for p in made}
    assert found == {(True, True, 2.0), (False, True, 2.0), (False, False, -2.0)}


def test_free_text_is_right_by_its_evidence_alone() -> None:
    """No span equals a gold answer of three sentences."""
    told = "It was Ana Prado who left, and she left on a Monday, and nobody followed her then."
    asked = case("Who?", "a", told)
    assert is_right(asked, "Ana Prado", ("a", 0, 9), [("a", 0, 25)])
    assert not is_right(asked, "Nobody", ("a", 26, 32), [("a", 0, 25)])


def test_the_curve_rises_with_what_was_right() -> None:
    """Three of four at margin 2, none at -2; from there on no answerable one is refused."""
    curve = fit([SET])
    low, high = curve.confidences(np.array([[-2.0, 0], [2.0, 0]]))
    assert high == pytest.approx(0.75, abs=0.01)
    assert low < threshold(curve, [SET]) <= high


def test_the_figures_are_those_worked_out_by_hand() -> None:
    """Of four answerable, three are right; all of the others are declined."""
    found = figures(Calibration(1.0, 0.0, 0.0, 0.5), SET)
    assert found["right"] == 75.0
    assert found["answered_right"] == 75.0
    assert found["declined"] == 100.0
    assert found["declined_at_10_percent_refused"] == 100.0


def test_a_set_is_also_measured_with_what_the_others_gave(tmp_path: Path) -> None:
    """Once as shipped, once crossed; the file is read again as it was written."""
    files = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for file in files:
        file.write_text("{}\n")
    found = calibrate(dict.fromkeys(files, SET), tmp_path / "c.json")
    assert found["one.jsonl"]["crossed"] == found["two.jsonl"]["shipped"]
    assert Calibration.read(tmp_path / "c.json").threshold > 0


def test_evidence_that_is_not_there_is_told_with_its_case(library: Library) -> None:
    """One line, for whoever made the cases."""
    with pytest.raises(InputError, match=r"case 'sure': article 'zz' is not in the library"):
        pose([case("sure", "zz", "Prado")], NewsRetriever(library=library), Oracle(), print)
