"""Reading what a model wrote: sentences wherever they stand, and never an error."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.generating.parsing import LONGEST, MOST_SENTENCES, Drafted, draft, parse

ONE = {"text": "It sank.", "ids": ["a1"], "quotes": ["the ferry sank"]}
LINE = json.dumps(ONE)
READ = Drafted(text="It sank.", ids=("a1",), quotes=("the ferry sank",))


@pytest.mark.parametrize(
    "written",
    [
        LINE,
        f"Sure! Here you are:\n```json\n{LINE}\n```\nAnything else?",
        f"[{LINE}]",
        json.dumps({"sentences": [ONE]}),
        json.dumps(ONE, indent=2),
        f"<think>{{hm}}</think>{LINE},",
        json.dumps({"sentence": "It sank.", "id": "a1", "quote": "the ferry sank"}),
        f"{LINE}\n{LINE}",
        f'{LINE}\n{{"text": "It br',
    ],
)
def test_a_sentence_is_found_in_whatever_surrounds_it(written: str) -> None:
    """Once, without what broke off behind it."""
    assert parse(written, ["a1"]).sentences == (READ,)


def test_sentences_with_ids_in_brackets_will_do() -> None:
    """Where a model writes no JSON at all; only known ids count."""
    written = "It sank. [a1] It was old [zz]. Nobody was hurt [a1, b2]."
    found = parse(written, ["a1", "b2"]).sentences
    assert [(one.text, one.ids) for one in found] == [
        ("It sank.", ("a1",)),
        ("Nobody was hurt", ("a1", "b2")),
    ]


def test_that_there_is_no_answer_is_read() -> None:
    """As the model is told to say it; not beside sentences."""
    assert parse('{"none": true}', []).none
    assert not parse(f'{{"none": true}}\n{LINE}', ["a1"]).none


def test_only_so_much_is_read() -> None:
    """The first sentences, none of them endless."""
    many = "\n".join(json.dumps({"text": f"Number {n}.", "ids": ["a1"]}) for n in range(50))
    assert len(parse(many, ["a1"]).sentences) == MOST_SENTENCES
    assert parse(json.dumps({"text": "x" * (LONGEST + 1), "ids": ["a1"]}), ["a1"]).sentences == ()


@given(st.one_of(st.text(), st.text('{}[]"\\:,tex ')))
def test_no_text_is_an_error(written: str) -> None:
    """Whatever a model writes."""
    parse(written, ["a1"])
    draft(written)


@given(st.integers(0, len(LINE)))
def test_a_draft_grows_letter_by_letter(end: int) -> None:
    """What is there of the sentence, and nothing of the JSON around it."""
    assert "It sank.".startswith(draft(LINE[:end]))


def test_a_draft_holds_no_links() -> None:
    """Nobody shall follow one before the sentence is checked, nor after."""
    written = '{"text": "See ![x](http://e.vil/?q=1) and https://e.vil or <img src=x> now'
    assert draft(written) == "See … and … or … now"
