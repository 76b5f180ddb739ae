"""Charts: what they leave out, and what becomes of them in a page."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest

from bot.evaluation.comparing import compare
from bot.evaluation.pages.charts import charts, differences
from bot.evaluation.pages.svg import label
from bot.evaluation.summary import whole


@pytest.fixture
def rows(row):
    """Three of two types, with times."""
    answer = {"hits": [], "timings_ms": {"read": 30.0, "total": 40.0}}
    scores = {"passage_mrr": 0.5, "article_mrr": 1.0, "f1": 0.5}
    made = [row("a", right=1, **scores), row("b", **scores), row("c", **scores)]
    return [replace(one, answer=answer, type=kind) for one, kind in zip(made, "xxy", strict=True)]


def test_a_run_has_four_charts_with_their_numbers(rows):
    """By type, risk and coverage, depth, time."""
    made = charts(whole(rows, {}), None)
    assert [one.title for one in made] == [
        "By type of question",
        "Risk and coverage",
        "Depth of retrieval",
        "Time by stage",
    ]
    assert made[0].rows[0][:3] == ("x", "2", "0.500")
    assert made[2].head == ("k", "articles", "passages")
    assert made[2].rows[0] == ("1", "1.000", "0.000")
    assert made[2].rows[1] == ("2", "1.000", "1.000")
    assert made[3].rows[1] == ("total", "40.0", "40.0")


def test_what_was_not_measured_has_no_chart(row):
    """No passage with evidence was found, and no time taken."""
    titles = [one.title for one in charts(whole([row("a")], {}), None)]
    assert titles == ["By type of question", "Risk and coverage"]
    assert charts(whole([], {}), None) == []
    assert differences([]) is None


def test_charts_are_the_same_every_time(rows):
    """Neither the date nor a random id is in them."""
    summary = whole(rows, {})
    assert charts(summary, 12) == charts(summary, 12)


def test_a_chart_is_an_image_with_a_name_and_a_description(rows):
    """Its ids are its own, and its colours the page's."""
    made = [*charts(whole(rows, {}), 12), differences(compare([(one, one) for one in rows]))]
    seen: list[str] = []
    for chart in made:
        assert chart is not None
        root = Xml.fromstring(chart.svg)
        assert root.tag == "svg"
        assert root.get("role") == "img"
        ids = {element.get("id"): element for element in root.iter() if element.get("id")}
        assert ids[root.get("aria-labelledby")].text == chart.title
        assert ids[root.get("aria-describedby")].text == chart.caption
        assert "var(--accent)" in chart.svg
        assert "http" not in chart.svg
        assert not [element for element in root.iter() if element.tag in ("style", "metadata")]
        seen += map(str, ids)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("kind", ["<script>alert(1)</script>", "$x_1$", "\x00\ud800", "問い", ""])
def test_a_type_of_any_name_is_text(rows, kind):
    """Not markup, not mathematics."""
    odd = [replace(one, type=kind) for one in rows]
    root = Xml.fromstring(charts(whole(odd, {}), None)[0].svg)
    assert f"{label(kind)} · 3" in [element.text for element in root.iter("text")]


def test_a_label_is_one_short_line():
    """Else it would push the chart aside."""
    assert label("a\n b") == "a b"
    assert label("x" * 99) == "x" * 23 + "…"
