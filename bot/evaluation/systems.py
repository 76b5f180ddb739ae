"""What is measured: newscite's own chain, or any system that answers questions.

A system has `answer(question, history, asked)` and gives an `Answer`, or anything else that
`replies.Replies` takes for one: an object as `newscite ask --json` prints it or a part of it, the
result of a LangChain retrieval chain, or a text.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, runtime_checkable

from bot.answer import Answer
from bot.chain import AnswerChain
from bot.evaluation.remote import HttpSystem, address, is_address
from bot.question import Question, Turn
from corpus.errors import InputError, NewsciteError
from index.library import Library

OWN = "newscite"
EXPECTED = (
    "a system has answer(question, history, asked); a LangChain Runnable will do, a function of "
    "these three, or a function or class that makes one of nothing or of a library"
)


@runtime_checkable
class System(Protocol):
    """Whatever answers questions."""

    def answer(self, question: str, history: Sequence[Turn], asked: date | None) -> Any:
        """Answer one question.

        Args:
            question: as a person asks it.
            history: the conversation before it, oldest first; often empty.
            asked: the day of asking, None: not said.

        Returns:
            An `Answer`, or what `replies.Replies` makes one of.

        Raises:
            Exception: any; the question counts as not answered, and the others are asked.
        """
        ...


@dataclass(frozen=True, slots=True)
class Chained:
    """newscite's own chain as a system; the only one that is asked many questions at a time."""

    chain: AnswerChain

    def answer(self, question: str, history: Sequence[Turn], asked: date | None) -> Answer:
        """Answer one question."""
        return self.chain.invoke(Question(question, asked, tuple(history)))

    def answers(self, questions: Sequence[Question]) -> Sequence[Answer | Exception]:
        """Answer many; an error takes the place of its question's answer."""
        return self.chain.batch(questions, return_exceptions=True)


@dataclass(frozen=True, slots=True)
class RunnableSystem:
    """A LangChain Runnable, or anything else with `invoke`, as a system.

    Attributes:
        chain: what is invoked.
        given: makes its input of question, history and day of asking; None: a mapping with
            "input" and "question" (the question), "chat_history" (pairs of role and text) and
            "asked" (YYYY-MM-DD or None), in which the usual chains find what they look for.
    """

    chain: Any
    given: Callable[[str, Sequence[Turn], date | None], Any] | None = None

    def answer(self, question: str, history: Sequence[Turn], asked: date | None) -> Any:
        """Invoke it with one question."""
        return self.chain.invoke((self.given or usual_input)(question, history, asked))


@dataclass(frozen=True, slots=True)
class Function:
    """A function of question, history and day of asking as a system."""

    function: Callable[[str, Sequence[Turn], date | None], Any]

    def answer(self, question: str, history: Sequence[Turn], asked: date | None) -> Any:
        """Call it with one question."""
        return self.function(question, history, asked)


@dataclass(frozen=True, slots=True)
class Named:
    """A system as the user named it.

    Attributes:
        about: what a run's manifest says of it: its name, and the digest of its module.
        make: from the library whose articles are asked about to the system.
    """

    about: Mapping[str, str]
    make: Callable[[Library], System]


@contextmanager
def guest() -> Iterator[None]:
    """Run what is another's: what it prints goes to stderr, and it cannot end this process.

    Raises:
        NewsciteError: it called `sys.exit`.
    """
    try:
        with redirect_stdout(sys.stderr):
            yield
    except SystemExit as error:
        raise NewsciteError(f"the system left by sys.exit({error.code!r})") from error


def usual_input(question: str, history: Sequence[Turn], asked: date | None) -> dict[str, Any]:
    """What chains that LangChain's documentation builds look for."""
    said = [pair for turn in history for pair in (("human", turn.question), ("ai", turn.answer))]
    return {
        "input": question,
        "question": question,
        "chat_history": said,
        "asked": asked.isoformat() if asked else None,
    }


def named(name: str) -> Named:
    """The system that a user named; what is to be imported is imported.

    Args:
        name: an address (http or https), or MODULE:NAME: a module that is installed or lies in
            the working folder, or the path of a Python file; and a name in it.

    Raises:
        InputError: there is no such thing, or it cannot be imported.
    """
    if is_address(name):
        url, shown = address(name)
        return Named({"name": shown}, lambda _: HttpSystem(url))
    place, colon, attribute = name.rpartition(":")
    if not (colon and place and attribute.isidentifier()):
        raise InputError(f"--system needs MODULE:NAME or http(s)://HOST/PATH, found {name!r}")
    module = imported(place, name)
    if not hasattr(module, attribute):
        raise InputError(f"--system {name!r}: the module has no {attribute!r}")
    thing = getattr(module, attribute)
    file = getattr(module, "__file__", None)
    digest = {"sha256": hashlib.sha256(Path(file).read_bytes()).hexdigest()} if file else {}
    shown = f"{Path(place).name if place.endswith('.py') else place}:{attribute}"
    return Named({"name": shown, **digest}, lambda library: made(thing, library, name))


def imported(place: str, name: str) -> ModuleType:
    """A module by its import path, the working folder first, or by its file.

    Raises:
        InputError: it cannot be imported; the message says why.
    """
    folder = str(Path(place).parent.resolve()) if place.endswith(".py") else str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)  # as `python FILE` would: what lies beside it can be imported
    try:
        with guest():
            return loaded(Path(place)) if place.endswith(".py") else importlib.import_module(place)
    except Exception as error:  # a user's module may raise anything
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise InputError(f"--system {name!r} cannot be imported: {said}") from error


def loaded(file: Path) -> ModuleType:
    """The module of a Python file."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(file.stem, module)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def made(thing: Any, library: Library, name: str) -> System:
    """A system from what a module has under a name; a factory is called, with the library if asked.

    Raises:
        InputError: it is none, and makes none.
    """
    if isinstance(thing, AnswerChain):
        return Chained(thing)
    if not isinstance(thing, type):
        if isinstance(thing, System):
            return thing
        if callable(getattr(thing, "invoke", None)):
            return RunnableSystem(thing)
    if not callable(thing):
        raise InputError(f"--system {name!r} is {type(thing).__name__!r}: {EXPECTED}")
    needed = required(thing)
    if len(needed) == 3 and not isinstance(thing, type):
        return Function(thing)
    if needed not in ([], ["library"]):
        raise InputError(f"--system {name!r} takes ({', '.join(needed)}): {EXPECTED}")
    try:
        with guest():
            result = thing(library) if needed else thing()
    except Exception as error:  # a user's factory may raise anything
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise InputError(f"--system {name!r} could not be made: {said}") from error
    if callable(result) and not isinstance(result, System) and not hasattr(result, "invoke"):
        return Function(result)
    return made(result, library, name)


def required(thing: Callable[..., Any]) -> list[str]:
    """The names of the arguments that a function cannot be called without; of `*any`, three."""
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return []
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    free = any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in parameters)
    if free and not isinstance(thing, type):
        return ["question", "history", "asked"]
    return [one.name for one in parameters if one.kind in positional and one.default is one.empty]
