from __future__ import annotations

import html
import json
import logging
import re
from types import ModuleType, SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from bot.question import MAX_QUESTION_CHARS
from bot.web import texts
from bot.web.desk import Desk
from bot.web.visitor import COOKIE
from index.scope import Scope


@pytest.fixture
def desk(toy: ModuleType) -> Desk:
    """A desk over the toy library and chain."""
    return Desk(toy.ToyChain(), toy.ToyLibrary(), 12, toy.CASES)


def visitor(secret: str = "a" * 43) -> Any:
    """A request of a browser's."""
    return SimpleNamespace(cookies={COOKIE: secret})


def identity(log: str) -> str:
    """The id of the conversation that is shown."""
    return re.search(r'data-conversation="(\w*)"', log)[1]  # type: ignore[index]


def ask(desk: Desk, text: str, wish: dict[str, Any] | None = None, who: Any = None) -> list[Any]:
    """All that is shown of a question."""
    return list(desk.ask(text, json.dumps(wish or {}), who or visitor()))


def test_a_question_shows_its_stages_and_then_its_answer(desk: Desk) -> None:
    """The box is left alone, in which the next may be typed; the conversation has an id."""
    steps = ask(desk, "Who thanked the pilots?")

    assert "Searching 3 articles" in steps[0][0]
    assert "Reading 2 passages" in steps[1][0]
    log, evidence, box = steps[-1]
    assert "The island council" in log
    assert "<mark>" in evidence
    assert [step[2] for step in steps] == [gr.skip()] * 3
    assert box == gr.skip()
    (kept,) = desk.conversations.read("a" * 43, identity(log))
    assert kept.question == "Who thanked the pilots?"


def test_the_chain_is_given_the_conversation_so_far(desk: Desk, toy: ModuleType) -> None:
    """As it is kept: the page only names it."""
    *_, (log, _, _) = ask(desk, "Who thanked the pilots?")
    ask(desk, "And who sank?", {"conversation": identity(log)})

    asked = desk._chain.asked[-1]  # type: ignore[attr-defined]
    assert [turn.question for turn in asked.history] == ["Who thanked the pilots?"]
    assert "thanked the pilots" in asked.history[0].answer


def test_another_visitor_cannot_continue_or_see_a_conversation(desk: Desk) -> None:
    """Not even with its id: a conversation of their own begins."""
    *_, (log, _, _) = ask(desk, "Who thanked the pilots?")
    *_, (other, _, _) = ask(
        desk, "And who sank?", {"conversation": identity(log)}, visitor("b" * 43)
    )

    assert other.count('class="nc-turn"') == 1
    assert identity(other) != identity(log)
    assert desk._chain.asked[-1].history == ()  # type: ignore[attr-defined]


def test_a_question_can_take_the_place_of_the_last(desk: Desk) -> None:
    """Its answer is forgotten, and not part of what the chain hears."""
    *_, (log, _, _) = ask(desk, "Who thanked the pilots?")
    *_, (log, _, _) = ask(desk, "Who sank?", {"conversation": identity(log), "instead": True})

    (kept,) = desk.conversations.read("a" * 43, identity(log))
    assert kept.question == "Who sank?"
    assert desk._chain.asked[-1].history == ()  # type: ignore[attr-defined]


def test_an_answer_that_was_stopped_is_neither_shown_nor_kept(desk: Desk) -> None:
    """Even where it was nearly there."""
    wish = {"ticket": "t"}
    steps = desk.ask("Who thanked the pilots?", json.dumps(wish), visitor())
    next(steps)
    event = SimpleNamespace(question="Who thanked the pilots?", wish=wish)
    (log,) = desk.stop(event, visitor())  # type: ignore[arg-type]

    assert texts.STOPPED in log
    assert all("nc-answer" not in log for log, _, _ in steps)
    assert desk.conversations.listed("a" * 43) == []


def test_without_a_cookie_it_answers_and_says_that_nothing_is_kept(desk: Desk) -> None:
    """As `gradio_client` does, which has none."""
    *_, (log, _, _) = list(desk.ask("Who thanked the pilots?"))

    assert "The island council" in log
    assert texts.NO_COOKIE in html.unescape(log)


def test_only_chosen_articles_are_asked(desk: Desk, toy: ModuleType) -> None:
    """Declining counts those."""
    wish = {"scope": {"articles": [toy.STORM_ARTICLE.id], "publishers": []}}
    *_, (log, _, _) = ask(desk, "Who sank?", wish)

    scope = desk._chain.asked[-1].scope  # type: ignore[attr-defined]
    assert scope == Scope(articles=frozenset({toy.STORM_ARTICLE.id}))
    assert "I searched the 1 article you chose" in log


@pytest.mark.parametrize("wish", ["[", '{"scope": 1}', '{"scope": {"first": "soon"}}'])
def test_what_no_script_of_the_page_sends_is_refused(desk: Desk, wish: str) -> None:
    """One line; the question stays in the box."""
    ((log, _, box),) = list(desk.ask("Who?", wish, visitor()))

    assert texts.WISH_UNKNOWN in log
    assert box == "Who?"


@pytest.mark.parametrize("question", ["", " \n ", "x" * (MAX_QUESTION_CHARS + 1)])
def test_a_question_that_cannot_be_asked_gets_one_line_and_stays_in_the_box(
    desk: Desk, question: str
) -> None:
    """A question that cannot be asked gets one line and stays in the box."""
    ((log, _, box),) = ask(desk, question)

    assert '<p class="nc-notice" dir="auto">The question' in log
    assert box == question
    assert desk.conversations.listed("a" * 43) == []


def test_a_fault_is_logged_and_not_shown(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """A fault is logged and not shown."""
    with caplog.at_level(logging.ERROR):
        *_, (log, _, _) = ask(desk, "Does it break?")

    assert "Something went wrong" in log
    assert "secret" not in log
    assert "a secret of this computer" in caplog.text


def test_declining_says_how_much_was_searched_and_read(desk: Desk) -> None:
    """Declining says how much was searched and read."""
    *_, (log, evidence, _) = ask(desk, "Who sank?")

    assert texts.searched(3, 2) in log
    assert "Nearest passages" in evidence
