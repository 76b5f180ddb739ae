"""Take the pictures of the README: `python tests/browser/screenshots.py ADDRESS`.

ADDRESS is that of `newscite serve` over a new library, which holds the bundled article.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 180_000
COLOURS = 128
"""Few enough for a small file, enough for smooth letters."""
QUESTION = "Who urged de-escalation?"


def taken(browser: Browser, address: str, name: str, size: tuple[int, int], scheme: str) -> None:
    """One picture: an answer with its evidence; on a phone, the evidence."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#nc-box textarea:enabled")
    page.fill("#nc-box textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#nc-ref-1-1")
    page.wait_for_selector(".nc-chat", state="attached")
    if size[0] < 1080:
        page.click("#nc-ref-1-1")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)
    context.close()


def main(address: str) -> None:
    """Take both."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        taken(browser, address, "answer", (1280, 660), "light")
        taken(browser, address, "phone", (390, 700), "dark")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
