"""PDF: documents made here, object by object."""

from __future__ import annotations

import pytest

from corpus.formats.draft import UnreadableError
from corpus.formats.pdf import read

LEFT = [
    "The ferry to Lonna sailed again on Mon-",
    "day after eleven days in the harbour.",
    "It was the first crossing since the storm",
    "tore two bollards out of the pier.",
]
RIGHT = [
    "Repairs cost 140,000 crowns. The well-",
    "known breakwater, a well-known landmark,",
    "was not harmed. The next crossing is on",
    "Friday, the county said.",
]


def pdf(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF whose pages show texts in Helvetica at (x, y, size)."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        shown = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in page
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    out, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def columns(y: float = 700) -> list[tuple[float, float, float, str]]:
    """Two columns, drawn line by line across the page, as some programs do."""
    return [
        shown
        for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
        for shown in ((50, y - 12 * row, 10, left), (310, y - 12 * row, 10, right))
    ]


def test_columns_are_read_one_after_another_and_broken_words_joined() -> None:
    """Whatever order they are drawn in; a word that is written with a hyphen keeps it."""
    draft = read(pdf([(50, 760, 24, "Ferry sails again"), *columns()]))
    assert draft.title == "Ferry sails again"
    assert draft.text == (
        "The ferry to Lonna sailed again on Monday after eleven days in the harbour. It was the "
        "first crossing since the storm tore two bollards out of the pier.\n"
        "Repairs cost 140,000 crowns. The well-known breakwater, a well-known landmark, was not "
        "harmed. The next crossing is on Friday, the county said."
    )
    assert draft.published is None


def test_running_lines_and_page_numbers_are_left_out() -> None:
    """What the edges of the pages repeat, and a paragraph over a page's end is one."""

    def page(number: int, *lines: str) -> list[tuple[float, float, float, str]]:
        text = [(50.0, 700.0 - 12 * row, 10.0, line) for row, line in enumerate(lines)]
        return [(50, 820, 9, "Harbour Post, page " + str(number)), *text, (290, 20, 9, str(number))]

    draft = read(
        pdf(
            page(1, "The ferry sailed again on Monday, full of", "people who had waited for"),
            page(2, "eleven days. The pier is sound again.", "Nobody was hurt in the storm."),
        )
    )
    assert draft.text == (
        "The ferry sailed again on Monday, full of people who had waited for eleven days. "
        "The pier is sound again. Nobody was hurt in the storm."
    )


def test_a_byline_and_a_date_under_the_headline_are_fields() -> None:
    """As in a text file."""
    lines = [
        (50.0, 760.0, 24.0, "Ferry sails again"),
        (50.0, 730.0, 10.0, "By Ann Berg"),
        (50.0, 700.0, 10.0, "Published: March 1, 2021"),
        (50.0, 670.0, 10.0, "The ferry to Lonna sailed again. It was full."),
    ]
    draft = read(pdf(lines))
    assert (draft.authors, str(draft.published)) == (("Ann Berg",), "2021-03-01")
    assert draft.text == "The ferry to Lonna sailed again. It was full."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no PDF"),
        (b"%PDF-1.4\nnonsense", "damaged PDF"),
        (pdf([]), "no text in it"),
        (pdf(columns())[:400], "damaged PDF|no text in it"),
    ],
)
def test_what_is_no_readable_pdf_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    """In a few words."""
    with pytest.raises(UnreadableError, match=reason):
        read(data)


def test_an_encrypted_pdf_says_so() -> None:
    """It needs a password that nobody gave."""
    locked = pdf(columns()).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
        b"/O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> >>",
    )
    with pytest.raises(UnreadableError, match="encrypted"):
        read(locked)
