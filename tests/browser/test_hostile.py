"""Three hundred hostile texts in the real page: nothing runs, is fetched, submits or covers it.

They are titles, publishers, places, authors, file names, texts, quotes, speakers, short answers,
questions, stages and errors. The default run takes 25 of them, `-m faults` all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Any

import pytest

from bot.answer import Answer, Citation, Claim, Span
from bot.chain import Stage
from bot.question import Question
from bot.settings import Settings
from bot.web import build_page
from corpus.errors import InputError

pytestmark = pytest.mark.browser

AT_ONCE = 25
LONGEST = 1_900
SLIPPED = """() => {
  const harmless = /^(data-.*|aria-label|title|value|placeholder|alt|name|id|class)$/;
  const wrong = [];
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      const acts = /hacked|elsewhere\\.invalid/i.test(value) && !harmless.test(name);
      if (acts || /^on/i.test(name)) wrong.push(`${one.tagName} ${name}=${value}`.slice(0, 120));
    }
    if (/^(script|style|template|noscript)$/i.test(one.tagName) || !one.closest("body")) continue;
    if (/[^\\w:-]|^x$|^nc-log$/i.test(one.tagName)) wrong.push(one.tagName);
  }
  for (const one of document.querySelectorAll("script, style")) {
    const acts = /window\\.hacked|elsewhere\\.invalid|--hacked/i.test(one.textContent);
    if (acts) wrong.push(one.outerHTML.slice(0, 120));
  }
  const none = "form, iframe, object, embed, video, audio, marquee, base, math, frameset, portal";
  for (const one of document.querySelectorAll(`body :is(${none})`)) {
    const ours = one.closest(".nc-log, .nc-panel, .nc-whole, .nc-side");
    if (ours) wrong.push(one.outerHTML.slice(0, 120));
  }
  return wrong;
}"""
COVERED = """() => {
  const seen = (x, y) => document.elementFromPoint(x * innerWidth, y * innerHeight);
  const points = [[0.1, 0.1], [0.5, 0.3], [0.5, 0.5], [0.9, 0.5], [0.5, 0.95]];
  const styled = (one) => /hacked/.test(one.getAttribute("style") || "");
  return points.map(([x, y]) => seen(x, y)).filter((one) => one && styled(one)).length;
}"""
OWN = re.compile(
    r"/(?:$|\?|config|theme\.css|favicon\.ico|manifest\.json|assets/|static/|svelte/"
    r"|gradio_api/(?:startup-events|heartbeat|queue|run|upload|component_server|app_id|info|cancel))"
)


class Trap:
    """A library and a chain whose every text is a payload of the current batch."""

    def __init__(self, toy: ModuleType) -> None:
        self.toy = toy
        self.library = toy.ToyLibrary(())
        self.library.add = self.take
        self.texts: Sequence[str] = ()

    def take(self, items: Any, **_: Any) -> None:
        """What is added is read, and left."""
        for _ in items:
            pass

    def arm(self, texts: Sequence[str]) -> None:
        """Take the next batch."""
        self.texts = texts
        self.library.articles = tuple(
            self.toy.article(
                f"{text}.txt",
                f"{text}\nmore {text} more\n{text}",
                text,
                publisher=text,
                place=text,
                authors=(text,),
                url=text,
            )
            for text in texts
        )

    def stages(self, given: Question) -> Iterator[Stage | Answer]:
        """Answer with every article, decline, or fail, as the question says."""
        question = Question.of(given).text
        yield Stage("search", " ".join(self.texts[:5]))
        if question.startswith("fail"):
            raise InputError(" ".join(self.texts))
        hits = tuple(self.toy.found(one) for one in self.library.articles)
        if question.startswith("decline"):
            yield Answer(question, question, hits=hits)
            return
        quotes = [
            Citation.of(one, 0, one.text.index("\nmore"), one.title)
            for one in self.library.articles
        ]
        claims = tuple(Claim(f"{one.quote}", (one,)) for one in quotes)
        spans = tuple(Span(one.article_id, one.start, one.end, one.quote) for one in quotes)
        short, understood = " ".join(self.texts[:9]) + "!", " ".join(self.texts)
        yield Answer(question, understood, claims, short, spans, hits, 0.9, abstained=False)


@pytest.fixture(scope="module")
def trap(toy: ModuleType) -> Trap:
    """What the page shows."""
    return Trap(toy)


@pytest.fixture(scope="module")
def trapped(
    trap: Trap,
    tmp_path_factory: pytest.TempPathFactory,
    serving: Callable[[Any], AbstractContextManager[str]],
) -> Iterator[str]:
    """The address of a page over it."""
    settings = Settings(tmp_path_factory.mktemp("hostile") / "library")
    settings.library.mkdir()
    page = build_page(trap, trap.library, settings, ())  # type: ignore[arg-type]
    with serving(page) as address:
        yield address


@pytest.fixture
def opened(chromium: Any, trapped: str) -> Iterator[Any]:
    """A page that is open, with what it asked for, and what it complained of."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(120_000)  # nothing here is about how fast it is
    page.asked, page.wrong = [], []
    context.on("request", lambda one: page.asked.append(one.url))
    context.on("page", lambda other: page.wrong.append(f"a window: {other.url}"))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("dialog", lambda one: page.wrong.append(f"a dialog: {one.message}"))
    page.on("console", lambda one: page.wrong.append(one.text) if one.type == "error" else None)
    yield page
    context.close()


