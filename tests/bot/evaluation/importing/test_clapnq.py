"""CLAP NQ's questions."""

from __future__ import annotations

from typing import Any

SENTENCES = ["A dike holds .", "It is of clay .", "A dike holds .", "Rain is no harm ."]


def asking(name: str, answer: str, *chosen: str) -> dict[str, Any]:
    """A question over one passage."""
    text = " ".join(SENTENCES) + " "
    return {
        "id": name,
        "input": "what is a dike of",
        "passages": [{"title": "Dike", "text": text, "sentences": SENTENCES}],
        "output": [{"answer": answer, "selected_sentences": list(chosen), "meta": {}}],
    }


def test_evidence_is_the_selected_sentences(write, imported) -> None:
    """Each where it stands, like ones in their places."""
    lines = [asking("a", "Of clay.", SENTENCES[1]), asking("b", "It holds.", SENTENCES[0])]
    got = imported("clapnq", write("a.jsonl.gz", lines))
    assert got.quotes(got.cases[0]) == ["It is of clay ."]
    assert got.quotes(got.cases[1]) == ["A dike holds .", "A dike holds ."]
    assert {one.start for one in got.cases[1].evidence} == {0, 31}
    assert len(got.articles) == 1


def test_an_empty_answer_is_none(write, imported) -> None:
    """The passage does not say."""
    (case,) = imported("clapnq", write("u.jsonl", [asking("u", "")])).cases
    assert case.unanswerable


def test_a_passage_without_sentences_will_do(write, imported) -> None:
    """They are found in its text."""
    line = asking("a", "Of clay.", SENTENCES[1])
    del line["passages"][0]["sentences"]
    got = imported("clapnq", write("a.jsonl", [line]))
    assert got.quotes(got.cases[0]) == ["It is of clay ."]
