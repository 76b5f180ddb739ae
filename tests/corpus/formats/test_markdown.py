from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.formats.draft import UnreadableError
from corpus.formats.markdown import MAX_BYTES, read

FRONT = """---
title: "Harbour closed"
date: 2024-05-03T10:00:00Z
publisher: Norr News
authors: [Ann Berg, Bo Moss]
url: https://news.example/harbour
lang: en-GB
layout: post
---
"""


def test_front_matter_becomes_fields() -> None:
    """Known keys are read, others ignored."""
    draft = read(f"{FRONT}The harbour is closed.".encode())
    assert (draft.title, draft.published) == ("Harbour closed", date(2024, 5, 3))
    assert (draft.publisher, draft.authors) == ("Norr News", ("Ann Berg", "Bo Moss"))
    assert (draft.url, draft.language) == ("https://news.example/harbour", "en")
    assert draft.text == "The harbour is closed."


def test_authors_may_be_a_list_of_lines_and_the_source_an_address() -> None:
    """An address is the url, not the publisher."""
    front = "---\nauthor:\n  - Ann Berg\n  - 'Bo Moss'\nsource: https://news.example/x\n---\nText."
    draft = read(front.encode())
    assert draft.authors == ("Ann Berg", "Bo Moss")
    assert (draft.url, draft.publisher) == ("https://news.example/x", None)


def test_the_first_heading_is_the_title() -> None:
    """It leaves the text; later headings are paragraphs."""
    draft = read(b"# Harbour *closed*\n\nNobody was hurt.\n\n## Ships\n\n- One.\n- Two.\n")
    assert draft.title == "Harbour closed"
    assert draft.text == "Nobody was hurt.\nShips\nOne.\nTwo."


def test_markup_reads_as_prose() -> None:
    """Emphasis, links, images, tags, entities and line breaks leave no trace."""
    source = (
        "“We **must** [act](https://x.example),” said\n`Berg` &amp; Moss.<br>\n"
        "![a map](map.png)\n\n> Quoted.\n\n<p>In <b>HTML</b>.</p>\n\n<script>let x = 1</script>\n"
    )
    assert read(source.encode()).text == ("“We must act,” said Berg & Moss.\nQuoted.\nIn HTML .")


def test_an_unclosed_front_matter_is_text() -> None:
    """A line of dashes alone makes none."""
    assert read(b"---\nThe harbour is closed.").text == "The harbour is closed."


@pytest.mark.parametrize(
    "data", [b"", FRONT.encode(), b"# Only a title\n", b"![](x.png)", b"<!--" * 20_000]
)
def test_a_file_without_text_is_refused(data: bytes) -> None:
    """The reason is that it is empty; an unclosed comment hides all after it."""
    with pytest.raises(UnreadableError, match="empty"):
        read(data)


def test_a_huge_file_is_refused() -> None:
    """The reason states the limit."""
    with pytest.raises(UnreadableError, match="at most"):
        read(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("unit", ["[", "*a ", "`", "> ", "<", "![", "&", "- ", "|a"])
def test_hostile_markup_ends(unit: str) -> None:
    """Deep nesting and unclosed marks neither fail nor hang."""
    assert "end" in read((unit * 20_000 + "\n\nend").encode()).text


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab*_[]()`#>-<!&;:|\n 1.\\\"'", max_size=80))
def test_any_markup_gives_text_or_a_reason(source: str) -> None:
    """No other error, and no blank paragraph."""
    try:
        text = read(source.encode()).text
    except UnreadableError:
        return
    assert all(line == line.strip() != "" for line in text.split("\n"))


def test_a_table_is_its_cells_wherever_it_stands() -> None:
    """Also right under a paragraph; short rows are not filled up, which would take minutes."""
    text = "# T\n\nBefore\n| a | *b* |\n|:--|--:|\n| 1 \\| 2 | 3\n| x |\n\nAfter | it."
    assert read(text.encode()).text == "Before\na\nb\n1 | 2\n3\nx\nAfter | it."
    wide = "|a" * 400 + "|\n" + "|-" * 400 + "|\n" + "a\n" * 20_000
    assert read(wide.encode()).text.count("\n") == 400 + 20_000 - 1
