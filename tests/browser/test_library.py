from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FERRY = "Ferry line reopens\n\nRIVA — The ferry line to Riva reopened on Friday, its owner said.\n"


def titles(visit: Any) -> list[str]:
    """The titles that the library lists."""
    return list(visit.page.locator(".nc-book").all_inner_texts())


def wait_for_books(visit: Any, number: int) -> None:
    """Wait until so many articles are listed."""
    visit.page.wait_for_function(f"document.querySelectorAll('.nc-book').length === {number}")


def reported(visit: Any, text: str) -> None:
    """Wait until the report says something."""
    visit.page.locator("#nc-report", has_text=text).wait_for()


def test_files_are_added_and_what_is_skipped_is_listed_with_its_reason(
    workshop: Any, tmp_path: Path
) -> None:
    """A file of the same name is an update; the very same one changes nothing."""
    ferry, picture = tmp_path / "ferry.txt", tmp_path / "picture.png"
    ferry.write_text(FERRY, encoding="utf-8")
    picture.write_bytes(b"\x89PNG")
    visit = workshop.visit()
    page = visit.page
    page.click("[data-adding]")

    page.set_input_files("#nc-files", [ferry, picture])
    reported(visit, "1 added, 1 skipped")
    assert page.inner_text(".nc-skips b") == "picture.png"
    assert "unknown format '.png'" in page.inner_text(".nc-skips")
    wait_for_books(visit, 3)
    assert page.inner_text(".nc-count") == "3 articles in the library"

    page.set_input_files("#nc-files", [ferry])
    reported(visit, "1 unchanged")
    ferry.write_text(FERRY.replace("Friday", "Saturday"), encoding="utf-8")
    page.set_input_files("#nc-files", [ferry])
    reported(visit, "1 updated")
    assert [d.source for d in workshop.library.documents() if "Riva" in d.article.text] == [
        "upload:ferry.txt"
    ]


def test_files_are_dropped_anywhere_on_the_page(workshop: Any) -> None:
    """The frame shows that they may be let go."""
    visit = workshop.visit()
    page = visit.page
    transfer = page.evaluate_handle(
        "(text) => { const all = new DataTransfer();"
        " all.items.add(new File([text], 'ferry.txt')); return all; }",
        FERRY,
    )

    page.dispatch_event(".nc-log", "dragenter", {"dataTransfer": transfer})
    assert "nc-dropping" in page.get_attribute("#nc-main", "class")
    page.dispatch_event(".nc-log", "drop", {"dataTransfer": transfer})

    reported(visit, "1 added")
    assert "nc-dropping" not in page.get_attribute("#nc-main", "class")


def test_a_text_is_pasted_and_addresses_are_fetched(workshop: Any) -> None:
    """An address of this computer is not, and says so: who serves the page must not be spied on."""
    visit = workshop.visit()
    page = visit.page
    page.click("[data-adding]")
    page.fill("#nc-paste", FERRY)
    page.click("[data-add]")
    reported(visit, "1 added")
    assert page.input_value("#nc-paste") == ""

    page.fill("#nc-paste", f"{workshop.address}/secret")
    page.click("[data-add]")
    reported(visit, "1 skipped")
    assert workshop.address in page.inner_text(".nc-skips b")


def test_nothing_pasted_is_said_to_be_nothing(workshop: Any) -> None:
    """In a notice that goes away."""
    page = workshop.visit().page
    page.click("[data-adding]")
    page.click("[data-add]")

    page.locator("#nc-toast", has_text="Nothing to add").wait_for()


def test_an_article_is_removed_and_brought_back(workshop: Any) -> None:
    """Found again by who asks."""
    visit = workshop.visit()
    page = visit.page
    before = titles(visit)

    page.click(".nc-library li:has-text('Winds fell') [data-remove]")
    reported(visit, "Removed: Winds fell overnight.")
    wait_for_books(visit, 1)
    page.click("[data-undo]")
    reported(visit, "Back in the library: Winds fell overnight.")
    wait_for_books(visit, 2)

    assert titles(visit) == before


