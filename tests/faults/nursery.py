"""The nursery's own program: see `workbench.Nursery`. Forks a child for each step of a job."""

import json
import os
import signal
import sys
import traceback
from pathlib import Path

sys.path[:] = [*json.loads(sys.argv[1]), str(Path(__file__).parent)]

import workbench  # noqa: E402

from corpus.errors import NewsciteError  # noqa: E402
from corpus.sentences import sentences  # noqa: E402
from index import lock  # noqa: E402


def child(folder: Path, step: dict, held: bool, says: int) -> None:
    """Do a step; exit 0 done, 1 refused in one line, 9 a fault of ours with its traceback."""
    os.setpgid(0, 0)
    if held:
        os.kill(os.getpid(), signal.SIGSTOP)
    try:
        workbench.do(folder, step)
        code = 0
    except NewsciteError as error:
        os.write(says, str(error).encode("utf-8", "replace")[:4000])
        code = 1
    except BaseException:
        os.write(says, traceback.format_exc().encode("utf-8", "replace")[-4000:])
        code = 9
    os._exit(code)


def forked(folder: Path, step: dict, held: bool) -> tuple[int, int]:
    """A child and the pipe that it complains into."""
    said, says = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(said)
        child(folder, step, held, says)
    os.close(says)
    if held:
        os.waitpid(pid, os.WUNTRACED)  # SIGCONT before it has stopped would be lost
    return pid, said


def ended(pid: int, said: int) -> dict:
    """How a child ended, and what it said."""
    with os.fdopen(said, "rb") as pipe:
        # Its own children may hold the pipe open for a moment after it was killed.
        _, status = os.waitpid(pid, 0)
        os.set_blocking(pipe.fileno(), False)
        words = (pipe.read() or b"").decode("utf-8", "replace")
    return {"status": os.waitstatus_to_exitcode(status), "said": words}


def main() -> None:
    """Serve jobs until standard input ends."""
    workbench.small()
    # Loaded here, so that what fails in a step is the library's call, not that of an import.
    sentences("One. Two.")
    patience = json.loads(sys.argv[2])
    if patience is not None:
        lock.PATIENCE_S = patience
    for line in sys.stdin:
        job = json.loads(line)
        children = [forked(Path(job["folder"]), one, job["held"]) for one in job["steps"]]
        print(json.dumps([pid for pid, _ in children]), flush=True)  # noqa: T201
        print(json.dumps([ended(*one) for one in children]), flush=True)  # noqa: T201


main()
