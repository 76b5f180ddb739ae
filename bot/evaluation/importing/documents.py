"""Questions with short answers and the ids of documents that hold them, the documents aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import Field

from bot.evaluation.importing.intake import Draft, Intake, Shape, asked, distinct, kind, whole


class Asking(Shape):
    """A question, asked on a day, and which documents its answer is in."""

    id: str
    question: str
    answers: tuple[str, ...] = ()
    day: date | None = Field(default=None, alias="date")
    evidence_doc_ids: tuple[str, ...] = ()


def read(source: Path, intake: Intake) -> Iterator[Draft]:
    """Every question as a case; the documents as a whole are its evidence.

    The documents are JSON lines with their ids under "doc_id", "id" or "_id": the file that
    `intake.corpus` names, or articles.jsonl or articles.jsonl.gz beside the questions. A
    question without answers is one that the documents do not answer.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    articles = intake.named_articles(source.parent, "articles.jsonl", "articles.jsonl.gz")
    for where, _, record in intake.lines(source):
        asking = intake.shaped(where, Asking, record)
        if asking is None:
            continue
        question, answers = asked(asking.question), distinct(asking.answers)
        given = {"id": asking.id, "question": question, "asked": asking.day}
        if not answers:
            yield where, given | {"unanswerable": True, "type": "unanswerable"}
            continue
        for missing in (one for one in asking.evidence_doc_ids if one not in articles):
            intake.problem(where, f"the document {missing!r} is not in the corpus")
        yield (
            where,
            given
            | {
                "type": kind(question),
                "answers": answers,
                "evidence": [whole(articles[n]) for n in asking.evidence_doc_ids if n in articles],
            },
        )
