"""JSON lines as a body of articles."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import InputError
from corpus.formats import jsonl
from corpus.formats.draft import UnreadableError
from corpus.loading import Loaded, Skipped, load_corpus, load_lines

FERRY = {"doc_id": "f1", "title": "Ferry  sails", "text": "The ferry sailed.\n\nIt was full."}


def written(path: Path, *lines: Any) -> Path:
    """A file of these lines, gzipped where its name says so."""
    text = "".join(one + "\n" if isinstance(one, str) else json.dumps(one) + "\n" for one in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def test_the_columns_become_fields() -> None:
    """Headline, body and the rest, under the names that exports give them."""
    record = {
        "id": 7,
        "headline": "Ferry sails",
        "body": "The ferry sailed.\r\n\r\nIt was full.",
        "url": "https://example.org/ferry",
        "published": "2022-05-22T10:00:00Z",
        "publisher": "Harbour Post",
        "authors": ["Ann Berg"],
        "language": "en-GB",
        "clicks": 12,
    }
    draft = jsonl.draft(record)
    assert draft.text == "The ferry sailed.\nIt was full."
    assert (draft.title, draft.publisher) == ("Ferry sails", "Harbour Post")
    assert (draft.published, draft.language) == (date(2022, 5, 22), "en")
    assert (draft.authors, draft.url) == (("Ann Berg",), "https://example.org/ferry")


def test_a_title_is_made_where_there_is_none() -> None:
    """From the first sentence, as of a file."""
    assert jsonl.draft({"text": "The ferry sailed. It was full."}).title == "The ferry sailed."


@pytest.mark.parametrize("record", [{}, {"text": ""}, {"text": 3}, {"body": " \n "}, {"text": "…"}])
def test_without_text_there_is_no_article(record: dict[str, Any]) -> None:
    """The reason is said."""
    with pytest.raises(UnreadableError, match="text"):
        jsonl.draft(record)


def test_an_article_has_the_same_id_whatever_the_file_is_called(tmp_path: Path) -> None:
    """Renamed, compressed: the cases still find it."""
    one = written(tmp_path / "a.jsonl", FERRY)
    other = written(tmp_path / "b.jsonl.gz", "", FERRY)
    assert list(load_corpus(one)) == list(load_corpus(other))


def test_what_names_an_article(tmp_path: Path) -> None:
    """Its URL, or else its own id, or else its line."""
    assert jsonl.name(FERRY | {"url": "https://example.org/f"}, 3) == "https://example.org/f"
    assert jsonl.name(FERRY, 3) == "f1"
    assert jsonl.name({"text": "T."}, 3) == "line 3"


def test_a_bad_line_is_skipped_by_its_number_and_the_others_read(tmp_path: Path) -> None:
    """One result a line."""
    deep = "[" * 100_000
    path = written(tmp_path / "a.jsonl", FERRY, "nonsense", "[1]", {"id": "x"}, deep, FERRY)
    results = list(load_lines(path))
    skipped = [one for one in results if isinstance(one, Skipped)]
    assert [one.source.rpartition(":")[2] for one in skipped] == ["2", "3", "4", "5"]
    assert len([one for one in results if isinstance(one, Loaded)]) == 2


def test_control_characters_and_lone_surrogates_are_cleaned(tmp_path: Path) -> None:
    """What cannot be stored, or would steer a terminal, does not come in."""
    path = written(tmp_path / "a.jsonl", '{"text": "A\\ud800 b\\u001b[31m\\u0000 c."}')
    (one,) = load_corpus(path)
    assert isinstance(one, Loaded)
    assert one.article.text == "A? b[31m c."


def test_a_damaged_archive_is_one_skipped_source(tmp_path: Path) -> None:
    """Not a traceback."""
    path = written(tmp_path / "a.jsonl.gz", FERRY, FERRY)
    path.write_bytes(path.read_bytes()[:-12])
    assert isinstance(list(load_corpus(path))[-1], Skipped)
    path.write_bytes(b"plain")
    (one,) = load_corpus(path)
    assert isinstance(one, Skipped)


def test_a_folder_or_a_file_is_a_corpus_too(tmp_path: Path) -> None:
    """Keyed by article, not by where it lies."""
    (tmp_path / "ferry.txt").write_text("The ferry sailed. It was full.")
    (one,) = load_corpus(tmp_path)
    assert isinstance(one, Loaded)
    assert one.source == f"corpus:{one.article.id}"
    assert list(load_corpus(tmp_path / "ferry.txt")) == [one]


def test_a_corpus_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    """At once."""
    with pytest.raises(InputError, match="cannot read"):
        load_corpus(tmp_path / "none.jsonl")
