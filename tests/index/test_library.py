"""What a library promises to those who add, remove and ask."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.errors import InputError
from corpus.loading import Loaded
from index.adding import Added
from index.chunking import Chunking
from index.library import Library

Make = Callable[..., Loaded]


def sources(library: Library) -> list[str]:
    """The documents' sources, in the library's order."""
    return [document.source for document in library.documents()]


def test_an_added_article_comes_back_as_it_was(library: Library, harbour: Loaded) -> None:
    """Everything known about it, and its text, to the letter."""
    assert library.add([harbour]) == Added(added=1, updated=0, unchanged=0, embedded=3)
    (document,) = library.documents()
    assert (document.source, document.article) == (harbour.source, harbour.article)
    assert document.added.tzinfo is not None
    assert library.article(harbour.article.id) == harbour.article


def test_passages_come_back_in_order_and_exact(library: Library, harbour: Loaded) -> None:
    """Each cuts itself out of the article."""
    library.add([harbour])
    found = library.passages(harbour.article.id)
    assert found
    assert all(harbour.article.text[p.start : p.end] == p.text for p in found)
    assert found == sorted(found, key=lambda p: p.start)


def test_adding_again_embeds_nothing(library: Library, encoder: Any, harbour: Loaded) -> None:
    """The same file again is unchanged."""
    library.add([harbour])
    encoder.embedded.clear()
    assert library.add([harbour]) == Added(added=0, updated=0, unchanged=1, embedded=0)
    assert encoder.embedded == []


def test_a_changed_file_replaces_its_passages_and_keeps_the_earlier_article(
    library: Library, loaded: Make
) -> None:
    """The earlier version stays readable, and is not found any more."""
    first, second = loaded("Storks came early."), loaded("Geese came late.")
    library.add([first])
    assert library.add([second]) == Added(added=0, updated=1, unchanged=0, embedded=1)
    assert [document.article for document in library.documents()] == [second.article]
    assert library.article(first.article.id) == first.article
    assert library.passages(first.article.id) == []
    assert library.lexical("storks", 5) == []
    assert [p.text for p, _ in library.dense([1.0] * 26, 5)] == ["Geese came late."]


def test_a_document_can_go_back_to_an_earlier_article(library: Library, loaded: Make) -> None:
    """There, back again, and healthy; also within one batch."""
    first, second = loaded("Storks came early."), loaded("Geese came late.")
    library.add([first])
    library.add([second, first])
    assert [p.text for p, _ in library.lexical("storks", 5)] == ["Storks came early."]
    assert library.lexical("geese", 5) == []
    assert library.check() == []


def test_two_documents_may_hold_the_same_article(
    library: Library, encoder: Any, loaded: Make
) -> None:
    """It is embedded once, and stays when one of the two goes or changes."""
    one, two = loaded("Rain fell.", "/a/x.txt"), loaded("Rain fell.", "/b/x.txt")
    assert one.article.id == two.article.id
    assert library.add([one, two]) == Added(added=2, updated=0, unchanged=0, embedded=1)
    library.add([loaded("Snow fell.", "/a/x.txt")])
    assert len(library.lexical("rain", 5)) == 1
    library.remove(["/a/x.txt"])
    assert (sources(library), len(library.lexical("rain", 5))) == (["/b/x.txt"], 1)
    library.remove([one.article.id])
    assert (sources(library), library.lexical("rain", 5)) == ([], [])
    assert library.check() == []


def test_the_same_words_in_two_articles_are_two_passages(library: Library, loaded: Make) -> None:
    """Wire copy in two papers is found twice."""
    library.add([loaded("Rain fell.", "/a/one.txt"), loaded("Rain fell.", "/a/two.txt")])
    assert len({p.article_id for p, _ in library.dense([1.0] * 26, 5)}) == 2


def test_facts_about_an_unchanged_text_are_brought_up_to_date(
    library: Library, encoder: Any, harbour: Loaded
) -> None:
    """A corrected date is taken over without embedding."""
    library.add([harbour])
    encoder.embedded.clear()
    better = replace(harbour, article=replace(harbour.article, published=date(2025, 3, 5)))
    assert library.add([better]) == Added(added=0, updated=1, unchanged=0, embedded=0)
    assert library.article(harbour.article.id).published == date(2025, 3, 5)
    assert encoder.embedded == []


def test_articles_are_found_by_the_words_of_title_and_text(
    library: Library, loaded: Make, harbour: Loaded
) -> None:
    """A new title or text takes the place of the old one; only what is chosen is searched."""
    library.add([harbour, loaded("Geese came late.", "/news/geese.txt")])
    own = harbour.article.id
    assert library.about("the storm closes, fishermen disagreed", 5).keys() == {own}
    assert library.about("harbour", 5, within={"another"}) == {}
    for title, found in (("Wind shuts port", {own}), ("Gale", set())):
        library.add([replace(harbour, article=replace(harbour.article, title=title))])
        assert library.about("port", 5).keys() == found
    library.add([loaded("Storks came early.", "/news/geese.txt")])
    assert (library.about("geese", 5), len(library.about("storks", 5))) == ({}, 1)
    assert library.check() == []


def test_removing_an_unknown_id_removes_nothing(library: Library, harbour: Loaded) -> None:
    """The id is named, and the known one beside it stays."""
    library.add([harbour])
    with pytest.raises(InputError, match="'feedfeedfeedfeed'"):
        library.remove([harbour.article.id, "feedfeedfeedfeed"])
    assert sources(library) == [harbour.source]


def test_a_removed_article_is_forgotten(library: Library, harbour: Loaded) -> None:
    """Its text, its passages and its words."""
    library.add([harbour])
    assert [one.article for one in library.remove([harbour.article.id])] == [harbour.article]
    with pytest.raises(KeyError):
        library.article(harbour.article.id)
    assert (library.lexical("harbour", 5), library.dense([1.0] * 26, 5)) == ([], [])
    assert library.about("harbour", 5) == {}
    assert library.check() == []


def test_what_was_removed_comes_back_with_what_it_was_before(
    library: Library, loaded: Make
) -> None:
    """The current article is found again; an earlier one can be read again, and both keep days."""
    first, second = loaded("Rain fell.", "/a/x.txt"), loaded("Snow fell.", "/a/x.txt")
    library.add([first])
    library.add([second])
    (before,) = library.documents()

    library.restore(library.remove(["/a/x.txt"]))

    assert library.documents() == [before]
    assert library.article(first.article.id) == first.article
    assert (len(library.lexical("snow", 5)), library.lexical("rain", 5)) == (1, [])
    assert library.check() == []


def test_what_was_added_anew_is_not_replaced_by_what_was_removed(
    library: Library, loaded: Make
) -> None:
    """The newer article stays the current one."""
    old, new = loaded("Rain fell.", "/a/x.txt"), loaded("Snow fell.", "/a/x.txt")
    library.add([old])
    removed = library.remove(["/a/x.txt"])
    library.add([new])

    library.restore(removed)

    assert [one.article for one in library.documents()] == [new.article]
    assert library.article(old.article.id) == old.article
    assert library.lexical("rain", 5) == []
    assert library.check() == []


def test_dense_is_the_cosine(library: Library, loaded: Make) -> None:
    """Aab against a: 2/√5; against b: 1/√5."""
    library.add([loaded("aab")])
    ((_, a),) = library.dense([1.0] + [0.0] * 25, 1)
    ((_, b),) = library.dense([0.0, 3.0] + [0.0] * 24, 1)
    assert (a, b) == pytest.approx((2 / 5**0.5, 1 / 5**0.5))


def test_lexical_finds_other_forms_of_a_word(library: Library, loaded: Make) -> None:
    """Porter's stems join "urged" and "urging"; more matches are better."""
    one, two = loaded("Leaders urged calm.", "/a.txt"), loaded("Cats sat down.", "/b.txt")
    library.add([one, two])
    found = library.lexical("Who is urging calmness?", 5)
    assert [p.text for p, _ in found] == ["Leaders urged calm."]
    assert found[0][1] > 0


