"""Ctrl-C: the first leaves in order, what is stuck or in a hurry leaves at once, an end ignores."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.stopping import StoppedError, as_before, promptly

ENV = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
STUCK = """
import sys, time
from bot.cli.stopping import promptly

with promptly() as stop:
    stop.words = lambda: "interrupted: 7 are done"
    ready = False
    while True:
        try:
            if not ready:
                ready = True
                print("ready", flush=True)
            time.sleep(60)
        except KeyboardInterrupt:
            print("swallowed", flush=True)
"""
UNRAISED = """
import sys, time, typer
from bot.cli import main

class Deaf:
    def __del__(self):
        print("ready", flush=True)
        sys.stdin.readline()

class App:
    def main(self, *_, **__):
        Deaf()
        time.sleep(60)

typer.main.get_command = lambda _: App()
sys.argv = ["newscite", "list"]
sys.exit(main())
"""
ENDING = """
import atexit, sys, threading, time, typer
from bot.cli import main

class App:
    def main(self, *_, **__):
        atexit.register(slowly)
        return 3

def slowly():
    print("ready", flush=True)
    sys.stdin.readline()

typer.main.get_command = lambda _: App()
sys.argv = ["newscite", "list"]
sys.exit(main())
"""


def begun(code: str) -> subprocess.Popen[str]:
    """A Python of its own that runs code, and has said that it is ready."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process = subprocess.Popen([sys.executable, "-c", code], env=ENV, text=True, **pipes)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def interrupted() -> None:
    """Work that is interrupted."""
    with promptly() as stop:
        stop.words = lambda: "interrupted: 3 are done"
        signal.raise_signal(signal.SIGINT)


def test_work_that_is_interrupted_is_left_in_order_and_says_what_is_done() -> None:
    """As an error of one line, whose exit code is 130; pressed again, it changes nothing."""
    with as_before():
        with pytest.raises(StoppedError, match="3 are done") as raised:
            interrupted()
        signal.raise_signal(signal.SIGINT)
    assert raised.value.exit_code == 130


def test_work_that_swallows_the_interruption_is_ended_without_it() -> None:
    """With the same line."""
    process = begun(STUCK)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == ("swallowed\n", "newscite: interrupted: 7 are done\n")
    assert process.returncode == 130


def test_the_second_one_ends_it_at_once() -> None:
    """Also where the first has not been seen to yet."""
    process = begun(STUCK)
    process.send_signal(signal.SIGINT)
    assert process.stdout
    assert process.stdout.readline() == "swallowed\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "newscite: interrupted: 7 are done\n")


def test_one_that_meets_code_which_cannot_raise_is_not_lost() -> None:
    """Python would print a traceback there, and go on."""
    process = begun(UNRAISED)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == ("", "newscite: interrupted\n")
    assert process.returncode == 130


def test_work_that_is_done_stays_done() -> None:
    """What is left is to say so."""
    with as_before(), promptly() as stop:
        stop.done()
        signal.raise_signal(signal.SIGINT)


def test_an_end_that_is_interrupted_keeps_its_exit_code() -> None:
    """The process is not left to the signal while Python is taking itself apart."""
    process = begun(ENDING)
    process.send_signal(signal.SIGINT)
    assert process.communicate("\n", timeout=30) == ("", "")
    assert process.returncode == 3
