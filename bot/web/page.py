"""The page: the chat beside the evidence. It shows what the chain gives, and adds nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.conversations import Conversations
from bot.examples import shipped
from bot.feedback import FeedbackStore
from bot.web import shell, texts
from bot.web.api import Programs, offer
from bot.web.calls import Calls
from bot.web.conversation import unloaded
from bot.web.desk import Desk

if TYPE_CHECKING:
    from bot.chain import AnswerChain
    from bot.evaluation.cases import Case
    from bot.settings import Settings
    from index.library import Library

AT_ONCE = 2
"""Questions that are answered at the same time; more would share the same few cores."""

WAITING = 64
"""Questions that may wait; beyond them the page says that it is busy."""

UPDATES_S = 60
"""Seconds between estimates of the time to wait, which nobody looks at."""

SESSIONS = 256
"""Browser tabs and programs that Gradio remembers; one more costs it a few milliseconds."""

ASKED = "(text) => window.newscite.asked(text)"
"""Gives the question and how it is asked."""

FAILED = "() => window.newscite.failed()"
"""Shows that a question could not be asked at all."""

OPENED = "() => [sessionStorage.getItem('newscite-conversation') || '']"
"""Gives the conversation that this tab of the browser showed last."""


def build_page(
    chain: AnswerChain,
    library: Library,
    settings: Settings,
    cases: Sequence[Case] | None = None,
    changed: Callable[[], None] = lambda: None,
) -> gr.Blocks:
    """The page as Gradio blocks, with the public endpoints of `bot.web.api` for programs.

    Args:
        chain: answers the questions.
        library: the articles that are asked about.
        settings: how many passages are read.
        cases: what examples are taken from; None: the cases that ship.
        changed: called once the library has been changed here, by a thread that nobody waits for.
    """
    offered = shipped() if cases is None else cases
    kept = Conversations.beside(settings.library)
    ratings = FeedbackStore.beside(settings.library)
    desk = Desk(chain, library, settings.reading.passages, offered, kept)
    page: gr.Blocks
    with gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True) as page:
        head = html(desk.header(), "nc-head")
        html(shell.views(), "nc-views")
        with gr.Row(elem_id="nc-main"):
            calls = Calls(desk, ratings, changed)
            html(shell.side(), "nc-side", script("side.js"), calls.functions())
            with gr.Column(elem_id="nc-chat"):
                log = html(unloaded(), "nc-conversation", script("asking.js"))
                html(shell.dock(), "nc-dock")
                box = question_box()
            with gr.Column(elem_id="nc-right"):
                evidence = html(desk.evidence("", ()), "nc-evidence", script("evidence.js"))
                html("", "nc-article", script("reading.js"))
        html(shell.extras(), "nc-extras", script("taking.js"))
        wire(desk, page, head, log, box, evidence)
        offer(Programs(chain, library, ratings, changed), AT_ONCE)
    queued(page, WAITING)
    return page


def queued(page: gr.Blocks, waiting: int) -> None:
    """Let so many questions wait for their turn.

    Gradio would tell each that waits of every answer that another gets, and keep the state of
    ten thousand sessions, of which the page has none.
    """
    page.queue(
        status_update_rate=UPDATES_S,
        max_size=waiting,
        default_concurrency_limit=AT_ONCE,
        api_open=False,
    )
    page.state_session_capacity = SESSIONS


def wire(
    desk: Desk, page: gr.Blocks, head: gr.HTML, log: gr.HTML, box: gr.Textbox, evidence: gr.HTML
) -> None:
    """Connect what visitors do with the desk."""
    wish = gr.Textbox(visible=False)  # filled in by the scripts
    limit: dict[str, Any] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    asking = {"outputs": [log, evidence, box], "trigger_mode": "once"} | limit | private
    typed = box.submit(desk.ask, [box, wish], api_name="typed", js=ASKED, **asking)
    offered = log.click(desk.ask_offered, None, api_name="offered", **asking)
    for asked in (typed, offered):
        asked.failure(None, None, None, js=FAILED, **private)
    log.stop(desk.stop, None, [log], cancels=[typed, offered], queue=False, **private)
    # What shows the library as it is now also opens the box: it must never come after an answer.
    opened = [head, log, evidence, box]
    page.load(desk.opened, [wish], opened, js=OPENED, api_name="opened", queue=False, **private)


def script(name: str) -> str:
    """A script of this package."""
    return (files("bot.web") / name).read_text(encoding="utf-8")


def html(
    value: str,
    name: str,
    on_load: str | None = None,
    functions: Sequence[Callable[..., Any]] = (),
) -> gr.HTML:
    """A part of the page that is HTML of our own, its script, and what that may call here."""
    return gr.HTML(
        value,
        elem_id=name,
        js_on_load=on_load,
        apply_default_css=False,
        server_functions=list(functions),
    )


def question_box() -> gr.Textbox:
    """Where questions are typed, once the page is there.

    It has no length limit: a long question is refused, never cut.
    """
    return gr.Textbox(
        label=texts.BOX_LABEL,
        placeholder=texts.BOX_HINT,
        show_label=False,
        lines=1,
        max_lines=6,
        submit_btn=texts.ASK,
        interactive=False,
        container=False,
        elem_id="nc-box",
    )
