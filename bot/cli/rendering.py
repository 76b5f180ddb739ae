"""An answer as lines of text: the short answer, its sentences, its citations or what came near."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.answer import Answer, Citation
from bot.cli.terminal import Line, line, one_line, printable
from corpus.article import Article
from index.passage import Hit

NEAREST = 3
GLIMPSE = 160
INSTEAD = "A question that they do answer:"


def answer_lines(
    answer: Answer,
    article: Callable[[str], Article],
    instead: Callable[[], str] = str,
) -> Iterator[Line]:
    """The lines that show an answer.

    Args:
        answer: what to show.
        article: from an article's id to the article.
        instead: finds what to ask instead of a declined question, "" where there is nothing; it
            is called when all else has been shown.
    """
    if answer.rewritten:
        yield line(one_line(f"Understood as: {answer.understood}"), "dim")
        yield line()
    if answer.abstained:
        yield line(answer.text, "bold")
        yield from nearest_lines(answer.hits, article)
        if question := instead():
            yield line()
            yield line(one_line(f"{INSTEAD} {question}"))
        return
    if answer.headline:
        yield line(one_line(answer.headline), "bold green")
        yield line()
    numbers = answer.numbers
    for claim in answer.claims:
        marks = "".join(f" [{numbers[citation.place]}]" for citation in claim.citations)
        yield Line(((one_line(claim.text), ""), (marks, "cyan")))
    if answer.doubt:
        yield line()
        yield line(answer.doubt, "yellow")
    for number, citation in enumerate(answer.citations, 1):
        yield line()
        yield from citation_lines(number, citation)
    if answer.generation is not None:
        yield line()
        yield line(one_line(answer.generation.told(answer.timings_ms.get("write"))), "dim")


def citation_lines(number: int, citation: Citation) -> Iterator[Line]:
    """A citation: its quote in full, who says it, and where it is from."""
    first, *rest = citation.quote.split("\n")
    yield Line(((f"[{number}] ", "cyan"), (printable(first), "")))
    for paragraph in rest:
        yield line(paragraph, indent=4)
    if citation.speaker:
        yield line(f"Speaker: {one_line(citation.speaker)}", "italic", indent=4)
    publisher = citation.publisher or "publisher unknown"
    published = citation.published or "date unknown"
    yield line(one_line(citation.title), "bold", indent=4)
    yield line(
        one_line(f"{publisher}, {published}, article {citation.article_id}"), "dim", indent=4
    )


def nearest_lines(hits: tuple[Hit, ...], article: Callable[[str], Article]) -> Iterator[Line]:
    """The first few passages that were found, each trimmed, under the title of its article."""
    if hits:
        yield line()
        yield line("Nearest passages:")
    for hit in hits[:NEAREST]:
        passage = hit.passage
        yield line()
        yield line(one_line(article(passage.article_id).title), "bold", indent=2)
        yield line(trimmed(one_line(passage.text)), "dim", indent=2)


def trimmed(text: str, most: int = GLIMPSE) -> str:
    """The text, cut at a word to at most so many characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head} …"[: most + 1]
