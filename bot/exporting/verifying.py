"""Whether the quotes of an evidence bundle stand where it says, in the articles that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.days import in_words, resolved
from bot.exporting.bundle import ArticleOf, Asked, Bundle, Quoted, Sentence, Source
from corpus.article import Article, article_id, text_digest

SHOWN = 60
DECLINED = "The articles do not say."
FRAMES = ("", "Yes: ", "No: ")
"""What may stand before the quote in a sentence that no language model wrote."""
ADDED = re.compile(r" \[(?:the )?([^\[\]]*)\]")
"""What stands in brackets is a name from elsewhere in the article: "The bloc [the EU]"."""
WORD = re.compile(r"\w+")
JOINING = frozenset({"and", "or", "yes", "no", "date", "unknown"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold.

    Attributes:
        exchange: the question's number, from 1.
        citation: the citation's number within it, from 1 by place; 0: it is about the answer.
        said: what, in a line.
    """

    exchange: int
    citation: int
    said: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts to check against: the library's, or else those that the bundle brings."""

    brought: dict[str, Source]
    article_of: ArticleOf

    def article(self, wanted: str) -> Article | None:
        """The library's article, None where it has none of that id."""
        return self.article_of(wanted)

    def text(self, wanted: str) -> str | None:
        """The text of an article, None where there is none to check against."""
        article = self.article(wanted)
        if article is not None:
            return article.text
        return self.brought[wanted].text if wanted in self.brought else None


def verify(bundle: Bundle, article_of: ArticleOf) -> list[Finding]:
    """Check every citation of a bundle, and that its answers say nothing else.

    Args:
        bundle: what to check.
        article_of: the articles of the library; None for those that it does not have, and then
            the bundle's own text is checked against its id, which is a digest of it.

    Returns:
        What does not hold, at most a line for each citation; nothing where all does.
    """
    texts = Texts({one.id: one for one in bundle.articles}, article_of)
    return [
        Finding(number, at, said)
        for number, exchange in enumerate(bundle.exchanges, 1)
        for at, said in faults(exchange, texts)
    ]


def faults(exchange: Asked, texts: Texts) -> Iterator[tuple[int, str]]:
    """What does not hold of one answer: a citation's number, or 0, and what."""
    number = 0
    for sentence in exchange.sentences:
        for citation in sentence.citations:
            number += 1
            said = next(wrong(citation, texts), None)
            if said is not None:
                yield number, said
    said = next(unproved(exchange, texts), None)
    if said is not None:
        yield 0, said


def wrong(citation: Quoted, texts: Texts) -> Iterator[str]:
    """What is wrong with a citation, the worst first."""
    wanted = citation.article_id
    text = texts.text(wanted)
    if text is None:
        yield f"article {wanted!r} is neither in the library nor in the bundle"
        return
    brought = texts.brought.get(wanted)
    if brought and brought.text and article_id(brought.source, brought.text) != wanted:
        yield f"the bundle's text of article {wanted!r} is not the one that its id is made from"
    if text_digest(text) != citation.text_sha256:
        yield f"the text of article {wanted!r} has another digest than the citation says"
    if not 0 <= citation.start < citation.end <= len(text):
        where = f"{citation.start} to {citation.end}"
        yield f"{where} is no stretch of article {wanted!r}, which has {len(text)} characters"
    if text[citation.start : citation.end] != citation.quote:
        found = shown(text[citation.start : citation.end])
        yield f"article {wanted!r} has {found} there, not {shown(citation.quote)}"
    known = texts.article(wanted) or brought
    if known is not None and described(known) != described(citation):
        yield f"title, publisher or date are not those of article {wanted!r}"
    if citation.speaker and not set(words(citation.speaker)) <= set(words(text)):
        yield f"the speaker {shown(citation.speaker)} is not in article {wanted!r}"


def described(one: Article | Source | Quoted) -> tuple[str, str | None, str | None]:
    """Title, publisher and date, as they are told."""
    return one.title, one.publisher, str(one.published) if one.published else None


def unproved(exchange: Asked, texts: Texts) -> Iterator[str]:
    """What an answer says that its citations do not."""
    if exchange.abstained:
        if exchange.sentences or exchange.short_answer or exchange.answer != DECLINED:
            yield "the question was declined, and is answered all the same"
        return
    if not exchange.sentences or any(not one.citations for one in exchange.sentences):
        yield "a sentence of the answer has no citation"
    if exchange.answer != " ".join(one.text for one in exchange.sentences):
        yield "the answer is not what its sentences say"
    if exchange.mode != "extractive":
        return  # a language model wrote the sentences: only their quotes can be checked
    for sentence in exchange.sentences:
        if not said_by_quote(sentence, texts):
            yield f"the sentence {shown(sentence.text)} is not what it quotes"
    quoted = " ".join(
        " ".join([one.quote, str(one.published), *named_days(one)])
        for s in exchange.sentences
        for one in s.citations
    )
    if not set(words(exchange.short_answer)) <= set(words(quoted)) | JOINING:
        yield f"the short answer {shown(exchange.short_answer)} is not in the quotes"


def said_by_quote(sentence: Sentence, texts: Texts) -> bool:
    """Whether a sentence is its first quote, but for what may be added to one."""
    quote = sentence.citations[0]
    text = texts.text(quote.article_id) or ""
    plain = sentence.text.removesuffix(f" ({quote.published})")
    for day in named_days(quote):
        plain = plain.replace(f" [{day}]", "", 1)
    wordings = [sentence.text, plain]
    for added in ADDED.finditer(plain):
        name = added[1]
        if name != name.lower() and name in text:
            wordings.append(plain[: added.start()] + plain[added.end() :])
    return any(one == frame + quote.quote for one in wordings for frame in FRAMES)


def named_days(quote: Quoted) -> list[str]:
    """The days that a quote names by its article's own, as an answer adds them in brackets."""
    try:
        published = date.fromisoformat(quote.published or "")
    except ValueError:
        return []
    return [in_words(day) for *_, day in resolved(quote.quote, published)]


def words(text: str) -> list[str]:
    """The words of a text, lower-cased."""
    return WORD.findall(text.lower())


def shown(text: str) -> str:
    """A text as a message quotes it: its beginning."""
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
