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
        stages: what was done and is being done, while there is no answer.
        notice: why there will be none.
        instead: whether it takes the place of the last one that is kept.
        unkept: why it is not among the kept conversations, "" where it is, or is to be.
        draft: what a language model has written so far, none of it checked.
    """

    question: str
    answer: Answer | None = None
    searched: str = ""
    stages: tuple[str, ...] = ()
    notice: str = ""
    instead: bool = False
    unkept: str = ""
    draft: str = ""


def conversation(
    exchanges: Sequence[Exchange],
    examples: Sequence[str] = (),
    identity: str = "",
    *,
    empty: bool = False,
) -> str:
    """The whole conversation; before the first question, an invitation to ask one.

    Args:
        exchanges: oldest first.
        examples: questions to begin with.
        identity: the conversation's id, "" where it has none yet.
        empty: whether there is nothing to ask about.
    """
    if not exchanges:
        return log(identity, "", begin() if empty else welcome(examples))
    last = len(exchanges)
    turns = [shown(turn, one, last=turn == last) for turn, one in enumerate(exchanges, 1)]
    whole = savers() if identity else ""
    return log(identity, told(exchanges[-1]), *turns, whole)


def log(identity: str, said: str, *inner: str) -> str:
    """The conversation, with what a screen reader is to be told of it now."""
    return element(
        "div",
        *inner,
        class_="nc-log",
        role="region",
        aria_label=texts.CONVERSATION,
        data_conversation=identity,
        data_say=said,
    )


def told(one: Exchange) -> str:
    """What has come of a question, in a line to be read aloud."""
    if one.answer is None:
        return one.notice or "".join(one.stages[-1:])
    if one.answer.abstained:
        return f"{one.answer.text} {one.searched}"
    short = one.answer.headline or one.answer.text
    counted = texts.answered(short, len(one.answer.citations))
    return f"{counted} {one.answer.doubt}".rstrip()


def unloaded() -> str:
    """What is there before the page has loaded: an invitation without examples.

    It differs from every other, for Gradio tells the scripts only of what changes.
    """
    return log("", "", welcome(()).replace(' data-examples=""', ""))


def begin() -> str:
    """How to begin where the library is empty."""
    heading = element("h2", escaped(texts.BEGIN))
    more = element("p", escaped(texts.BEGIN_MORE))
    add = element("button", escaped(texts.ADD), type_="button", class_="nc-ask", data_begin="")
    return element("div", heading, more, element("p", add), class_="nc-welcome")


def welcome(examples: Sequence[str]) -> str:
    """What the page is for, and questions to begin with."""
    heading = element("h2", escaped(texts.WELCOME))
    more = element("p", escaped(texts.WELCOME_MORE))
    room = offered(examples) if examples else element("div", data_examples="")
    return element("div", heading, more, room, class_="nc-welcome")


def offered(examples: Sequence[str]) -> str:
    """Questions to begin with."""
    return element("p", escaped(texts.TRY), class_="nc-try") + asks(examples)


def asks(questions: Sequence[str]) -> str:
    """Buttons that ask a question."""
    buttons = (
        element("button", escaped(question), type_="button", class_="nc-ask", data_ask=question)
        for question in questions
    )
    return element("ul", *(element("li", one) for one in buttons), class_="nc-asks")


def shown(turn: int, one: Exchange, *, last: bool) -> str:
    """A question with what came of it."""
    asked = element("span", escaped(texts.YOU_ASKED), class_="nc-unseen")
    question = element("h2", asked, " ", escaped(one.question), class_="nc-question", dir_="auto")
    reading = understood(one.answer) if one.answer else ""
    came = reply(turn, one)
    further = actions(turn, one, last=last) if one.answer or one.notice else ""
    return element("div", question, reading, came, further, class_="nc-turn")


def actions(turn: int, one: Exchange, *, last: bool) -> str:
    """What can be done with an answer, and about the last question.

    A question without an answer is not kept: asked again, it takes no other's place, unless it
    was to do so from the first.
    """
    kept = bool(one.answer) and not one.unkept
    abstained = one.answer is not None and one.answer.abstained
    buttons = []
    if kept:
        buttons += [
            act(texts.COPY if abstained else texts.COPY_ANSWER, data_answer=str(turn)),
            act(texts.UP, data_rate="up", data_turn=str(turn), aria_pressed="false"),
            act(texts.DOWN, data_rate="down", data_turn=str(turn), aria_pressed="false"),
        ]
    if last:
        instead = "1" if one.instead or kept else ""
        buttons += [
            act(texts.ASK_AGAIN, data_again=one.question, data_instead=instead),
            act(texts.EDIT, data_edit=one.question, data_instead=instead),
        ]
    return element("div", *buttons, class_="nc-actions") if buttons else ""


def savers() -> str:
    """What the whole conversation can be saved as."""
    return element(
        "div",
        element("span", escaped(texts.SAVE)),
        act(texts.AS_MARKDOWN, data_save="markdown"),
        act(texts.AS_BUNDLE, data_save="bundle"),
        class_="nc-actions nc-savers",
    )


def act(label: str, **attributes: str) -> str:
    """A button that does something."""
    return element("button", escaped(label), type_="button", class_="nc-act", **attributes)


def understood(answer: Answer) -> str:
    """What a follow-up was taken to ask, where that is not just what was typed."""
    if not answer.rewritten:
        return ""
    said = escaped(f"{texts.UNDERSTOOD_AS} {answer.understood}")
    return element("p", said, class_="nc-understood", dir_="auto")


def reply(turn: int, one: Exchange) -> str:
    """The answer, or how far it is, or why there is none."""
    if one.notice:
        return element("p", escaped(one.notice), class_="nc-notice", dir_="auto")
    if one.answer is None:
        return progress(one)
    lost = element("p", escaped(one.unkept), class_="nc-muted") if one.unkept else ""
    if one.answer.abstained:
        return declined(one) + lost
    return answered(turn, one.answer) + lost


def progress(one: Exchange) -> str:
    """How far the answer is, and a button that stops it."""
    *done, now = one.stages or (texts.WAITING,)
    steps = [element("li", escaped(step), class_="nc-done") for step in done]
    steps.append(element("li", escaped(now), class_="nc-now"))
    stop = act(texts.STOP, data_stop="", data_question=one.question)
    draft = element("p", escaped(one.draft), class_="nc-draft", dir_="auto") if one.draft else ""
    return element("div", element("ol", *steps, class_="nc-stages"), draft, stop, class_="nc-stage")


def answered(turn: int, answer: Answer) -> str:
    """The short answer, then the sentences that carry it, each with its citations."""
    short = (
        element("p", escaped(answer.headline), class_="nc-short", dir_="auto")
        if answer.headline
        else ""
    )
    numbers, seen = answer.numbers, set[int]()
    claims = [claimed(turn, claim, numbers, seen) for claim in answer.claims]
    doubt = element("p", escaped(answer.doubt), class_="nc-doubt") if answer.doubt else ""
    told = (
        element("p", escaped(answer.generation.told()), class_="nc-written", dir_="auto")
        if answer.generation
        else ""
    )
    return element("div", short, *claims, doubt, told, class_="nc-answer")


def claimed(
    turn: int, claim: Claim, numbers: dict[tuple[str, int, int], int], seen: set[int]
) -> str:
    """A sentence of the answer, who says it, and the numbers of its citations.

    Args:
        turn: the question's number.
        claim: the sentence.
        numbers: of the citations, by their places.
        seen: the numbers that stand in the answer already; grows.
    """
    said = element("span", escaped(about), class_="nc-said") if (about := known(claim)) else ""
    marks = []
    for citation in claim.citations:
        number = numbers[citation.place]
        marks.append(reference(turn, number, first=number not in seen))
        seen.add(number)
    begin, blank, last = claim.text.rpartition(" ")
    # A number never stands alone at the beginning of a line.
    together = element("span", escaped(last[-LAST_WORD:]), *marks, class_="nc-together")
    sentence = escaped(begin + blank + last[:-LAST_WORD]) + together
    return element("p", sentence, said, class_="nc-claim", dir_="auto")


def known(claim: Claim) -> str:
    """Who says a sentence, and how many sources it has where there are several."""
    speakers = dict.fromkeys(c.speaker for c in claim.citations if c.speaker)
    said = [f"{texts.SAID_BY} {', '.join(speakers)}"] if speakers else []
    names = {c.article_id: c.publisher or c.title for c in claim.citations}
    return " · ".join(said + ([texts.sources(list(names.values()))] if len(names) > 1 else []))


def reference(turn: int, number: int, *, first: bool = True) -> str:
    """A citation's number, which brings its card into view; the first one has the name."""
    return element(
        "button",
        f"[{number}]",
        type_="button",
        class_="nc-ref",
        id_=f"nc-ref-{turn}-{number}" if first else False,
        data_card=f"{turn}-{number}",
        aria_label=texts.show_citation(number),
        aria_controls=f"nc-card-{turn}-{number}",
    )


def offer(question: str) -> str:
    """A question to ask instead."""
    return element("p", escaped(texts.TRY_INSTEAD)) + asks([question])


def declined(one: Exchange) -> str:
    """That the articles do not say, what was searched, and room for what to ask instead."""
    assert one.answer is not None
    near = act(texts.SHOW_NEAREST, data_go="evidence")
    return element(
        "div",
        element("p", escaped(one.answer.text), class_="nc-short"),
        element("p", escaped(one.searched)),
        element("div", near, class_="nc-actions") if one.answer.hits else "",
        element("div", data_suggest=""),
        class_="nc-answer nc-declined",
    )
