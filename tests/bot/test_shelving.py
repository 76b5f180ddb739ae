"""Adding what a visitor gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.shelving import Given, Report, add
from index.library import Library

FERRY = "Ferry line reopens\n\nThe ferry line to Riva reopened on Friday, its owner said.\n"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (" \n", Given()),
        (
            "https://a.example/x\n http://b.example",
            Given(addresses=("https://a.example/x", "http://b.example")),
        ),
        ("https://a.example https://a.example", Given(addresses=("https://a.example",))),
        ("See https://a.example", Given(text="See https://a.example")),
        ("file:///etc/passwd", Given(text="file:///etc/passwd")),
    ],
)
def test_what_is_pasted_is_addresses_or_a_text(text: str, given: Given) -> None:
    """Only where all of it is addresses, it is those; only of the web."""
    assert Given.typed(text) == given


def test_all_that_can_be_read_is_added_and_the_rest_reported(
    library: Library, tmp_path: Path
) -> None:
    """A file by its name, without folders; what cannot be read spoils nothing else."""
    good, bad = tmp_path / "ferry.txt", tmp_path / "picture.png"
    good.write_text(FERRY, encoding="utf-8")
    bad.write_bytes(b"x")
    report = Report()

    add(library, Given((bad, good, tmp_path / "gone.txt"), text="A bridge opened."), report)

    assert {one.source.partition(":")[0] for one in library.documents()} == {"upload", "stdin"}
    assert (report.read, report.written, report.count("added")) == (2, 2, 2)
    assert [name.rpartition("/")[2] for name, _ in report.skipped] == ["picture.png", "gone.txt"]


def test_a_file_of_the_same_name_is_an_update(library: Library, tmp_path: Path) -> None:
    """Wherever it lies."""
    for folder, text in (("a", FERRY), ("b", FERRY.replace("Friday", "Monday"))):
        file = tmp_path / folder / "ferry.txt"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        report = Report()
        add(library, Given((file,)), report)

    assert report.count("updated") == 1
    (document,) = library.documents()
    assert document.source == "upload:ferry.txt"
    assert "Monday" in document.article.text
