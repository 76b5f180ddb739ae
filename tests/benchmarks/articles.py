"""Articles out of a JSON lines file, for measurements (a format of the library comes later)."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.article import Article, article_id
from corpus.formats.body import made_title
from corpus.loading import Loaded


def read_articles(path: Path) -> Iterator[Loaded]:
    """Every article of a file whose lines have doc_id, title, text and published."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = "\n".join(part.strip() for part in row["text"].splitlines() if part.strip())
            published = date.fromisoformat(row["published"]) if row.get("published") else None
            source = row.get("url") or row["doc_id"]
            yield Loaded(
                source,
                Article(
                    id=article_id(source, text),
                    title=row["title"] or made_title(text),
                    text=text,
                    published=published,
                    url=row.get("url"),
                    source=source,
                ),
            )
