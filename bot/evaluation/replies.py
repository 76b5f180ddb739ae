"""From what a system says to an `Answer`: its places looked up in the library's articles.

A place that it states is taken at its word, and measured. Words without a place are given the
one where an article has exactly these words. Where none has, they stay words of nowhere: an
invalid citation, or a passage without evidence. Nothing is repaired, nothing left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.answer import Answer, Citation, Claim, Span
from bot.evaluation.places import stands
from corpus.article import Article
from corpus.errors import NewsciteError
from corpus.sentences import sentences
from index.library import Library
from index.passage import Hit, Passage
from index.record import Document

MOST_TEXT = 200_000
MOST_ITEMS = 1_000
QUOTED_WORDS = 4
"""A sentence of an answer with fewer words may stand in a passage by chance."""

Text = Annotated[str, Field(max_length=MOST_TEXT)]


def some_list(value: Any) -> Any:
    """Nothing as an empty list: systems leave out what they do not have."""
    return [] if value is None else value


class Lenient(BaseModel):
    """Unknown keys are let pass: a system may say more."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Stretch(Lenient):
    """A quote or passage: its words, or where it stands, or both."""

    article_id: Annotated[str, Field(max_length=1_000)] | None = None
    start: int | None = None
    end: int | None = None
    text: Text | None = None
    quote: Text | None = None
    speaker: Text | None = None
    score: float | None = Field(default=None, allow_inf_nan=False)
    source: Text | None = None

    @property
    def words(self) -> str | None:
        """What it says of its words."""
        return self.quote if self.quote is not None else self.text


Stretches = Annotated[tuple[Stretch, ...], Field(max_length=MOST_ITEMS), BeforeValidator(some_list)]


class Sentence(Lenient):
    """A sentence of an answer, and what it cites."""

    text: Text
    citations: Stretches = ()


class Reply(Lenient):
    """What is read of a system's reply; all of it may be missing but for answer or abstained."""

    answer: Text | None = None
    short_answer: Text | None = None
    understood: Text | None = None
    abstained: bool | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    mode: Annotated[str, Field(max_length=1_000)] = "system"
    claims: Annotated[
        tuple[Sentence, ...], Field(max_length=MOST_ITEMS), BeforeValidator(some_list)
    ] = ()
    citations: Stretches = ()
    spans: Stretches = ()
    hits: Stretches = ()


