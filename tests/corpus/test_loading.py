import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus import loading
from corpus.article import article_id
from corpus.errors import InputError
from corpus.loading import Loaded, Skipped, bundled, load
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
    monkeypatch.setattr(loading, "MAX_BYTES", 3 * 1024**2)
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
