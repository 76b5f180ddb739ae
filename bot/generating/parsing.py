"""What a model wrote, read with patience: objects wherever they stand, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, field_validator

MOST_SENTENCES = 8
"""Sentences that are looked at; further ones are not asked for, and left."""
LONGEST = 1_000
"""Characters of a sentence, or of a quote."""
MOST_TRIED = 500
"""Brackets at which an object or a list may begin; whatever follows is no reply to read."""
MOST_PARTS = 8
"""Ids and quotes of a sentence."""
TEXT = re.compile(r'"(?:text|sentence|claim)"\s*:\s*("(?:[^"\\]|\\.)*"?)', re.DOTALL)
OPENING = re.compile(r"[\[{]")
IDS = re.compile(r"\[[\w ,;:.-]{1,200}\](?:\s{0,3}\[[\w ,;:.-]{1,200}\])*")
CLOSED = re.compile(r"[.!?]+[”\"’']?$")
LINKS = re.compile(
    r"!?\[[^\[\]]{0,300}\]\([^()]{0,1000}\)|<[^<>]{0,1000}>|\bwww\.\S+|"
    r"\b[a-z][a-z0-9+.-]{0,30}://\S+",
    re.IGNORECASE,
)
"""What looks like a link, an image or markup: a model has no business writing any."""


class Drafted(BaseModel):
    """A sentence as a model gives it.

    Attributes:
        text: the sentence.
        ids: what it calls the passages that it relies on.
        quotes: the words that it relies on.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str = Field(
        min_length=1,
        max_length=LONGEST,
        validation_alias=AliasChoices("text", "sentence", "claim", "answer"),
    )
    ids: tuple[str, ...] = Field(
        default=(),
        validation_alias=AliasChoices("ids", "id", "passages", "passage", "sources", "source"),
    )
    quotes: tuple[str, ...] = Field(
        default=(), validation_alias=AliasChoices("quotes", "quote", "evidence", "words")
    )

    @field_validator("text", mode="after")
    @classmethod
    def one_line(cls, text: str) -> str:
        """The sentence in one line."""
        told = " ".join(text.split())
        if not told:
            raise ValueError("blank")
        return told

    @field_validator("ids", "quotes", mode="before")
    @classmethod
    def listed(cls, given: Any) -> Any:
        """One is as good as a list of one; what is no text is left out."""
        many = given if isinstance(given, list | tuple) else [given]
        texts = [str(one) for one in many if isinstance(one, str | int) and str(one).strip()]
        return tuple(text.strip()[:LONGEST] for text in texts[:MOST_PARTS])


class Parsed(BaseModel):
    """All that was read.

    Attributes:
        sentences: in their order.
        none: whether the model said that the passages do not answer.
    """

    model_config = ConfigDict(frozen=True)

    sentences: tuple[Drafted, ...] = ()
    none: bool = False


def parse(text: str, ids: Sequence[str]) -> Parsed:
    """Read what a model wrote.

    Objects count wherever they stand: on lines, in a list, in an object, behind words or fences.
    Where there are none, sentences followed by a known id in brackets do.

    Args:
        text: all that it wrote.
        ids: those that it was given.
    """
    found: list[Drafted] = []
    none = False
    for one in flattened(objects(text)):
        none = none or one.get("none") is True
        drafted = validated(one)
        if drafted is not None and drafted not in found:
            found.append(drafted)
    if not found:
        found = list(marked(text, ids))
    return Parsed(sentences=tuple(found[:MOST_SENTENCES]), none=none and not found)


def validated(given: dict[str, Any]) -> Drafted | None:
    """An object as a sentence; None where it is none."""
    try:
        return Drafted.model_validate(given)
    except ValidationError:
        return None


def objects(text: str) -> Iterator[Any]:
    """The JSON objects and lists of a text, outermost first, each read once."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(MOST_TRIED):
        match = OPENING.search(text, at)
        if match is None:
            return
        try:
            value, at = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            at = match.start() + 1
            continue
        yield value


def flattened(values: Iterator[Any], depth: int = 3) -> Iterator[dict[str, Any]]:
    """The objects among some values, and those within lists, or in an object without a text."""
    for value in values:
        if isinstance(value, dict):
            yield value
            inner = [one for one in value.values() if isinstance(one, list)]
            if depth and not {"text", "sentence", "claim"} & value.keys():
                yield from flattened(iter(inner), depth - 1)
        elif isinstance(value, list) and depth:
            yield from flattened(iter(value), depth - 1)


def marked(text: str, ids: Sequence[str]) -> Iterator[Drafted]:
    """Sentences that are followed by known ids in brackets: "It sank. [a1b2c3d4]"."""
    last = 0
    for match in IDS.finditer(text):
        before, last = text[last : match.start()].rstrip(), match.end()
        known = [one for one in re.findall(r"[\w-]+", match.group()) if one in ids]
        if known:
            body = CLOSED.sub("", before[-LONGEST:])
            begins = max(body.rfind(mark) for mark in ".!?\n") + 1
            drafted = validated({"text": before[-LONGEST:][begins:].strip(), "ids": known})
            if drafted is not None:
                yield drafted


def draft(text: str) -> str:
    """The sentences so far, out of a text that may break off anywhere; nothing of it is proved."""
    return " ".join(filter(None, (told(match.group(1)) for match in TEXT.finditer(text))))


def told(quoted: str) -> str:
    """A JSON string, perhaps not closed, as the text that it holds; links left out."""
    closed = quoted if len(quoted) > 1 and quoted.endswith('"') else f'{quoted.rstrip(chr(92))}"'
    try:
        value = json.loads(closed, strict=False)
    except ValueError:
        return ""
    return LINKS.sub("…", " ".join(str(value).split()))
