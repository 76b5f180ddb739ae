"""The pages of a run and of a comparison: what they show, and that nothing in them runs."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.evaluation.comparing import compare, paired
from bot.evaluation.folder import Run
from bot.evaluation.gating import Gate
from bot.evaluation.outputs import finish, remake
from bot.evaluation.pages.entries import Entry
from bot.evaluation.pages.pages import comparison_page, run_page, some, unlike, write_page
from bot.evaluation.running import run
from bot.evaluation.summary import whole
from corpus.errors import InputError

HOSTILE = (
    "</script><script>alert(1)</script>\"'><img src=//x onerror=alert(1)>"
    "{{ 7 * 7 }}<!-- </details></table>]]>&amp;\u202e\x00\ud800\x1b end"
)
SHOWN = HOSTILE.replace("\x00", "\ufffd").replace("\ud800", "\ufffd").replace("\x1b", "\ufffd")


class Reader(HTMLParser):
    """Elements with their attributes, and the text that is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note it; cells of a table are apart."""
        self.text += " " * (tag in ("td", "th"))
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Note it."""
        self.text += data

    def all(self, tag):
        """The attributes of all elements of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def rows(case, chain, shelf):
    """A right answer, a declined one, and an error."""
    cases = [
        case(history=[{"question": "Where is Orsta?", "answer": "By the sea."}]),
        case(id="dike", question="What held?", answers=["the dike"], type="what"),
        case(id="crash", question="crash"),
    ]
    return list(run(cases, chain, shelf))


@pytest.fixture
def page(rows):
    """The page of a run."""
    return run_page(whole(rows, {"settings": {"reading": {"passages": 12}}}), rows)


def test_a_question_opens_to_answer_marks_evidence_and_where_it_was_lost(page):
    """In the words of the article."""
    assert '<mark class="cited gold">Mira Dahl leads Orsta.</mark><sup>[1]</sup>' in page
    text = " ".join(Reader(page).text.split())
    assert "Where is Orsta?" in text
    assert "wrongly declined The evidence was read, and no answer given. Passage 1" in text
    assert "Error: RuntimeError: boom" in text
    assert "Evidence, from aa; not shown in its article" in text


def test_headline_figures_have_intervals(page):
    """And how many questions they are over."""
    text = " ".join(Reader(page).text.split())
    assert "Right 0.33 0.00 to 1.00 right with its evidence cited" in text


def test_nothing_is_fetched_and_only_the_pages_own_script_runs(page):
    """By its policy, which names the digests of what stands in it."""
    read = Reader(page)
    assert not [a for _, a in read.tags for key in ("src", "action", "srcset") if key in a]
    assert all(a["href"].startswith("#") for _, a in read.tags if "href" in a)
    assert not [key for _, a in read.tags for key in a if key.startswith("on")]
    policy = next(a["content"] for a in read.all("meta") if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_headers_have_scopes_and_ids_are_used_once(page):
    """For whoever hears the page; links lead to parts of it."""
    read = Reader(page)
    assert all(header.get("scope") for header in read.all("th"))
    ids = [a["id"] for _, a in read.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in read.all("a")} <= set(ids)
    for key in ("aria-labelledby", "aria-describedby"):
        assert {a[key] for _, a in read.tags if key in a} <= set(ids)
    assert read.all("html") == [{"lang": "en"}]


@pytest.fixture
def hostile(rows):
    """Rows in which every text is markup, and more."""
    answer = rows[0].answer
    claim = answer["claims"][0]
    cited = claim["citations"][0] | {"speaker": HOSTILE, "title": HOSTILE, "quote": HOSTILE}
    bad = answer | {
        "claims": [{"text": HOSTILE, "citations": [cited]}],
        "hits": [hit | {"text": HOSTILE} for hit in answer["hits"]],
    }
    gold = {
        "answers": [HOSTILE],
        "items": [[HOSTILE, HOSTILE]],
        "evidence": [{"article_id": HOSTILE, "start": None, "end": None, "text": HOSTILE}],
        "history": [{"question": HOSTILE, "answer": HOSTILE}],
    }
    excerpts = [one | {"title": HOSTILE, "publisher": HOSTILE} for one in rows[0].excerpts]
    excerpts.append(excerpts[0] | {"article_id": "x", "text": HOSTILE, "end": 99})
    known = {"question": HOSTILE, "id": HOSTILE, "type": HOSTILE, "short_answer": HOSTILE}
    known |= {"gold": gold, "excerpts": excerpts}
    return [
        replace(rows[0], answer=bad, right=False, **known),
        replace(rows[1], **known),
        replace(rows[2], error=HOSTILE, **(known | {"id": "other"})),
    ]


def tame(page):
    """Check that a page has one script, and that nothing of a text became an element of it."""
    read = Reader(page)
    assert len(read.all("script")) == len(read.all("style")) == 1
    assert not read.all("img")
    assert SHOWN in read.text
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", page)
    page.encode()


def test_a_hostile_text_is_shown_as_text(hostile, tmp_path):
    """Wherever it stands; the file is UTF-8."""
    manifest = {"command": HOSTILE, "settings": {HOSTILE: HOSTILE}}
    page = run_page(whole(hostile, manifest), hostile, [Gate(HOSTILE, HOSTILE), Gate(HOSTILE)])
    tame(page)
    write_page(tmp_path / "page.html", page)
    assert (tmp_path / "page.html").read_text("utf-8") == page


def test_nor_does_it_run_in_a_comparison(hostile, rows):
    """On either side."""
    before = [replace(rows[0], id=HOSTILE, question=HOSTILE)]
    runs = Run(HOSTILE, {HOSTILE: 1}, before), Run(HOSTILE, {HOSTILE: HOSTILE}, hostile[:1])
    pairs = paired(*runs, force=True)
    tame(comparison_page(*runs, pairs, compare(pairs)))


def test_a_comparison_shows_both_answers_to_what_changed(rows):
    """With differences, outcomes in both, and in what the runs differ."""
    worse = replace(rows[0], right=False, abstained=True, evidence_cited=False)
    worse = replace(worse, scores=worse.scores | {"right": 0.0})
    one = Run("before", {"settings": {"retrieval": {"k": 20}}}, rows)
    other = Run("after", {"settings": {"retrieval": {"k": 8}}}, [worse, *rows[1:]])
    pairs = paired(one, other, force=True)
    page = comparison_page(one, other, pairs, compare(pairs))
    text = " ".join(Reader(page).text.split())
    assert "0 became right in B, 1 became wrong" in text
    assert "Became wrong in B Who leads Orsta?" in text
    assert "Became right in B" not in text
    assert "right 0.333 0.000 -0.333" in text
    assert "settings.retrieval.k 20 8" in text
    assert page == comparison_page(one, other, pairs, compare(pairs))


def test_equal_runs_say_so(rows):
    """No question changed, and nothing differs."""
    one = Run("a", {}, rows)
    pairs = paired(one, one, force=True)
    text = Reader(comparison_page(one, one, pairs, compare(pairs))).text
    assert "None: what was right stayed right" in text
    assert "Same cases, articles, settings, models and code." in text


def test_manifests_differ_in_values_and_in_keys():
    """Tables are flattened."""
    assert unlike({"a": {"b": 1}, "c": 2}, {"a": {"b": 1000}}) == [
        ("a.b", "1", "1,000"),
        ("c", "2", "–"),
    ]


def test_rows_of_an_earlier_version_are_shown_as_far_as_they_go(rows):
    """Without gold answers and without the articles around citations."""
    old = [replace(row, gold={}, excerpts=[]) for row in rows]
    text = Reader(run_page(whole(old, {}), old)).text
    assert "The row holds no gold answer." in text
    assert "Citation [1], from Orsta; not shown in its article" in text


def test_a_score_that_was_no_number_is_a_dash(case, shelf, answer, chain):
    """As any system may give one; rows have null for it."""
    hits = tuple(replace(hit, score=float("nan")) for hit in answer("x").hits)
    chain.invoke = lambda _: answer("Mira Dahl", (0, 22), hits=hits)
    (row,) = run([case()], chain, shelf)
    assert [one.score for one in Entry.of(row, None).found] == ["–"] * 3


def test_a_page_has_room_for_so_many_questions(rows, monkeypatch):
    """Those that are not right first, in the order asked; the page says so."""
    monkeypatch.setattr("bot.evaluation.pages.pages.MOST_QUESTIONS", 2)
    right, declined, crashed = rows
    page = run_page(whole(rows, {}), rows)
    assert "2 of 3 are here, those that are not right before others" in page
    assert some([declined, right, crashed]) == [declined, crashed]
    assert some([right, right, declined]) == [right, declined]


def test_what_another_system_or_an_unretrieved_run_adds_is_shown(rows):
    """Its name, SQuAD's figures, and no time where questions were not asked one by one."""
    batch = [replace(row, total_ms=0.0) for row in rows]
    summary = whole(batch, {"system": {"name": "tutorial"}})
    given = {"given_context": {"best_f1": 74.8, "risk_coverage": [[0, 1]]}}
    text = " ".join(Reader(run_page(summary | given, batch)).text.split())
    assert "Answered by tutorial." in text
    assert "best f174.80" in text
    assert "Time an answer" not in text


