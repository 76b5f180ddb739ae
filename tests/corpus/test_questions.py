import json
from importlib import resources
from typing import Any

import pytest

from corpus.loading import bundled
from corpus.sentences import sentences


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    """The shipped cases."""
    file = resources.files("corpus.questions").joinpath("tripoli.jsonl")
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_ids_are_unique_and_there_are_enough(cases: list[dict[str, Any]]) -> None:
    """At least 64 cases, none twice, no question twice."""
    assert len({case["id"] for case in cases}) == len(cases) >= 64
    assert len({case["question"].casefold() for case in cases}) == len(cases)


def test_a_quarter_is_unanswerable(cases: list[dict[str, Any]]) -> None:
    """And of every kind there is something."""
    assert sum(case["unanswerable"] for case in cases) * 4 >= len(cases)
    kinds = "who what where when which why how list yesno said unanswerable".split()
    assert {case["type"] for case in cases} == set(kinds)


def test_evidence_is_whole_sentences_of_the_bundled_article(cases: list[dict[str, Any]]) -> None:
    """Each quote is a sentence of the article that its id names."""
    article = bundled()[0].article
    whole = {article.text[start:end] for start, end in sentences(article.text)}
    evidence = [one for case in cases for one in case["evidence"]]
    assert {one["article_id"] for one in evidence} == {article.id}
    assert {one["quote"] for one in evidence} <= whole


def test_answers_stand_in_the_evidence(cases: list[dict[str, Any]]) -> None:
    """Letter by letter, but for yes and no; unanswerable cases have neither."""
    for case in cases:
        quotes = [one["quote"] for one in case["evidence"]]
        items = case.get("items", [])
        forms = [*case.get("answers", []), *(form for item in items for form in item)]
        assert case["unanswerable"] == (not forms) == (not quotes), case["id"]
        missing = [f for f in forms if f not in ("yes", "no") and not any(f in q for q in quotes)]
        assert not missing, case["id"]


def test_list_questions_name_every_item(cases: list[dict[str, Any]]) -> None:
    """A list has two items or more; nothing else has items."""
    for case in cases:
        assert (case["type"] == "list") == (len(case.get("items", [])) >= 2), case["id"]
