"""1, 6, 9, 17: the real program, as a process, with its real encoder."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from workbench import needs

from index.embedding import SentenceEncoder
from index.library import Library

pytestmark = pytest.mark.faults
ROOM = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from bot.cli import main; raise SystemExit(main())"]
READY = [
    sys.executable,
    "-c",
    "from bot.cli import main; print('ready', flush=True); raise SystemExit(main())",
]
NUMBER = 80
DONE = "added {}, updated 0, unchanged 0, skipped 0\n"
SENTENCES = (
    "The ferry to Lonna sailed again on Monday after {n} days in the dock.",
    "Its master, Ida Quist, said that pier {n} was sound.",
    "{n} fishermen waited outside the harbour of Almo, and were not pleased.",
    "The mayor of Almo promised {n} million crowns for a new breakwater.",
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of articles that are added in seven batches or so."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(NUMBER):
        lines = [SENTENCES[(number + k) % 4].format(n=100 * number + k) for k in range(64)]
        (folder / f"{number:02}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def environment(home: Path) -> dict[str, str]:
    """A user with an empty library."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("NEWSCITE")}
    return {
        **given,
        "NEWSCITE_LIBRARY": str(home / "library"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONPATH": str(ROOM),
    }


def run(home: Path, *args: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*before, *PROGRAM, *args], env=environment(home), capture_output=True, text=True
    )


