"""The reports of runs in Chromium, opened as files: filtered, sorted, printed, hostile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.comparing import compare, paired
from bot.evaluation.folder import Run
from bot.evaluation.pages.pages import comparison_page, run_page, write_page
from bot.evaluation.rows import Row
from bot.evaluation.summary import whole

pytestmark = pytest.mark.browser

HOSTILE = "</script><script>document.title='owned'</script><img src=//x.invalid/ onerror=alert(1)>"
TEXT = "Mira Dahl leads Orsta. The dike held. Ferries sailed again."
PLACE = {"article_id": "aa", "start": 0, "end": 22}


def made(name: str, **known: Any) -> Row:
    """A row that cites its evidence, unless told otherwise."""
    cited = PLACE | {"title": "Orsta", "quote": TEXT[:22], "speaker": None}
    answer = {
        "claims": [{"text": TEXT[:22], "citations": [cited]}],
        "hits": [PLACE | {"text": TEXT[:22], "score": 0.9}],
        "timings_ms": {"read": 30.0, "total": 40.0},
    }
    right = bool(known.get("right", True))
    usual: dict[str, Any] = {
        "type": "who",
        "question": f"Who is {name}?",
        "unanswerable": False,
        "short_answer": "Mira Dahl",
        "evidence_cited": True,
        "right": right,
        "answer": answer,
        "scores": {"right": float(right), "f1": 0.5, "passage_mrr": 1.0, "article_mrr": 1.0},
        "gold": {"answers": ["Mira Dahl"], "evidence": [PLACE | {"text": TEXT[:22]}]},
        "excerpts": [
            PLACE | {"end": 59, "text": TEXT, "title": "T", "publisher": "", "length": 59}
        ],
    }
    return Row(name, **(usual | known))


ROWS = [
    made("a", confidence=0.9),
    made("b", confidence=0.2, right=False, type="what"),
    made("c", confidence=0.5, right=False, abstained=True),
    made("d", question=HOSTILE, type=HOSTILE, short_answer=HOSTILE),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both pages."""
    folder = tmp_path_factory.mktemp("pages")
    write_page(folder / "run.html", run_page(whole(ROWS, {}), ROWS))
    better = [replace(row, right=True, abstained=False) for row in ROWS]
    one, other = Run("a", {}, ROWS), Run("b", {}, better)
    pairs = paired(one, other, force=True)
    write_page(folder / "both.html", comparison_page(one, other, pairs, compare(pairs)))
    return folder


@pytest.fixture
def opened(chromium: Any, files: Path) -> Iterator[Any]:
    """Opens a page: `opened("run.html", width)`; what it asks for or complains of fails."""
    wrong: list[str] = []
    contexts = []

    def go(name: str, width: int = 1440, **known: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **known)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if "file:" not in asked.url else 0)
        page.goto((files / name).as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


def shown(page: Any) -> list[str]:
    """The ids of the questions that are shown, in order."""
    return [one.inner_text() for one in page.locator("#questions tbody small:visible").all()]


@pytest.mark.parametrize("name", ["run.html", "both.html"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_runs_or_is_fetched(opened, name, width, scheme):
    """At any width and in both schemes; hostile texts are texts."""
    page = opened(name, width, color_scheme=scheme)
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert "newscite" in page.title()
    assert page.locator("img").count() == 0


def test_questions_are_filtered(opened):
    """By outcome, type and words, and by a link of where they were lost."""
    page = opened("run.html")
    assert shown(page) == ["a", "b", "c", "d"]
    page.select_option("select[name=outcome]", "wrong")
    assert shown(page) == ["b", "c"]
    page.select_option("select[name=type]", "what")
    assert (shown(page), page.inner_text("#count")) == (["b"], "1 of 4 shown")
    page.click("text=Show all")
    page.fill("input[name=words]", "OWNED document")
    assert shown(page) == ["d"]
    page.click("a[data-outcome=wrongly_declined]")
    assert shown(page) == ["c"]


def test_questions_are_sorted_by_a_columns_button(opened):
    """By key: up, then down; numbers as numbers."""
    page = opened("run.html")
    button = page.get_by_role("button", name="confidence")
    button.focus()
    page.keyboard.press("Enter")
    assert shown(page) == ["d", "b", "c", "a"]
    page.keyboard.press("Enter")
    assert shown(page) == ["a", "c", "b", "d"]
    assert page.locator("th[aria-sort=descending]").inner_text() == "confidence"


def test_a_question_opens_by_key_to_its_marks(opened):
    """The evidence that is cited, in its article."""
    page = opened("run.html")
    page.locator("#questions summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("mark.cited.gold:visible").last.inner_text() == TEXT[:22]
    assert page.get_by_role("img", name="Risk and coverage").count() == 1


def test_all_is_there_without_script(opened):
    """But for filtering, which would do nothing."""
    page = opened("run.html", java_script_enabled=False)
    assert page.locator("#filters:visible").count() == 0
    page.locator("#questions summary").first.click()
    assert page.locator("mark.cited.gold:visible").count() == 2


def test_printed_questions_are_open_and_then_closed_again(opened):
    """Those that are shown."""
    page = opened("run.html")
    page.select_option("select[name=type]", "what")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#questions details[open]").count() == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#questions details[open]").count() == 0
    assert len(page.pdf()) > 1000
