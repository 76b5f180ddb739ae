"""Word files, made here with python-docx."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import docx
import pytest

from corpus.formats import docx as word
from corpus.formats.docx import read
from corpus.formats.draft import UnreadableError


def document(*paragraphs: tuple[str, str]) -> bytes:
    """A Word file of paragraphs, each a style and a text."""
    made = docx.Document()
    for style, text in paragraphs:
        made.add_paragraph(text, style=style)
    made.core_properties.created = datetime(2020, 1, 1)
    made.core_properties.author = "office"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_title_byline_date_and_paragraphs() -> None:
    """The day that the article states; Word's own notes about the file are not used."""
    draft = read(
        document(
            ("Title", "Ferry sails again"),
            ("Normal", "By Ann Berg"),
            ("Normal", "Published: March 1, 2021"),
            ("Normal", "ALMO (Harbour Post) – The ferry sailed again.\nIt was full."),
            ("Heading 1", "Repairs"),
            ("List Bullet", "Two bollards were torn out."),
        )
    )
    assert draft.title == "Ferry sails again"
    assert (draft.authors, draft.published) == (("Ann Berg",), date(2021, 3, 1))
    assert (draft.place, draft.publisher) == ("Almo", "Harbour Post")
    assert draft.text == (
        "The ferry sailed again.\nIt was full.\nRepairs\nTwo bollards were torn out."
    )


def test_without_a_heading_the_first_sentence_is_the_title() -> None:
    """And there is no date, although Word knows when the file was made."""
    draft = read(document(("Normal", "The ferry sailed again. It was full.")))
    assert (draft.title, draft.published, draft.authors) == ("The ferry sailed again.", None, ())


def test_tables_stand_where_they_stood() -> None:
    """A row is a line; a cell over several columns is said once."""
    made = docx.Document()
    made.add_paragraph("Crossings this week:")
    table = made.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Monday", "3"), ("Tuesday", "4")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.add_paragraph("The county counted them.")
    out = io.BytesIO()
    made.save(out)
    assert read(out.getvalue()).text == (
        "Crossings this week:\nMonday | 3\nTuesday | 4\nThe county counted them."
    )


def test_what_is_no_word_file_is_refused_with_its_reason() -> None:
    """No zip, a zip of something else, a file cut off, the old format, nothing in it."""
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "A.")
    for data, reason in (
        (b"Just text.", "no Word file"),
        (other.getvalue(), "damaged Word file"),
        (document(("Normal", "The ferry sailed."))[:2000], "no Word file"),
        (b"\xd0\xcf\x11\xe0rest", "encrypted, or in the old Word format"),
        (document(), "empty"),
    ):
        with pytest.raises(UnreadableError, match=reason):
            read(data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the sizes that it states."""
    monkeypatch.setattr(word, "MAX_UNPACKED", 1000)
    with pytest.raises(UnreadableError, match="would unpack to"):
        read(document(("Normal", "The ferry sailed.")))


def test_entities_in_its_xml_are_not_expanded() -> None:
    """Neither multiplied nor read from a file."""
    source, out = document(("Normal", "The ferry sailed MARK.")), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "word/document.xml":
                content = content.replace(
                    b"<w:document",
                    b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document',
                    1,
                ).replace(b"MARK", b"&x;")
            new.writestr(member, content)
    try:
        text = read(out.getvalue()).text
    except UnreadableError:
        return
    assert text.rstrip(" .") == "The ferry sailed"
