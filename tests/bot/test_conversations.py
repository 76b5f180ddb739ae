"""Conversations on disk: theirs alone who had them, with what they quote."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Citation, Claim, Span
from bot.conversations import FILE, Conversations, ConversationsError, Kept
from bot.retelling import answer_of
from corpus.article import Article
from corpus.errors import InputError
from index.passage import Hit, Passage

MINE, OTHER = "mine", "other"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the conversations are kept."""
    return tmp_path / FILE


@pytest.fixture
def store(path: Path) -> Iterator[Conversations]:
    """An empty store."""
    one = Conversations(path)
    yield one
    one.close()


def kept(question: str, text: str = "") -> Kept:
    """An exchange, declined where there is no text."""
    return Kept(question, Answer(question, question, short_answer=text, abstained=not text))


def titles(store: Conversations, owner: str = MINE, search: str = "") -> list[str]:
    """The titles of an owner's conversations."""
    return [one.title for one in store.listed(owner, search)]


def test_a_conversation_is_named_by_its_first_question_and_outlasts_the_process(
    store: Conversations, path: Path
) -> None:
    """Read back whole, oldest first; the latest conversation is listed first."""
    first = store.keep(MINE, None, kept("Who sank?"))
    store.keep(MINE, None, kept("Why?"))
    store.keep(MINE, first, kept("Who else?", "nobody"))
    store.close()

    again = Conversations(path)

    assert titles(again) == ["Who sank?", "Why?"]
    assert [one.question for one in again.read(MINE, first)] == ["Who sank?", "Who else?"]
    assert again.read(MINE, first)[1].asked == date.today()
    again.close()


def test_nobody_else_can_read_continue_or_delete_it(store: Conversations) -> None:
    """Whoever tries to continue it begins one of their own."""
    identity = store.keep(MINE, None, kept("Who sank?"))

    store.delete(OTHER, identity)
    theirs = store.keep(OTHER, identity, kept("Who else?"))

    assert store.read(OTHER, identity) == []
    assert theirs != identity
    assert (titles(store), titles(store, OTHER)) == (["Who sank?"], ["Who else?"])


def test_the_file_does_not_hold_the_owners_secret(store: Conversations, path: Path) -> None:
    """Only its digest; and nobody else on this computer may read it."""
    store.keep("a-long-secret", None, kept("Who sank?"))
    store.close()

    assert b"a-long-secret" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_the_last_question_can_be_replaced(store: Conversations) -> None:
    """Of a single one, the title too."""
    identity = store.keep(MINE, None, kept("Who sank?"))
    store.keep(MINE, identity, kept("Who swam?"), instead=True)
    assert titles(store) == ["Who swam?"]

    store.keep(MINE, identity, kept("Why?"))
    store.keep(MINE, identity, kept("When?"), instead=True)
    assert [one.question for one in store.read(MINE, identity)] == ["Who swam?", "When?"]
    assert titles(store) == ["Who swam?"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("", 2), ("ÉCLAIR", 1), ("who baker", 1), ("who nobody", 0), ("100%", 0), ("_", 0)],
)
def test_all_words_are_looked_for_in_questions_and_answers(
    store: Conversations, search: str, found: int
) -> None:
    """In any case; signs stand for themselves."""
    store.keep(MINE, None, kept("Who made the éclair?", "The baker"))
    store.keep(MINE, None, kept("Who sank?"))

    assert len(titles(store, search=search)) == found


def test_the_quoted_article_is_kept_until_nothing_quotes_it(
    store: Conversations, article: Callable[..., Article]
) -> None:
    """For its owner; two conversations may share one."""
    quoted = article("The ferry sank.", published=date(2024, 3, 5), authors=("Ana Ruiz",))
    one = store.keep(MINE, None, kept("Who?"), [quoted, quoted])
    two = store.keep(MINE, None, kept("Why?"), [quoted])

    assert store.article(MINE, quoted.id) == quoted
    assert store.article(OTHER, quoted.id) is None
    store.delete(MINE, one)
    assert store.article(MINE, quoted.id) == quoted
    store.keep(MINE, two, kept("When?"), instead=True)
    assert store.article(MINE, quoted.id) is None


def test_an_answer_comes_back_as_it_was(
    store: Conversations, article: Callable[..., Article]
) -> None:
    """Citations, spans and hits, with their offsets; of a hit, how it was found is not kept."""
    text = article("“We sail,” said Ida \ud800 Quist. The ferry left.")
    cited = Citation.of(text, 0, 9, "Ida Quist")
    answer = Answer(
        "Who \udfff?",
        "Who sails?",
        claims=(Claim("It left.", (cited,)),),
        short_answer="We",
        spans=(Span.of(text, 1, 3),),
        hits=(Hit(Passage(text.id, 0, 9, text.text[:9]), 0.25),),
        confidence=0.5,
        abstained=False,
        timings_ms={"read": 1.5},
    )

    identity = store.keep(MINE, None, Kept(answer.question, answer, "I searched."))

    assert store.read(MINE, identity) == [Kept(answer.question, answer, "I searched.")]


def test_what_is_no_answer_of_this_version_is_refused() -> None:
    """And what lacks a part."""
    with pytest.raises(InputError, match="version 1, found 2"):
        answer_of({"schema_version": 2})
    with pytest.raises(InputError, match="expected an answer"):
        answer_of({"schema_version": 1})


def test_where_nothing_can_be_written_they_are_kept_in_memory(tmp_path: Path) -> None:
    """As long as the process lives."""
    store = Conversations.beside(tmp_path / "nowhere")
    store.keep(MINE, None, kept("Who sank?"))

    assert not store.lasting
    assert titles(store) == ["Who sank?"]


def test_a_failed_write_leaves_what_was_there(store: Conversations, path: Path) -> None:
    """One line that names the file."""
    identity = store.keep(MINE, None, kept("Who sank?"))
    with sqlite3.connect(path) as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON exchanges BEGIN SELECT RAISE(FAIL, 'full'); END"
        )

    with pytest.raises(ConversationsError, match=FILE):
        store.keep(MINE, identity, kept("Why?"), instead=True)

    assert [one.question for one in store.read(MINE, identity)] == ["Who sank?"]


def test_a_file_of_another_version_is_refused(path: Path) -> None:
    """And left as it is."""
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 7")

    with pytest.raises(ConversationsError, match="found 7"):
        Conversations(path)


def test_two_processes_can_keep_conversations_in_one_file(store: Conversations, path: Path) -> None:
    """Each sees what the other kept."""
    other = Conversations(path)
    store.keep(MINE, None, kept("Who sank?"))
    other.keep(MINE, None, replace(kept("Why?"), searched="s"))

    assert titles(store) == titles(other) == ["Why?", "Who sank?"]
    other.close()
