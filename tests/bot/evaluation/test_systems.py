"""Which system a name means, and what makes one."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from bot.evaluation.remote import HttpSystem
from bot.evaluation.systems import Function, RunnableSystem, made, named
from bot.question import Turn
from corpus.errors import InputError

MODULE = """
from langchain_core.runnables import RunnableLambda

def reply(question, history, asked):
    return f"{question} {len(history)} {asked}"

class Peer:
    def __init__(self, library=None):
        self.library = library

    def answer(self, question, history, asked):
        return "from a class"

class OverLibrary(Peer):
    def __init__(self, library):
        super().__init__(library)

def factory(library):
    return OverLibrary(library)

def closure():
    return reply

def broken():
    raise RuntimeError("no index")

def two(one, other):
    return None

ready = Peer()
chain = RunnableLambda(lambda given: given["input"])
number = 5
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a module of systems."""
    (tmp_path / "my_systems.py").write_text(MODULE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delitem(sys.modules, "my_systems", raising=False)
    yield tmp_path
    sys.modules.pop("my_systems", None)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("reply", "Q 1 2024-05-02"),
        ("closure", "Q 1 2024-05-02"),
        ("Peer", "from a class"),
        ("OverLibrary", "from a class"),
        ("factory", "from a class"),
        ("ready", "from a class"),
        ("chain", "Q"),
    ],
)
def test_anything_that_answers_is_a_system(here, library, name, answer):
    """Functions, objects, Runnables, and what makes one, of the library if it asks for it."""
    system = named(f"my_systems:{name}").make(library)
    assert system.answer("Q", (Turn("a", "b"),), date(2024, 5, 2)) == answer
    assert getattr(system, "library", library) in (library, None)


def test_a_system_may_be_in_a_file(here, library):
    """The manifest has its name and digest, and no path of this machine."""
    chosen = named(str(here / "my_systems.py") + ":reply")
    assert isinstance(chosen.make(library), Function)
    assert chosen.about["name"] == "my_systems.py:reply"
    assert len(chosen.about["sha256"]) == 64
    assert named("my_systems:reply").about["sha256"] == chosen.about["sha256"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing_such:system", "ModuleNotFoundError"),
        ("my_systems:missing", "no 'missing'"),
        ("my_systems", "needs MODULE:NAME"),
        (":reply", "needs MODULE:NAME"),
        ("missing.py:system", "cannot be imported"),
        ("ftp://host/answer", "http:// or https://"),
        ("http://", "http:// or https://"),
    ],
)
def test_what_is_no_system_is_bad_input(here, name, said):
    """One line that says what is."""
    with pytest.raises(InputError, match=said) as error:
        named(name)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [("number", "'int'"), ("two", "one, other"), ("broken", "RuntimeError: no index")],
)
def test_what_makes_no_system_is_bad_input(here, library, name, said):
    """Known before the first question."""
    with pytest.raises(InputError, match=said):
        named(f"my_systems:{name}").make(library)


def test_an_address_is_shown_without_its_secrets():
    """Credentials and query are asked with, and written nowhere."""
    chosen = named("http://ada:secret@localhost:8321/answer?key=hidden")
    assert chosen.about == {"name": "http://localhost:8321/answer"}
    system = chosen.make(None)
    assert isinstance(system, HttpSystem)
    assert "secret" in system.url


def test_a_runnable_gets_what_the_usual_chains_look_for():
    """Or what its own function makes."""
    said = RunnableLambda(lambda given: given).invoke
    asked = ("Q", (Turn("a", "b"),), None)
    seen = made(RunnableLambda(said), None, "x:y").answer(*asked)
    assert seen["input"] == seen["question"] == "Q"
    assert seen["chat_history"] == [("human", "a"), ("ai", "b")]
    own = RunnableSystem(RunnableLambda(said), lambda question, *_: question.upper())
    assert own.answer("why", (), None) == "WHY"
