"""`newscite ask`: one question."""

from __future__ import annotations

import json
from datetime import date

import pytest

from index.scope import Scope

ANSWERED = """\
Ilse Roth

“The pier is sound,” said Ilse Roth. [1]

[1] “The pier is sound,” said Ilse Roth.
    Speaker: Ilse Roth
    Ferry to Lonna resumes
    Harbour Post, 2021-03-01, article 00000000000000aa
"""


def test_an_answer_is_printed_with_its_numbered_citations(run, chain):
    """Short answer, sentences, then each quote with who, what, where and when; plain in a pipe."""
    result = run("ask", "Who called the pier sound?")
    assert (result.code, result.out, result.err) == (0, ANSWERED, "")


def test_declining_is_a_result_and_shows_the_nearest_passages(run, chain):
    """Exit 0; each passage trimmed, under its article's title."""
    result = run("ask", "Who won?")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[:3] == ["The articles do not say.", "", "Nearest passages:"]
    assert lines[-1].startswith("  The museum opens a wing")
    assert lines[-1].endswith(" …")
    assert len(lines[-1]) < 170


def test_declining_offers_a_question_that_is_answered(run, chain, monkeypatch):
    """In a line of its own, as the page does; JSON has none."""
    monkeypatch.setattr("bot.suggesting.instead", lambda *_: "What did Ilse Roth say?")
    lines = run("ask", "Who won?").out.splitlines()
    assert lines[-2:] == ["", "A question that they do answer: What did Ilse Roth say?"]
    assert "Ilse Roth say" not in run("ask", "Who won?", "--json").out


def test_article_text_cannot_command_the_terminal(run, chain):
    """Control characters are spelled out; markup is left as text."""
    out = run("ask", "Who won?").out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert r"Museum \x1b[31mred\x1b[0m [bold]wing[/bold]" in out


def test_json_is_one_object_of_the_answer(run, chain):
    """As `Answer.to_json` makes it, in one line."""
    result = run("ask", "--json", "Who called the pier sound?")
    assert result.out.count("\n") == 1
    answer = json.loads(result.out)
    assert answer["short_answer"] == "Ilse Roth"
    assert answer["claims"][0]["citations"][0]["speaker"] == "Ilse Roth"


def test_json_holds_no_control_character(run, chain):
    """Not even one that JSON allows; it reads back all the same."""
    out = run("ask", "--json", "Who \u009b31m won\u202e?").out
    assert "\u009b" not in out
    assert "\u202e" not in out
    assert json.loads(out)["question"] == "Who \u009b31m won\u202e?"


@pytest.mark.parametrize("question", ["", "  \n"])
def test_an_empty_question_is_bad_input(run, unopened, question):
    """Known before a library is opened or a model loaded."""
    result = run("ask", question)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("newscite: ")
    assert result.err.count("\n") == 1


def test_a_long_question_is_refused_with_the_limit(run, unopened):
    """It is not cut."""
    result = run("ask", "x" * 2001)
    assert result.code == 2
    assert "2,000" in result.err


def test_a_lone_surrogate_in_the_question_is_replaced(run, chain):
    """As an undecodable argument has one."""
    assert run("ask", "Who said \udcff?").code == 0
    assert chain.asked[0].text == "Who said \N{REPLACEMENT CHARACTER}?"


@pytest.mark.parametrize("args", [[], ["Who?", "--batch", "cases.jsonl"]])
def test_a_question_or_a_file_is_needed_and_not_both(run, unopened, args):
    """Bad usage, in one line."""
    result = run("ask", *args)
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_a_question_may_be_asked_as_of_another_day(run, chain):
    """The chain is told which."""
    assert run("ask", "Who won last week?", "--as-of", "2022-06-16").code == 0
    assert chain.asked[-1].asked == date(2022, 6, 16)


@pytest.mark.parametrize(
    "args", [("Who?", "--as-of", "soon"), ("--batch", "-", "--as-of", "2022-06-16")]
)
def test_a_day_that_is_none_is_bad_input(run, unopened, args):
    """Also where every line of a batch has its own."""
    result = run("ask", *args)
    assert result.code == 2
    assert "--as-of" in result.err


def test_only_some_articles_can_be_asked(run, chain, library):
    """By id or path, publisher and days; what is given together must all fit."""
    run(
        *("ask", "Who won?", "--article", "/news/ferry.txt", "--article", "00000000000000bb"),
        *("--publisher", "Harbour Post", "--from", "2021-01-01", "--to", "2021-12-31"),
    )
    assert chain.asked[-1].scope == Scope(
        frozenset({"00000000000000aa", "00000000000000bb"}),
        frozenset({"Harbour Post"}),
        date(2021, 1, 1),
        date(2021, 12, 31),
    )


def test_an_article_that_is_not_there_cannot_be_asked(run, chain):
    """One line, exit 2."""
    result = run("ask", "Who won?", "--article", "nowhere.txt")
    assert result.code == 2
    assert "expected the id or path of an article, found 'nowhere.txt'" in result.err


def test_days_in_the_wrong_order_are_refused(run, unopened):
    """Before a library is opened."""
    result = run("ask", "Who won?", "--from", "2021-02-01", "--to", "2021-01-01")
    assert (result.code, result.err) == (
        2,
        "newscite: --from 2021-02-01 is after --to 2021-01-01\n",
    )
