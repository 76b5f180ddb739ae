import io
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus import content
from corpus.article import article_id
from corpus.errors import InputError
from corpus.loading import Loaded, Loading, Skipped, bundled, load
from corpus.sentences import paragraphs, sentences


def reasons(results: Iterable[Loaded | Skipped]) -> dict[str, str | None]:
    """Each result's file name, with the reason where it was skipped."""
    return {
        Path(one.source).name: one.reason if isinstance(one, Skipped) else None for one in results
    }


def test_the_article_of_the_mission_is_understood() -> None:
    """Dateline, furniture, title, paragraphs, and no date."""
    [loaded] = bundled()
    article = loaded.article
    assert loaded.source == "bundled:tripoli.txt"
    assert (article.publisher, article.place, article.published) == (
        "Halbeeg News",
        "Tripoli",
        None,
    )
    assert article.title == (
        "UN secretary general, Antonio Guterres leaves Libya with “heavy heart” after…"
    )
    assert article.text.startswith("UN secretary general, Antonio Guterres leaves Libya")
    assert article.text.endswith("the resumption of bloodshed”")
    assert "Discussion about this post" not in article.text
    assert len(paragraphs(article.text)) == len(sentences(article.text)) == 12
    assert (article.authors, article.url, article.language) == ((), None, None)
    assert (article.source, article.id) == ("tripoli.txt", "b9153e08a5fdab59")


