"""How soon the page shows what is being done, in Chromium: from Enter to the first stage.

    python tests/benchmarks/first_stage.py LIBRARY [--questions 20]

Serves a library as `newscite serve` does, opens the page, and asks bundled questions one after the
other as a person does: typed, then Enter. A script in the page notes when Enter was pressed, when
the question was seen in the conversation, when the first stage of the answer ("Searching 3,110
articles") was, and when the answer was; each at the next frame, when it has been painted. Wanted:
every first stage within 300 ms. Exit 1 where one is not. A first question, which loads the models,
is asked before and not counted.
"""

import argparse
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from many_users import SERVE
from measuring import write_result
from playwright.sync_api import Page, sync_playwright

from bot.evaluation.cases import read_cases

MOST_MS = 300
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WATCH = """() => {
  const seen = window.seen = {};
  const note = (name) => {
    if (name in seen) return;
    seen[name] = null;
    requestAnimationFrame(() => setTimeout(() => { seen[name] = performance.now(); }));
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter") seen.sent = event.timeStamp;
  }, true);
  window.begin = () => {
    for (const name of Object.keys(seen)) delete seen[name];
    window.turns = document.querySelectorAll(".nc-turn").length;
  };
  window.begin();
  new MutationObserver(() => {
    const turn = document.querySelectorAll(".nc-turn")[window.turns];
    if (!turn) return;
    note("question");
    if (turn.querySelector(".nc-stages")?.textContent.includes("Searching")) note("stage");
    if (turn.querySelector(".nc-answer, .nc-notice")) note("answer");
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
"""Notes the times of an exchange, in milliseconds of the page's clock."""


def main() -> int:
    """Measure, write the results file, and say whether it is good enough."""
    parser = argparse.ArgumentParser()
    parser.add_argument("library", type=Path)
    parser.add_argument("--questions", type=int, default=20)
    given = parser.parse_args()
    cases = read_cases(Path(str(files("corpus.questions"))) / "tripoli.jsonl")
    asked = [case.question for case in cases if not case.history][: given.questions + 1]
    environment = {**os.environ, "NEWSCITE_LIBRARY": str(given.library)}
    command = [sys.executable, "-c", SERVE, "serve", "--port", "0", "--no-open"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        try:
            address = next(line for line in served.stderr if "newscite is at" in line).split()[3]
            articles, times = measured(address, asked)
        finally:
            served.terminate()
    figures = {
        name: {"median": round(float(np.median(some)), 1), "worst": round(max(some), 1)}
        for name in ("question", "stage", "answer")
        for some in [[one[name] for one in times]]
    }
    late = sum(one["stage"] > MOST_MS for one in times)
    about = {"questions": len(times), "library": articles, "most_ms": MOST_MS}
    write_result("first_stage", {"ms_from_enter": figures, "later_than_most": late}, about)
    return 1 if late else 0


def measured(address: str, questions: list[str]) -> tuple[str, list[dict[str, float]]]:
    """How much there is to ask, and the times of each question but the first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        page.goto(address)
        page.wait_for_selector("#nc-box textarea:enabled")
        articles = page.inner_text(".nc-count")
        page.evaluate(WATCH)
        times = [once(page, question) for question in questions]
        browser.close()
    return articles, times[1:]


def once(page: Page, question: str) -> dict[str, float]:
    """Ask a question: milliseconds from Enter to each of what was seen."""
    page.click("[data-new]")  # each begins a conversation: follow-ups would be other questions
    page.wait_for_selector(".nc-welcome")
    page.evaluate("window.begin()")
    page.locator("#nc-box textarea").press_sequentially(question)
    page.keyboard.press("Enter")
    page.wait_for_function("window.seen.answer && window.seen.stage")
    seen: dict[str, Any] = page.evaluate("window.seen")
    return {name: seen[name] - seen["sent"] for name in ("question", "stage", "answer")}


if __name__ == "__main__":
    sys.exit(main())
