"""Whether cases are what they say: told apart, and true to the articles that they name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.cases import Case, Evidence, numbered, parse_case
from bot.evaluation.metrics import verdicts
from bot.words import normalized
from corpus.article import Article
from corpus.errors import InputError
from corpus.sentences import sentences

KINDS = {
    "malformed": "the line is no case",
    "duplicate-id": "an earlier case has the id",
    "duplicate-question": "an earlier case asks the same, on the same day, after the same turns",
    "answered-unanswerable": "the case is unanswerable and has answers",
    "unknown-article": "there is no such article",
    "quote-missing": "the quote is not in the article",
    "offsets-outside": "the offsets reach beyond the article",
    "offsets-differ": "the quote stands elsewhere than the offsets say",
    "answer-missing": "no form of the answer stands in the evidence's sentences",
    "speaker-missing": "the speaker is not in the article",
}
"""What can be found, and what it says."""

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a case.

    Attributes:
        line: of the file, from 1.
        id: the case's; empty for a line that is none.
        kind: one of `KINDS`.
        said: what exactly, in a line.
    """

    line: int
    id: str
    kind: str
    said: str


class Shelf:
    """The articles that cases are checked against; each is split once."""

    def __init__(self, article: Callable[[str], Article]) -> None:
        """Look at articles.

        Args:
            article: gives the one of an id, or raises KeyError.
        """
        self._article = article
        self._sentences: dict[str, list[tuple[int, int]]] = {}

    def text(self, article_id: str) -> str | None:
        """The text of an article, None where there is none."""
        try:
            return self._article(article_id).text
        except KeyError:
            return None

    def around(self, article_id: str, start: int, end: int) -> str:
        """The sentences that [start, end) of an article touches, as one text."""
        text = self.text(article_id) or ""
        if article_id not in self._sentences:
            self._sentences[article_id] = sentences(text)
        touched = [(a, b) for a, b in self._sentences[article_id] if a < end and start < b]
        return text[touched[0][0] : touched[-1][1]] if touched else text[start:end]


def check(path: Path, article: Callable[[str], Article]) -> list[Finding]:
    """Check a file of cases against its articles.

    Args:
        path: the file.
        article: gives the one of an id, or raises KeyError.

    Returns:
        What was found, in the order of lines.

    Raises:
        InputError: the file cannot be read, or there is no line in it.
    """
    shelf = Shelf(article)
    ids: dict[str, int] = {}
    questions: dict[str, int] = {}
    found: list[Finding] = []
    number = 0
    for number, line in numbered(path):
        try:
            case = parse_case(line, "")
        except InputError as error:
            found.append(malformed(number, line, str(error).removeprefix(": ")))
            continue
        for kind, key, seen in (
            ("duplicate-id", case.id, ids),
            ("duplicate-question", asked(case), questions),
        ):
            if seen.setdefault(key, number) != number:
                said = f"line {seen[key]} has the same {kind.partition('-')[2]}"
                found.append(Finding(number, case.id, kind, said))
        found += [Finding(number, case.id, *one) for one in problems(case, shelf)]
    if not number:
        raise InputError(f"{path}: no case in it; one JSON object a line is expected")
    return found


def malformed(number: int, line: str, said: str) -> Finding:
    """A line that is no case, or one that contradicts itself."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return Finding(number, "", "malformed", said)
    if not isinstance(given, dict):
        return Finding(number, "", "malformed", said)
    name = given.get("id") if isinstance(given.get("id"), str) else ""
    answered = given.get("unanswerable") is True and (given.get("answers") or given.get("items"))
    kind = "answered-unanswerable" if answered else "malformed"
    return Finding(number, name or "", kind, said)


def asked(case: Case) -> str:
    """What makes two cases ask the same: the words, the day and the turns before."""
    turns = [(normalized(turn.question), normalized(turn.answer)) for turn in case.history]
    return json.dumps([normalized(case.question), str(case.asked), turns])


def problems(case: Case, shelf: Shelf) -> Iterator[tuple[str, str]]:
    """What is wrong with the evidence of a case, and with what should stand in it."""
    told: list[str] = []
    for evidence in case.evidence:
        text = shelf.text(evidence.article_id)
        if text is None:
            yield "unknown-article", f"there is no article {evidence.article_id!r}"
            continue
        wrong = misplaced(evidence, text)
        if wrong is not None:
            yield wrong
            continue
        told.append(supporting(evidence, text, shelf))
        if case.speaker and normalized(case.speaker) not in normalized(text):
            yield "speaker-missing", f"{case.speaker!r} is not in {evidence.article_id!r}"
    # Where a piece of evidence is lost, so may be the one that holds the answer.
    if case.evidence and len(told) == len(case.evidence):
        yield from unsupported(case, " ".join(told))


def misplaced(evidence: Evidence, text: str) -> tuple[str, str] | None:
    """What is wrong with where evidence is said to stand; None where nothing is."""
    start, end, quote = evidence.start, evidence.end, evidence.quote
    where = f"of {evidence.article_id!r}"
    if start is None or end is None:
        if quote is not None and (not quote or quote not in text):
            return "quote-missing", f"{shown(quote)} is not in the text {where}"
        return None
    if end > len(text):
        return "offsets-outside", f"{start}–{end} is beyond the {len(text)} characters {where}"
    if quote is not None and text[start:end] != quote:
        return "offsets-differ", f"{start}–{end} {where} is {shown(text[start:end])}"
    return None


def supporting(evidence: Evidence, text: str, shelf: Shelf) -> str:
    """The sentences of evidence that stands where it says, or the whole article."""
    if evidence.whole:
        return text
    if evidence.start is not None and evidence.end is not None:
        return shelf.around(evidence.article_id, evidence.start, evidence.end)
    quote = evidence.quote or ""
    at = text.find(quote)
    return shelf.around(evidence.article_id, at, at + len(quote))


def unsupported(case: Case, told: str) -> Iterator[tuple[str, str]]:
    """Answers of which no form stands in the evidence; "yes" and "no" need not."""
    if verdicts(case.gold):
        return
    words = f" {normalized(told)} "
    wanted = [case.answers] if case.answers else []
    for forms in [*wanted, *case.items]:
        if not any(form in told or f" {normalized(form)} " in words for form in forms):
            yield "answer-missing", f"{shown(forms[0])} is not in the evidence's sentences"


def shown(text: str) -> str:
    """A text as a message quotes it: its beginning."""
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
