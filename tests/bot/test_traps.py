"""Sentences that deny, doubt or only intend, and the short answers that could be cut out of them.

Each line of traps.jsonl: a question, a text, the words that a reader finds in it, and what the
short answer has to be: "sentence" (those words alone would say too much), "span", or "none".
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer
from bot.composing import Read, compose
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from corpus.article import Article
from corpus.sentences import sentences
from index.passage import Hit, Passage

LINES = Path(__file__).with_name("traps.jsonl").read_text(encoding="utf-8").splitlines()
TRAPS = [json.loads(line) for line in LINES]
CURVE = Calibration(1.0, 0.0, 0.0, 0.5)


def answered(trap: dict[str, Any]) -> Answer:
    """The answer of a reader that is sure of the trap's words."""
    text = trap["text"]
    at = text.index(trap["span"])
    reading = Reading((Found(at, at + len(trap["span"]), 3.0),), 0.0)
    read = Read(Hit(Passage("a", 0, len(text), text), 0.1), reading)
    article = Article("a", "News", text)
    blank = Answer(trap["question"], trap["question"])
    return compose(blank, [read], CURVE, 0.5, lambda _: article)


def test_there_are_many_traps() -> None:
    """Each of its own."""
    assert len({(trap["question"], trap["text"], trap["span"]) for trap in TRAPS}) >= 140


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap['kind']}: {trap['text'][:50]}")
def test_the_short_answer_says_no_more_than_the_sentence(trap: dict[str, Any]) -> None:
    """And the claim is the whole sentence, always."""
    answer = answered(trap)
    if trap["short"] == "none":
        assert answer.abstained
        return
    text, at = trap["text"], trap["text"].index(trap["span"])
    (whole,) = [text[a:b] for a, b in sentences(text) if a <= at < b]
    assert [claim.text for claim in answer.claims] == [whole]
    if trap["short"] == "sentence":
        assert answer.short_answer == whole
    else:
        assert answer.short_answer != whole
        assert trap["span"] in answer.short_answer
    assert [span.text for span in answer.spans] == [answer.short_answer]
