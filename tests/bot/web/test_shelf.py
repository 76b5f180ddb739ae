from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.conversations import Summary
from bot.shelving import Report
from bot.web import texts
from bot.web.shelf import View, books, history, report
from index.scope import Listed

BOOKS = [
    Listed("/b", "b", "Bridge", "Post", date(2024, 3, 2)),
    Listed("/a", "a", "apple fair", None, None),
    Listed("/c", "c", "Canal", "courier", date(2024, 3, 9)),
]


@pytest.mark.parametrize(
    ("order", "ids"),
    [("newest", "cba"), ("oldest", "bca"), ("title", "abc"), ("publisher", "cba")],
)
def test_articles_are_listed_in_order(order: str, ids: str) -> None:
    """In any case; what is unknown comes last."""
    assert "".join(one.article_id for one in View(order=order).of(BOOKS)) == ids  # type: ignore[arg-type]


def test_articles_are_filtered_by_all_that_is_given() -> None:
    """Words of the title, publisher and days; an unknown day fits none."""
    assert [one.article_id for one in View(words="FAIR app").of(BOOKS)] == ["a"]
    assert [one.article_id for one in View(publisher="Courier").of(BOOKS)] == ["c"]
    assert [one.article_id for one in View(first=date(2024, 3, 3)).of(BOOKS)] == ["c"]
    assert View(publisher="Post", words="canal").of(BOOKS) == []


def test_a_long_library_is_listed_in_steps() -> None:
    """With how many are left."""
    shown = books(BOOKS, View(most=1), frozenset({"b"}), 3)

    assert shown.count("<li>") == 1
    assert texts.show_more(2) in shown
    assert "checked" in shown


def test_an_empty_library_says_how_to_fill_it() -> None:
    """And one that is only filtered does not."""
    assert "newscite add" in books([], View(), frozenset(), 0)
    assert texts.NONE_FOUND in books([], View(), frozenset(), 3)


def test_conversations_that_do_not_last_are_said_not_to() -> None:
    """With those that there are."""
    summaries = [Summary("x", "<b>Who?", datetime.now(UTC))]

    assert texts.NOT_LASTING in history(summaries, "x", "", lasting=False)
    lasting = history(summaries, "x", "", lasting=True)
    assert texts.NOT_LASTING not in lasting
    assert "&lt;b&gt;Who?" in lasting
    assert 'aria-current="true"' in lasting


def test_a_report_counts_and_lists_what_was_skipped() -> None:
    """While it goes on, how far it is."""
    made = Report(2, 1, [("Ferry", "added"), ("Pier", "unchanged")], [("x.png", "<unknown>")])

    assert 'max="4" value="3"' in report(made, 4, done=False)
    done = report(made, 4, done=True)
    assert "1 added, 1 unchanged, 1 skipped" in done
    assert "<b>x.png</b>: &lt;unknown&gt;" in done
