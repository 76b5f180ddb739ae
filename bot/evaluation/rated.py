"""Evaluation cases from readers' ratings: what they vouched for, or put right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.evaluation.cases import Case, Earlier, Evidence
from bot.evaluation.checking import Shelf, asked, problems
from bot.feedback import Kept
from corpus.article import Article

VERDICTS = frozenset({"Yes", "No"})


def cases_from(
    ratings: Iterable[Kept], article: Callable[[str], Article]
) -> tuple[list[Case], list[str]]:
    """Make cases of ratings.

    An answer that was liked is right, its quotes the evidence; one that was liked for declining
    is unanswerable. Of one that was not liked the reader must have said what is right: the
    expected answer, or that the articles do not answer the question.

    Args:
        ratings: oldest first; of several for one question the last counts.
        article: gives the article of an id, or raises KeyError.

    Returns:
        The cases, and a line for each rating that gave none.
    """
    shelf = Shelf(article)
    made: dict[str, Case] = {}
    left: list[str] = []
    for one in ratings:
        case = case_of(one)
        wrong = [said for _, said in problems(case, shelf)] if case else []
        if case is None:
            left.append(f"{one.answer['question']!r}: rated down without what would be right")
        elif wrong:
            left.append(f"{case.question!r}: {wrong[0]}")
        else:
            made[asked(case)] = case
    return list(made.values()), left


def case_of(one: Kept) -> Case | None:
    """The case that a rating makes, None where what is right is not known."""
    answer = one.answer
    if one.rating == "down":
        if one.reason == "not_in_articles":
            return case(one, unanswerable=True)
        return case(one, answers=(one.expected.strip(),)) if one.expected.strip() else None
    if answer["abstained"]:
        return case(one, unanswerable=True)
    cited = [each for claim in answer["claims"] for each in claim["citations"]]
    told = " ".join(each["quote"] for each in cited)
    speakers = {each["speaker"] for each in cited}
    return case(
        one,
        **gold(answer["short_answer"], [span["text"] for span in answer["spans"]], told),
        evidence=evidence(cited),
        speaker=speakers.pop() if len(speakers) == 1 else None,
    )


def case(one: Kept, **known: Any) -> Case:
    """A case of the question that was rated."""
    digest = hashlib.sha256(one.key.encode("utf-8", "surrogatepass")).hexdigest()
    return Case(
        id=f"feedback-{digest[:12]}",
        question=one.answer["question"],
        asked=one.asked,
        history=tuple(Earlier(question=t.question, answer=t.answer) for t in one.history),
        **known,
    )


def gold(short: str, spans: Sequence[str], told: str) -> dict[str, Any]:
    """The right answers: the short one, or where it is made of several, each of them.

    Args:
        short: the short answer.
        spans: what it is made of.
        told: the quotes; what does not stand in them is no answer.
    """
    if short in VERDICTS:
        return {"answers": (short,)}
    stand = tuple(dict.fromkeys(one for one in spans if one in told))
    if len(stand) > 1:
        return {"type": "list", "items": tuple((one,) for one in stand)}
    forms = [*([short] if short and short in told else []), *stand]
    return {"answers": tuple(dict.fromkeys(forms))}


def evidence(cited: Iterable[dict[str, Any]]) -> tuple[Evidence, ...]:
    """The quotes, each once, as evidence."""
    made = {
        (one["article_id"], one["start"], one["end"]): Evidence(
            article_id=one["article_id"], start=one["start"], end=one["end"], quote=one["quote"]
        )
        for one in cited
    }
    return tuple(made.values())
