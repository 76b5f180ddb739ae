"""Question sets of others as cases: one module per format, each with `read(source, intake)`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from pydantic import ValidationError

from bot.evaluation.cases import Case, fault
from bot.evaluation.importing.intake import Intake
from corpus.errors import InputError

FORMATS: Mapping[str, str] = {
    "squad": "SQuAD 1.1 or 2.0, the official nested JSON",
    "coqa": "dialogues over a story, as CoQA has them: JSON, or one a line",
    "mtrag": "turns of conversations with their passages, as MT-RAG has them: one a line",
    "clapnq": "questions with passages and the sentences that support: one a line",
    "beir": "a BEIR folder: corpus.jsonl, queries.jsonl, qrels/*.tsv",
    "documents": "questions with answers and evidence_doc_ids, the articles aside: one a line",
    "csv": "columns question and answer",
}
"""Name and what it is."""


def import_cases(name: str, source: Path, intake: Intake) -> list[Case]:
    """Read a question set.

    Args:
        name: of the format.
        source: the file, or for BEIR the folder.
        intake: gathers the articles, and what had to be left out.

    Returns:
        The cases, in the order of the source; ids are unique.

    Raises:
        InputError: the format is unknown, or there is no case of it in the source.
    """
    if name not in FORMATS:
        raise InputError(f"expected one of the formats {', '.join(FORMATS)}, found {name!r}")
    cases: dict[str, Case] = {}
    for where, given in import_module(f"bot.evaluation.importing.{MODULES.get(name, name)}").read(
        source, intake
    ):
        try:
            case = Case.model_validate(given)
        except ValidationError as error:
            intake.problem(where, fault(error))
            continue
        if case.id in cases:
            intake.problem(where, f"the id {case.id!r} was used before; ids are unique")
        else:
            cases[case.id] = case
    if not cases:
        first = f": {intake.problems[0]}" if intake.problems else ""
        raise InputError(f"no case of the format {name!r} in {str(source)!r}{first}")
    return list(cases.values())


MODULES: Mapping[str, str] = {"csv": "table"}
"""Formats whose module has another name; a module csv would be mistaken for Python's own."""
