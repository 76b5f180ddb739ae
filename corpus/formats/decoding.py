"""Bytes to text: the encoding found out, line ends made one, control characters gone."""

from __future__ import annotations

import codecs
import re

from corpus.formats.draft import UnreadableError

ASCII = bytes(range(128))
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")

FOREIGN = 0.25
"""Share of bytes beyond ASCII from which a text is hardly one in Windows-1252."""
CONTROL = 0.005
"""Share of control characters from which a file is taken for binary."""


def decode(data: bytes) -> str:
    """Decode a text file: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Returns:
        The text: each line ended by one line feed, without control characters (but for tabs)
        and byte order marks. It never holds a lone surrogate.

    Raises:
        UnreadableError: it is binary, damaged, or in another encoding.
    """
    text = BREAKS.sub("\n", decoded(data))
    if "\0" in text:
        raise UnreadableError("binary: it holds NUL characters")
    cleaned, controls = CONTROLS.subn("", text)
    if controls > max(8, CONTROL * len(text)):
        raise UnreadableError(f"binary: {controls} control characters in {len(text)}")
    return cleaned


def decoded(data: bytes) -> str:
    """Decode by the first encoding that fits.

    Raises:
        UnreadableError: none does.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return strictly(data, "utf-16", "damaged: not the UTF-16 that its first bytes say")
    if b"\0" in data:
        raise UnreadableError("binary: it holds NUL bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse_unless_western(data, error.start)
    return strictly(data, "cp1252", "unknown encoding: neither UTF-8 nor Windows-1252")


def strictly(data: bytes, encoding: str, reason: str) -> str:
    """Decode all of it.

    Raises:
        UnreadableError: with the reason given, where a byte does not fit.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{reason} (byte {error.start})") from error


def refuse_unless_western(data: bytes, at: int) -> None:
    """Refuse what is not UTF-8, but would turn into nonsense as Windows-1252.

    Args:
        data: the file's bytes.
        at: the first that does not fit UTF-8.

    Raises:
        UnreadableError: most of it is UTF-8, or too much of it is beyond ASCII.
    """
    foreign = len(data.translate(None, ASCII))
    if sum(len(match.group()) for match in MULTIBYTE.finditer(data)) * 2 > foreign:
        raise UnreadableError(f"damaged: UTF-8 but for some bytes, the first at {at}")
    if foreign > max(16, FOREIGN * len(data)):
        raise UnreadableError("unknown encoding: neither UTF-8 nor Windows-1252")
