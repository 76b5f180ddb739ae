"""The record's last good copy, and mending from it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.loading import Loaded
from index import backup
from index.errors import LibraryError
from index.library import Library
from index.repairing import mend

Make = Callable[..., Loaded]


def record(library: Library) -> Path:
    """The record's file."""
    return library.folder / "library.sqlite"


def copy(library: Library) -> Path:
    """The backup's file."""
    return library.folder / "library.backup.sqlite"


def scribble(path: Path, at: float = 0.5, length: int = 2_000) -> None:
    """Overwrite a stretch of a file, somewhere in it."""
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * at))
        file.write(b"\xa5" * length)


@pytest.fixture
def kept(library: Library, harbour: Loaded, loaded: Make) -> Library:
    """A library with a backup of all that is in it."""
    library.add([harbour, *(loaded(f"Storks {n} came early.", f"/n/{n}.txt") for n in range(40))])
    library.upkeep()
    return library


def opened(library: Library) -> Library:
    """The library as another process finds it."""
    library.close()
    return Library.open(library.folder, library.encoder, library.chunking)


def test_a_backup_is_taken_once_after_a_change(kept: Library, loaded: Make) -> None:
    """It is due again only when something has changed."""
    assert [path.name for path in kept.folder.glob("library.backup*")] == [copy(kept).name]
    assert not backup.due(kept._record, copy(kept))
    kept.add([loaded("Geese came late.", "/n/geese.txt")])
    assert backup.behind(kept._record, copy(kept)) == 1
    assert backup.due(kept._record, copy(kept))


