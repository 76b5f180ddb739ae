"""The evidence panel: a card per citation, or the nearest passages where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.answer import Answer, Citation, Span
from bot.web import texts
from bot.web.markup import element, escaped, strung
from corpus.article import Article
from corpus.sentences import paragraphs
from index.passage import Hit

NEAREST = 4
CONTEXT_CHARS = 320

ArticleOf = Callable[[str], Article | None]
"""From an article's id to the article; None where it is no longer there."""


def panel(answers: Sequence[tuple[int, Answer]], article_of: ArticleOf, identity: str = "") -> str:
    """The whole panel: a set of cards per answer, of which the last is in view.

    Args:
        answers: turns of the conversation, by number, with their answers.
        article_of: finds the articles.
        identity: the conversation's id, "" where it has none yet.
    """
    last = answers[-1][0] if answers else 0
    sets = [
        element(
            "div",
            cards(turn, answer, article_of),
            class_="nc-set",
            data_turn=str(turn),
            hidden=turn != last,
        )
        for turn, answer in answers
    ]
    empty = element("p", escaped(texts.EVIDENCE_EMPTY), class_="nc-muted nc-none")
    heading = element("h2", escaped(texts.EVIDENCE))
    return element(
        "section",
        heading,
        *(sets or [empty]),
        class_="nc-panel",
        aria_label=texts.EVIDENCE,
        data_conversation=identity,
    )


def cards(turn: int, answer: Answer, article_of: ArticleOf) -> str:
    """The cards of one answer, in the order of their numbers."""
    if answer.abstained:
        return nearest(turn, answer.hits[:NEAREST], article_of)
    made = [
        card(
            turn,
            number,
            citation,
            answer.spans,
            article_of(citation.article_id),
            beside(answer, number),
        )
        for number, citation in enumerate(answer.citations, 1)
    ]
    return element("ol", *made, class_="nc-cards")


def beside(answer: Answer, number: int) -> list[int]:
    """The numbers of the other sources of the sentences that a citation supports."""
    numbers = answer.numbers
    groups = [{numbers[one.place] for one in claim.citations} for claim in answer.claims]
    return sorted({other for group in groups if number in group for other in group} - {number})


def card(
    turn: int,
    number: int,
    citation: Citation,
    spans: Sequence[Span],
    article: Article | None,
    others: Sequence[int] = (),
) -> str:
    """One citation: where it is from, who says it, and the quote in its surroundings.

    Args:
        turn: the question's number.
        number: the citation's.
        citation: what is shown.
        spans: what the short answer is made of.
        article: what is quoted; None where nobody has it any more.
        others: the numbers of further sources of the same sentence.
    """
    back = element(
        "button",
        str(number),
        type_="button",
        class_="nc-number",
        data_ref=f"{turn}-{number}",
        aria_label=texts.back_to_answer(number),
    )
    published = date.fromisoformat(citation.published) if citation.published else None
    return element(
        "li",
        element("div", back, title(citation.title), class_="nc-card-head"),
        meta(citation.publisher, published, article.place if article else None),
        speaker(citation.speaker),
        quote(citation, spans, article),
        agreeing(turn, others),
        tools(turn, citation, article is not None),
        class_="nc-card",
        id_=f"nc-card-{turn}-{number}",
        tabindex="-1",
    )


def agreeing(turn: int, others: Sequence[int]) -> str:
    """Which further citations support the same sentence."""
    if not others:
        return ""
    marks = (
        element(
            "button",
            f"[{number}]",
            type_="button",
            class_="nc-ref",
            data_card=f"{turn}-{number}",
            aria_label=texts.show_citation(number),
        )
        for number in others
    )
    return element("p", escaped(texts.ALSO), *marks, class_="nc-also")


def tools(turn: int, citation: Citation, there: bool) -> str:
    """Buttons of a card: open the article, copy the quote."""
    copy = element(
        "button",
        escaped(texts.COPY_QUOTE),
        type_="button",
        class_="nc-act",
        data_copy=copied(citation),
    )
    if not there:
        return element("div", copy, class_="nc-actions")
    place = opener(turn, *citation.place, citation.title)
    return element("div", place, copy, class_="nc-actions")


