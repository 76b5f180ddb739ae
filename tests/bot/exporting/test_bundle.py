"""The evidence bundle: it holds as it is made, and whatever is changed in it shows."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot.answer import Claim
from bot.evaluation.cases import read_cases
from bot.exporting import bundle, verify
from bot.exporting.bundle import parsed, read_bundle
from bot.opening import open_chain, open_library
from bot.question import Question
from bot.settings import Settings
from corpus.article import article_id, text_digest
from corpus.errors import InputError


@pytest.fixture
def made(answered, declined, ferry):
    """A bundle of two exchanges, as the object in its file."""
    return json.loads(bundle([answered, declined], {ferry.id: ferry}.get))


@pytest.fixture
def cited(made):
    """Its first citation."""
    return made["exchanges"][0]["sentences"][0]["citations"][0]


def found(given, article_of=lambda _: None):
    """What is found in it, without a library unless one is given."""
    return [(f.exchange, f.citation, f.said) for f in verify(parsed(given, "it"), article_of)]


def test_a_bundle_tells_all_about_each_quote(made, cited, ferry):
    """Article, digest, offsets, title, publisher, date, speaker, question, answer."""
    assert (made["format"], made["schema_version"]) == ("newscite-evidence", 1)
    assert cited == {
        "article_id": ferry.id,
        "text_sha256": text_digest(ferry.text),
        "title": "Ferry to Lonna resumes",
        "publisher": "Harbour Post",
        "published": "2021-03-01",
        "start": 43,
        "end": 79,
        "quote": "“The pier is sound,” said Ilse Roth.",
        "speaker": "Ilse Roth",
    }
    assert made["exchanges"][0]["question"] == "Who called the pier sound?"
    assert made["exchanges"][1]["abstained"] is True


def test_it_holds_by_itself_and_over_the_library(made, ferry):
    """The text that it brings is the one that its id is made from."""
    assert found(made) == []
    assert found(made, {ferry.id: ferry}.get) == []


def test_without_texts_it_holds_only_over_the_library(answered, ferry):
    """A line for each citation says why."""
    given = json.loads(bundle([answered], {ferry.id: ferry}.get, texts=False))
    assert found(given, {ferry.id: ferry}.get) == []
    assert [one[:2] for one in found(given)] == [(1, 1), (1, 2)]
    assert "neither in the library nor in the bundle" in found(given)[0][2]


def test_an_article_that_was_gone_is_told(answered):
    """The bundle is made; it does not hold."""
    given = json.loads(bundle([answered], lambda _: None))
    assert len(found(given)) == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("quote", "“The pier is gone,” said Ilse Roth.", "has '“The pier is sound"),
        ("start", 44, "there, not"),
        ("end", 4000, "no stretch"),
        ("start", -5, "no stretch"),
        ("text_sha256", "0" * 64, "another digest"),
        ("text_sha256", None, "another digest"),
        ("title", "Ferry sinks", "title, publisher or date"),
        ("publisher", None, "title, publisher or date"),
        ("published", "2022-03-01", "title, publisher or date"),
        ("speaker", "Mira Holm", "speaker 'Mira Holm'"),
        ("article_id", "0" * 16, "neither in the library"),
    ],
)
def test_a_changed_citation_is_one_line(made, cited, field, value, said, ferry):
    """Whichever field it is, with the library and without."""
    cited[field] = value
    for article_of in ({ferry.id: ferry}.get, lambda _: None):
        wrong = [one for one in found(made, article_of) if one[1]]
        assert [one[:2] for one in wrong] == [(1, 1)]
        assert said in wrong[0][2]


def test_a_text_that_was_changed_with_its_quote_does_not_match_its_id(made, cited):
    """A forger would have to find another text of the same id."""
    for each in (one["citations"][0] for one in made["exchanges"][0]["sentences"]):
        each["quote"] = each["quote"].replace("sound", "gone")
    article = made["articles"][0]
    article["text"] = article["text"].replace("sound", "gone")
    article["text_sha256"] = cited["text_sha256"] = text_digest(article["text"])
    wrong = found(made)
    assert "its id is made from" in wrong[0][2]
    article["id"] = cited["article_id"] = article_id("ferry.txt", article["text"])
    assert any("neither" in one[2] for one in found(made))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("answer",), "It is not sound.", "not what its sentences say"),
        (("short_answer",), "Nobody", "short answer 'Nobody'"),
        (("abstained",), True, "declined"),
        (("sentences", 0, "text"), "It fell.", "not what"),
    ],
)
def test_an_answer_that_says_more_than_its_quotes_is_told(made, path, value, said):
    """Though every quote holds."""
    target = made["exchanges"][0]
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    (wrong,) = found(made)
    assert wrong[:2] == (1, 0)
    assert said in wrong[2]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Yes: {}", True),
        ("Yes: {} Not at all.", False),
        ("Perhaps: {}", False),
        ("The pier [the Lonna] {}", False),
    ],
)
def test_what_may_stand_around_a_quote(answered, ferry, text, holds):
    """A verdict before it, and nothing else."""
    claims = tuple(Claim(text.format(c.text), c.citations) for c in answered.claims)
    given = json.loads(bundle([replace(answered, claims=claims)], {ferry.id: ferry}.get))
    assert (found(given) == []) is holds


def test_a_name_of_the_article_may_stand_in_brackets(answered, ferry):
    """As "The bloc [the European Union]"; no other word may."""
    claim = answered.claims[0]
    for added, holds in (("the Lonna", True), ("never", False), ("Atlantis", False), ("to", False)):
        text = claim.text.replace("pier", f"pier [{added}]")
        claims = (Claim(text, claim.citations), answered.claims[1])
        given = json.loads(bundle([replace(answered, claims=claims)], {ferry.id: ferry}.get))
        assert (found(given) == []) is holds, added


def test_what_a_language_model_wrote_is_checked_by_its_quotes_alone(answered, ferry):
    """Its own words are nobody's."""
    claims = tuple(Claim("It is sound.", c.citations) for c in answered.claims)
    told = replace(answered, claims=claims, mode="some model", short_answer="Sound")
    assert found(json.loads(bundle([told], {ferry.id: ferry}.get))) == []


