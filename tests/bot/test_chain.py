"""The chain as a Runnable, over a toy encoder and a reader that looks for words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.runnables import RunnableLambda

from bot.answer import Answer
from bot.chain import TOGETHER, AnswerChain, Stage
from bot.question import MAX_QUESTION_CHARS, Question, Turn
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading, ReadingSettings
from corpus.errors import InputError
from corpus.loading import Loaded
from index.chunking import Chunking
from index.library import Library
from index.retrieval import NewsRetriever
from index.scope import Scope


class WordReader:
    """Finds the words of the question in the text; sure where there are any."""

    calibration = Calibration(1.0, 0.0, 0.0, 0.5)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """A margin of 5 for every word that both have."""
        return [self._one(question, text) for question, text in pairs]

    def _one(self, question: str, text: str) -> Reading:
        places = [(word, text.find(word)) for word in question.rstrip("?").split()]
        found = [Found(at, at + len(word), 5.0) for word, at in places if at >= 0]
        return Reading(tuple(found), 0.0)


@pytest.fixture
def chain(library: Library, loaded: Callable[..., Loaded]) -> AnswerChain:
    """Over two articles."""
    library.add([loaded("The ferry sank on Monday. Nobody was hurt.", "/a.txt")])
    library.add([loaded("A bridge opened.\n“It is new,” Ana Prado said.", "/b.txt")])
    return AnswerChain(library, NewsRetriever(library=library), WordReader())


def test_it_answers_and_cites(chain: AnswerChain) -> None:
    """The sentence that holds the span, with the stages' timings."""
    answer = chain.invoke("When, Monday?")
    assert answer.short_answer == "Monday"
    assert answer.claims[0].text == "The ferry sank on Monday."
    assert set(answer.timings_ms) == {"retrieve", "read", "compose", "total"}


def test_a_follow_up_is_answered_from_the_article_last_cited(chain: AnswerChain) -> None:
    """And shown as asked of it."""
    first = chain.invoke("When, Monday?")
    (cited,) = first.citations
    turn = Turn.of("When, Monday?", first)
    assert turn.articles == (cited.article_id,)
    answer = chain.invoke(Question("Who was hurt by the ferry?", history=(turn,)))
    assert {one.article_id for one in answer.citations} == {cited.article_id}


def test_it_declines_with_the_nearest_passages(chain: AnswerChain) -> None:
    """All of the library's, as there are few."""
    answer = chain.invoke("zzz?")
    assert answer.abstained
    assert len(answer.hits) >= 2


def test_it_takes_texts_mappings_and_questions(chain: AnswerChain) -> None:
    """All three ask the same."""
    asked = {
        "question": "Monday?",
        "asked": "2024-05-02",
        "history": [{"question": "q", "answer": "a"}],
    }
    question = Question("Monday?", date(2024, 5, 2), (Turn("q", "a"),))
    assert Question.of(asked) == question
    answers = [chain.invoke(one).claims for one in ("Monday?", asked, question)]
    assert answers[0] == answers[1] == answers[2]


def test_batch_stream_and_async_answer_alike(chain: AnswerChain) -> None:
    """As every Runnable's."""
    claims = chain.invoke("Monday?").claims
    assert [a.claims for a in chain.batch(["Monday?", "Monday?"])] == [claims, claims]
    assert [a.claims for a in chain.stream("Monday?")] == [claims]
    assert asyncio.run(chain.ainvoke("Monday?")).claims == claims


class Fussy(WordReader):
    """Cannot read one question; counts how often it is asked."""

    def __init__(self) -> None:
        self.calls = 0

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """As the others, but for "spoilt"."""
        self.calls += 1
        if any("spoilt" in question for question, _ in pairs):
            raise RuntimeError("unreadable")
        return super().read(pairs)


