"""BEIR (Thakur et al. 2021): a folder with a corpus, queries and which documents answer them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.importing.intake import Draft, Intake, asked, kind, whole
from corpus.errors import InputError
from corpus.formats import jsonl

SPLITS = ("test", "dev", "train")
FILES = ("{}.jsonl", "{}.jsonl.gz")


def read(source: Path, intake: Intake) -> Iterator[Draft]:
    """Every judged query as a case without answers, which measures finding and citing alone.

    The documents judged above 0 are its evidence, as a whole. Of several files of judgements
    that of the test split is read.

    Raises:
        InputError: a file of the folder is missing, or cannot be read.
    """
    if not source.is_dir():
        raise InputError(f"expected a BEIR folder, found {str(source)!r}")
    plain, packed = (source / name.format("queries") for name in FILES)
    queries = packed if packed.is_file() and not plain.is_file() else plain
    articles = intake.named_articles(source, *(name.format("corpus") for name in FILES))
    judged = judgements(judged_file(source), intake)
    for where, _, record in intake.lines(queries):
        name, text = jsonl.identity(record), jsonl.first(record, ("text",))
        if name not in judged:
            continue
        missing = [one for one in judged[name] if one not in articles]
        for one in missing:
            intake.problem(where, f"the document {one!r} is not in the corpus")
        evidence = [whole(articles[one]) for one in judged[name] if one in articles]
        if evidence:
            question = asked(text or "")
            given = {"id": name, "question": question, "type": kind(question)}
            yield where, given | {"evidence": evidence}


def judged_file(folder: Path) -> Path:
    """The file of judgements: of the test split, or else of another.

    Raises:
        InputError: there is none.
    """
    found = [folder / "qrels" / f"{split}.tsv" for split in SPLITS]
    for path in found:
        if path.is_file():
            return path
    raise InputError(f"no judgements in {str(folder)!r}: expected qrels/test.tsv, dev or train")


def judgements(path: Path, intake: Intake) -> dict[str, list[str]]:
    """Query to the documents judged above 0, in the file's order; its first line may be a header.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {str(path)!r}: {error}") from None
    judged: dict[str, list[str]] = {}
    for number, line in enumerate(lines, 1):
        parts = line.split("\t")
        if not line.strip() or (number == 1 and parts[-1].strip() == "score"):
            continue
        try:
            query, document, score = parts[0], parts[1], float(parts[2])
        except (IndexError, ValueError):
            intake.problem(f"{path}:{number}", "expected query-id, corpus-id and score")
            continue
        if score > 0:
            judged.setdefault(query, []).append(document)
    return judged
