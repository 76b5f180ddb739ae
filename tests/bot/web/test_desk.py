from __future__ import annotations

import logging
from types import ModuleType
from typing import Any

import gradio as gr
import pytest

from bot.chain import MAX_QUESTION_CHARS
from bot.web import texts
from bot.web.desk import Desk


@pytest.fixture
def desk(toy: ModuleType) -> Desk:
    """A desk over the toy library and chain."""
    return Desk(toy.ToyChain(), toy.ToyLibrary(), 12, toy.CASES)


def test_a_question_shows_its_stages_and_then_its_answer(desk: Desk) -> None:
    """The box is emptied at once and then left alone; the conversation kept with its answer."""
    steps = list(desk.ask("Who thanked the pilots?", ()))

    assert "Searching 3 articles" in steps[0][0]
    assert "Reading 2 passages" in steps[1][0]
    log, evidence, box, kept = steps[-1]
    assert "The island council" in log
    assert "<mark>" in evidence
    assert [step[2] for step in steps] == ["", gr.skip(), gr.skip()]
    assert box == gr.skip()
    assert [one.question for one in kept] == ["Who thanked the pilots?"]


def test_the_chain_is_given_the_conversation_so_far(desk: Desk, toy: ModuleType) -> None:
    """The chain is given the conversation so far."""
    *_, (_, _, _, kept) = desk.ask("Who thanked the pilots?", ())
    list(desk.ask("And who sank?", kept))

    asked = desk._chain.asked[-1]  # type: ignore[attr-defined]
    assert [turn.question for turn in asked.history] == ["Who thanked the pilots?"]
    assert "thanked the pilots" in asked.history[0].answer


@pytest.mark.parametrize("question", ["", " \n ", "x" * (MAX_QUESTION_CHARS + 1)])
def test_a_question_that_cannot_be_asked_gets_one_line_and_stays_in_the_box(
    desk: Desk, question: str
) -> None:
    """A question that cannot be asked gets one line and stays in the box."""
    ((log, _, box, kept),) = desk.ask(question, ())

    assert '<p class="nc-notice" dir="auto">The question' in log
    assert box == question
    assert kept == ()


def test_a_fault_is_logged_and_not_shown(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """A fault is logged and not shown."""
    with caplog.at_level(logging.ERROR):
        *_, (log, _, _, _) = desk.ask("Does it break?", ())

    assert "Something went wrong" in log
    assert "secret" not in log
    assert "a secret of this computer" in caplog.text


def test_declining_says_how_much_was_searched_and_read(desk: Desk) -> None:
    """Declining says how much was searched and read."""
    *_, (log, evidence, _, _) = desk.ask("Who sank?", ())

    assert texts.searched(3, 2) in log
    assert "Nearest passages" in evidence


def test_programs_get_the_answer_as_the_terminal_gives_it(desk: Desk, toy: ModuleType) -> None:
    """Programs get the answer as the terminal gives it."""
    question = "Who thanked the pilots?"
    given: dict[str, Any] = desk.answer(question)

    assert given == toy.thanked(question).to_json()


def test_programs_get_bad_input_as_one_line(desk: Desk) -> None:
    """Programs get bad input as one line."""
    with pytest.raises(gr.Error, match="the question is empty"):
        desk.answer(" ")
