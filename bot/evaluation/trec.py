"""Runs and qrels in TREC's formats, for the tools that read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from bot.evaluation.places import named
from bot.evaluation.rows import Row

TAG = "newscite"


def write_trec(out: Path, rows: Sequence[Row]) -> None:
    """Write rankings and judgements, of articles and of passages.

    `run.LEVEL.trec` has lines "question Q0 id rank score tag", `qrels.LEVEL.trec` lines
    "question 0 id 1". Scores are places counted from the last, as a tool orders by them. White
    space in a question's id is percent-encoded. A passage's id is its article's and offsets.
    """
    for level in ("articles", "passages"):
        ranked = [(row, list(dict.fromkeys(found(row, level)))) for row in rows]
        run = [
            f"{safe(row.id)} Q0 {one} {place} {len(ids) - place + 1} {TAG}"
            for row, ids in ranked
            for place, one in enumerate(ids, 1)
        ]
        qrels = [f"{safe(row.id)} 0 {one} 1" for row in rows for one in row.relevant.get(level, ())]
        write_lines(out / f"run.{level}.trec", run)
        write_lines(out / f"qrels.{level}.trec", qrels)


def found(row: Row, level: str) -> list[str]:
    """The ids of what was found, best first."""
    hits = (row.answer or {}).get("hits", ())
    if level == "articles":
        return [hit["article_id"] for hit in hits]
    return [named((hit["article_id"], hit["start"], hit["end"])) for hit in hits]


def safe(name: str) -> str:
    """An id without white space, which parts the columns."""
    return re.sub(r"\s", lambda match: quote(match.group()), name)


def write_lines(file: Path, lines: Sequence[str]) -> None:
    """Write lines, each ended."""
    text = "".join(f"{line}\n" for line in lines)
    file.write_text(text, encoding="utf-8", errors="backslashreplace")
