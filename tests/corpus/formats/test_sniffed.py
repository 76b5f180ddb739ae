"""Formats told by names and by first bytes."""

import pytest

from corpus.formats import format_of, sniffed


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.txt", "plain"),
        ("A.HTM", "html"),
        ("b.jsonl.gz", "jsonl"),
        ("b.tar.gz", None),
        ("c.rss", "feed"),
        ("README", None),
        (".csv", "csv"),
    ],
)
def test_a_name_says_what_a_file_is(name: str, found: str | None) -> None:
    """By its suffix, in any case."""
    assert format_of(name) == found


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\x03\x04", "docx"),
        (b'\xef\xbb\xbf{"text": "A."}', "jsonl"),
        (b"  <!DOCTYPE html><html>", "html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "html"),
        (b'<?xml version="1.0"?><rss>', "feed"),
        (b"<feed xmlns='x'>", "feed"),
        (b"{A} said so.", "plain"),
        (b"\xff\xfeA\0", "plain"),
        (b"The ferry sailed.", "plain"),
        (b"", "plain"),
    ],
)
def test_what_has_no_name_is_told_by_its_first_bytes(start: bytes, found: str) -> None:
    """Plain text where unsure."""
    assert sniffed(start) == found
