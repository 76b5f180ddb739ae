from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from bot.web.markup import UNSHOWN
from bot.web.whole import Mark, marks, stretch, whole


def text(markup: str) -> str:
    """The text between the tags, without the numbers."""
    import html

    return html.unescape(re.sub(r"<button.*?</button>|<[^>]+>", "", markup))


def test_all_that_an_answer_cites_of_an_article_is_marked(toy: ModuleType) -> None:
    """With its numbers; what is sought apart from the rest."""
    answer = toy.thanked("Who?")
    first = answer.citations[0]
    found = marks(toy.HARBOUR_ARTICLE, answer, (first.start, first.end))

    assert [(one.number, one.sought) for one in found] == [(1, True), (2, False)]
    assert marks(toy.STORM_ARTICLE, answer, None) == []
    shown = whole(toy.HARBOUR_ARTICLE, found, 3)
    assert '<mark class="nc-sought">The island council' in shown
    assert 'data-ref="3-2"' in shown


def test_a_passage_that_is_sought_is_marked_without_a_number(toy: ModuleType) -> None:
    """What is no stretch of the article is not."""
    assert marks(toy.STORM_ARTICLE, None, (0, 5)) == [Mark(0, 5, 0, sought=True)]
    assert marks(toy.STORM_ARTICLE, None, (5, 5_000)) == []
    assert marks(toy.STORM_ARTICLE, None, (-5, 5)) == []


@given(
    st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"])),
    st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30))),
)
def test_marking_changes_no_text(some: str, places: list[tuple[int, int]]) -> None:
    """However the marks lie."""
    marked = [Mark(start, end, number) for number, (start, end) in enumerate(places)]

    assert text(stretch(some, 0, len(some), marked, 1)) == UNSHOWN.sub("\ufffd", some)


def test_a_citation_over_two_paragraphs_has_its_number_at_its_end(toy: ModuleType) -> None:
    """Once."""
    article = replace(toy.STORM_ARTICLE, text="One two.\nThree four.")
    shown = whole(article, [Mark(4, 14, 1)], 1)

    assert shown.count("[1]") == 1
    assert re.findall(r"<mark>(.*?)</mark>", shown) == ["two.", "Three"]


def test_a_number_stays_on_the_line_of_the_last_marked_word(toy: ModuleType) -> None:
    """And the mark keeps every character."""
    article = replace(toy.STORM_ARTICLE, text="One two three. Four.")
    shown = whole(article, [Mark(0, 14, 1)], 1)

    assert '<mark>One two </mark><span class="nc-together"><mark>three.</mark><button' in shown


def test_nothing_of_an_article_is_markup(toy: ModuleType) -> None:
    """Title, text, publisher, place, authors and address."""
    bad = replace(toy.HOSTILE_ARTICLE, authors=(toy.HOSTILE,), url=toy.HOSTILE)
    tags = set(re.findall(r"<([a-z0-9]+)", whole(bad, [Mark(0, 50, 1)], 1, toy.HOSTILE)))

    assert tags <= {"article", "div", "button", "h2", "p", "bdi", "mark", "span"}
