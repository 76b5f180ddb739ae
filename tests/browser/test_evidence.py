from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.browser

IN_VIEW = """(mark) => {
  const box = mark.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
}"""


def marked(page: Any, kind: str = "") -> str:
    """What is marked of an open article."""
    return "".join(page.locator(f".nc-whole mark{kind}").all_text_contents())


@pytest.mark.parametrize("width", [390, 1440])
def test_the_whole_article_opens_at_the_mark(workshop: Any, toy: ModuleType, width: int) -> None:
    """However long it is; further citations of it are marked too, and lead back to the answer."""
    workshop.library.add([toy.loaded(toy.LONG_ARTICLE)])
    visit = workshop.visit(width)
    page = visit.page
    visit.ask("Who thanked in a long article?")
    page.click("#nc-ref-1-1")

    page.click("#nc-card-1-1 [data-open]")
    page.locator(".nc-whole mark").first.wait_for()
    assert marked(page, ".nc-sought") == toy.LONG_WORDS[0]
    page.wait_for_function(f"({IN_VIEW})(document.querySelector('mark.nc-sought'))")
    assert marked(page) == "".join(toy.LONG_WORDS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.click(".nc-whole [data-ref='1-2']")
    assert page.evaluate("document.activeElement.id") == "nc-ref-1-2"


def test_closing_an_article_leads_back_to_its_card(workshop: Any) -> None:
    """With Escape, and to the button that opened it."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who thanked the pilots?")
    page.focus("#nc-card-1-2 [data-open]")
    page.keyboard.press("Enter")
    page.locator(".nc-whole h2:focus").wait_for()

    page.keyboard.press("Escape")

    assert page.is_visible("#nc-card-1-2")
    assert page.evaluate("document.activeElement.matches('#nc-card-1-2 [data-open]')")


def test_a_quote_is_copied_with_its_source(workshop: Any, toy: ModuleType) -> None:
    """To the clipboard; the button says so."""
    visit = workshop.visit()
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask("Who thanked the pilots?")

    page.click("#nc-card-1-1 [data-copy]")

    page.locator("#nc-card-1-1 [data-copy]", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"“{toy.PILOTS[1]}” — “{toy.HARBOUR_ARTICLE.title}”, Bay Courier, date unknown"


def test_several_sources_of_a_sentence_are_shown_as_such(workshop: Any) -> None:
    """Under the sentence, and on each card with a way to the other."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who thanked, say both?")

    assert page.inner_text(".nc-said") == "2 sources: Bay Courier, Winds fell overnight"
    assert page.locator(".nc-claim .nc-ref").all_inner_texts() == ["[1]", "[2]"]
    page.click("#nc-card-1-1 .nc-also .nc-ref")
    assert page.evaluate("document.activeElement.id") == "nc-card-1-2"


def test_a_number_and_its_card_lead_to_each_other_by_touch(workshop: Any, chromium: Any) -> None:
    """On a phone: to the evidence, and back to the very number."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(180_000)
    page = context.new_page()
    page.goto(workshop.address)
    page.wait_for_selector("#nc-box textarea:enabled")
    page.fill("#nc-box textarea", "Who thanked the pilots?")
    page.tap("#nc-box button")
    page.tap("#nc-ref-1-2")
    page.locator("#nc-card-1-2:focus").wait_for()
    page.tap("#nc-card-1-2 .nc-number")
    page.locator("#nc-ref-1-2:focus").wait_for()
    context.close()


def test_an_article_that_was_updated_or_removed_since_is_still_shown_as_quoted(
    workshop: Any, toy: ModuleType
) -> None:
    """With a note which it was."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who thanked the pilots?")
    page.wait_for_selector(".nc-chat")
    newer = toy.article("harbour.txt", "All is different now.", "New title")
    workshop.library.add([toy.loaded(newer)])

    page.reload()
    page.click("#nc-card-1-1 [data-open]")
    page.locator(".nc-whole .nc-note", has_text="newer version").wait_for()
    assert marked(page, ".nc-sought") == toy.PILOTS[1]

    workshop.library.remove([toy.loaded(newer).source])
    page.reload()
    page.click("#nc-card-1-1 [data-open]")
    page.locator(".nc-whole .nc-note", has_text="removed").wait_for()
    assert marked(page, ".nc-sought") == toy.PILOTS[1]


def test_a_refusal_leads_to_the_nearest_passages_and_their_articles(workshop: Any) -> None:
    """Each is marked in its article."""
    visit = workshop.visit(390)
    page = visit.page
    visit.ask("Who sank the ferry?")

    page.click("[data-go=evidence]")
    page.locator(".nc-near [data-open]").first.click()

    page.locator(".nc-whole mark.nc-sought").first.wait_for()


def test_hostile_text_does_nothing_in_a_whole_article_and_in_the_library(
    workshop: Any, toy: ModuleType
) -> None:
    """As title, publisher, place and text."""
    workshop.library.add([toy.loaded(replace(toy.HOSTILE_ARTICLE, authors=(toy.HOSTILE,)))])
    visit = workshop.visit()
    page = visit.page
    page.click(f".nc-book[data-open='{toy.HOSTILE_ARTICLE.id}']")
    page.locator(".nc-whole").wait_for()

    foreign = "img, svg, form, script, iframe, a, [onerror], [style]"
    assert page.locator(f".nc-whole :is({foreign}), .nc-library :is({foreign})").count() == 0
    assert page.evaluate("window.hacked") is None
    assert [one for one in visit.requests if "elsewhere" in one] == []
    assert visit.complaints == []


def test_a_refusal_offers_what_the_nearest_articles_are_known_to_answer(workshop: Any) -> None:
    """Where no example is left: the question was asked of the chain before it is offered."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who thanked the pilots?")
    visit.ask("Who sank the ferry?")

    page.click("[data-ask='What did Mira Holm say?']")

    page.locator("#nc-ref-3-1").wait_for()
