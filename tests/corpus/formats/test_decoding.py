import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.formats.decoding import decode
from corpus.formats.draft import UnreadableError

TEXT = "Zoë said: “No.”\nThen she left."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
)
def test_the_encoding_is_found_out(data: bytes) -> None:
    """UTF-8, UTF-16 with a mark, and Windows-1252 give the same text."""
    assert decode(data) == TEXT


def test_line_ends_are_made_one() -> None:
    """Every kind of line end is a line feed afterwards."""
    assert decode("a\r\nb\rc\x0cd\u2028e\x85f".encode()) == "a\nb\nc\nd\ne\nf"


def test_control_characters_are_dropped() -> None:
    """But tabs stay."""
    assert decode(b"a\tb\x1b\x07c\xef\xbb\xbfd") == "a\tbcd"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GIF89a\x00\x01", "binary"),
        ("a\0b".encode("utf-16"), "binary"),
        (bytes(range(1, 32)) * 50, "binary"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "damaged"),
        ("“Ærø” – ".encode() * 20 + b"\xff", "damaged"),
        ("Привет, мир. ".encode("cp1251") * 5, "unknown encoding"),
        (b"caf\xe9 \x81", "unknown encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    """Nonsense is never taken for an article."""
    with pytest.raises(UnreadableError, match=f"^{reason}"):
        decode(data)


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_bytes_give_clean_text_or_a_reason(data: bytes) -> None:
    """No lone surrogate, no control character, no other error."""
    try:
        text = decode(data)
    except UnreadableError:
        return
    assert all(c in "\t\n" or unicodedata.category(c) not in {"Cc", "Cs"} for c in text)