def test_documents_stand_by_publisher_date_and_title(library: Library, loaded: Make) -> None:
    """Unknown publishers and dates come first."""
    library.add(
        [
            loaded("One.", "/1.txt", publisher="B", published=date(2025, 1, 1)),
            loaded("Two.", "/2.txt", publisher="A", published=date(2025, 1, 2)),
            loaded("Three.", "/3.txt", publisher="A", title="T"),
            loaded("Four.", "/4.txt", publisher="A", title="S"),
            loaded("Five.", "/5.txt"),
        ]
    )
    assert sources(library) == ["/5.txt", "/4.txt", "/3.txt", "/2.txt", "/1.txt"]


def test_odd_names_and_texts_survive(library: Library, loaded: Make) -> None:
    """A file name that is no UTF-8, a NUL in the text, an astral letter."""
    odd = loaded("A\0b 𝔘nicode. \u202eEnd.", "/tmp/\udcff.txt")
    library.add([odd])
    (document,) = library.documents()
    assert (document.source, document.article) == (odd.source, odd.article)
    assert library.check() == []
    assert library.remove([odd.source])


def test_progress_says_how_many_are_written(library: Library, loaded: Make) -> None:
    """In order, each once, unchanged ones too."""
    items = [loaded(f"Number {i}.", f"/{i}.txt") for i in range(3)]
    library.add(items[:1])
    seen: list[tuple[int, str]] = []
    library.add(items, lambda done, item: seen.append((done, item.source)))
    assert seen == [(1, "/0.txt"), (2, "/1.txt"), (3, "/2.txt")]


def test_what_was_written_before_an_interruption_stays(library: Library, loaded: Make) -> None:
    """Full batches are in, the rest is not, and adding again finishes the work."""
    items = [loaded(f"Number {i}.", f"/{i}.txt") for i in range(200)]

    def interrupted() -> Any:
        yield from items
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(interrupted())
    assert library.counts().documents == 128
    assert library.add(items) == Added(added=72, updated=0, unchanged=128, embedded=72)


def test_another_reader_sees_what_was_added(
    library: Library, encoder: Any, chunking: Chunking, loaded: Make
) -> None:
    """A library opened before, elsewhere, sees the new state at its next question."""
    with Library.open(library.folder, encoder, chunking) as reader:
        assert reader.dense([1.0] * 26, 1) == []
        library.add([loaded("Storks came.")])
        assert [p.text for p, _ in reader.dense([1.0] * 26, 1)] == ["Storks came."]


def test_threads_read_while_one_writes(library: Library, loaded: Make) -> None:
    """Each reader sees whole documents only, never an error."""
    seen: list[bool] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            counts = library.counts()
            library.dense([1.0] * 26, 3)
            library.lexical("number", 3)
            seen.append(counts.passages == counts.documents)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for i in range(20):
            library.add([loaded(f"Number {i}.", f"/{i}.txt")])
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert seen
    assert all(seen)


def test_closing_twice_is_no_harm(library: Library) -> None:
    """`close` inside the `with` block is allowed."""
    library.close()
    library.close()
