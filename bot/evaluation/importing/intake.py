"""What the importers share: articles gathered, offsets carried over, problems noted."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.evaluation.cases import fault
from bot.evaluation.importing.aligning import Alignment
from bot.verdict import ASKS
from corpus.article import Article
from corpus.errors import InputError
from corpus.formats import jsonl
from corpus.formats.draft import UnreadableError
from corpus.loading import record_article

Draft = tuple[str, dict[str, Any]]
"""Where a case comes from ("file:line"), and its fields, not validated yet."""

WORD = re.compile(r"\b(who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
SAME = {"whom": "who", "whose": "who"}


class Shape(BaseModel):
    """A part of a source, as its format has it; what else is there is left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)


Shaped = TypeVar("Shaped", bound=Shape)


class Placed:
    """An article made of a text of the source, and where the text's stretches are in it."""

    def __init__(self, article: Article, text: str) -> None:
        """Align an article with the text that it was made of."""
        self.article = article
        self._alignment = Alignment(text, article.text)

    def evidence(self, start: int, end: int) -> list[dict[str, Any]]:
        """The evidence that [start, end) of the text is; none where nothing of it is left."""
        place = self._alignment.place(start, end)
        if place is None:
            return []
        return [{"article_id": self.article.id, "start": place[0], "end": place[1]}]

    def whole(self) -> list[dict[str, Any]]:
        """The article as evidence, where the source says no more."""
        return [whole(self.article)]


class Intake:
    """What comes in with the cases of one source.

    Attributes:
        records: the articles that the source brings, as lines of a corpus.
        problems: what was left out and why, a line each.
        corpus: file of JSON lines with the articles that the source only names; None: beside it.
    """

    def __init__(self, corpus: Path | None = None) -> None:
        self.records: list[dict[str, Any]] = []
        self.problems: list[str] = []
        self.corpus = corpus
        self._placed: dict[tuple[str, str], Placed | None] = {}
        self._names: set[str] = set()

    def problem(self, where: str, said: str) -> None:
        """Note that something was left out."""
        self.problems.append(f"{where}: {said}")

    def article(self, where: str, name: str, text: str, title: str = "") -> Placed | None:
        """Gather an article; the same text under the same name is the same article.

        Args:
            where: its place in the source, for a problem.
            name: what it is called there; its id is made from it and the text.
            text: as the source has it.
            title: its headline.

        Returns:
            The article, or None where none can be made of the text.
        """
        known = (name, text)
        if known not in self._placed:
            self._placed[known] = self._gather(where, self._unused(name), text, title)
        return self._placed[known]

    def _gather(self, where: str, name: str, text: str, title: str) -> Placed | None:
        record = {"doc_id": name, "title": jsonl.clean(title), "text": text}
        try:
            placed = Placed(record_article(record, len(self.records) + 1), text)
        except UnreadableError as error:
            self.problem(where, f"no article can be made of the text of {name!r}: {error}")
            return None
        self.records.append(record | {"text": jsonl.clean(text)})
        return placed

    def _unused(self, name: str) -> str:
        name = jsonl.clean(name).strip() or "text"
        found, number = name, 1
        while found in self._names:
            number += 1
            found = f"{name} ({number})"
        self._names.add(found)
        return found

    def named_articles(self, beside: Path, *usual: str) -> dict[str, Article]:
        """The articles that a source names, by their own ids.

        Args:
            beside: folder in which the usual files are looked for, where none is named.
            usual: their names, in order.

        Raises:
            InputError: there is no such file, or it cannot be read.
        """
        path = self.corpus or next((beside / n for n in usual if (beside / n).is_file()), None)
        if path is None:
            raise InputError(
                f"the articles are in no file beside the questions ({' or '.join(usual)}): "
                "name it with --corpus"
            )
        if not jsonl.is_jsonl(path):
            raise InputError(f"--corpus needs JSON lines with ids here, found {str(path)!r}")
        self.corpus = path
        return dict(self._articles_of(path))

    def _articles_of(self, path: Path) -> Iterator[tuple[str, Article]]:
        for where, number, record in self.lines(path):
            try:
                yield jsonl.identity(record), record_article(record, number)
            except UnreadableError as error:
                self.problem(where, str(error))

    def lines(self, path: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """The objects of a file of JSON lines: "file:line", line and object.

        A line that holds none is a problem, and passed over.

        Raises:
            InputError: the file cannot be read.
        """
        try:
            for number, record in jsonl.records(path):
                if isinstance(record, UnreadableError):
                    self.problem(f"{path}:{number}", str(record))
                else:
                    yield f"{path}:{number}", number, record
        except UnreadableError as error:
            raise InputError(f"{path}: {error}") from None
        except OSError as error:
            raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}") from None

    def shaped(self, where: str, shape: type[Shaped], given: Any) -> Shaped | None:
        """An object as its format has it; a problem, and None, where it is none."""
        try:
            return shape.model_validate(given)
        except ValidationError as error:
            self.problem(where, fault(error))
            return None


def read_json(path: Path) -> Any:
    """What a JSON file holds, gzipped where its name ends with ".gz".

    Raises:
        InputError: it cannot be read, or is no JSON.
    """
    try:
        data = path.read_bytes()
        return json.loads(gzip.decompress(data) if path.name.lower().endswith(".gz") else data)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path}: damaged gzip: {error}") from None
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON: {error}") from None


def kind(question: str) -> str:
    """The type of a question by its first question word: "who", "when", …; "yesno" or "other"."""
    if ASKS.match(question.strip()):
        return "yesno"
    found = WORD.search(question)
    word = found[1].lower() if found else "other"
    return SAME.get(word, word)


def asked(question: str) -> str:
    """A question in one clean line."""
    return " ".join(jsonl.clean(question).split())


def distinct(texts: Iterable[str]) -> list[str]:
    """Clean texts that are not blank, each once, in order."""
    return list(dict.fromkeys(filter(None, (asked(text) for text in texts))))


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell texts of one name apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def whole(article: Article) -> dict[str, Any]:
    """An article as evidence, where it is not known where in it."""
    return {"article_id": article.id, "whole": True}
