"""A whole article, with what an answer cites of it marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Answer
from bot.web import texts
from bot.web.conversation import LAST_WORD
from bot.web.evidence import meta
from bot.web.markup import element, escaped
from corpus.article import Article
from corpus.sentences import paragraphs


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article's text to be marked.

    Attributes:
        start: first code point.
        end: the code point after its last.
        number: of the citation, 0 where it is none.
        sought: whether it is what the reader wants to see.
    """

    start: int
    end: int
    number: int = 0
    sought: bool = False


def marks(article: Article, answer: Answer | None, sought: tuple[int, int] | None) -> list[Mark]:
    """What to mark: what an answer cites of an article, and the stretch that is sought.

    Args:
        article: what is shown.
        answer: whose citations are marked, None: nobody's.
        sought: start and end of what the reader wants to see; None, or what is no stretch of
            the article: nothing in particular.
    """
    cited = [
        Mark(one.start, one.end, number, (one.start, one.end) == sought)
        for number, one in enumerate(answer.citations if answer else (), 1)
        if one.article_id == article.id and one.end <= len(article.text)
    ]
    if sought and not any(one.sought for one in cited):
        start, end = sought
        if 0 <= start < end <= len(article.text):
            cited.append(Mark(start, end, sought=True))
    return cited


def whole(article: Article, marked: Sequence[Mark], turn: int, note: str = "") -> str:
    """The article's page.

    Args:
        article: what is shown.
        marked: stretches of it.
        turn: of the answer whose citations they are.
        note: what to know of this version, "" for nothing.
    """
    back = element(
        "button", escaped(texts.CLOSE_ARTICLE), type_="button", class_="nc-act", data_close=""
    )
    title = element("h2", escaped(article.title), dir_="auto", tabindex="-1")
    authors = element("p", escaped(texts.by(article.authors)), class_="nc-meta", dir_="auto")
    address = element("p", escaped(article.url or ""), class_="nc-meta", dir_="auto")
    text = [
        element("p", stretch(article.text, start, end, marked, turn), dir_="auto")
        for start, end in paragraphs(article.text)
    ]
    return element(
        "article",
        element("div", back, class_="nc-actions"),
        title,
        meta(article.publisher, article.published, article.place),
        authors if article.authors else "",
        address if article.url else "",
        element("p", escaped(note), class_="nc-note") if note else "",
        element("div", *text, class_="nc-text"),
        class_="nc-whole",
        data_article=article.id,
    )


def stretch(text: str, start: int, end: int, marked: Iterable[Mark], turn: int) -> str:
    """A paragraph with its marks; of marks that overlap, the later one begins where it can."""
    parts, at = [], start
    for one in sorted(marked, key=lambda mark: (mark.start, mark.end)):
        low, high = max(one.start, at), min(one.end, end)
        if low >= high:
            continue
        ends = one.end <= end  # the number stands where the quote ends
        parts += [escaped(text[at:low]), mark(one, text[low:high], turn, numbered=ends)]
        at = high
    return "".join(parts) + escaped(text[at:end])


def mark(one: Mark, text: str, turn: int, *, numbered: bool) -> str:
    """A marked stretch, and behind a citation its number, which leads back to the answer.

    The number never stands alone at the beginning of a line.
    """
    class_ = "nc-sought" if one.sought else False
    if not (one.number and numbered):
        return element("mark", escaped(text), class_=class_)
    begin, blank, last = text.rpartition(" ")
    before = begin + blank + last[:-LAST_WORD]
    number = element(
        "button",
        f"[{one.number}]",
        type_="button",
        class_="nc-ref",
        data_ref=f"{turn}-{one.number}",
        aria_label=texts.back_to_answer(one.number),
    )
    end = element("mark", escaped(last[-LAST_WORD:]), class_=class_)
    shown = element("mark", escaped(before), class_=class_) if before else ""
    return shown + element("span", end, number, class_="nc-together")
