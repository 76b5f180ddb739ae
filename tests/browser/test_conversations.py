from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_the_stages_show_what_is_done_and_stop_stops_it(workshop: Any) -> None:
    """The answer is neither shown nor kept; the question can be asked again."""
    page = workshop.visit().page
    page.fill("#nc-box textarea", "Who waits and thanked?")
    page.keyboard.press("Enter")
    page.get_by_text("Reading 2 passages").first.wait_for()
    assert page.locator(".nc-done").all_inner_texts() == ["Searching 3 articles"]

    page.click("[data-stop]")
    page.locator(".nc-notice", has_text="Stopped").wait_for()
    workshop.chain.gate.set()
    page.click("[data-again]")
    page.locator(".nc-answer").wait_for()

    assert page.locator(".nc-question").count() == 1
    assert page.locator(".nc-chat").all_inner_texts() == ["Who waits and thanked?"]


def test_escape_stops_the_answer_too(workshop: Any) -> None:
    """While the box has the focus, as after typing."""
    page = workshop.visit().page
    page.fill("#nc-box textarea", "Who waits?")
    page.keyboard.press("Enter")
    page.get_by_text("Reading 2 passages").first.wait_for()

    page.keyboard.press("Escape")

    page.locator(".nc-notice", has_text="Stopped").wait_for()
    workshop.chain.gate.set()


def test_whoever_begins_anew_is_not_followed_by_the_answer_of_before(workshop: Any) -> None:
    """It is stopped, and neither shown nor kept."""
    page = workshop.visit().page
    page.fill("#nc-box textarea", "Who waits and thanked?")
    page.keyboard.press("Enter")
    page.get_by_text("Reading 2 passages").first.wait_for()

    page.click("[data-new]")
    page.locator(".nc-welcome").wait_for()
    workshop.chain.gate.set()
    page.wait_for_timeout(500)

    assert page.locator(".nc-turn").count() == 0
    assert page.locator(".nc-chat").count() == 0


def test_a_question_is_seen_at_once_even_where_the_server_is_busy(workshop: Any) -> None:
    """Before the server has said anything about it."""
    page = workshop.visit().page
    page.route("**/queue/join*", lambda _: None)

    page.fill("#nc-box textarea", "Who sank?")
    page.keyboard.press("Enter")

    page.get_by_text("Waiting for the answer").first.wait_for()
    assert page.locator(".nc-question").inner_text() == "Who sank?"


def test_a_question_that_a_busy_server_refuses_goes_back_into_the_box(workshop: Any) -> None:
    """And it is said; asked again, it is answered in the same place."""
    visit = workshop.visit()
    page = visit.page
    page.route("**/queue/join*", lambda r: r.fulfill(status=503, json={"detail": "Busy"}))
    page.fill("#nc-box textarea", "Who thanked the pilots?")
    page.keyboard.press("Enter")
    page.locator(".nc-notice", has_text="could not be asked").wait_for()
    assert page.input_value("#nc-box textarea") == "Who thanked the pilots?"

    page.unroute("**/queue/join*")
    page.keyboard.press("Enter")
    page.locator("#nc-ref-1-1").wait_for()
    assert page.locator(".nc-question").count() == 1


def test_the_last_question_is_edited_and_asked_again_in_its_place(workshop: Any) -> None:
    """By the button, or with ↑ in the empty box; what the chain hears has no trace of it."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who sank the ferry?")

    page.click("[data-edit]")
    assert page.input_value("#nc-box textarea") == "Who sank the ferry?"
    assert page.is_visible("#nc-editing")
    page.click("[data-unedit]")
    assert page.input_value("#nc-box textarea") == ""
    page.keyboard.press("ArrowUp")
    assert page.input_value("#nc-box textarea") == "Who sank the ferry?"
    page.fill("#nc-box textarea", "Who thanked the pilots?")
    page.keyboard.press("Enter")
    page.locator("#nc-ref-1-1").wait_for()

    assert page.locator(".nc-question").count() == 1
    assert page.is_hidden("#nc-editing")
    assert workshop.chain.heard("Who thanked the pilots?").history == ()


def test_conversations_are_named_by_their_first_question_and_opened_again(workshop: Any) -> None:
    """With their evidence; the next question continues the one that is open."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who thanked the pilots?")
    page.click("[data-new]")
    page.locator(".nc-welcome").wait_for()
    assert page.locator(".nc-card").count() == 0
    visit.ask("Who sank the ferry?")
    names = ["Who sank the ferry?", "Who thanked the pilots?"]
    page.wait_for_function("document.querySelectorAll('.nc-chat').length === 2")
    assert visit.listed().all_inner_texts() == names

    visit.listed().nth(1).click()
    page.locator("#nc-card-1-2").wait_for()
    visit.ask("And who else?")

    assert page.locator(".nc-question").count() == 2
    asked = workshop.chain.heard("And who else?")
    assert [turn.question for turn in asked.history] == [names[1]]


def test_a_reload_keeps_the_conversation_that_is_open(workshop: Any) -> None:
    """It is the tab's own."""
    visit = workshop.visit()
    visit.ask("Who thanked the pilots?")
    visit.page.wait_for_selector(".nc-chat")

    visit.page.reload()

    visit.page.locator("#nc-card-1-2").wait_for()
    assert visit.page.locator(".nc-claim").count() == 2


