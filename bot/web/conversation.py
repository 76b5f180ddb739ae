"""The conversation: questions and answers as HTML, newest last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Answer, Claim
from bot.web import texts
from bot.web.markup import element, escaped

LAST_WORD = 20
"""Most characters of a sentence's last word that are kept on one line with its numbers."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what has come of it so far: one of the other three, or nothing yet.

    Attributes:
        question: as it was asked.
        answer: the answer, once there is one.
        searched: what was searched, in words; shown where the articles do not say.
        stage: what is being done, while there is no answer.
        notice: why there will be none.
        draft: what a language model has written so far, none of it checked.
    """

    question: str
    answer: Answer | None = None
    searched: str = ""
    stage: str = ""
    notice: str = ""
    draft: str = ""


def conversation(exchanges: Sequence[Exchange], examples: Sequence[str]) -> str:
    """The whole conversation; before the first question, an invitation to ask one."""
    if not exchanges:
        return log(welcome(examples))
    turns = []
    for turn, one in enumerate(exchanges, 1):
        asked = [earlier.question for earlier in exchanges[:turn]]
        turns.append(shown(turn, one, [new for new in examples if new not in asked]))
    return log(*turns)


def log(*inner: str) -> str:
    """What a screen reader follows as it grows."""
    return element("div", *inner, class_="nc-log", role="log", aria_label=texts.CONVERSATION)


def welcome(examples: Sequence[str]) -> str:
    """What the page is for, and questions to begin with."""
    heading = element("h2", escaped(texts.WELCOME))
    more = element("p", escaped(texts.WELCOME_MORE))
    offered = element("p", escaped(texts.TRY), class_="nc-try") + asks(examples) if examples else ""
    return element("div", heading, more, offered, class_="nc-welcome")


def asks(questions: Sequence[str]) -> str:
    """Buttons that ask a question."""
    buttons = (
        element("button", escaped(question), type_="button", class_="nc-ask", data_ask=question)
        for question in questions
    )
    return element("ul", *(element("li", one) for one in buttons), class_="nc-asks")


def shown(turn: int, one: Exchange, examples: Sequence[str]) -> str:
    """A question with what came of it; the examples are questions not yet asked."""
    asked = element("span", escaped(texts.YOU_ASKED), class_="nc-unseen")
    question = element("h2", asked, " ", escaped(one.question), class_="nc-question", dir_="auto")
    reading = understood(one.answer) if one.answer else ""
    return element("div", question, reading, reply(turn, one, examples), class_="nc-turn")


def understood(answer: Answer) -> str:
    """What a follow-up was taken to ask, where that is not just what was typed."""
    if not answer.rewritten:
        return ""
    said = escaped(f"{texts.UNDERSTOOD_AS} {answer.understood}")
    return element("p", said, class_="nc-understood", dir_="auto")


def reply(turn: int, one: Exchange, examples: Sequence[str]) -> str:
    """The answer, or how far it is, or why there is none."""
    if one.notice:
        return element("p", escaped(one.notice), class_="nc-notice", dir_="auto")
    if one.answer is None:
        drafted = (
            element("p", escaped(one.draft), class_="nc-draft", dir_="auto") if one.draft else ""
        )
        return element("p", escaped(one.stage), class_="nc-stage") + drafted
    if one.answer.abstained:
        return declined(one, examples)
    return answered(turn, one.answer)


def answered(turn: int, answer: Answer) -> str:
    """The short answer, then the sentences that carry it, each with its citations."""
    short = (
        element("p", escaped(answer.headline), class_="nc-short", dir_="auto")
        if answer.headline
        else ""
    )
    numbers = answer.numbers
    claims = (claimed(turn, claim, numbers) for claim in answer.claims)
    told = (
        element("p", escaped(answer.generation.told()), class_="nc-written", dir_="auto")
        if answer.generation
        else ""
    )
    return element("div", short, *claims, told, class_="nc-answer")


def claimed(turn: int, claim: Claim, numbers: dict[tuple[str, int, int], int]) -> str:
    """A sentence of the answer, who says it, and the numbers of its citations."""
    speakers = dict.fromkeys(c.speaker for c in claim.citations if c.speaker)
    said = (
        element("span", escaped(f"{texts.SAID_BY} {', '.join(speakers)}"), class_="nc-said")
        if speakers
        else ""
    )
    marks = [reference(turn, numbers[citation.place]) for citation in claim.citations]
    begin, blank, last = claim.text.rpartition(" ")
    # A number never stands alone at the beginning of a line.
    together = element("span", escaped(last[-LAST_WORD:]), *marks, class_="nc-together")
    sentence = escaped(begin + blank + last[:-LAST_WORD]) + together
    return element("p", sentence, said, class_="nc-claim", dir_="auto")


def reference(turn: int, number: int) -> str:
    """A citation's number, which brings its card into view."""
    return element(
        "button",
        f"[{number}]",
        type_="button",
        class_="nc-ref",
        id_=f"nc-ref-{turn}-{number}",
        data_card=f"{turn}-{number}",
        aria_label=texts.show_citation(number),
        aria_controls=f"nc-card-{turn}-{number}",
    )


def declined(one: Exchange, examples: Sequence[str]) -> str:
    """That the articles do not say, what was searched, and what to ask instead."""
    assert one.answer is not None
    instead = element("p", escaped(texts.TRY_INSTEAD)) + asks(examples[:1]) if examples else ""
    return element(
        "div",
        element("p", escaped(one.answer.text), class_="nc-short"),
        element("p", escaped(one.searched)),
        instead,
        class_="nc-answer nc-declined",
    )
