"""Which folders are opened as libraries, and how."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import InputError, NewsciteError
from corpus.loading import Loaded
from index.chunking import Chunking
from index.embedding import EncoderIdentity
from index.errors import EncoderMismatchError, LibraryError
from index.library import Library
from index.repairing import mend


def test_there_is_no_library_until_one_is_opened(tmp_path: Path, encoder: Any) -> None:
    """Opening makes it, folders above included."""
    folder = tmp_path / "some" / "where"
    assert not Library.exists(folder)
    Library.open(folder, encoder, Chunking(16)).close()
    assert Library.exists(folder)


def test_a_creation_that_was_killed_is_begun_again(tmp_path: Path, encoder: Any) -> None:
    """What it left is no library, and is in nobody's way."""
    left = tmp_path / "generations" / "first" / "library.sqlite"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    assert not Library.exists(tmp_path)
    with Library.open(tmp_path, encoder, Chunking(16)) as library:
        assert library.documents() == []
    assert not left.exists()


def test_another_encoder_is_refused_with_both_named(library: Library, encoder: Any) -> None:
    """Even one of the same dimension; the message says what to do."""

    class Other(type(encoder)):  # type: ignore[misc]
        identity = EncoderIdentity("other", "2", "1" * 64, 26)

    with pytest.raises(EncoderMismatchError) as refused:
        Library.open(library.folder, Other(), library.chunking)
    message = str(refused.value)
    assert all(part in message for part in ("toy", "other", "newscite add --library"))
    assert "\n" not in message


def test_another_chunking_is_refused(library: Library, encoder: Any) -> None:
    """Passages of two lengths would not be comparable."""
    with pytest.raises(EncoderMismatchError, match=r"16 word pieces.*20 word pieces"):
        Library.open(library.folder, encoder, Chunking(20))


def test_passages_longer_than_the_encoder_sees_are_refused(tmp_path: Path, encoder: Any) -> None:
    """Nothing is cut off silently."""
    with pytest.raises(InputError, match="max_tokens=65"):
        Library.open(tmp_path, encoder, Chunking(65))


@pytest.mark.parametrize("content", [b"", b"Dear diary, " * 100])
def test_a_file_that_is_no_library_is_left_alone(
    tmp_path: Path, encoder: Any, content: bytes
) -> None:
    """Empty or of another kind: a clear error, and not a byte changed."""
    file = tmp_path / "library.sqlite"
    file.write_bytes(content)
    with pytest.raises(LibraryError, match="expected a library of newscite"):
        Library.open(tmp_path, encoder, Chunking(16))
    assert file.read_bytes() == content


def test_somebody_elses_database_is_left_alone(tmp_path: Path, encoder: Any) -> None:
    """SQLite, but not ours."""
    file = tmp_path / "library.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(LibraryError, match="found another file"):
        Library.open(tmp_path, encoder, Chunking(16))
    assert file.read_bytes() == before