def test_a_case_without_gold_words_says_what_counts(case, chain, shelf):
    """Its evidence; all of an article may be that, and is cut to what a page can hold."""
    (row,) = run([case()], chain, shelf)
    row = replace(row, gold=row.gold | {"answers": []})
    page = run_page(whole([row], {}), [row])
    assert "No words in particular" in page


def test_a_run_without_questions_has_a_page():
    """Nothing is divided by."""
    assert "0 questions" in run_page(whole([], {}), [])


@pytest.mark.parametrize(
    "known",
    [{"excerpts": [3]}, {"gold": {"evidence": [{}]}}, {"answer": {"hits": [{"text": 1}]}}],
)
def test_a_row_of_another_shape_is_bad_input(rows, known):
    """In one line that names it."""
    with pytest.raises(InputError, match="row 'lead' is not of this version"):
        Entry.of(replace(rows[0], **known), None)


def test_a_page_that_cannot_be_written_is_bad_input(tmp_path):
    """With what the system says."""
    with pytest.raises(InputError, match=r"cannot write .*: No such file"):
        write_page(tmp_path / "no" / "page.html", "")


def test_reports_are_made_again_from_rows_alone(rows, tmp_path, begin_run):
    """Byte for byte, the gates included."""
    about = {"questions": len(rows)}
    begin_run(tmp_path, about, rows)
    finish(tmp_path, rows, whole(rows, about), [Gate("minimum f1", "too low")])
    names = ("report.html", "report.md", "summary.json", "junit.xml")
    before = {name: (tmp_path / name).read_bytes() for name in names}
    assert b"too low" in before["report.html"]
    for name in ("report.html", "report.md", "junit.xml"):
        (tmp_path / name).unlink()
    remake(tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in names} == before


def test_an_unfinished_run_has_no_reports(rows, tmp_path, begin_run):
    """It is to be resumed."""
    begin_run(tmp_path, {"questions": 4}, rows)
    with pytest.raises(InputError, match="3 of 4 questions: resume it"):
        remake(tmp_path)


def test_a_damaged_summary_is_bad_input(rows, tmp_path, begin_run):
    """The gates are read from it."""
    begin_run(tmp_path, {"questions": 3}, rows)
    (tmp_path / "summary.json").write_text('{"gates": [{"x": 1}]}')
    with pytest.raises(InputError, match=r"summary\.json: gates"):
        remake(tmp_path)


@pytest.fixture
def begin_run():
    """Writes the folder of a run as far as its rows."""
    from bot.evaluation.folder import appending, begin

    def make(folder, manifest, rows):
        begin(folder, manifest, resume=False)
        with appending(folder) as append:
            for row in rows:
                append(row)

    return make
