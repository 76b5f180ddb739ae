"""The evidence bundle: answers with their quotes, and the articles that these were cut out of.

It is made to be checked by somebody else: each citation has its article's id, the digest of that
article's text, and its offsets in it. The id is itself a digest of the article's source and text,
so the text that the bundle brings along cannot be changed without it showing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answer import Answer, Citation
from bot.printable import spelled
from corpus.article import Article, text_digest
from corpus.errors import InputError

FORMAT: Final = "newscite-evidence"
SCHEMA_VERSION: Final = 1
LARGEST = 64 * 2**20
"""Bytes of a file that is read; a conversation with its articles is far smaller."""

ArticleOf = Callable[[str], Article | None]
"""From an article's id to the article; None where it is no longer there."""
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Part(BaseModel):
    """A part of a bundle: unknown fields are errors, so that nothing in it goes unchecked."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Quoted(Part):
    """A citation; offsets are code points of the article's text, half-open.

    `text_sha256` is of the whole text; None where the article was gone when the bundle was made.
    """

    article_id: str
    text_sha256: Digest | None
    title: str
    publisher: str | None
    published: str | None
    start: int
    end: int
    quote: str
    speaker: str | None


class Sentence(Part):
    """A sentence of an answer and what supports it."""

    text: str
    citations: tuple[Quoted, ...]


class Asked(Part):
    """A question and its answer; there are no sentences where it was declined."""

    question: str
    understood: str
    answer: str
    short_answer: str
    abstained: bool
    confidence: float
    mode: str
    sentences: tuple[Sentence, ...]


class Source(Part):
    """An article that is cited: `id` is the digest of `source` and `text`.

    `text` is None where the bundle was made without the texts.
    """

    id: str
    source: str
    url: str | None
    title: str
    publisher: str | None
    published: str | None
    text_sha256: Digest
    text: str | None


class Bundle(Part):
    """A conversation with its evidence."""

    format: Literal["newscite-evidence"] = FORMAT
    schema_version: Literal[1] = SCHEMA_VERSION
    made: str
    made_by: str
    exchanges: tuple[Asked, ...]
    articles: tuple[Source, ...]


def bundle(answers: Sequence[Answer], article_of: ArticleOf, *, texts: bool = True) -> str:
    """An answer, or a conversation's, with its evidence, as JSON.

    Args:
        answers: oldest first.
        article_of: finds the articles that are cited.
        texts: whether the articles' texts come along; without them only who has the same
            articles can check the quotes.
    """
    ids = dict.fromkeys(one.article_id for answer in answers for one in answer.citations)
    articles = {one: article for one in ids if (article := article_of(one)) is not None}
    digests = {one: text_digest(article.text) for one, article in articles.items()}
    made = Bundle(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        made_by=f"newscite {version('newscite')}",
        exchanges=tuple(asked(answer, digests) for answer in answers),
        articles=tuple(source(one, digests[one.id], texts) for one in articles.values()),
    )
    return spelled(json.dumps(made.model_dump(), ensure_ascii=False, indent=1)) + "\n"


def asked(answer: Answer, digests: dict[str, str]) -> Asked:
    """An answer as it stands in a bundle."""
    sentences = tuple(
        Sentence(text=claim.text, citations=tuple(quoted(one, digests) for one in claim.citations))
        for claim in answer.claims
    )
    return Asked(
        question=answer.question,
        understood=answer.understood,
        answer=answer.text,
        short_answer=answer.short_answer,
        abstained=answer.abstained,
        confidence=round(answer.confidence, 4),
        mode=answer.mode,
        sentences=sentences,
    )


def quoted(citation: Citation, digests: dict[str, str]) -> Quoted:
    """A citation as it stands in a bundle."""
    return Quoted(
        article_id=citation.article_id,
        text_sha256=digests.get(citation.article_id),
        title=citation.title,
        publisher=citation.publisher,
        published=citation.published,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
        speaker=citation.speaker,
    )


def source(article: Article, digest: str, texts: bool) -> Source:
    """An article as it stands in a bundle."""
    return Source(
        id=article.id,
        source=article.source,
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        published=article.published.isoformat() if article.published else None,
        text_sha256=digest,
        text=article.text if texts else None,
    )


def read_bundle(path: Path) -> Bundle:
    """A bundle from its file.

    Raises:
        InputError: it cannot be read, is too large, or is no bundle of this version.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror}") from None
    if len(data) > LARGEST:
        raise InputError(f"{path}: larger than {LARGEST:,} bytes: no evidence bundle is")
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON: {error}") from None
    return parsed(given, str(path))


def parsed(given: object, where: str) -> Bundle:
    """A bundle from the object in its file.

    Raises:
        InputError: it is none, or of another version.
    """
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise InputError(f"{where}: no evidence bundle: expected an object with format {FORMAT!r}")
    if given.get("schema_version") != SCHEMA_VERSION:
        found = given.get("schema_version")
        raise InputError(
            f"{where}: a bundle of version {found!r}, expected {SCHEMA_VERSION}: "
            "check it with the newscite that made it"
        )
    try:
        return Bundle.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{where}: {at}: {first['msg']}") from None