def test_a_library_of_a_newer_version_is_refused(library: Library, encoder: Any) -> None:
    """Both versions are named."""
    library.close()
    connection = sqlite3.connect(library.folder / "library.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="version 3, found 99"):
        Library.open(library.folder, encoder, library.chunking)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Nobody may write in the folder; root, who always may, is somebody else meanwhile."""
    user = os.geteuid()
    for above in list(folder.parents)[:3]:
        if above.stat().st_uid == user and above.name.startswith(("pytest", "test")):
            above.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if user == 0:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_read_only_library_answers_and_refuses_to_be_written(
    library: Library, encoder: Any, harbour: Loaded, loaded: Callable[..., Loaded]
) -> None:
    """Questions work, adding is one line of error, and nothing has changed."""
    library.add([harbour])
    library.close()
    with unwritable(library.folder):
        with Library.open(library.folder, encoder, library.chunking) as reader:
            assert reader.lexical("ferries", 1)
            assert reader.dense([1.0] * 26, 1)
            assert reader.check() == []
            with pytest.raises(NewsciteError, match="cannot be written") as refused:
                reader.add([loaded("More.")])
        assert "\n" not in str(refused.value)
    with Library.open(library.folder, encoder, library.chunking) as again:
        assert again.counts().documents == 1


def test_a_full_disk_is_one_line_and_the_old_state_stays(
    library: Library, harbour: Loaded, loaded: Callable[..., Loaded], monkeypatch: Any
) -> None:
    """SQLite is told that the file may not grow any more."""
    from index import library as module

    library.add([harbour])

    class Full(module.Record):
        def __init__(self, path: Path, *, write: bool = False) -> None:
            super().__init__(path, write=write)
            self.rows("PRAGMA max_page_count = 1")

    monkeypatch.setattr(module, "Record", Full)
    with pytest.raises(LibraryError, match="no space is left") as refused:
        library.add([loaded(f"Storm {'x' * 5000} {i}.", f"/{i}") for i in range(40)])
    assert "\n" not in str(refused.value)
    assert library.counts().documents == 1
    assert library.check() == []


def test_a_new_library_starts_with_what_it_is_given(
    tmp_path: Path, encoder: Any, harbour: Loaded
) -> None:
    """It is there whole, and nothing of its making is left."""
    with Library.open(tmp_path / "new", encoder, Chunking(16), first=[harbour]) as library:
        assert [one.source for one in library.documents()] == [harbour.source]
        assert library.check() == []
        assert library.lexical("harbour", 1)
    assert not list((tmp_path / "new").rglob("first"))


def test_a_library_whose_making_breaks_off_is_not_there(
    tmp_path: Path, encoder: Any, harbour: Loaded
) -> None:
    """The next opening makes it whole."""

    def broken() -> Iterator[Loaded]:
        yield harbour
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Library.open(tmp_path / "new", encoder, Chunking(16), first=broken())
    assert not Library.exists(tmp_path / "new")
    with Library.open(tmp_path / "new", encoder, Chunking(16), first=[harbour]) as library:
        assert library.counts().documents == 1


def test_a_library_that_is_there_is_not_started_again(
    tmp_path: Path, encoder: Any, harbour: Loaded
) -> None:
    """What was removed stays removed."""
    Library.open(tmp_path / "new", encoder, Chunking(16)).close()
    with Library.open(tmp_path / "new", encoder, Chunking(16), first=[harbour]) as library:
        assert library.documents() == []


OF_2 = (
    "DROP TRIGGER topics_begin; DROP TRIGGER topics_end; DROP TRIGGER topics_retitled;"
    "DROP TABLE article_words; DROP VIEW topic_texts; DROP TABLE topics; PRAGMA user_version = 2;"
)
"""Makes a record one of version 2."""
OF_1 = OF_2 + (
    "DROP TABLE files; DROP TRIGGER passages_gone; DROP INDEX articles_facts;"
    "DELETE FROM manifest WHERE name = 'changes';"
    "ALTER TABLE generations DROP COLUMN gone; PRAGMA user_version = 1;"
)


def aged(library: Library, older: str) -> Path:
    """A library's record, closed and made one of an older version."""
    library.close()
    record = library.folder / "library.sqlite"
    connection = sqlite3.connect(record)
    connection.executescript(older + "PRAGMA journal_mode = DELETE;")
    connection.close()
    return record


@pytest.mark.parametrize("older", [OF_1, OF_2])
def test_a_record_of_an_older_version_is_brought_up_to_date(
    library: Library, encoder: Any, harbour: Loaded, older: str
) -> None:
    """Whoever opens it does so; nothing in it is lost."""
    library.add([harbour])
    aged(library, older)
    with Library.open(library.folder, encoder, library.chunking) as again:
        assert [one.article for one in again.documents()] == [harbour.article]
        assert again.about("ferries", 5).keys() == {harbour.article.id}
        assert again.check() == []
        assert len(again.remove([harbour.source])) == 1
        assert again.about("ferries", 5) == {}


@pytest.mark.parametrize("older", [OF_1, OF_2])
def test_a_backup_of_an_older_version_can_be_put_back(
    library: Library, encoder: Any, harbour: Loaded, older: str
) -> None:
    """It is the only copy where the record is damaged just when newscite was replaced."""
    library.add([harbour])
    record, copy = aged(library, older), library.folder / "library.backup.sqlite"
    copy.write_bytes(record.read_bytes())
    before = copy.read_bytes()
    record.write_bytes(b"damaged")
    assert "restored from its backup" in mend(library.folder)[0]
    assert copy.read_bytes() == before
    with Library.open(library.folder, encoder, library.chunking) as again:
        assert [one.article for one in again.documents()] == [harbour.article]
        assert again.check() == []


@pytest.mark.parametrize("older", [OF_1, OF_2])
def test_a_library_of_an_older_version_answers_where_it_cannot_be_written(
    library: Library, encoder: Any, harbour: Loaded, older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a copy; the file stays as it is."""
    library.add([harbour])
    record = aged(library, older)
    before = record.read_bytes()
    monkeypatch.setattr("index.schema.writable", lambda _: False)
    with Library.open(library.folder, encoder, library.chunking) as again:
        assert again.about("ferries", 5).keys() == {harbour.article.id}
    assert record.read_bytes() == before
