"""A run over a real library, with an encoder worked out by hand."""

from __future__ import annotations

from bot.answer import Answer
from bot.evaluation.cases import Case
from bot.evaluation.manifest import corpus_digest, manifest
from bot.evaluation.running import TIMED, run, timed
from bot.evaluation.summary import Summary
from bot.settings import Settings
from index.retrieval import NewsRetriever, RetrievalSettings

QUOTE = "“We open again tomorrow,” said the harbour master, Ida Quist."


class Searching:
    """A chain that finds passages, and declines."""

    def __init__(self, library):
        self._retriever = NewsRetriever(library=library, settings=RetrievalSettings())

    def invoke(self, question):
        """What was found, best first."""
        return Answer(question.text, question.text, hits=tuple(self._retriever.hits(question.text)))


def asked(article_id):
    """Who said when the harbour opens."""
    return Case.model_validate(
        {
            "id": "open",
            "question": "Who said “We open again tomorrow”?",
            "answers": ["Ida Quist"],
            "evidence": [{"article_id": article_id, "quote": QUOTE}],
        }
    )


def test_what_is_found_is_held_against_the_librarys_passages(library, harbour, loaded):
    """All passages that hold the quote are relevant, and the best hit is one of them."""
    library.add([harbour, loaded("Snow fell on Vik. Nobody minded.", "/news/snow.txt")])
    (row,) = run([asked(harbour.article.id)], Searching(library), library)
    assert row.error == ""
    start = harbour.article.text.index(QUOTE)
    overlapping = [
        f"{harbour.article.id}:{passage.start}-{passage.end}"
        for passage in library.passages(harbour.article.id)
        if passage.start < start + len(QUOTE) and start < passage.end
    ]
    assert row.relevant == {"articles": [harbour.article.id], "passages": overlapping}
    assert row.scores["article_mrr"] == row.scores["passage_success@1"] == 1
    assert row.scores["passage_recall@5"] == 1


def test_the_manifest_names_articles_settings_and_encoder(library, harbour, tmp_path):
    """By digests, which another article changes."""
    library.add([harbour])
    about = manifest([asked(harbour.article.id)], library, Settings(tmp_path), seed=3)
    assert about["corpus_digest"] == corpus_digest([harbour.article.id])
    assert about["models"]["encoder"]["model"] == "toy"
    assert about["settings"]["retrieval"]["k"] == 20
    assert (about["questions"], about["seed"]) == (1, 3)
    assert str(tmp_path) not in str(about)


class Batching:
    """A chain that declines everything; knows how it was asked. Fails on "bad"."""

    def __init__(self):
        self.alone, self.together = [], []

    def invoke(self, question):
        """One question."""
        self.alone.append(question.text)
        return Answer(question.text, question.text, timings_ms={"total": 5.0})

    def batch(self, questions, **_):
        """Many."""
        self.together.append([one.text for one in questions])
        return [
            RuntimeError("boom") if one.text == "bad" else self._declined(one.text)
            for one in questions
        ]

    def _declined(self, question):
        return Answer(question, question)


def numbered(count):
    """Cases without an answer, the last of them bad."""
    texts = [*(f"q{n}" for n in range(count - 1)), "bad"]
    return [
        Case.model_validate({"id": f"c{n}", "question": text, "unanswerable": True})
        for n, text in enumerate(texts)
    ]


def test_some_are_asked_alone_and_the_others_together(library):
    """Rows come in order; those alone have times; one error is one row."""
    cases, system = numbered(70), Batching()
    rows = list(run(cases, system, library, alone={"c1", "c40"}))
    assert [row.id for row in rows] == [case.id for case in cases]
    assert system.alone == ["q1", "q40"]
    assert [len(some) for some in system.together] == [31, 31, 6]
    assert [row.id for row in rows if row.total_ms] == ["c1", "c40"]
    assert [(row.id, row.error) for row in rows if row.error] == [("c69", "RuntimeError: boom")]
    assert Summary.of(rows).p50_ms == Summary.of([rows[1], rows[40]]).p50_ms


def test_unless_told_otherwise_all_are_asked_alone(library):
    """As is every question to a system that takes one at a time."""
    system = Batching()
    assert all(row.error or row.total_ms for row in run(numbered(5), system, library))
    assert not system.together


def test_those_timed_are_drawn_once_for_a_run(library):
    """By its seed, among all its cases; few are all timed."""
    cases = numbered(80)
    assert len(timed(cases, 3)) == TIMED
    assert timed(cases, 3) == timed(cases, 3) != timed(cases, 4)
    assert timed(cases[:TIMED], 3) == {case.id for case in cases[:TIMED]}