def test_a_batch_answers_as_one_by_one(chain: AnswerChain) -> None:
    """In order, more than are read at a time; without times, which none of them has alone."""
    asked = ["Monday?", "zzz?", "Who said new?", "ferry bridge?"] * (TOGETHER // 2)
    alone = [replace(chain.invoke(one), timings_ms={}) for one in asked]
    assert chain.batch(asked) == alone


def test_a_batch_is_read_in_one_go(chain: AnswerChain) -> None:
    """That is what makes it faster."""
    reader = Fussy()
    AnswerChain(chain.library, chain.retriever, reader).batch(["Monday?", "ferry?", "new?"])
    assert reader.calls == 1


def test_one_bad_question_spoils_no_other(chain: AnswerChain) -> None:
    """Whether it is no question, or cannot be read."""
    fussy = AnswerChain(chain.library, chain.retriever, Fussy())
    found = fussy.batch(["Monday?", " ", "spoilt?", "ferry?"], return_exceptions=True)
    assert [type(one) for one in found] == [Answer, InputError, RuntimeError, Answer]
    assert found[0].short_answer == "Monday"
    with pytest.raises(InputError):
        fussy.batch(["Monday?", " "])


@pytest.mark.parametrize("returned", [True, False])
def test_an_interruption_ends_a_batch(chain: AnswerChain, returned: bool) -> None:
    """It is no question's error."""

    class Interrupted(WordReader):
        def read(self, *_: Any) -> list[Reading]:
            raise KeyboardInterrupt

    stopped = AnswerChain(chain.library, chain.retriever, Interrupted())
    with pytest.raises(KeyboardInterrupt):
        stopped.batch(["Monday?", "ferry?"], return_exceptions=returned)


def test_an_empty_batch_is_no_question(chain: AnswerChain) -> None:
    """Nothing in, nothing out."""
    assert chain.batch([]) == []


def test_the_questions_of_a_batch_keep_their_own_conversations(chain: AnswerChain) -> None:
    """Mappings and questions, as one by one."""
    asked = Question("Monday?", date(2024, 5, 2), (Turn("q", "a"),))
    mapping = {"question": "ferry?", "history": [{"question": "q", "answer": "a"}]}
    answers = chain.batch([asked, mapping, "new?"])
    assert [one.question for one in answers] == ["Monday?", "ferry?", "new?"]


def test_it_stands_in_a_chain_of_ones_own(chain: AnswerChain) -> None:
    """Behind and before other Runnables."""
    own = RunnableLambda(str.strip) | chain | RunnableLambda(lambda a: a.short_answer)
    assert own.invoke("  Monday?  ") == "Monday"


def test_the_stages_are_told_before_the_answer(chain: AnswerChain) -> None:
    """In words for the one who waits."""
    *stages, last = chain.stages("Monday?")
    assert [s.detail for s in stages if isinstance(s, Stage)] == [
        "Searching 2 articles",
        "Reading 2 passages",
    ]
    assert isinstance(last, Answer)


def test_only_so_many_passages_are_read(chain: AnswerChain) -> None:
    """The others are hits all the same."""
    narrow = AnswerChain(chain.library, chain.retriever, chain.reader, ReadingSettings(passages=1))
    stage = list(narrow.stages("Monday?"))[1]
    assert isinstance(stage, Stage)
    assert stage.detail == "Reading 1 passage"
    assert len(narrow.invoke("Monday?").hits) == 2


def test_a_follow_up_is_searched_as_it_is_understood(chain: AnswerChain) -> None:
    """The question stays as typed."""
    history = (Turn("Why did the ferry leave?", "The ferry left."),)
    answer = chain.invoke(Question("Where was that?", history=history))
    assert answer.question == "Where was that?"
    assert answer.understood == "Where did the ferry leave?"
    assert answer.rewritten
    assert answer.short_answer == "ferry"


@pytest.mark.parametrize("blank", ["", "  \n\t "])
def test_a_blank_question_is_bad_input(chain: AnswerChain, blank: str) -> None:
    """Before anything is searched."""
    with pytest.raises(InputError, match="the question is empty"):
        chain.invoke(blank)


def test_a_question_that_is_too_long_is_bad_input(chain: AnswerChain) -> None:
    """The limit is stated; nothing is cut silently."""
    with pytest.raises(InputError, match="2,001 characters, at most 2,000"):
        chain.invoke("x" * (MAX_QUESTION_CHARS + 1))


WORDS = st.text(min_size=1, max_size=60).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(WORDS, min_size=1, max_size=4), data=st.data())
def test_every_citation_is_the_articles_own_words(
    tmp_path_factory: pytest.TempPathFactory,
    new_encoder: Any,
    loaded: Callable[..., Loaded],
    texts: list[str],
    data: st.DataObject,
) -> None:
    """On any Unicode, through the whole chain; spans too."""
    folder: Path = tmp_path_factory.mktemp("any")
    text = "\n".join(texts)
    asked = data.draw(st.sampled_from(text.split() or ["x"]))
    with Library.open(folder / "library", new_encoder(), Chunking(16)) as library:
        library.add([loaded(text)])
        chain = AnswerChain(library, NewsRetriever(library=library), WordReader())
        answer = chain.invoke(f"Which {asked}"[:MAX_QUESTION_CHARS])
        for cited in answer.citations:
            assert library.article(cited.article_id).text[cited.start : cited.end] == cited.quote
        for span in answer.spans:
            assert library.article(span.article_id).text[span.start : span.end] == span.text


def test_only_the_articles_that_fit_are_asked(chain: AnswerChain) -> None:
    """What the others say does not count, and the stages name how many are searched."""
    (other,) = [one.article_id for one in chain.library.listed() if one.source == "/b.txt"]
    question = Question("When, Monday?", scope=Scope(articles=frozenset({other})))
    first, *_, answer = chain.stages(question)
    assert first == Stage("search", "Searching 1 article")
    assert isinstance(answer, Answer)
    assert answer.abstained
    assert {hit.passage.article_id for hit in answer.hits} == {other}
    assert chain.batch([question, "When, Monday?"])[0].hits == answer.hits


def test_choosing_no_article_at_all_is_said(chain: AnswerChain) -> None:
    """Not that the articles do not say."""
    with pytest.raises(InputError, match="no article in the library fits"):
        chain.invoke(Question("When?", scope=Scope(publishers=frozenset({"Nobody"}))))