def joined(texts: Sequence[str]) -> str:
    """As many of the texts as a question holds, in one line."""
    return " ".join(" ".join(texts).split())[:LONGEST]


def ask(page: Any, question: str) -> None:
    """Ask, and wait until it is answered, declined or refused."""
    turns = page.locator(".nc-answer, .nc-notice").count()
    page.fill("#nc-box textarea", question)
    page.keyboard.press("Enter")
    page.locator(".nc-answer, .nc-notice").nth(turns).wait_for()


def held(page: Any, address: str) -> None:
    """See that nothing ran, was asked for, or slipped into the page."""
    assert page.evaluate("window.hacked") is None
    assert page.evaluate(SLIPPED) == []
    assert page.evaluate(COVERED) == 0
    own = [one for one in page.asked if one.startswith(address)]
    assert [one for one in page.asked if one not in own and not one.startswith("data:")] == []
    assert [one for one in own if not OWN.match(one.removeprefix(address))] == []
    assert page.url.startswith(address)
    assert page.wrong == []


def visited(page: Any, trap: Trap, address: str, texts: Sequence[str]) -> None:
    """Everything that the page does with a batch of texts."""
    trap.arm(texts)
    page.goto(address)
    page.wait_for_selector("#nc-box textarea:enabled")
    page.locator(".nc-book").first.wait_for()
    ask(page, joined(texts))
    assert page.locator(".nc-answer .nc-claim").count() >= len(texts)
    page.hover(".nc-ref >> nth=0")
    page.click(".nc-ref >> nth=0")
    held(page, address)
    page.locator(".nc-card [data-open]").first.click()
    page.locator(".nc-whole").wait_for()
    held(page, address)
    page.locator(".nc-whole [data-close]").click()
    ask(page, "decline " + joined(texts[::-1]))
    ask(page, "fail " + joined(texts))
    dropped(page, texts)
    held(page, address)


def dropped(page: Any, texts: Sequence[str]) -> None:
    """Add files of hostile names, which are skipped, and told."""
    page.click("[data-adding]")
    names = [re.sub(r"[/\0]", "_", one)[:60] + ".pdf" for one in texts[:8]]
    files = [{"name": one, "mimeType": "application/pdf", "buffer": b"%PDF"} for one in names]
    page.set_input_files("#nc-files", files)
    page.locator(".nc-skips").wait_for()


def test_a_sample_of_hostile_texts_does_nothing(
    opened: Any, trap: Trap, trapped: str, hostile: ModuleType
) -> None:
    """Every twelfth of them."""
    texts = hostile.payloads()[::12]
    assert len(texts) == AT_ONCE
    visited(opened, trap, trapped, texts)


@pytest.mark.faults
@pytest.mark.parametrize("first", range(0, 300, AT_ONCE))
def test_hostile_texts_do_nothing(
    opened: Any, trap: Trap, trapped: str, hostile: ModuleType, first: int
) -> None:
    """All three hundred, 25 a page."""
    visited(opened, trap, trapped, hostile.payloads()[first : first + AT_ONCE])


def test_the_payloads_are_three_hundred_and_all_different(hostile: ModuleType) -> None:
    """And the same each time."""
    assert len(set(hostile.payloads())) == len(hostile.payloads()) == 300


def test_what_is_injected_past_the_escaping_does_nothing_either(
    opened: Any, trap: Trap, trapped: str, hostile: ModuleType
) -> None:
    """The policy stops every markup payload that is put into the page as it is."""
    # A request that the policy stops is told of as well, but never gets as far as a route.
    reached: list[str] = []
    opened.context.route(
        re.compile("elsewhere.invalid"), lambda one: reached.append(one.request.url)
    )
    trap.arm(["calm"])
    opened.goto(trapped)
    opened.wait_for_selector("#nc-box textarea:enabled")
    opened.evaluate(
        """(all) => {
          for (const one of all) {
            const home = document.createElement("div");
            document.querySelector("#nc-conversation").append(home);
            home.innerHTML = one;
            for (const script of home.querySelectorAll("script")) {
              const again = document.createElement("script");
              for (const { name, value } of script.attributes) again.setAttribute(name, value);
              again.textContent = script.textContent;
              script.replaceWith(again);
            }
            for (const link of home.querySelectorAll("a, button, summary")) link.click();
            for (const form of home.querySelectorAll("form")) form.requestSubmit?.();
          }
        }""",
        [one for one in hostile.MARKUP if "<a href=http" not in one],  # to follow a link is allowed
    )
    opened.wait_for_timeout(1000)

    assert opened.evaluate("window.hacked") is None
    assert reached == []
    assert opened.url.startswith(trapped)
    assert any("Content Security Policy" in one for one in opened.wrong)
    assert [one for one in opened.wrong if one.startswith(("a dialog", "a window"))] == []