def test_what_the_terminal_changes_appears_without_a_restart(
    workshop: Any, toy: ModuleType, new_encoder: Any
) -> None:
    """As another process does it: with a library object of its own."""
    visit = workshop.visit()
    with toy.open_library(workshop.library.folder, new_encoder()) as terminal:
        terminal.add([toy.loaded(toy.article("new.txt", "A bridge opened.", "A bridge opened"))])
        visit.page.locator(".nc-book", has_text="A bridge opened").wait_for()
        terminal.remove(["/news/storm.txt"])
        visit.page.locator(".nc-book", has_text="Winds fell").wait_for(state="detached")

    assert visit.page.inner_text(".nc-count") == "2 articles in the library"


@pytest.fixture
def papers(workshop: Any, toy: ModuleType) -> Any:
    """The library with three more articles, of two papers and three days."""
    from datetime import date

    known = [("Bay Courier", 5), ("Island Post", 3), ("Island Post", 9)]
    workshop.library.add(
        toy.loaded(
            toy.article(
                f"{n}.txt",
                f"Report {n} says little.",
                f"Report {n}",
                publisher=publisher,
                published=date(2024, 3, day),
            )
        )
        for n, (publisher, day) in enumerate(known)
    )
    return workshop.visit()


def test_the_library_is_filtered_and_sorted(papers: Any) -> None:
    """By title, publisher and days; unknown days come last."""
    page = papers.page
    assert titles(papers)[:3] == ["Report 2", "Report 0", "Report 1"]
    page.click(".nc-shelf summary")
    page.select_option("#nc-order", "oldest")
    page.wait_for_function("document.querySelector('.nc-book').innerText === 'Report 1'")
    assert titles(papers)[:3] == ["Report 1", "Report 0", "Report 2"]

    page.select_option("#nc-publisher", "Island Post")
    wait_for_books(papers, 2)
    page.fill("#nc-first", "2024-03-04")
    wait_for_books(papers, 1)
    assert titles(papers) == ["Report 2"]
    page.fill("#nc-first", "")
    page.select_option("#nc-publisher", "")
    wait_for_books(papers, 5)
    page.fill("#nc-words", "WINDS")
    wait_for_books(papers, 1)
    assert titles(papers) == ["Winds fell overnight"]


def test_only_chosen_articles_are_asked(papers: Any, workshop: Any) -> None:
    """Above the question box stands how many; from there all can be asked again."""
    page = papers.page
    page.check(".nc-library li:has-text('Report 1') [data-choose]")
    page.locator("#nc-scope", has_text="Asking only 1 article").wait_for()
    papers.ask("Who sank the ferry?")
    assert "I searched the 1 article you chose" in page.inner_text(".nc-declined")

    page.click("[data-everything]")
    page.locator("#nc-scope").wait_for(state="hidden")
    assert page.locator("[data-choose]:checked").count() == 0
    papers.ask("Who sank it, then?")
    assert workshop.chain.heard("Who sank it, then?").scope.everything


def test_only_a_publisher_and_days_are_asked(papers: Any, workshop: Any) -> None:
    """What the filter shows."""
    from datetime import date

    from index.scope import Scope

    page = papers.page
    page.click(".nc-shelf summary")
    page.select_option("#nc-publisher", "Island Post")
    page.fill("#nc-last", "2024-03-04")
    page.check("#nc-only")
    page.locator("#nc-scope", has_text="Asking only 1 article").wait_for()
    papers.ask("Who sank the ferry?")

    expected = Scope(publishers=frozenset({"Island Post"}), last=date(2024, 3, 4))
    assert workshop.chain.heard("Who sank the ferry?").scope == expected


def test_where_nothing_fits_what_was_chosen_it_is_said(papers: Any) -> None:
    """Not that the articles do not say."""
    page = papers.page
    page.click(".nc-shelf summary")
    page.fill("#nc-first", "2025-01-01")
    page.check("#nc-only")
    page.locator("#nc-scope", has_text="Asking only 0 articles").wait_for()
    papers.page.locator("#nc-books", has_text="Nothing fits").wait_for()


def test_an_empty_library_says_how_to_begin_until_there_is_something(workshop: Any) -> None:
    """Its button leads to where articles are added; the question comes after."""
    for one in workshop.library.documents():
        workshop.library.remove([one.source])
    visit = workshop.visit(390)
    page = visit.page

    page.click("[data-begin]")
    page.locator("#nc-paste:focus").wait_for()
    page.fill("#nc-paste", "A bridge opened. It is new, the mayor said.")
    page.click("[data-add]")
    page.locator("#nc-report .nc-named [data-open]").wait_for()

    visit.view("chat")
    page.locator(".nc-welcome", has_text="What would you like to know?").wait_for()
