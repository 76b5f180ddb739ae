"""Take pictures of the page: `python tests/browser/screenshots.py ADDRESS [--all FOLDER]`.

ADDRESS is that of `newscite serve` over a new library, which holds the bundled article. Without
`--all` these are the two of the README; with it, each state of the page in each width and scheme,
to be looked at one by one.
"""

from __future__ import annotations

import argparse
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 180_000
COLOURS = 128
"""Few enough for a small file, enough for smooth letters."""
QUESTION = "Who urged de-escalation?"
UNANSWERED = "Who won the football match on Sunday?"
SIZES = {390: 844, 820: 1180, 1440: 900}
"""Widths and heights: a phone, a tablet, a computer."""
UPLOADED: list[FilePayload] = [
    {
        "name": "ferry.txt",
        "mimeType": "text/plain",
        "buffer": b"The ferry came home\n\nIts captain, Mira Holm, thanked the pilots.",
    },
    {"name": "minutes of the council.docx", "mimeType": "text/plain", "buffer": b"no Word file"},
]


def narrow(page: Page) -> bool:
    """Whether there is room for one column only."""
    return page.viewport_size is not None and page.viewport_size["width"] < 1080


def view(page: Page, part: str) -> None:
    """Go to a part of the page, where there is room for one only."""
    if narrow(page):
        page.click(f".nc-views [data-view={part}]")


def ask(page: Page, question: str) -> None:
    """Ask a question, and wait for what comes of it."""
    page.fill("#nc-box textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".nc-answer")
    page.wait_for_selector(".nc-chat", state="attached")


def answer(page: Page) -> None:
    """An answer."""
    ask(page, QUESTION)


def refusal(page: Page) -> None:
    """A question that the articles do not answer, and what to ask instead."""
    ask(page, UNANSWERED)
    page.wait_for_selector(".nc-declined .nc-ask")


def article(page: Page) -> None:
    """An open article at its mark."""
    ask(page, QUESTION)
    page.click("#nc-ref-1-1")
    page.click("#nc-card-1-1 [data-open]")
    page.wait_for_selector(".nc-whole .nc-sought")


def upload(page: Page) -> None:
    """Files that were added, one of them skipped."""
    view(page, "side")
    page.click("[data-adding]")
    page.set_input_files("#nc-files", UPLOADED)
    page.wait_for_selector(".nc-skips")


STATES: dict[str, Callable[[Page], None]] = {
    "empty": lambda _: None,
    "answer": answer,
    "refusal": refusal,
    "article": article,
    "upload": upload,
}


@contextmanager
def opened(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Iterator[Page]:
    """The page in a browser of its own."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#nc-box textarea:enabled")
    page.wait_for_selector("#nc-books > *", state="attached")
    yield page
    context.close()


def taken(page: Page, place: Path) -> None:
    """One picture, small."""
    page.wait_for_timeout(500)  # what scrolls has come to rest
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(COLOURS).save(place, optimize=True)


def readme(browser: Browser, address: str) -> None:
    """The two pictures of the README: an answer with its evidence; on a phone, the evidence."""
    with opened(browser, address, (1280, 660), "light") as page:
        answer(page)
        taken(page, FOLDER / "answer.png")
    with opened(browser, address, (390, 700), "dark") as page:
        answer(page)
        page.click("#nc-ref-1-1")
        taken(page, FOLDER / "phone.png")


def everything(browser: Browser, address: str, folder: Path) -> None:
    """Every state in every width and scheme."""
    for (name, reach), width, scheme in product(STATES.items(), SIZES, ("light", "dark")):
        with opened(browser, address, (width, SIZES[width]), scheme) as page:
            reach(page)
            taken(page, folder / f"{name}-{width}-{scheme}.png")


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    folder: Path = given.all or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        if given.all:
            everything(browser, given.address, folder)
        else:
            readme(browser, given.address)
        browser.close()


if __name__ == "__main__":
    main()