def opener(turn: int, article_id: str, start: int, end: int, name: str) -> str:
    """A button that shows an article, scrolled to a stretch of it."""
    return element(
        "button",
        escaped(texts.OPEN_ARTICLE),
        type_="button",
        class_="nc-act",
        data_open=article_id,
        data_turn=str(turn),
        data_start=str(start),
        data_end=str(end),
        aria_label=texts.open_article(name),
    )


def copied(citation: Citation) -> str:
    """The quote with its source, as plain text: “…” — speaker, “title”, publisher, date."""
    published = date.fromisoformat(citation.published) if citation.published else None
    source = [
        *filter(None, [citation.speaker]),
        f"“{citation.title}”",
        citation.publisher or texts.PUBLISHER_UNKNOWN,
        texts.day(published),
    ]
    return f"“{citation.quote}” — {', '.join(source)}"


def quote(citation: Citation, spans: Sequence[Span], article: Article | None) -> str:
    """The quote marked, the answer's words in it strong, the paragraph around it plain."""
    inside = [
        (span.start - citation.start, span.end - citation.start)
        for span in spans
        if span.article_id == citation.article_id
        and citation.start <= span.start
        and span.end <= citation.end
    ]
    marked = element("mark", strung(citation.quote, inside, "strong"))
    before, after = around(article.text, citation.start, citation.end) if article else ("", "")
    return element(
        "blockquote", escaped(before), marked, escaped(after), class_="nc-quote", dir_="auto"
    )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a quote.

    It is the rest of the quote's paragraphs; where the quote fills them, the paragraphs next
    to them. Each side is cut at a word to about `CONTEXT_CHARS` characters.

    Args:
        text: the article's text.
        start: first code point of the quote.
        end: the code point after its last.
    """
    bounds = paragraphs(text)
    within = [i for i, (a, b) in enumerate(bounds) if a < end and b > start]
    if not within:
        return "", ""
    first, last = within[0], within[-1]
    if bounds[first][0] >= start and bounds[last][1] <= end:
        first, last = max(first - 1, 0), min(last + 1, len(bounds) - 1)
    before, after = text[min(bounds[first][0], start) : start], text[end : bounds[last][1]]
    return tail(before), head(after)


def tail(text: str) -> str:
    """The end of a text, from a word on."""
    if len(text) <= CONTEXT_CHARS:
        return text
    return "… " + text[-CONTEXT_CHARS:].partition(" ")[2]


def head(text: str) -> str:
    """The beginning of a text, up to a word."""
    if len(text) <= CONTEXT_CHARS:
        return text
    return text[:CONTEXT_CHARS].rpartition(" ")[0] + " …"


def nearest(turn: int, hits: Sequence[Hit], article_of: ArticleOf) -> str:
    """The passages that come nearest to a question that is not answered."""
    if not hits:
        return element("p", escaped(texts.EVIDENCE_EMPTY), class_="nc-muted")
    heading = element("h3", escaped(texts.NEAREST))
    note = element("p", escaped(texts.NEAREST_NOTE), class_="nc-muted")
    made = [near(turn, hit, article_of(hit.passage.article_id)) for hit in hits]
    return heading + note + element("ul", *made, class_="nc-cards")


def near(turn: int, hit: Hit, article: Article | None) -> str:
    """One passage that came near, under the title of its article."""
    source = (
        title(article.title) + meta(article.publisher, article.published, article.place)
        if article
        else ""
    )
    text = element("blockquote", escaped(hit.passage.text), class_="nc-quote", dir_="auto")
    place = opener(turn, *hit.passage.key, article.title) if article else ""
    more = element("div", place, class_="nc-actions") if place else ""
    return element("li", source, text, more, class_="nc-card nc-near")


def title(text: str) -> str:
    """An article's title."""
    return element("h3", escaped(text), dir_="auto")


def meta(publisher: str | None, published: date | None, where: str | None = None) -> str:
    """Publisher, date and place; what is not known is said to be unknown, save the place."""
    parts = [
        publisher or texts.PUBLISHER_UNKNOWN,
        texts.day(published),
        *([where] if where else []),
    ]
    shown = (element("bdi", escaped(part)) for part in parts)
    return element("p", " · ".join(shown), class_="nc-meta")


def speaker(name: str | None) -> str:
    """Who says it, where somebody is named."""
    if not name:
        return ""
    return element(
        "p", escaped(texts.SAID_BY), " ", element("b", escaped(name)), class_="nc-speaker"
    )