def test_the_id_is_of_name_and_text_not_of_the_folder(tmp_path: Path) -> None:
    """The same file elsewhere is the same article."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("The harbour is closed.")
    one, two = load([tmp_path / "a" / "x.txt", str(tmp_path / "b")])
    assert isinstance(one, Loaded)
    assert isinstance(two, Loaded)
    assert one.article == two.article
    assert one.article.id == article_id("x.txt", "The harbour is closed.")
    assert one.source == str((tmp_path / "a" / "x.txt").resolve()) != two.source


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    """Formats by suffix in any case; what cannot be read is skipped with its reason."""
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    for name in ("b.TXT", "a.md", ".hidden.txt", "sub/c.txt", "sub/.git/d.txt"):
        (tmp_path / name).write_text("The harbour is closed.")
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    (tmp_path / "blob.txt").write_bytes(b"a\0b")
    found = reasons(load([tmp_path]))
    assert list(found) == ["a.md", "b.TXT", "blob.txt", "empty.txt", "image.png", "c.txt"]
    assert [name for name, reason in found.items() if reason is None] == ["a.md", "b.TXT", "c.txt"]
    assert found["blob.txt"] == "binary: it holds NUL bytes"
    assert found["empty.txt"] == "empty: there is no text in it"
    assert found["image.png"] is not None
    assert found["image.png"].startswith("unknown format '.png'")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """By itself, in its folder, through a link: one document."""
    (tmp_path / "a.txt").write_text("The harbour is closed.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert len(list(load([tmp_path, tmp_path / "a.txt", tmp_path / "link.txt"]))) == 1


@pytest.mark.parametrize("name", ["missing.txt", "bad\0name.txt", "x" * 5000])
def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path, name: str) -> None:
    """The message names it."""
    (tmp_path / "a.txt").write_text("The harbour is closed.")
    with pytest.raises(InputError, match="cannot read"):
        load([tmp_path / "a.txt", tmp_path / name])


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    """The message names it and what was expected."""
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    with pytest.raises(InputError, match=r"no article in .*\.md"):
        load([tmp_path])


def test_links_are_followed_only_within_the_folder(tmp_path: Path) -> None:
    """Outward, dangling and circular links are skipped; inward ones add nothing twice."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    (outside / "secret.txt").write_text("The harbour is closed.")
    (inside / "sub").mkdir(parents=True)
    (inside / "sub" / "a.txt").write_text("The harbour is closed.")
    (inside / "same").symlink_to(inside / "sub")
    (inside / "up").symlink_to(outside)
    (inside / "b.txt").symlink_to(outside / "secret.txt")
    (inside / "loop.txt").symlink_to(inside / "loop.txt")
    assert reasons(load([inside])) == {
        "b.txt": "a link that leads out of the folder",
        "loop.txt": "a link that leads nowhere",
        "up": "a link that leads out of the folder",
        "a.txt": None,
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_fifo_is_skipped_and_never_waited_for(tmp_path: Path) -> None:
    """In a folder or by name."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(load([tmp_path])) == {"pipe.txt": "not a regular file"}


def test_a_file_that_vanishes_is_skipped(tmp_path: Path) -> None:
    """What goes wrong while reading is a reason, not an error."""
    path = tmp_path / "a.txt"
    path.write_text("The harbour is closed.")
    results = load([path])
    path.unlink()
    assert reasons(results) == {"a.txt": "cannot be read: No such file or directory"}


def test_a_file_over_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than the limit is read."""
    monkeypatch.setattr(content, "MAX_BYTES", 3 * 1024**2)
    (tmp_path / "a.txt").write_bytes(b"a" * (3 * 1024**2 + 1))
    assert reasons(load([tmp_path])) == {"a.txt": "larger than 3 MiB"}


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    """Its bytes are written out: no key holds a lone surrogate."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("The harbour is closed.")
    except OSError:
        pytest.skip("this file system takes no such names")
    [one] = load([tmp_path])
    assert isinstance(one, Loaded)
    assert one.article.source == "caf\\xe9.txt"
    assert one.source.encode()


def test_windows_and_utf16_texts_are_read(tmp_path: Path) -> None:
    """As Word and Notepad save them."""
    for name, encoding in (("a.txt", "cp1252"), ("b.txt", "utf-16")):
        (tmp_path / name).write_bytes("The café at the “Almo” pier is open.".encode(encoding))
    assert [one.article.text for one in load([tmp_path]) if isinstance(one, Loaded)] == [
        "The café at the “Almo” pier is open."
    ] * 2


def test_a_pattern_stands_for_the_files_that_it_matches(tmp_path: Path) -> None:
    """In all folders with "**", not hidden ones; a file of that very name comes first."""
    for name in ("a.txt", "b.md", "sub/c.txt", "sub/.d.txt", ".e/f.txt", "g[1].txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The harbour is closed.")
    assert list(reasons(load([f"{tmp_path}/*.txt"]))) == ["a.txt", "g[1].txt"]
    assert list(reasons(load([f"{tmp_path}/**/[a-c].txt"]))) == ["a.txt", "c.txt"]
    assert list(reasons(load([f"{tmp_path}/s*"]))) == ["c.txt"]
    assert list(reasons(load([f"{tmp_path}/g[1].txt"]))) == ["g[1].txt"]
    with pytest.raises(InputError, match="nothing matches"):
        load([f"{tmp_path}/*.pdf"])


def test_standard_input_is_read_by_what_it_begins_with() -> None:
    """Text, a page, lines of JSON; the same text is the same document."""
    page = b"<html><body><article><p>The ferry to Lonna sailed again.</p></article></body></html>"
    rows = b'{"id": 1, "text": "The ferry sailed."}\nnonsense\n{"id": 2, "text": "It was full."}\n'
    [text] = load(["-"], Loading(stdin=io.BytesIO(b"The harbour is closed.")))
    [found] = load(["-"], Loading(stdin=io.BytesIO(page)))
    first, bad, second = load(["-"], Loading(stdin=io.BytesIO(rows)))
    for one in (text, found, first, second):
        assert isinstance(one, Loaded)
        assert one.source == f"stdin:{one.article.id}"
    assert isinstance(bad, Skipped)
    assert bad.source == "-:2"


def test_an_empty_or_endless_standard_input_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its reason."""
    monkeypatch.setattr(content, "MAX_BYTES", 1024**2)
    assert reasons(load(["-"], Loading(stdin=io.BytesIO(b"")))) == {
        "-": "empty: there is no text in it"
    }
    endless = io.BytesIO(b"a" * (1024**2 + 1))
    assert reasons(load(["-"], Loading(stdin=endless))) == {"-": "larger than 1 MiB"}


def test_a_file_that_changes_while_it_is_read_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the old and half of the new would be neither."""
    path = tmp_path / "a.txt"
    path.write_text("The harbour is closed.")
    fstat = os.fstat

    def grow(number: int) -> os.stat_result:
        status = fstat(number)
        with path.open("a") as file:
            file.write(" It is open.")
        return status

    monkeypatch.setattr("os.fstat", grow)
    assert reasons(load([path])) == {"a.txt": "changed while it was read: add it again"}


def test_a_folder_of_formats_is_read_with_one_bad_file_each(tmp_path: Path) -> None:
    """What cannot be read costs only itself."""
    page = b"<html><body><article><p>The ferry to Lonna sailed again.</p></article></body></html>"
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_bytes(page)
    for name in ("b.html", "c.pdf", "d.docx", "e.rss", "f.jsonl", "g.csv"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "h.jsonl").write_text('{"id": "x", "text": "The ferry sailed."}\n')
    assert reasons(load([tmp_path])) == {
        "a.html": None,
        "b.html": "no web page",
        "c.pdf": "no PDF: it does not begin like one",
        "d.docx": "no Word file: File is not a zip file",
        "e.rss": "no feed: neither RSS nor Atom",
        "g.csv": "empty: there is no first line with the columns' names",
        "h.jsonl#x": None,
    }


def test_a_line_of_fifty_megabytes_costs_only_itself(tmp_path: Path) -> None:
    """It is passed over in pieces."""
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": 1, "text": "The ferry sailed."}\n{"id": 2, "text": "')
        for _ in range(50):
            file.write(b"a" * 1024**2)
        file.write(b'"}\n{"id": 3, "text": "It was full."}\n')
    assert reasons(load([path])) == {
        "a.jsonl#1": None,
        "a.jsonl:2": "the line is longer than 20 MiB",
        "a.jsonl#3": None,
    }


@pytest.mark.parametrize("address", ["ftp://post.example/a", "file:///etc/passwd", "s3://b/k"])
def test_other_addresses_are_an_error_at_once(address: str) -> None:
    """Only http and https."""
    with pytest.raises(InputError, match="only http and https"):
        load([address])
