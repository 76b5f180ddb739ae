"""A question as a page shows it: made from its row alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.losses import OUTCOMES, Outcome, evidence_rank, outcome
from bot.evaluation.pages.marking import Piece, pieces
from bot.evaluation.places import Place, overlap
from bot.evaluation.rows import Row
from corpus.errors import InputError

MOST_FOUND = 10
BEGINNING = 90
BY_NAME = {one.name: one for one in OUTCOMES}
SHOWN_SCORES = ("exact_match", "f1", "set_f1", "yes_no", "citation_precision", "citation_recall")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, and its citations: (number, speaker or "")."""

    text: str
    citations: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that no excerpt holds.

    Attributes:
        text: the words.
        title: of its article, or the article's id.
        number: of the citation; 0: it is gold evidence.
    """

    text: str
    title: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """A stretch of an article with its marks.

    Attributes:
        title: of the article.
        publisher: of it; "" where unknown.
        pieces: the text, in order.
        before: there is more of the article before it.
        after: there is more after it.
    """

    title: str
    publisher: str
    pieces: tuple[Piece, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found: its rank, how its text begins, score; whether it holds evidence."""

    rank: int
    beginning: str
    score: str
    evidence: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with all that the page says of it.

    Attributes:
        row: where it is from.
        outcome: what became of it.
        why: that in a sentence, with this question's numbers.
        sentences: of the answer.
        expected: the gold answers; empty where the articles do not say.
        history: the conversation before: (question, answer).
        extracts: the articles, with citations and evidence marked.
        quotes: citations and evidence that no extract shows.
        found: the first passages found.
        more: how many passages were found beyond those.
        scores: (figure, value).
    """

    row: Row
    outcome: Outcome
    why: str
    sentences: tuple[Sentence, ...]
    expected: tuple[str, ...]
    history: tuple[tuple[str, str], ...]
    extracts: tuple[Extract, ...]
    quotes: tuple[Quote, ...]
    found: tuple[Found, ...]
    more: int
    scores: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, row: Row, read: int | None) -> Entry:
        """Make a row ready to be shown.

        Args:
            row: of a run.
            read: how many of the passages found are read; None: all.

        Raises:
            InputError: the row's objects are not as a run writes them.
        """
        try:
            return entry(row, read)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            said = f"{type(error).__name__}: {error}"
            raise InputError(f"row {row.id!r} is not of this version: {said}") from None


def entry(row: Row, read: int | None) -> Entry:
    """`Entry.of`, without a check of what the row holds."""
    answer, evidence = row.answer or {}, row.gold.get("evidence", [])
    numbers: dict[Place, int] = {}
    sentences, cited = [], []
    for claim in answer.get("claims", []):
        of = []
        for one in claim["citations"]:
            number = numbers.setdefault(place(one), len(numbers) + 1)
            of.append((number, one.get("speaker") or ""))
            cited.append((number, one))
        sentences.append(Sentence(claim["text"], tuple(of)))
    gold = [place(one) for one in evidence if one["start"] is not None and one["end"] is not None]
    what = BY_NAME[outcome(row, read)]
    found = answer.get("hits", [])
    relevant = {*row.relevant.get("passages", ())}
    return Entry(
        row,
        what,
        why(row, what, read),
        tuple(sentences),
        expected(row.gold),
        tuple((turn["question"], turn["answer"]) for turn in row.gold.get("history", [])),
        tuple(extract(one, numbers, gold) for one in row.excerpts),
        tuple(unshown(row.excerpts, dict(reversed(cited)), evidence)),
        tuple(
            Found(rank, beginning(hit["text"]), scored(hit["score"]), holds(hit, gold, relevant))
            for rank, hit in enumerate(found[:MOST_FOUND], 1)
        ),
        max(0, len(found) - MOST_FOUND),
        tuple((name, f"{row.scores[name]:.2f}") for name in SHOWN_SCORES if name in row.scores),
    )


def expected(gold: Mapping[str, Any]) -> tuple[str, ...]:
    """The gold answers; of a list, each item with its other forms."""
    items = gold.get("items", [])
    return (*gold.get("answers", []), *(" / ".join(forms) for forms in items))


def extract(one: Mapping[str, Any], numbers: Mapping[Place, int], gold: Sequence[Place]) -> Extract:
    """An excerpt with the marks that lie in it."""
    name, start = one["article_id"], one["start"]
    cited = {n: (s, e) for (article_id, s, e), n in numbers.items() if article_id == name}
    evidence = [(s, e) for article_id, s, e in gold if article_id == name]
    return Extract(
        one["title"],
        one["publisher"] or "",
        tuple(pieces(one["text"], start, cited, evidence)),
        start > 0,
        one["end"] < one["length"],
    )


def unshown(
    excerpts: Sequence[Mapping[str, Any]],
    cited: Mapping[int, Mapping[str, Any]],
    evidence: Sequence[Mapping[str, Any]],
) -> Iterator[Quote]:
    """The citations and evidence that lie in no excerpt: of failed rows, or quoting falsely."""
    for number, one in sorted(cited.items()):
        if not shown(one, one["quote"], excerpts):
            yield Quote(one["quote"], one.get("title") or one["article_id"], number)
    for one in evidence:
        if not shown(one, one["text"], excerpts):
            yield Quote(one["text"], one["article_id"])


def shown(one: Mapping[str, Any], words: str, excerpts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether some excerpt has these words, or a part, where they are said to stand."""
    if one["start"] is None or one["end"] is None:
        return False
    for of in excerpts:
        start, end = max(one["start"], of["start"]), min(one["end"], of["end"])
        if of["article_id"] == one["article_id"] and start < end:
            said = words[start - one["start"] : end - one["start"]]
            if said == of["text"][start - of["start"] : end - of["start"]]:
                return True
    return False


def holds(hit: Mapping[str, Any], gold: Sequence[Place], relevant: set[str]) -> bool:
    """Whether a passage holds evidence: by where it stands, or by the row's list."""
    article_id, start, end = place(hit)
    named = f"{article_id}:{start}-{end}"
    return named in relevant or any(overlap((article_id, start, end), one) for one in gold)


def why(row: Row, what: Outcome, read: int | None) -> str:
    """What became of a question, in a sentence with its numbers."""
    at = evidence_rank(row)
    where = f"Passage {at:,} of those found was the first with evidence" if at else ""
    if what.name == "ranked_low":
        return f"{where}; only {read:,} were read."
    if what.name in ("misread", "wrongly_declined", "cited_elsewhere") and where:
        return f"{what.about} {where}."
    return what.about


def place(one: Mapping[str, Any]) -> Place:
    """Where a citation, a hit or a piece of evidence stands."""
    return one["article_id"], one["start"], one["end"]


def scored(score: float | None) -> str:
    """A score as it is shown; a dash for one that was no number."""
    return "–" if score is None else f"{score:.3f}"


def beginning(text: str) -> str:
    """How a text begins, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= BEGINNING else f"{line[:BEGINNING].rsplit(' ', 1)[0]}…"
