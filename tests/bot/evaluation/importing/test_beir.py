"""BEIR's folders."""

from __future__ import annotations

import pytest

from corpus.errors import InputError

CORPUS = [
    {"_id": "d1", "title": "Orsta", "text": "Mira Dahl leads Orsta."},
    {"_id": "d2", "title": "", "text": "The dike held."},
]
QUERIES = [{"_id": "q1", "text": "who leads Orsta"}, {"_id": "q2", "text": "not judged"}]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n"


@pytest.fixture
def folder(write, tmp_path):
    """A corpus of two documents and one judged query."""
    write("corpus.jsonl", CORPUS)
    write("queries.jsonl.gz", QUERIES)
    write("qrels/test.tsv", QRELS)
    write("qrels/train.tsv", "q2\td2\t1\n")
    return tmp_path


def test_a_judged_query_is_a_case_without_answers(imported, folder) -> None:
    """Documents judged above 0 are its evidence."""
    got = imported("beir", folder)
    (case,) = got.cases
    assert (case.id, case.question, case.answers) == ("q1", "who leads Orsta", ())
    assert got.quotes(case) == ["Mira Dahl leads Orsta."]


def test_judgements_may_lack_a_header(imported, folder, write) -> None:
    """Then the first line counts."""
    write("qrels/test.tsv", "q1\td1\t2\n")
    assert len(imported("beir", folder).cases) == 1


def test_what_is_missing_or_malformed_is_said(imported, folder, write) -> None:
    """A document, a column, a number."""
    write("qrels/test.tsv", QRELS + "q1\td9\t1\nq1\nq1\td1\tmuch\n")
    problems = imported("beir", folder).problems
    assert "test.tsv:5: expected query-id" in problems[0]
    assert "test.tsv:6: expected query-id" in problems[1]
    assert "'d9' is not in the corpus" in problems[2]


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl.gz", "qrels/test.tsv"])
def test_a_folder_that_lacks_a_file_is_bad_input(imported, folder, missing: str) -> None:
    """Unless there is another split."""
    (folder / "qrels" / "train.tsv").unlink()
    (folder / missing).unlink()
    with pytest.raises(InputError, match=missing.partition(".")[0]):
        imported("beir", folder)


def test_a_file_is_no_folder(imported, folder) -> None:
    """Said so."""
    with pytest.raises(InputError, match="expected a BEIR folder"):
        imported("beir", folder / "corpus.jsonl")
