"""What every command has in common: exit codes, one-line errors, quick help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "torch transformers sentence_transformers chromadb gradio langchain langchain_core numpy "
    "matplotlib"
)
ENV = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
COMMANDS = "add list remove ask chat serve evaluate compare report doctor train".split()


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=ENV, capture_output=True, text=True, timeout=60)


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command line."""
    full = ["bash", "-c", command]
    return subprocess.run(full, env=ENV, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("args", ["'--help'", "'ask', '--help'", "'frob'"])
def test_help_and_wrong_usage_import_nothing_heavy(args):
    """So that they are there at once."""
    result = python(
        f"import sys; from bot.cli import main; main([{args}]);"
        f"print([m for m in {HEAVY.split()} if m in sys.modules])"
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command(run):
    """On stdout, exit 0."""
    result = run("--help")
    assert (result.code, result.err) == (0, "")
    assert all(f"\n  {name} " in result.out for name in COMMANDS)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "no command given"),
        (["frob"], "no such command 'frob'"),
        (["ask", "--jsn", "Who?"], "no such option: --jsn"),
        (["ask", "Who", "asked?"], "see `newscite ask --help`"),
        (["add"], "missing argument"),
        (["serve", "--port", "70000"], "--port"),
        (["--library", __file__, "list"], "--library needs a folder"),
        (["list", "--library", __file__], "--library needs a folder"),
    ],
)
def test_wrong_usage_is_one_line(run, args, said):
    """Exit 2, nothing on stdout, no usage text."""
    result = run(*args)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("newscite: ")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_what_nobody_expected_is_one_line_too(run, chain):
    """Exit 1, with the way to see more."""
    result = run("ask", "crash")
    assert result.code == 1
    assert result.err == (
        "newscite: internal error: RuntimeError: boom second line; "
        "set NEWSCITE_DEBUG=1 for the traceback\n"
    )


def test_the_traceback_is_there_for_the_asking(run, chain, monkeypatch):
    """By NEWSCITE_DEBUG."""
    monkeypatch.setenv("NEWSCITE_DEBUG", "1")
    result = run("ask", "crash")
    assert result.code == 1
    assert "Traceback" in result.err


def test_an_interrupt_is_said_in_one_word(run, chain):
    """Exit 130."""
    result = run("ask", "interrupt")
    assert (result.code, result.err) == (130, "newscite: interrupted\n")


def test_the_library_is_named_before_or_after_the_command(run, library, monkeypatch, tmp_path):
    """After wins."""
    seen = []

    def note(settings, *, empty=False):
        seen.append((settings.library.name, empty))
        return library

    monkeypatch.setattr("bot.opening.open_library", note)
    run("--library", str(tmp_path / "a"), "list")
    run("list", "--library", str(tmp_path / "b"))
    run("--library", str(tmp_path / "a"), "--empty", "list", "--library", str(tmp_path / "b"))
    assert seen == [("a", False), ("b", False), ("b", True)]


def test_a_new_library_is_announced(run, library, monkeypatch):
    """On stderr: stdout is data."""
    monkeypatch.setattr("index.library.Library.exists", lambda _: False)
    assert "new library at" in run("list").err


PIPED = """
import sys
from bot.cli import main, entry

class App:
    def main(self, *_, **__):
        for _ in range(100_000):
            print("a line")

import typer
typer.main.get_command = lambda _: App()
sys.exit(main(["list"]))
"""


def test_a_closed_pipe_ends_the_command_quietly(tmp_path):
    """As `newscite list | head -1` closes it."""
    script = tmp_path / "script.py"
    script.write_text(PIPED)
    command = f"{sys.executable} {script} | head -1; exit ${{PIPESTATUS[0]}}"
    result = shell(command)
    assert (result.returncode, result.stdout, result.stderr) == (0, "a line\n", "")


def test_a_closed_stdout_is_no_crash():
    """There is nobody to print to."""
    code = "import sys; from bot.cli import main; sys.exit(main(['--help']))"
    result = shell(f'{sys.executable} -c "{code}" >&-')
    assert (result.returncode, result.stderr) == (0, "")


def test_an_undecodable_argument_is_printed_and_no_crash():
    """With its bytes spelled out."""
    result = python(r"from bot.cli import main; main(['\udcff'])")
    assert result.stderr == "newscite: no such command '\\udcff'; see `newscite --help`\n"


def test_telemetry_is_off_before_anything_is_imported():
    """And the user's own choice stands."""
    result = python(
        "import os; os.environ['TOKENIZERS_PARALLELISM'] = 'true'\n"
        "from bot.cli import main; main(['--version'])\n"
        "names = 'ANONYMIZED_TELEMETRY GRADIO_ANALYTICS_ENABLED TOKENIZERS_PARALLELISM'.split()\n"
        "print([os.environ[name] for name in names])"
    )
    assert result.stdout.splitlines()[-1] == "['False', 'False', 'true']"


def test_ctrl_c_wrapped_by_python_is_one_all_the_same(run, monkeypatch):
    """It wraps what is raised while a class is made, as where a module is imported."""

    def interrupted():
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:
            raise RuntimeError("Error calling __set_name__") from error

    monkeypatch.setattr("bot.cli.app.build", interrupted)
    result = run("list")
    assert (result.code, result.err) == (130, "newscite: interrupted\n")
