"""7: bits flipped and files cut, in a generation, in the record, in its backup."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from workbench import (
    HashEncoder,
    assert_sound,
    do,
    nearby,
    note,
    one_line,
    opened,
    small,
    spoil,
    state_of,
)

from index.errors import LibraryError
from index.library import Library
from index.repairing import mend

pytestmark = pytest.mark.faults
NUMBER = 60
STATE = {note(n).source: note(n).article.text for n in range(NUMBER)}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 notes, a generation, a backup; its log is in the record."""
    small()
    folder = tmp_path_factory.mktemp("grown") / "library"
    with nearby():
        do(folder, {"do": "add", "numbers": range(NUMBER), "version": 0})
        do(folder, {"do": "upkeep"})
    return folder


def test_damage_in_a_generation_is_noticed_and_mended(
    grown: Path, tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """Answers stay right; it is made again without embedding."""
    wanted = count(150, 10)
    for _ in range(wanted):
        folder = tmp_path / "library"
        shutil.copytree(grown, folder)
        files = [p for p in (folder / "generations").rglob("*") if p.is_file()]
        what = spoil(draw.choice(files), draw)
        with opened(folder) as library, nearby():
            assert len(library.check()) == 1, what
            for document in library.documents()[::7]:
                text = document.article.text.split("\n")[0]
                vector = library.encoder.embed_query(text)
                assert library.dense(vector, 1)[0][0].text == text
            library.rebuild()
            encoder = library.encoder
            assert isinstance(encoder, HashEncoder)
            assert encoder.embedded == 0
        with opened(folder) as library:
            assert_sound(library, STATE)
        shutil.rmtree(folder)
    tried(7, "damage in a generation", wanted, noticed=wanted)


def test_damage_in_the_record_is_noticed_or_harmless(
    grown: Path, tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """Never a traceback; mended from the backup, it holds what it held."""
    wanted, noticed = count(120, 10), 0
    with opened(grown) as library:
        documents = library.documents()
    for _ in range(wanted):
        folder = tmp_path / "library"
        shutil.copytree(grown, folder)
        what = spoil(folder / "library.sqlite", draw)
        try:
            with opened(folder) as library:
                found = library.check()
                asked(library)
                if not found:
                    assert library.documents() == documents, what
                    assert_sound(library, STATE)
        except LibraryError as error:
            one_line(error)
            found = [str(error)]
        noticed += bool(found)
        with nearby():
            done = mend(folder)
            assert bool(found) <= bool(done) or "search index" in found[0], (what, found)
            with opened(folder) as library:
                library.rebuild()
                assert_sound(library, STATE)
                assert library.documents() == documents
        shutil.rmtree(folder)
    tried(7, "damage in the record", wanted, noticed=noticed, harmless=wanted - noticed)


def asked(library: Library) -> None:
    """Ask: an answer, or one line that says the record is damaged."""
    for number in range(0, NUMBER, 9):
        one = note(number).article
        try:
            library.dense(library.encoder.embed_query(one.text), 5)
            library.lexical(one.text, 5)
            library.passages(one.id)
        except LibraryError as error:
            one_line(error)


def test_damage_in_a_backup_costs_no_good_record(
    grown: Path, tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """A sound record is left alone; a damaged one beside a damaged backup is refused."""
    wanted, refused = count(30, 4), 0
    for _ in range(wanted):
        folder = tmp_path / "library"
        shutil.copytree(grown, folder)
        what = spoil(folder / "library.backup.sqlite", draw)
        assert mend(folder) == [], what
        with opened(folder) as library:
            assert state_of(library) == STATE
        with (folder / "library.sqlite").open("r+b") as file:
            file.truncate(20_000)
        before = (folder / "library.sqlite").read_bytes()
        try:
            mend(folder)
        except LibraryError as error:
            one_line(error)
            assert (folder / "library.sqlite").read_bytes() == before
            refused += 1
        else:
            with opened(folder) as library, nearby():
                library.rebuild()
                assert_sound(library, STATE)
        shutil.rmtree(folder)
    tried(7, "damage in the backup", wanted, refused=refused, harmless=wanted - refused)
