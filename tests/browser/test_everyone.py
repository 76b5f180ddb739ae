from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from bot.web import texts

pytestmark = pytest.mark.browser

SERIOUS = {"serious", "critical"}
STATES = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark"), (820, "light")]
LARGEST_TEXTS = 7


def faults(page: Any) -> list[str]:
    """What axe-core finds that is serious, with where it is; its script comes in its package."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)  # by the debugger's way: the page's policy lets no other script in
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize(("width", "scheme"), STATES)
def test_axe_finds_nothing_serious(workshop: Any, width: int, scheme: str) -> None:
    """Empty, answered, declined, reading, adding, with all that opens open."""
    visit = workshop.visit(width, scheme)
    page = visit.page
    for part in visit.parts():
        assert faults(page) == [], f"empty, {part}"
    visit.ask("Who thanked, say both?")
    page.click("[data-rate=down]")
    for part in visit.parts():
        assert faults(page) == [], f"answered, {part}"
    visit.ask("Who sank the ferry?")
    visit.view("side")
    page.click("[data-adding]")
    page.click(".nc-shelf summary")
    page.check(".nc-library li:first-child [data-choose]")
    for part in visit.parts():
        assert faults(page) == [], f"declined, {part}"
    visit.view("evidence")
    page.click(".nc-near >> nth=0 >> [data-open]")
    page.locator(".nc-whole").wait_for()
    assert faults(page) == [], "reading"
    page.click("[data-help]")
    assert faults(page) == [], "shortcuts"


def test_all_is_reached_and_done_by_keyboard_alone(workshop: Any) -> None:
    """Ask, step through the citations, read, add, choose, begin anew: with the keys listed."""
    page = workshop.visit().page
    active = "document.activeElement"

    page.keyboard.press("Alt+KeyQ")
    page.keyboard.type("Who thanked the pilots?")
    page.keyboard.press("Enter")
    page.locator("#nc-ref-1-2").wait_for()
    page.keyboard.press("Alt+Period")
    assert page.evaluate(f"{active}.id") == "nc-ref-1-1"
    page.keyboard.press("Alt+Period")
    assert page.evaluate(f"{active}.id") == "nc-ref-1-2"
    page.keyboard.press("Alt+Comma")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{active}.id") == "nc-card-1-1"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".nc-whole h2:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator("#nc-card-1-1 [data-open]:focus").wait_for()

    page.keyboard.press("Alt+KeyL")
    assert page.evaluate(f"{active}.id") == "nc-words"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("#nc-scope", has_text="Asking only 1 article").wait_for()
    assert page.evaluate(f"'choose' in {active}.dataset")

    page.keyboard.press("Alt+KeyK")
    assert page.evaluate(f"{active}.id") == "nc-find"
    page.keyboard.press("Alt+KeyN")
    page.locator(".nc-welcome").wait_for()
    page.wait_for_function(f"{active}.matches('#nc-box textarea')")


def test_the_shortcuts_are_listed_and_the_list_is_closed_with_escape(visit: Any) -> None:
    """All of them, by their key or by the button."""
    page = visit.page
    page.keyboard.press("Alt+Slash")
    listed = page.locator("#nc-keys tr").all_inner_texts()
    assert [one.split("\t")[0] for one in listed] == [keys for keys, _ in texts.KEYS]

    page.keyboard.press("Escape")
    assert page.is_hidden("#nc-keys")
    page.click("[data-help]")
    assert page.is_visible("#nc-keys")


def test_letters_alone_are_no_shortcuts(visit: Any) -> None:
    """Who dictates, or types where nothing can be typed, sets nothing off."""
    page = visit.page
    page.focus("[data-new]")
    page.keyboard.type("qnkle/?.,")

    assert page.evaluate("document.activeElement.matches('[data-new]')")
    assert page.is_hidden("#nc-keys")


def test_a_screen_reader_is_told_each_stage_and_the_answer(workshop: Any) -> None:
    """By one live region; the conversation itself is not read again and again."""
    visit = workshop.visit()
    page = visit.page
    assert page.get_attribute("#nc-said", "aria-live") == "polite"
    page.evaluate(
        "window.told = []; new MutationObserver(() => window.told.push("
        "document.getElementById('nc-said').textContent))"
        ".observe(document.getElementById('nc-said'), {childList: true})"
    )
    visit.ask("Who thanked the pilots?")
    page.wait_for_function("window.told.at(-1)?.startsWith('Answer')")

    told = page.evaluate("window.told")
    assert "Searching 3 articles" in told
    assert "Reading 2 passages" in told
    assert told[-1] == "Answer: The island council and the fishers' union 2 citations."


def test_every_control_has_a_name(workshop: Any) -> None:
    """Buttons and fields; a sign alone is none."""
    visit = workshop.visit()
    visit.ask("Who thanked the pilots?")
    visit.page.click("[data-adding]")
    visit.page.click(".nc-shelf summary")
    visit.page.click("[data-rate=down]")
    nameless = visit.page.evaluate(
        "[...document.querySelectorAll('button, input, select, textarea')]"
        ".filter((e) => e.offsetParent && !/\\w/.test(e.ariaLabel || e.innerText"
        " || e.closest('label')?.innerText || '')).map((e) => e.outerHTML)"
    )
    named = [one for one in nameless if "nc-box" not in one and 'data-testid="textbox"' not in one]
    assert named == []


def test_who_wants_little_motion_gets_none(visit: Any) -> None:
    """Nothing moves by itself, and nothing is scrolled smoothly."""
    moving = visit.page.evaluate(
        "document.getAnimations().filter((a) => a.playState === 'running').length"
    )
    assert moving == 0
    sheet = (files("bot.web") / "style.css").read_text(encoding="utf-8")
    assert "prefers-reduced-motion" in sheet


@pytest.mark.parametrize("width", [390, 600, 820, 1079, 1080, 1280, 1920])
def test_nothing_is_cut_off_or_overlaps_at_any_width(workshop: Any, width: int) -> None:
    """The page does not scroll sideways, nor do its parts; columns stand side by side."""
    visit = workshop.visit(width)
    page = visit.page
    visit.ask("Who thanked the pilots?")
    for part in visit.parts():
        wide = page.evaluate(
            "[document.documentElement, ...document.querySelectorAll("
            "'#nc-head, #nc-side, #nc-conversation, #nc-right, #nc-box')]"
            ".filter((e) => e.clientWidth && e.scrollWidth > e.clientWidth + 1).map((e) => e.id)"
        )
        assert wide == [], part


def test_few_sizes_of_text_are_used(workshop: Any) -> None:
    """In all of the page that is in sight."""
    visit = workshop.visit()
    visit.ask("Who thanked the pilots?")
    sizes = visit.page.evaluate(
        "[...new Set([...document.querySelectorAll('#nc-main *, #nc-head *')]"
        ".filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3"
        " && n.textContent.trim())).map((e) => getComputedStyle(e).fontSize))]"
    )
    assert len(sizes) <= LARGEST_TEXTS, sizes


@pytest.mark.parametrize("name", ["asking", "page", "reading", "side", "taking", "evidence"])
def test_the_scripts_have_no_words_of_their_own(name: str) -> None:
    """All that is read on the page stands in texts.py."""
    import re

    script = (files("bot.web") / f"{name}.js").read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", script, flags=re.DOTALL)
    said = re.findall(r"textContent = \"[^\"]+\"|toast\(\"|say\(\"", code)

    assert said == []