def test_conversations_are_found_by_words_of_questions_and_answers(workshop: Any) -> None:
    """All of the words, in any case."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who thanked the pilots?")
    page.click("[data-new]")
    page.locator(".nc-welcome").wait_for()
    visit.ask("Who sank the ferry?")

    page.fill("#nc-find", "UNION council")
    page.wait_for_function("document.querySelectorAll('.nc-chat').length === 1")
    assert visit.listed().all_inner_texts() == ["Who thanked the pilots?"]

    page.fill("#nc-find", "submarine")
    page.locator("#nc-chats", has_text="Nothing fits").wait_for()


def test_a_conversation_is_deleted_when_asked_twice(workshop: Any) -> None:
    """The first time it asks; whoever goes elsewhere has not meant it."""
    visit = workshop.visit()
    page = visit.page
    visit.ask("Who thanked the pilots?")
    page.wait_for_selector("[data-delete]")

    page.click("[data-delete]")
    assert page.inner_text("[data-delete]") == "Delete?"
    page.focus("#nc-box textarea")
    assert page.inner_text("[data-delete]") == "×"
    page.click("[data-delete]")
    page.click("[data-delete]")

    page.locator("#nc-chats", has_text="Your questions will be kept here").wait_for()
    page.locator(".nc-welcome").wait_for()


def test_another_browser_sees_none_of_it(workshop: Any) -> None:
    """Not even where it names the conversation."""
    mine, other = workshop.visit(), workshop.visit()
    mine.ask("Who thanked the pilots?")
    mine.page.wait_for_selector(".nc-chat")
    identity = mine.page.evaluate("window.newscite.conversation()")

    other.page.evaluate("(id) => window.newscite.open(id)", identity)
    other.page.evaluate("window.newscite.chats()")

    assert identity
    assert other.page.locator(".nc-welcome").count() == 1
    assert other.listed().count() == 0
    assert other.page.evaluate("document.cookie") == ""  # nor can a script read whose they are


def test_conversations_outlast_the_server(
    workshop: Any, toy: ModuleType, serve_page: Any, new_encoder: Any
) -> None:
    """A new server over the same library, on another port of this computer."""
    visit = workshop.visit()
    visit.ask("Who thanked the pilots?")
    visit.page.wait_for_selector(".nc-chat")
    with toy.open_library(workshop.library.folder, new_encoder()) as library:
        address = serve_page(toy.page_over(toy.ToyChain(), library))

        visit.page.goto(address)
        visit.page.click(".nc-chat")

        visit.page.locator("#nc-card-1-2").wait_for()


def test_answers_are_copied_saved_and_rated(workshop: Any) -> None:
    """The saved evidence is what `newscite verify` checks; the rating stays on this computer."""
    from bot.exporting import verify
    from bot.exporting.bundle import Bundle
    from bot.feedback import FeedbackStore

    visit = workshop.visit()
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask("Who thanked the pilots?")

    page.click("[data-answer]")
    page.locator("[data-answer]", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "The island council and the fishers' union thanked the pilots. [1]" in copied
    with page.expect_download() as download:
        page.click("[data-save=bundle]")
    saved = Bundle.model_validate_json(download.value.path().read_bytes())
    assert [one.question for one in saved.exchanges] == ["Who thanked the pilots?"]
    assert verify(saved, lambda _: None) == []

    page.click("[data-rate=down]")
    page.select_option(".nc-why select", "incomplete")
    page.click("[data-why]")
    page.locator("[data-rate=down][aria-pressed=true]").wait_for()

    (kept,) = FeedbackStore.beside(workshop.library.folder).all()
    assert (kept.rating, kept.reason) == ("down", "incomplete")
    assert kept.answer["question"] == "Who thanked the pilots?"


def test_the_answer_is_in_view_however_long_the_conversation_is(workshop: Any) -> None:
    """And so is what is offered instead of one."""
    visit = workshop.visit()
    page = visit.page
    page.set_viewport_size({"width": 1440, "height": 600})
    for _ in range(3):
        visit.ask("Who thanked the pilots?")
    visit.ask("Who sank the ferry?")
    page.locator(".nc-declined .nc-ask").last.wait_for()

    place = "document.querySelector('#nc-conversation').getBoundingClientRect().bottom"
    offered = "[...document.querySelectorAll('.nc-ask')].at(-1).getBoundingClientRect().bottom"
    page.wait_for_function(f"{offered} <= {place}")


def test_what_is_typed_or_being_answered_outlasts_a_reload(workshop: Any) -> None:
    """A question without an answer is in the box again."""
    visit = workshop.visit()
    page = visit.page
    page.fill("#nc-box textarea", "Who waits for it?")
    page.keyboard.press("Enter")
    page.locator(".nc-stages").wait_for()
    assert page.input_value("#nc-box textarea") == ""

    page.reload()
    workshop.chain.gate.set()
    page.wait_for_function(
        "document.querySelector('#nc-box textarea')?.value === 'Who waits for it?'"
    )


def test_a_lost_connection_is_told_in_the_pages_own_words(workshop: Any) -> None:
    """The question goes back into the box, and nothing of Gradio is shown."""
    visit = workshop.visit()
    page = visit.page
    page.context.set_offline(True)
    page.fill("#nc-box textarea", "Who thanked the pilots?")
    page.keyboard.press("Enter")

    page.locator(".nc-notice", has_text="could not be asked").wait_for()
    assert page.input_value("#nc-box textarea") == "Who thanked the pilots?"
    assert page.locator(".toast-wrap >> visible=true").count() == 0


def test_a_second_question_waits_for_the_first_and_is_told_so(workshop: Any) -> None:
    """It stays in the box."""
    visit = workshop.visit()
    page = visit.page
    page.fill("#nc-box textarea", "Who waits?")
    page.keyboard.press("Enter")
    page.locator(".nc-stages", has_text="Reading").wait_for()
    page.fill("#nc-box textarea", "Who thanked the pilots?")
    page.keyboard.press("Enter")

    page.locator("#nc-toast", has_text="still being answered").wait_for()
    workshop.chain.gate.set()
    page.locator(".nc-answer").wait_for()
    assert page.input_value("#nc-box textarea") == "Who thanked the pilots?"
