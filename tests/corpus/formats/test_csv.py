"""CSV files, made here, read as files of articles."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from corpus.formats import csv
from corpus.formats.draft import UnreadableError
from corpus.loading import Loaded, Loading, Skipped, load

HEAD = "id,headline,body,url,date,source\n"
ROW = 'f1,Ferry sails,"The ferry sailed.\n\nIt was full.",https://post.example/f,2021-03-01,Post\n'


def rows(data: bytes) -> list[object]:
    """The records of a file, a reason where there is none."""
    return [
        str(one) if isinstance(one, UnreadableError) else one
        for _, one in csv.records(io.BytesIO(data))
    ]


def test_the_usual_columns_become_fields(tmp_path: Path) -> None:
    """Also over several lines in quotation marks."""
    path = tmp_path / "a.csv"
    path.write_text(HEAD + ROW)
    [one] = load([path])
    assert isinstance(one, Loaded)
    article = one.article
    assert one.source == f"{path.resolve()}#f1"
    assert (article.title, article.text) == ("Ferry sails", "The ferry sailed.\nIt was full.")
    assert (article.publisher, article.published) == ("Post", date(2021, 3, 1))
    assert (article.url, article.source) == ("https://post.example/f", "https://post.example/f")


def test_other_columns_are_mapped(tmp_path: Path) -> None:
    """A column that is named for one thing is not taken for another."""
    path = tmp_path / "a.csv"
    path.write_text("nr;kop;text;inhoud\n1;Veer vaart;summary;The ferry sailed.\n")
    columns = {"title": "kop", "text": "inhoud", "id": "nr"}
    [one] = load([path], Loading(columns=columns))
    assert isinstance(one, Loaded)
    assert (one.article.title, one.article.text) == ("Veer vaart", "The ferry sailed.")
    assert one.source.endswith("#1")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_first_line(delimiter: str) -> None:
    """Exports use what their country uses."""
    data = f"id{delimiter}text\n1{delimiter}A.\n"
    assert rows(data.encode()) == [{"id": "1", "text": "A."}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_told(encoding: str) -> None:
    """UTF-8, with a mark or without, UTF-16, Windows-1252."""
    assert rows("id,text\n1,Café “A”.\n".encode(encoding)) == [{"id": "1", "text": "Café “A”."}]


def test_line_ends_within_a_field_stay_and_odd_ones_break_nothing() -> None:
    """A line separator that only Unicode knows is a character like any other."""
    assert rows('id,text\r\n1,"A.\r\nB."\r\n2,C\u2028D\r\n'.encode()) == [
        {"id": "1", "text": "A.\r\nB."},
        {"id": "2", "text": "C\u2028D"},
    ]


def test_a_row_with_too_many_columns_is_skipped_by_its_line(tmp_path: Path) -> None:
    """The others are read; one without a text is skipped as well."""
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,A b.,c\n\n2,\n3,The ferry sailed.\n")
    results = list(load([path]))
    reasons = [(one.source[-2:], one.reason) for one in results if isinstance(one, Skipped)]
    assert reasons == [
        (":2", "expected 2 columns as in the first line, found 3"),
        (":4", "no text: expected a column 'text' or 'body'"),
    ]
    assert len(results) == 3


def test_a_field_or_line_without_end_stops_at_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before it is there."""
    monkeypatch.setattr(csv, "MAX_LINE", 1000)
    for endless in (b'2,"' + b"x\n" * 9000, b"2," + b"x" * 9000):
        found = csv.records(io.BytesIO(b"id,text\n1,A.\n" + endless))
        assert next(found)[1] == {"id": "1", "text": "A."}
        with pytest.raises(UnreadableError, match="no CSV that can be read"):
            next(found)


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b"a\0b,c\n", "binary")])
def test_what_is_no_table_is_refused(data: bytes, reason: str) -> None:
    """With the reason."""
    with pytest.raises(UnreadableError, match=reason):
        rows(data)


def test_two_rows_of_one_id_are_two_documents(tmp_path: Path) -> None:
    """Else they would replace each other without end."""
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,The ferry sailed.\n1,The museum opened.\n")
    sources = [one.source.rpartition("#")[2] for one in load([path])]
    assert sources == ["1", "1@3"]
