"""A run as the columns that ragas reads, for those who judge with a language model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.evaluation.cases import Case
from bot.evaluation.places import Places
from bot.evaluation.rows import Row
from corpus.errors import InputError
from index.library import Library


def write_ragas(file: Path, cases: Sequence[Case], rows: Sequence[Row], library: Library) -> None:
    """Write a JSON object a question, in the order of the rows.

    The columns: `user_input` is the question, without the conversation before it; `response` the
    answer, "" on an error; `retrieved_contexts` the passages found, best first; `reference` a
    gold answer, or that the articles do not say; `reference_contexts` the evidence.

    Args:
        file: to be written, JSON lines.
        cases: what was asked.
        rows: what came of it.
        library: where evidence that is given by offsets stands.
    """
    asked, places = {case.id: case for case in cases}, Places(library)
    lines = [
        json.dumps(sample(asked[row.id], row, places), ensure_ascii=False) + "\n"
        for row in rows
        if row.id in asked
    ]
    # A lone surrogate, which UTF-8 lacks, becomes JSON's escape of it.
    with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.writelines(lines)


def sample(case: Case, row: Row, places: Places) -> dict[str, Any]:
    """A question as an object with ragas' columns."""
    answer = row.answer or {}
    return {
        "user_input": case.question,
        "response": answer.get("answer", ""),
        "retrieved_contexts": [hit["text"] for hit in answer.get("hits", ())],
        "reference": reference(case),
        "reference_contexts": evidence(case, places),
    }


def reference(case: Case) -> str:
    """The right answer in words: the first gold one, the items of a list, or that there is none."""
    if case.unanswerable:
        return Answer(case.question, case.question).text
    return case.answers[0] if case.answers else ", ".join(forms[0] for forms in case.items if forms)


def evidence(case: Case, places: Places) -> list[str]:
    """The words of the evidence; a piece that is not in the library is left out."""
    found = []
    for one in case.evidence:
        try:
            article_id, start, end = places.locate(one)
        except InputError:
            continue
        found.append(places.text(article_id)[start:end])
    return found
