"""Generations of vectors: made aside, published by name, replaced when damaged."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.loading import Loaded
from index import generations, workshop
from index.chunking import Chunking
from index.errors import LibraryError
from index.generations import few
from index.library import Library

NUMBER = 300
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def note(number: int) -> Loaded:
    """A one-passage document; the letters of its number in base 5 tell it apart."""
    from corpus.article import Article, article_id

    text = " ".join(LETTERS[5 * place + number // 5**place % 5] for place in range(5)) + "."
    made = Article(article_id(f"{number}", text), text, text, source=f"{number}")
    return Loaded(f"/n/{number}.txt", made)


def ask(library: Library, number: int, k: int = 5) -> list[str]:
    """The titles that are nearest to a document, best first."""
    vector = library.encoder.embed_query(note(number).article.text)
    return [p.text for p, _ in library.dense(vector, k)]


def folders(library: Library) -> list[Path]:
    """The generations that lie in the library."""
    return sorted((library.folder / "generations").glob("*"))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, new_encoder: Any) -> Path:
    """A folder with a library that has a generation; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("grown") / "library"
    with Library.open(folder, new_encoder(), Chunking(16)) as library:
        library.add(map(note, range(NUMBER)))
        library.upkeep()
    return folder


@pytest.fixture
def copy(grown: Path, tmp_path: Path, encoder: Any) -> Iterator[Library]:
    """An opened copy of it."""
    shutil.copytree(grown, tmp_path / "library")
    with Library.open(tmp_path / "library", encoder, Chunking(16)) as library:
        yield library


@pytest.mark.parametrize(("passages", "expected"), [(0, 256), (2560, 256), (24_000, 2_400)])
def test_few_is_a_tenth_and_at_least_256(passages: int, expected: int) -> None:
    """Up to so many differences are scored exactly instead."""
    assert few(passages) == expected


def test_a_small_library_has_no_generation(library: Library) -> None:
    """A few hundred passages are compared one by one."""
    library.add(map(note, range(10)))
    assert folders(library) == []
    library.rebuild()
    assert folders(library) == []
    assert ask(library, 7)[0] == note(7).article.text


def test_a_larger_one_has_a_generation_that_finds_every_passage(copy: Library) -> None:
    """Nothing is pending, and each passage is found by itself."""
    assert (len(folders(copy)), copy.counts().pending, copy.check()) == (1, 0, [])
    assert [ask(copy, i)[0] for i in range(NUMBER)] == [note(i).article.text for i in range(NUMBER)]


def test_a_few_more_are_found_without_a_new_generation(copy: Library) -> None:
    """One article more costs one article."""
    before = folders(copy)
    copy.add([note(NUMBER)])
    assert (folders(copy), copy.counts().pending) == (before, 1)
    assert ask(copy, NUMBER)[0] == note(NUMBER).article.text


def test_removed_passages_are_passed_over_and_k_are_still_found(copy: Library) -> None:
    """However many of the nearest are gone."""
    nearest = ask(copy, 3, 100)
    gone = [d.source for d in copy.documents() if d.article.text in set(nearest[:90])]
    copy.remove(gone)
    assert copy.counts().pending == 90
    found = ask(copy, 3, 20)
    assert len(found) == 20
    assert not set(found) & set(nearest[:90])


def test_the_ranking_does_not_depend_on_the_generation(copy: Library) -> None:
    """The graph's cosines are those of exact scoring."""
    vector = copy.encoder.embed_query("a f k p u x")
    by_graph = [score for _, score in copy.dense(vector, 20)]
    shutil.rmtree(folders(copy)[0])
    with Library.open(copy.folder, copy.encoder, copy.chunking) as other:
        exactly = [score for _, score in other.dense(vector, 20)]
    assert by_graph == pytest.approx(exactly, abs=1e-5)