def test_control_characters_are_escaped_and_read_back(about):
    """The quote is exact all the same."""
    text = "red \x1b[31m \u202eback \x00 end"
    answer = about(text)
    made = bundle([answer], lambda _: None)
    assert "\x1b" not in made
    assert "\u202e" not in made
    assert json.loads(made)["exchanges"][0]["sentences"][0]["citations"][0]["quote"] == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no evidence bundle"),
        (b'{"format": "newscite-evidence", "schema_version": 2}', "version 2"),
        (b'{"format": "newscite-evidence", "schema_version": 1}', "made: Field required"),
    ],
)
def test_what_is_no_bundle_is_bad_input_in_one_line(tmp_path, content, said):
    """With the file named."""
    file = tmp_path / "bundle.json"
    file.write_bytes(content)
    with pytest.raises(InputError, match=said) as error:
        read_bundle(file)
    assert str(file) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("day", "holds"), [("2021-03-01", True), ("2021-03-02", False)])
def test_a_sentence_may_have_its_article_s_day_behind_it(made, day, holds):
    """And no other."""
    exchange = made["exchanges"][0]
    exchange["sentences"][0]["text"] += f" ({day})"
    exchange["answer"] = " ".join(one["text"] for one in exchange["sentences"])
    assert (found(made) == []) is holds


def test_every_answer_of_the_real_chain_holds(tmp_path):
    """To bundled questions, over the bundled article."""
    cases = read_cases(Path(str(files("corpus.questions"))) / "tripoli.jsonl")
    settings = Settings(tmp_path / "library")
    with open_library(settings) as library:
        questions = [Question(case.question) for case in cases]
        answers = open_chain(library, settings).batch(questions)
        made = parsed(json.loads(bundle(answers, library.article)), "it")
        assert sum(not one.abstained for one in answers) > 12
        assert verify(made, lambda _: None) == []
        assert verify(made, library.article) == []