class Replies:
    """Makes answers of what systems say, over the articles of a library."""

    def __init__(self, library: Library) -> None:
        """Look places up in a library.

        Args:
            library: its articles must not change meanwhile.
        """
        self._library = library
        self._known: dict[str, Article | None] = {}
        self._all: list[Document] | None = None

    def answer(self, question: str, said: Any) -> Answer:
        """The answer that a reply is.

        Args:
            question: as it was asked.
            said: an `Answer`, which stays as it is; a mapping as `newscite ask --json` prints
                it, or with less; the result of a LangChain retrieval chain, {"answer",
                "context": documents}; a LangChain message; or a text.

        Raises:
            NewsciteError: it is none of these, or not as it should be.
        """
        if isinstance(said, Answer):
            return said
        try:
            reply = Reply.model_validate(as_mapping(said))
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "the reply"
            raise NewsciteError(f"the system's reply: {where}: {first['msg']}") from None
        if reply.answer is None and reply.short_answer is None and not reply.abstained:
            raise NewsciteError("the system's reply has no 'answer'")
        return self._made(question, reply)

    def _made(self, question: str, reply: Reply) -> Answer:
        hits = tuple(self._hit(one, place) for place, one in enumerate(reply.hits, 1))
        text = reply.answer if reply.answer is not None else reply.short_answer or ""
        abstained = not text.strip() if reply.abstained is None else reply.abstained
        short = reply.short_answer if reply.short_answer is not None else text
        blank = Answer(question, reply.understood or question, hits=hits, mode=reply.mode)
        if abstained:
            return replace(blank, confidence=reply.confidence or 0.0)
        return replace(
            blank,
            abstained=False,
            short_answer=short.strip(),
            claims=self._claims(reply, text, hits),
            spans=tuple(self._span(one) for one in reply.spans),
            confidence=1.0 if reply.confidence is None else reply.confidence,
        )

    def _claims(self, reply: Reply, text: str, hits: Sequence[Hit]) -> tuple[Claim, ...]:
        """The claims as stated; else the whole text, with what it cites or quotes."""
        *first, last = reply.claims or [Sentence(text=text)]
        cited = [*last.citations, *reply.citations]
        if not reply.claims and not cited:
            return (Claim(text, tuple(quoted(text, hits, self._article))),)
        stated = [*first, Sentence(text=last.text, citations=tuple(cited))]
        return tuple(Claim(one.text, tuple(map(self._citation, one.citations))) for one in stated)

    def _citation(self, given: Stretch) -> Citation:
        article_id, start, end, words = self._place(given)
        article = self._article(article_id)
        published = article.published.isoformat() if article and article.published else None
        return Citation(
            article_id,
            article.title if article else "",
            article.publisher if article else None,
            published,
            start,
            end,
            words,
            given.speaker,
        )

    def _span(self, given: Stretch) -> Span:
        return Span(*self._place(given))

    def _hit(self, given: Stretch, place: int) -> Hit:
        article_id, start, end, words = self._place(given)
        article = self._article(article_id)
        if article is None or not stands(article.text, start, end, words):
            # Its place in the ranking stays, and no evidence is there.
            article_id, start, end = article_id or f"unknown-{place}", 0, 0
        score = 1 / place if given.score is None else given.score
        return Hit(Passage(article_id, start, end, words), score)

    def _place(self, given: Stretch) -> tuple[str, int, int, str]:
        """Article, offsets and words: as stated, or looked up; 0 to 0 where that is in vain."""
        article_id, words = given.article_id or "", given.words
        article, start = self._article(article_id), given.start
        if article and start is not None and given.end is not None:
            cut = article.text[max(start, 0) : max(given.end, 0)]
            return article_id, start, given.end, cut if words is None else words
        for one in [article] if article_id else self._candidates(given.source):
            at = found_at(one, words or "", start)
            if one and at is not None:
                return one.id, at, at + len(words or ""), words or ""
        return article_id, 0, 0, words or ""

    def _candidates(self, source: str | None) -> Iterator[Article]:
        """The articles that words may be from: those of their source first."""
        if self._all is None:
            self._all = self._library.documents()
        for one in self._all:
            if source and source in (one.source, one.article.source, one.article.url):
                yield one.article
        yield from (one.article for one in self._all)

    def _article(self, article_id: str) -> Article | None:
        if article_id not in self._known:
            try:
                self._known[article_id] = self._library.article(article_id)
            except KeyError:
                self._known[article_id] = None
        return self._known[article_id]


def found_at(article: Article | None, words: str, near: int | None) -> int | None:
    """Where an article has exactly these words: at `near` if it has them there, else first."""
    if article is None or not words:
        return None
    if near is not None and near >= 0 and article.text.startswith(words, near):
        return near
    at = article.text.find(words)
    return at if at >= 0 else None


def quoted(
    text: str, hits: Iterable[Hit], article_of: Callable[[str], Article | None]
) -> Iterator[Citation]:
    """The sentences of an answer that stand word for word in a passage, as quotes of it."""
    located = [(hit.passage, article_of(hit.passage.article_id)) for hit in hits]
    for start, end in sentences(text):
        sentence = text[start:end]
        if len(sentence.split()) < QUOTED_WORDS:
            continue
        for passage, article in located:
            at = passage.text.find(sentence)
            if article and at >= 0 and passage.end:
                first = passage.start + at
                yield Citation.of(article, first, first + len(sentence))
                break


def as_mapping(said: Any) -> dict[str, Any]:
    """What a system said as an object with the keys of `Reply`.

    Raises:
        NewsciteError: it is no mapping, text or message.
    """
    if not isinstance(said, Mapping):
        said = {"answer": said}
    given = {str(key): value for key, value in said.items()}
    answer = given.get("answer")
    given["answer"] = getattr(answer, "content", answer)  # of a LangChain message
    if not isinstance(given["answer"], str | None):
        kind = type(given["answer"]).__name__
        raise NewsciteError(f"the system gave {kind!r}: a text, object or Answer is expected")
    if not given.get("hits") and isinstance(given.get("context"), list | tuple):
        given["hits"] = [as_stretch(one) for one in given["context"]]
    return given


def as_stretch(document: Any) -> dict[str, Any]:
    """A LangChain document, an object like one, or a text, as a `Stretch`'s keys."""
    if isinstance(document, str):
        return {"text": document}
    if isinstance(document, Mapping):
        text, about = document.get("page_content"), document.get("metadata")
    else:
        text = getattr(document, "page_content", None)
        about = getattr(document, "metadata", None)
    about = about if isinstance(about, Mapping) else {}
    return {
        "text": text,
        "article_id": about.get("article_id"),
        "start": about.get("start_index", about.get("start")),
        "source": about.get("source") or about.get("url"),
    }