def begun(home: Path, *args: str, ready: bool = False) -> subprocess.Popen[str]:
    """Begin a command; wait until it is read, where it matters that it is."""
    process = subprocess.Popen(
        [*(READY if ready else PROGRAM), *args],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if ready:
        assert process.stdout
        process.stdout.readline()
    return process


def midway(adding: subprocess.Popen[str], home: Path, draw: random.Random) -> int:
    """Wait until some of the first half is in the library, and a moment more; how many are in.

    How long the moment is goes by the machine's own pace: batches are still to come after it.
    """
    least, began = draw.randrange(1, NUMBER // 2), 0.0
    while adding.poll() is None:
        time.sleep(0.01)
        found = written(home)
        began = began or (time.monotonic() if found else 0.0)
        if found >= least:
            time.sleep(draw.uniform(0, 0.2) * (time.monotonic() - began))
            return found
    raise AssertionError(f"it ended by itself: {adding.communicate()}")


def written(home: Path) -> int:
    """How many articles are in the library."""
    record = home / "library" / "library.sqlite"
    if not record.exists():
        return 0
    connection = sqlite3.connect(f"{record.as_uri()}?mode=ro", uri=True)
    try:
        ((found,),) = connection.execute("SELECT count(*) FROM documents")
        return int(found)
    except sqlite3.Error:
        return 0
    finally:
        connection.close()


def assert_goes_on(home: Path, news: Path, there: int) -> None:
    """The same command takes what is there as it is, adds the rest, and all of it is right."""
    again = run(home, "add", str(news))
    assert again.returncode == 0, again.stderr
    said = re.fullmatch(r"added (\d+), updated 0, unchanged (\d+), skipped 0\n", again.stdout)
    assert said, again.stdout
    added, unchanged = map(int, said.groups())
    assert added + unchanged == NUMBER
    assert added > 0
    assert unchanged >= there
    assert_right(home, NUMBER)


def assert_right(home: Path, number: int) -> None:
    """The library is sound, holds so many documents, and finds some passages by themselves."""
    with Library.open(home / "library", SentenceEncoder()) as library:
        assert [one for one in library.check() if "lacks" not in one] == []
        documents = library.documents()
        assert len({one.source for one in documents}) == len(documents) == number
        for document in documents[:: max(1, len(documents) // 8)]:
            passage = library.passages(document.article.id)[0]
            vector = library.encoder.embed_query(passage.text)
            assert library.dense(vector, 1)[0][0].text == passage.text


def test_the_program_killed_while_adding(
    news: Path, tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """What was written is there and sound; the same command goes on from there."""
    wanted = count(10, 1)
    for number in range(wanted):
        home = tmp_path / f"home{number}"
        home.mkdir()
        adding = begun(home, "add", "--empty", str(news))
        there = midway(adding, home, draw)
        adding.kill()
        adding.communicate()
        assert adding.returncode == -signal.SIGKILL
        assert_goes_on(home, news, there)
        shutil.rmtree(home)
    tried(1, "SIGKILL of the real `newscite add`", wanted)


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_stops_it_and_the_same_command_goes_on(
    presses: int, news: Path, tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """Exit 130 within two seconds, one line on how to go on, nothing lost; pressed twice, too."""
    wanted, longest = count(10, 2) // 2, 0.0
    for number in range(wanted):
        home = tmp_path / f"home{number}"
        home.mkdir()
        adding = begun(home, "add", "--empty", str(news))
        there = midway(adding, home, draw)
        began = time.monotonic()
        for _ in range(presses):
            adding.send_signal(signal.SIGINT)
            time.sleep(draw.uniform(0, 0.1))
        _, said = adding.communicate()
        longest = max(longest, time.monotonic() - began)
        assert adding.returncode == 130, said
        assert "the same command goes on from there" in said.splitlines()[-1]
        assert said.count("interrupted") == 1
        assert "Traceback" not in said
        assert_goes_on(home, news, there)
        shutil.rmtree(home)
    if os.environ.get("NEWSCITE_FAULTS") == "full":  # elsewhere the machine may be busy
        assert longest < 2
    what = f"Ctrl-C{' twice' * (presses > 1)}, the real `newscite add`"
    tried(9, what, wanted, longest_s=round(longest, 2))


def test_ctrl_c_while_it_starts_or_ends_is_one_line_or_nothing(
    news: Path, tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """Exit 130 with a line, or the work is done and said: never a traceback, never by the signal.

    From the moment that Python has read the program's first line.
    """
    wanted = count(20, 3)
    few = [str(news / "00.txt"), str(news / "01.txt")]
    began = time.monotonic()
    assert run(tmp_path, "add", "--empty", *few).returncode == 0
    longest = time.monotonic() - began
    ends = Counter[int]()
    for number in range(wanted):
        home = tmp_path / f"home{number}"
        home.mkdir()
        adding = begun(home, "add", "--empty", *few, ready=True)
        time.sleep(draw.uniform(0, 1.1 * longest))
        adding.send_signal(signal.SIGINT)
        printed, said = adding.communicate()
        ends[adding.returncode] += 1
        assert adding.returncode in (0, 130), said
        assert "Traceback" not in said
        assert said.count("interrupted") == (adding.returncode == 130)
        assert printed == ("" if adding.returncode else DONE.format(2))
        shutil.rmtree(home)
    tried(9, "Ctrl-C while `newscite add` starts or ends", wanted, done_before=ends[0])


def test_a_second_writer_is_refused_at_once_and_told_by_whom(
    news: Path, tmp_path: Path, tried: Any
) -> None:
    """Exit 1, and the first goes on."""
    assert run(tmp_path, "add", "--empty", str(news / "00.txt")).returncode == 0
    adding = begun(tmp_path, "add", "-")  # holds the lock until its standard input ends
    holder = tmp_path / "library" / "lock.holder"
    while not (holder.exists() and str(adding.pid) in holder.read_text()):
        assert adding.poll() is None
        time.sleep(0.05)
    second = run(tmp_path, "add", str(news / "01.txt"))
    assert second.returncode == 1
    assert f"is being written by process {adding.pid}" in second.stderr
    assert second.stderr.count("\n") == 1
    adding.communicate("The museum of Almo opens a wing in May.")
    assert adding.returncode == 0
    assert_right(tmp_path, 2)
    tried(9, "a second writer, the real program", 1)


def test_adding_the_same_folder_twice_changes_nothing(
    news: Path, tmp_path: Path, tried: Any
) -> None:
    """The same ids, and the encoder is not even loaded."""
    assert run(tmp_path, "add", "--empty", str(news)).returncode == 0
    first = run(tmp_path, "list", "--json").stdout
    again = run(tmp_path, "add", str(news))
    assert again.stdout == f"added 0, updated 0, unchanged {NUMBER}, skipped 0\n"
    assert run(tmp_path, "list", "--json").stdout == first
    assert len(json.loads(first)) == NUMBER
    tried(6, "the same folder twice, the real program", 1)


def test_without_any_network_everything_works_and_nothing_is_tried(
    news: Path, tmp_path: Path, tried: Any
) -> None:
    """In a network of its own, without even loopback; every connect is looked at."""
    needs("unshare", "-n", "strace", "-o", "/dev/null", "true")
    for name in ("01.txt", "02.txt"):
        (tmp_path / "few").mkdir(exist_ok=True)
        shutil.copy(news / name, tmp_path / "few")
    commands = [
        ("add", "--empty", str(tmp_path / "few")),
        ("ask", "Who said that the pier was sound?"),
        ("list",),
        ("doctor",),
        ("remove", str(tmp_path / "few" / "01.txt")),
        ("doctor", "--repair"),
    ]
    log = tmp_path / "calls"
    traced = ("strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", str(log))
    tries = 0
    for command in commands:
        done = run(tmp_path, *command, before=("unshare", "-n", *traced))
        assert done.returncode in (0, 3), (command, done.stderr)
        for line in log.read_text(errors="replace").splitlines():
            tries += "AF_INET" in line
            assert "AF_INET" not in line or "127.0.0.1" in line or "::1" in line, line
    tried(17, "commands without a network", len(commands), connections_tried=tries)
