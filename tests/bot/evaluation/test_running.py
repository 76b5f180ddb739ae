"""A run over a real library, with an encoder worked out by hand."""

from __future__ import annotations

from bot.answer import Answer
from bot.evaluation.cases import Case
from bot.evaluation.manifest import corpus_digest, manifest
from bot.evaluation.running import run
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
