from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SIZES = [(390, "light"), (390, "dark"), (820, "light"), (1440, "light"), (1440, "dark")]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FAINT = """() => {
  const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  return [...document.querySelectorAll(".gradio-container *")]
    .filter((e) => e.offsetParent && own(e) && !e.closest("style, script, .nc-unseen, .sr-only"))
    .map((e) => {
      const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return [ratio, e.outerHTML.slice(0, 80)];
    })
    .filter(([ratio]) => ratio < 4.5);
}"""


def active(visit: Any) -> str:
    """The id of the element that has the focus."""
    return str(visit.page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("visit", SIZES, indirect=True)
def test_an_answer_stands_beside_its_marked_evidence(visit: Any) -> None:
    """On a phone its number leads to it, and its card back; nothing is cut off at the side."""
    visit.ask("Who thanked the pilots?")

    page = visit.page
    assert page.inner_text(".nc-short") == "The island council and the fishers' union"
    assert page.locator(".nc-claim .nc-ref").all_inner_texts() == ["[1]", "[2]"]
    marked = page.locator(".nc-card mark").first.inner_text()
    assert marked == "The island council and the fishers' union thanked the pilots."
    if page.viewport_size["width"] < 1080:
        assert page.is_hidden("#nc-evidence")
        page.click("#nc-ref-1-1")
        assert page.locator("#nc-card-1-1 mark").is_visible()
        assert page.evaluate(OVERFLOW) <= 0
        page.click("#nc-card-1-1 .nc-number")
        assert page.locator("#nc-ref-1-1").is_visible()
        assert page.is_hidden("#nc-evidence")
    else:
        parts = ("#nc-side", "#nc-chat", "#nc-evidence")
        side, chat, evidence = (page.locator(part).bounding_box() for part in parts)
        assert chat["x"] >= side["x"] + side["width"] - 1
        assert evidence["x"] >= chat["x"] + chat["width"] - 1
    assert page.evaluate(OVERFLOW) <= 0
    assert visit.complaints == []


@pytest.mark.parametrize("visit", SIZES, indirect=True)
def test_every_text_is_readable(visit: Any) -> None:
    """The contrast of all text is at least 4.5 to 1, in light and dark, in every part."""
    for question in ("", "Who thanked the pilots?", "Who sank the ferry?"):
        if question:
            visit.ask(question)
        for part in visit.parts():
            assert visit.page.evaluate(FAINT) == [], part


def test_nothing_can_be_asked_before_the_page_has_loaded(visit: Any) -> None:
    """What it loads would wipe out the answer, were that there first."""
    held: list[Any] = []
    visit.page.route("**/run/predict", lambda route: held.append(route))
    visit.page.reload()
    visit.page.wait_for_selector("#nc-box textarea")
    visit.page.wait_for_function("document.querySelector('#nc-conversation .nc-log')")
    visit.page.wait_for_timeout(500)
    assert held
    assert visit.page.is_disabled("#nc-box textarea")
    assert visit.page.locator("[data-ask]").count() == 0

    held[0].continue_()
    visit.page.wait_for_selector("#nc-box textarea:focus")
    visit.ask("Who thanked the pilots?")

    assert visit.page.locator(".nc-claim").count() == 2


def test_a_number_and_its_card_lead_to_each_other_by_keyboard(visit: Any) -> None:
    """Focus marks the other one; Enter goes there."""
    visit.ask("Who thanked the pilots?")
    page = visit.page

    page.focus("#nc-ref-1-2")
    assert "nc-on" in page.get_attribute("#nc-card-1-2", "class")
    page.keyboard.press("Enter")
    assert active(visit) == "nc-card-1-2"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert active(visit) == "nc-ref-1-2"


def test_pointing_at_a_number_marks_its_card_and_only_that(visit: Any) -> None:
    """So a reader sees at once which words carry the sentence."""
    visit.ask("Who thanked the pilots?")

    visit.page.hover("#nc-ref-1-2")
    assert visit.page.eval_on_selector_all(".nc-card.nc-on", "all => all.map(e => e.id)") == [
        "nc-card-1-2"
    ]


def test_an_earlier_answers_number_brings_back_its_cards(visit: Any) -> None:
    """The cards of the later answer give way."""
    visit.ask("Who thanked the pilots?")
    visit.ask("Who sank the ferry?")
    page = visit.page
    assert not page.is_visible("#nc-card-1-1")

    page.click("#nc-ref-1-1")

    assert page.is_visible("#nc-card-1-1")
    assert not page.is_visible(".nc-near")


def test_declining_offers_a_question_that_a_click_asks(visit: Any) -> None:
    """The articles do not say; here is what came near, and what they do say."""
    visit.ask("Who sank the ferry?")
    page = visit.page
    assert page.inner_text(".nc-declined .nc-short") == "The articles do not say."
    assert page.locator(".nc-near").count() == 2

    page.click(".nc-declined [data-ask]")

    page.wait_for_selector("#nc-ref-2-1")


def test_an_example_of_the_first_screen_is_asked_by_a_click(visit: Any) -> None:
    """Only questions about articles of this library are offered."""
    offered = visit.page.locator("[data-ask]")
    assert offered.all_inner_texts() == ["Who thanked the pilots?"]

    offered.first.click()

    visit.page.wait_for_selector("#nc-ref-1-1")


def test_a_question_that_cannot_be_asked_is_answered_by_one_line(visit: Any) -> None:
    """So is one that is too long; neither is an error of the page."""
    visit.ask("x" * 2001)
    assert "2,001 characters" in visit.page.inner_text(".nc-notice")
    box = visit.page.locator(".nc-notice").bounding_box()
    assert box["y"] + box["height"] < 800
    assert visit.page.input_value("#nc-box textarea") == "x" * 2001
    visit.page.fill("#nc-box textarea", "  ")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nc-notice", has_text="The question is empty").wait_for()

    assert visit.complaints == []


def test_hostile_text_is_shown_as_text_and_does_nothing(visit: Any, toy: ModuleType) -> None:
    """As question, title, publisher, place, text, quote, speaker and answer."""
    visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    visit.ask(toy.HOSTILE.replace("\n", " "))
    visit.page.hover(".nc-ref")
    visit.page.click(".nc-ref")
    visit.page.wait_for_timeout(300)

    page = visit.page
    assert page.evaluate("window.hacked") is None
    foreign = "img, svg, form, script, iframe, a, input, [onerror], [style]"
    parts = ("#nc-conversation .nc-log", "#nc-evidence .nc-panel")
    assert [page.locator(f"{part} :is({foreign})").count() for part in parts] == [0, 0]
    assert '<img src=x onerror="window.hacked=1">' in page.locator(".nc-claim").first.inner_text()
    assert "![pixel](http://elsewhere.invalid/p.png)" in page.inner_text(".nc-card mark")
    assert page.evaluate(OVERFLOW) <= 0
    assert visit.complaints == []


def test_an_inline_handler_that_slipped_in_would_not_run(visit: Any) -> None:
    """The policy stops what the escaping would have missed."""
    visit.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        " '<img src=/nothing onerror=\"window.hacked=5\">')"
    )
    visit.page.wait_for_timeout(300)

    assert visit.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in one for one in visit.complaints)


def test_nothing_but_its_own_server_is_asked(visit: Any, address: str, toy: ModuleType) -> None:
    """No font, script, picture or report goes to or comes from anywhere else."""
    visit.ask("Who thanked the pilots?")
    visit.ask(toy.HOSTILE.replace("\n", " "))

    assert visit.requests
    assert [one for one in visit.requests if not one.startswith((f"{address}/", "data:"))] == []


def test_the_question_box_has_a_name_that_a_screen_reader_reads(visit: Any) -> None:
    """And so has each number."""
    visit.ask("Who thanked the pilots?")

    assert visit.page.get_by_role("textbox", name="Your question").count() == 1
    assert visit.page.get_by_role("button", name="Citation 2: show the evidence").count() == 1


def test_nothing_of_gradio_is_in_sight(visit: Any) -> None:
    """No footer, no settings, no link to elsewhere."""
    assert visit.page.locator("footer:visible").count() == 0
    assert visit.page.locator("a[href^=http]:visible").count() == 0
    assert "gradio" not in visit.page.inner_text("body").lower()
    assert visit.page.title() == "newscite"
