"""A library of two invented articles and a chain that knows one answer, for the real commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.answer import Answer, Citation, Claim, Span
from bot.cli import main
from bot.question import Question
from corpus.article import Article
from corpus.errors import InputError
from corpus.loading import Loaded
from index.adding import Added
from index.embedding import EncoderIdentity
from index.library import Counts
from index.passage import Hit, Passage
from index.record import Document
from index.scope import Listed

FERRY = Article(
    id="00000000000000aa",
    title="Ferry to Lonna resumes",
    text="The ferry to Lonna sailed again on Monday.\n“The pier is sound,” said Ilse Roth.",
    publisher="Harbour Post",
    published=date(2021, 3, 1),
    source="ferry.txt",
)
MUSEUM = Article(
    id="00000000000000bb",
    title="Museum \x1b[31mred\x1b[0m [bold]wing[/bold]",
    text="The museum opens a wing\x1b]0;owned\x07 in May. " + "It has many rooms. " * 20,
    source="museum.txt",
)


@dataclass
class FakeLibrary:
    """As much of a library as the commands use."""

    articles: dict[str, Article] = field(default_factory=lambda: {a.id: a for a in (FERRY, MUSEUM)})
    problems: list[str] = field(default_factory=list)
    rebuilt: bool = False
    encoder: Any = field(
        default_factory=lambda: SimpleNamespace(identity=EncoderIdentity("toy", "1", "0" * 64, 26))
    )

    def __enter__(self) -> FakeLibrary:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    folder: Path = Path("/nowhere")

    def stamp(self, path: str) -> None:
        """No file is remembered."""

    def sources(self) -> list[str]:
        """Of all documents."""
        return [one.source for one in self.documents()]

    def documents(self) -> list[Document]:
        """All, with invented paths."""
        when = datetime(2026, 1, 2, tzinfo=UTC)
        return [Document(f"/news/{a.source}", a, when) for a in self.articles.values()]

    def listed(self) -> list[Listed]:
        """The same without their texts."""
        return [
            Listed(one.source, one.article.id, one.article.title, one.article.publisher, None)
            for one in self.documents()
        ]

    def article(self, article_id: str) -> Article:
        """By its id."""
        return self.articles[article_id]

    def passages(self, article_id: str) -> list[Passage]:
        """The whole article as one."""
        if article_id not in self.articles:
            return []
        text = self.articles[article_id].text
        return [Passage(article_id, 0, len(text), text)]

    def add(
        self,
        items: Iterable[Loaded],
        progress: Callable[[int, Loaded], None] | None = None,
        note: Callable[[Loaded, str], None] | None = None,
        passages: Callable[[int, int], None] | None = None,  # noqa: ARG002
    ) -> Added:
        """What is new."""
        new = 0
        for done, one in enumerate((one for one in items if isinstance(one, Loaded)), 1):
            new += one.article.id not in self.articles
            self.articles[one.article.id] = one.article
            if note:
                note(one, "added")
            if progress:
                progress(done, one)
        return Added(added=new, updated=0, unchanged=0, embedded=new)

    def remove(self, ids: list[str]) -> list[Document]:
        """All or none, by id or source."""
        gone = [d for d in self.documents() if {d.article.id, d.source} & set(ids)]
        if len(gone) < len(ids):
            raise InputError(f"no article has one of the ids {ids!r}; see `newscite list`")
        for one in gone:
            del self.articles[one.article.id]
        return gone

    def counts(self) -> Counts:
        """Of current articles, and made-up passages."""
        size = len(self.articles)
        return Counts(documents=size, articles=size, passages=3, pending=0, bytes=4096)

    def check(self) -> list[str]:
        """What a test says is wrong."""
        return self.problems

    def upkeep(self) -> None:
        """Nothing is due."""

    def rebuild(self) -> None:
        """Nothing is wrong after it."""
        self.rebuilt, self.problems = True, []


@dataclass
class FakeChain:
    """Knows who said that the pier is sound, and nothing else."""

    asked: list[Question] = field(default_factory=list)
    batched: int = 0

    def invoke(self, given: Any) -> Answer:
        """Answer, decline, crash or be interrupted, as the question says."""
        question = Question.of(given)
        self.asked.append(question)
        if question.text == "crash":
            raise RuntimeError("boom\nsecond line")
        if question.text == "interrupt":
            raise KeyboardInterrupt
        text = MUSEUM.text
        hits = (Hit(Passage(MUSEUM.id, 0, len(text), text), 1.0),)
        if "pier" not in question.text:
            return Answer(question.text, question.text, hits=hits)
        start = FERRY.text.index("“")
        cited = Citation.of(FERRY, start, len(FERRY.text), "Ilse Roth")
        at = FERRY.text.index("Ilse")
        span = Span.of(FERRY, at, at + len("Ilse Roth"))
        claim = Claim(cited.quote, (cited,))
        return Answer(
            question.text,
            question.text,
            claims=(claim,),
            short_answer=span.text,
            spans=(span,),
            hits=hits,
            confidence=0.9,
            abstained=False,
        )

    def batch(self, given: list[Any], *, return_exceptions: bool) -> list[Any]:
        """Each by itself."""
        assert return_exceptions
        self.batched += len(given)
        return [self._attempt(one) for one in given]

    def _attempt(self, given: Any) -> Any:
        try:
            return self.invoke(given)
        except Exception as error:
            return error


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeLibrary:
    """The library that every command opens."""
    fake = FakeLibrary()
    monkeypatch.setenv("NEWSCITE_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("index.library.Library.exists", lambda _: True)
    monkeypatch.setattr("bot.opening.open_library", lambda *_, **__: fake)
    monkeypatch.setattr("index.repairing.mend", lambda _: [])
    return fake


@pytest.fixture
def chain(library: FakeLibrary, monkeypatch: pytest.MonkeyPatch) -> FakeChain:
    """The chain that every command asks."""
    fake = FakeChain()
    monkeypatch.setattr("bot.opening.open_chain", lambda *_: fake)
    return fake


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a library that may not be opened: bad input is known before."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a library was opened")

    monkeypatch.setenv("NEWSCITE_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr("bot.opening.open_library", refuse)
    monkeypatch.setattr("bot.opening.open_chain", refuse)
    return tmp_path / "library"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., SimpleNamespace]:
    """Run a command in this process: its code, out and err."""

    def call(*args: str) -> SimpleNamespace:
        code = main(list(args))
        captured = capsys.readouterr()
        return SimpleNamespace(code=code, out=captured.out, err=captured.err)

    return call