def test_of_a_large_record_a_backup_waits_for_more_changes_or_a_day(
    kept: Library, loaded: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tenth of its documents."""
    monkeypatch.setattr(backup, "SMALL", 0)
    kept.add([loaded(f"Geese {n} came.", f"/g/{n}.txt") for n in range(3)])
    assert not backup.due(kept._record, copy(kept))
    assert backup.due(kept._record, copy(kept), copy(kept).stat().st_mtime + 86_401)
    kept.add([loaded("Geese 3 came.", "/g/3.txt"), loaded("Geese 4 came.", "/g/4.txt")])
    assert backup.due(kept._record, copy(kept))


def test_a_damaged_record_is_never_copied_over_a_good_backup(kept: Library, loaded: Make) -> None:
    """What is copied is looked at first."""
    kept.add([loaded("Geese came late.", "/n/geese.txt")])
    before = copy(kept).read_bytes()
    connection = sqlite3.connect(record(kept))
    connection.execute("UPDATE articles SET text = replace(text, 'Geese', 'Gnats')")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match=r"no backup .* was made: .* has changed"):
        kept.upkeep()
    assert copy(kept).read_bytes() == before
    assert not list(kept.folder.glob("*.new*"))


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.9])
def test_a_damaged_record_is_restored_from_its_backup(kept: Library, at: float) -> None:
    """Every document and vector, without embedding; the damaged one is kept."""
    before = [one.source for one in kept.documents()]
    kept.close()
    scribble(record(kept), at)
    kept.encoder.embedded.clear()  # type: ignore[attr-defined]
    (done,) = mend(kept.folder)
    assert "restored from its backup" in done
    with opened(kept) as again:
        assert [one.source for one in again.documents()] == before
        assert again.check() == []
    assert kept.encoder.embedded == []  # type: ignore[attr-defined]
    assert (kept.folder / "library.damaged.sqlite").exists()


def test_damage_that_is_no_text_in_the_names_of_tables_is_damage_like_any_other(
    kept: Library,
) -> None:
    """SQLite quotes it in its complaint, which Python then cannot decode."""
    kept.close()
    good = record(kept).read_bytes()
    bad = good.replace(b"CREATE TABLE passages", b"CREATE TABL\xe3 passages")
    assert bad != good
    record(kept).write_bytes(bad)
    with pytest.raises(LibraryError, match="is damaged: 'newscite doctor --repair'"):
        opened(kept)
    assert len(mend(kept.folder)) == 1
    copy(kept).write_bytes(bad)
    assert mend(kept.folder) == []
    with opened(kept) as again:
        assert again.check() == []
        assert backup.behind(again._record, copy(kept)) is None


def test_a_record_cut_short_says_what_to_do_and_is_restored(kept: Library) -> None:
    """One line that names the command."""
    kept.close()
    os.truncate(record(kept), 5_000)
    with pytest.raises(LibraryError, match="doctor --repair") as refused, opened(kept) as one:
        one.documents()
    assert "\n" not in str(refused.value)
    assert len(mend(kept.folder)) == 1
    with opened(kept) as again:
        assert again.check() == []


@pytest.mark.parametrize("content", [b"", b"\xa5" * 9_000])
def test_a_record_that_is_none_any_more_is_told_from_another_file(
    kept: Library, content: bytes
) -> None:
    """By the backup beside it."""
    kept.close()
    record(kept).write_bytes(content)
    with pytest.raises(LibraryError, match="is damaged: 'newscite doctor --repair'"):
        opened(kept)
    mend(kept.folder)
    with opened(kept) as again:
        assert again.counts().documents == 41


def test_a_lost_record_is_not_replaced_by_a_new_library(kept: Library) -> None:
    """It is restored."""
    kept.close()
    record(kept).unlink()
    with pytest.raises(LibraryError, match="has lost its record: 'newscite doctor --repair'"):
        opened(kept)
    mend(kept.folder)
    with opened(kept) as again:
        assert again.counts().documents == 41


def test_the_damaged_records_log_is_not_played_into_the_restored_one(
    kept: Library, loaded: Make
) -> None:
    """SQLite would do so, and damage the good one too."""
    kept.add([loaded("Geese came late.", "/n/geese.txt")])
    kept.add([])
    log = kept.folder / "library.sqlite-wal"
    held = shutil.copy(log, kept.folder / "held") if log.exists() else None
    kept.close()
    scribble(record(kept), at=0.1, length=int(0.9 * record(kept).stat().st_size))
    if held is not None:
        Path(held).rename(log)
    mend(kept.folder)
    with opened(kept) as again:
        assert again.check() == []
        assert again.counts().documents == 41


def test_without_a_good_backup_it_is_refused_with_what_to_do(kept: Library) -> None:
    """Nothing is touched."""
    kept.close()
    for path in (record(kept), copy(kept)):
        scribble(path, length=20_000)
    before = record(kept).read_bytes()
    with pytest.raises(LibraryError, match=r"its backup is damaged too: keep the folder"):
        mend(kept.folder)
    copy(kept).unlink()
    with pytest.raises(LibraryError, match=r"there is no backup: keep the folder"):
        mend(kept.folder)
    assert record(kept).read_bytes() == before


def test_a_sound_record_is_left_as_it_is(kept: Library) -> None:
    """Nothing is said."""
    assert mend(kept.folder) == []


@pytest.mark.parametrize("table", ["words", "article_words"])
def test_an_index_of_words_is_made_again_from_its_texts(kept: Library, table: str) -> None:
    """No backup is needed for that."""
    connection = sqlite3.connect(record(kept))
    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    copy(kept).unlink()
    assert "index of words does not fit" in kept.check()[0]
    again = "the indexes of words were made again from the passages and articles"
    assert mend(kept.folder) == [again]
    assert len(kept.lexical("harbour", 5)) > 0
    assert kept.about("harbour", 5)
    assert kept.check() == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE vectors SET vector = zeroblob(8)", "not of 26 numbers"),
        ("UPDATE vectors SET vector = unhex_ones() WHERE passage_id = 3", "not of length 1"),
        ("UPDATE passages SET text = 'x' WHERE id = 3", "is not in its article"),
        ("DELETE FROM vectors WHERE passage_id = 3", "passages without a vector"),
    ],
)
def test_what_does_not_belong_together_is_found(kept: Library, sql: str, found: str) -> None:
    """Though SQLite finds nothing wrong with it."""
    connection = sqlite3.connect(record(kept))
    connection.create_function("unhex_ones", 0, lambda: b"\x00\x00\x80\x3f" * 26)
    connection.execute("DROP TRIGGER passages_removed")
    connection.execute(sql)
    connection.commit()
    connection.close()
    assert any(found in one for one in kept.check())
    mend(kept.folder)
    with opened(kept) as again:
        assert again.check() == []


def test_a_disk_without_room_leaves_the_backup_before(
    kept: Library, loaded: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says so."""
    kept.add([loaded("Geese came late.", "/n/geese.txt")])
    before = copy(kept).read_bytes()
    usage: Any = shutil._ntuple_diskusage(10, 10, 0)  # type: ignore[attr-defined]
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(LibraryError, match="no room for a backup"):
        kept.upkeep()
    assert copy(kept).read_bytes() == before
