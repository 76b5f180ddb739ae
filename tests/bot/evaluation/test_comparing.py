"""Two runs compared, on values worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evaluation.comparing import changed, compare, paired
from bot.evaluation.folder import Run
from corpus.errors import InputError

LIKE = {"cases_digest": "1", "corpus_digest": "2", "questions": 8}
NAMES = "abcdefgh"


def runs(row, one, other, **unlike):
    """Two runs of eight questions with these scores of `f1` and of `right`."""
    rows = [
        [
            row(name, f1=score, right=float(score > 0.5))
            for name, score in zip(NAMES, scores, strict=True)
        ]
        for scores in (one, other)
    ]
    return Run("A", LIKE, rows[0]), Run("B", LIKE | unlike, rows[1])


def test_a_difference_is_of_pairs(row):
    """Six of eight rise from 0 to 1: 0.75; McNemar 2 / 2⁶; twice that by Holm over two."""
    pairs = paired(*runs(row, [0.0] * 8, [1.0] * 6 + [0.0] * 2))
    right, f1 = compare(pairs, ["f1", "right"])
    assert (right.figure, right.one, right.other, right.difference) == ("right", 0, 0.75, 0.75)
    assert (right.wins, right.losses, right.ties, right.unit) == (6, 0, 2, "question")
    assert right.p == f1.p == pytest.approx(2 / 64)
    assert right.adjusted == f1.adjusted == pytest.approx(4 / 64)
    assert 0.25 <= right.low < 0.75 < right.high == 1.0
    assert right.smallest == 0.75  # six of eight


def test_articles_that_fall_as_one_are_one_difference(row):
    """Ten articles of three questions, four of which fall: McNemar 2/2¹², by articles 2/2⁴."""
    rows = [
        [row(str(n), cluster=str(n // 3), right=float(n >= lost)) for n in range(30)]
        for lost in (0, 12)
    ]
    (right,) = compare(list(zip(*rows, strict=True)), ["right"])
    assert right.unit == "article"
    assert right.mcnemar == pytest.approx(2 / 2**12)
    assert right.p == pytest.approx(2 / 2**4)


def test_equal_runs_do_not_differ(row):
    """No NaN, and p is 1."""
    pairs = paired(*runs(row, [0.3] * 8, [0.3] * 8))
    for one in compare(pairs):
        assert (one.difference, one.low, one.high, one.p, one.adjusted) == (0, 0, 0, 1, 1)
        assert (one.wins, one.losses, one.ties) == (0, 0, 8)


def test_a_figure_that_no_question_has_is_left_out(row):
    """It would count in Holm's adjustment."""
    pairs = paired(*runs(row, [0.3] * 8, [0.3] * 8))
    assert [one.figure for one in compare(pairs, ["f1", "refused"])] == ["f1"]


def test_the_questions_that_changed(row):
    """Those that became right, and those that became wrong."""
    pairs = paired(*runs(row, [0, 1, 1, 0, 0, 0, 0, 0], [1, 0, 1, 0, 0, 0, 0, 0]))
    won, lost = changed(pairs)
    assert [a.id for a, _ in won] == ["a"]
    assert [b.id for _, b in lost] == ["b"]


@pytest.mark.parametrize(
    ("unlike", "said"),
    [
        ({"cases_digest": "x"}, "over different cases; --force"),
        ({"corpus_digest": "x"}, "over different corpora; --force"),
        ({"questions": 9}, "'B' is unfinished, with 8 of 9"),
    ],
)
def test_unlike_runs_are_refused_unless_forced(row, unlike, said):
    """In one line."""
    one, other = runs(row, [0.0] * 8, [1.0] * 8, **unlike)
    with pytest.raises(InputError, match=said):
        paired(one, other)
    assert len(paired(one, other, force=True)) == 8


def test_only_the_same_questions_are_paired(row):
    """By id and words."""
    one, other = runs(row, [0.0] * 8, [1.0] * 8)
    other.rows[0] = replace(other.rows[0], question="Another?")
    del other.rows[1]
    assert [a.id for a, _ in paired(one, other, force=True)] == list("cdefgh")
    with pytest.raises(InputError, match="share no question"):
        paired(one, Run("B", LIKE, other.rows[:1]), force=True)