def test_reading_changes_nothing_in_a_generation(copy: Library) -> None:
    """It is never written after it was published, though Chroma writes in what it opens."""
    (folder,) = folders(copy)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ask(copy, 1)
    copy.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    """Lose the second half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink])
@pytest.mark.parametrize("name", ["data_level0.bin", "chroma.sqlite3", "index_metadata.pickle"])
def test_a_damaged_generation_is_noticed_and_done_without(
    copy: Library, name: str, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    """Answers stay right, with one line of warning; the check names it."""
    (file,) = folders(copy)[0].rglob(name)
    damage(file)
    assert [ask(copy, i)[0] for i in (5, 6)] == [note(i).article.text for i in (5, 6)]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert folders(copy)[0].name in caplog.text
    (problem,) = copy.check()
    assert folders(copy)[0].name in problem


def test_a_rebuild_mends_without_embedding(copy: Library, encoder: Any) -> None:
    """From the stored vectors."""
    shutil.rmtree(folders(copy)[0])
    assert "missing" in copy.check()[0]
    said: list[tuple[int, int]] = []
    copy.rebuild(lambda done, total: said.append((done, total)))
    assert said[-1] == (NUMBER, NUMBER)
    assert (copy.check(), encoder.embedded) == ([], [])
    assert ask(copy, 9)[0] == note(9).article.text


def test_a_reader_goes_over_to_the_new_generation_and_closes_the_old(
    copy: Library, encoder: Any
) -> None:
    """It looks at each question; the one before stays until the next is published."""
    from chromadb.api.shared_system_client import SharedSystemClient

    others = set(SharedSystemClient._identifier_to_system)  # of tests that use Chroma themselves
    with Library.open(copy.folder, encoder, copy.chunking) as reader:
        ask(reader, 1)
        (first,) = folders(copy)
        copy.rebuild()
        assert first in folders(copy)
        assert ask(reader, 2)[0] == note(2).article.text
        reader._dense.settle()
        assert len(SharedSystemClient._identifier_to_system.keys() - others) == 1
        copy.rebuild()
        assert first not in folders(copy)
        assert len(folders(copy)) == 2
        assert ask(reader, 3)[0] == note(3).article.text
    assert not SharedSystemClient._identifier_to_system.keys() - others


def test_leftovers_are_swept_by_the_next_writer(copy: Library) -> None:
    """A killed builder's folder goes, the current generation stays."""
    kept = folders(copy)
    (copy.folder / "generations" / "abandoned").mkdir()
    copy.dense([1.0] * 26, 1)
    assert len(folders(copy)) == 2
    copy.add([])
    assert folders(copy) == kept


def test_a_generation_that_fails_its_check_is_not_published(
    copy: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one before stays in use."""
    before = copy.folder / "generations" / folders(copy)[0].name

    def failing(*_: object) -> None:
        raise LibraryError("not what was expected")

    monkeypatch.setattr(generations, "check", failing)
    with pytest.raises(LibraryError, match="not what"):
        copy.rebuild()
    assert ask(copy, 4)[0] == note(4).article.text
    assert copy.check() == []
    assert before.is_dir()


def test_what_was_added_is_found_where_a_generation_cannot_be_made(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adding does not wait for one, and does not fail with it."""

    def failing(*_: object) -> None:
        raise LibraryError("no room")

    monkeypatch.setattr(generations, "run", failing)
    assert library.add(map(note, range(NUMBER))).added == NUMBER
    with pytest.raises(LibraryError, match="no room"):
        library.upkeep()
    assert ask(library, 11)[0] == note(11).article.text
    assert "lacks 300 passages" in library.check()[0]


def test_no_question_waits_for_a_new_generation(copy: Library, encoder: Any) -> None:
    """The one before answers, with what it lacks, until the new one is open."""
    with Library.open(copy.folder, encoder, copy.chunking) as reader:
        ask(reader, 1)
        copy.add([note(NUMBER)])
        copy.rebuild()
        searcher = reader._dense._searcher
        with searcher._lock:
            before = searcher._opened
        assert ask(reader, NUMBER)[0] == note(NUMBER).article.text
        reader._dense.settle()
        assert searcher._opened is not before
        assert ask(reader, NUMBER)[0] == note(NUMBER).article.text


def test_articles_are_added_and_removed_while_a_generation_is_made(
    copy: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds what was there when it was begun; the rest is compared, or left out."""
    run = generations.run

    def busy(task: str, *rest: Any) -> int:
        count = run(task, *rest)
        if task == "build":
            copy.add([note(NUMBER)])
            copy.remove([note(5).source, note(6).source])
        return count

    monkeypatch.setattr(generations, "run", busy)
    copy.rebuild()
    assert (copy.counts().pending, copy.counts().passages) == (3, NUMBER - 1)
    assert copy.check() == []
    assert ask(copy, NUMBER)[0] == note(NUMBER).article.text
    assert note(5).article.text not in ask(copy, 5, NUMBER)


def test_the_check_finds_what_is_not_in_the_record(copy: Library, tmp_path: Path) -> None:
    """Run in a child: a generation with other passages than the record's is refused."""
    copy.add([note(NUMBER)])
    aside = tmp_path / "aside"
    shutil.copytree(folders(copy)[0], aside)
    with pytest.raises(LibraryError, match="expected 301 vectors, found 300"):
        workshop.run("check", copy.folder / "library.sqlite", aside, 1_000)


def test_a_zero_vector_is_no_error(copy: Library) -> None:
    """A passage without letters, and a question without any."""
    from corpus.article import Article, article_id

    copy.add([Loaded("/zero", Article(article_id("", "1 2 3."), "t", "1 2 3."))])
    copy.rebuild()
    assert len(copy.dense(np.zeros(26).tolist(), 3)) == 3
    assert copy.check() == []
