"""The entry: runs a command and turns whatever stops it into one line and an exit code."""

from __future__ import annotations

import atexit
import os
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.cli.environment import debugging, prepare
from bot.cli.stopping import INTERRUPTED, Exit, as_before, ignore, unraised
from bot.cli.terminal import complain
from corpus.errors import NewsciteError

if TYPE_CHECKING:
    import typer


def main(args: Sequence[str] | None = None) -> int:
    """Run newscite.

    Args:
        args: what follows the program's name; None: the process's own arguments.

    Returns:
        0 done, 1 failed or a gate missed, 2 bad input or usage, 3 done with some skipped,
        130 interrupted.
    """
    if args is not None:
        prepare()
        with as_before():
            return ended(args)
    leave = Exit()
    atexit.register(leave)  # before anything else: what is registered first is done last
    try:
        sys.unraisablehook = unraised
        prepare()
        leave.code = ended(sys.argv[1:])
        ignore()
    except KeyboardInterrupt:
        ignore()
        leave.code = INTERRUPTED
        complain("interrupted")
    return leave.code


def ended(args: Sequence[str]) -> int:
    """Run a command to its end, whoever may have stopped listening."""
    try:
        code = guarded(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has all they wanted; nothing more may be written, not even at exit.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(system_error(error))
        return 1
    return code


def guarded(args: Sequence[str]) -> int:
    """Run a command; say what stopped it. A broken pipe is left to the caller."""
    import typer

    from bot.cli.app import build

    try:
        command = typer.main.get_command(build())
        code = command.main(list(args), prog_name="newscite", standalone_mode=False)
    except NewsciteError as error:
        return failed(str(error), error.exit_code)
    except typer.TyperException as error:
        complain(usage(error))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        return failed(system_error(error), 1)
    except Exception as error:
        if not interrupted(error):
            text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            hint = "set NEWSCITE_DEBUG=1 for the traceback"
            return failed(f"internal error: {text}; {hint}", 1)
        code = INTERRUPTED
    if code == INTERRUPTED:
        complain("interrupted")
    return code or 0


def interrupted(error: BaseException) -> bool:
    """Whether Ctrl-C is behind an error: Python wraps it, where it meets a class being made."""
    cause = error.__cause__
    return cause is not None and (isinstance(cause, KeyboardInterrupt) or interrupted(cause))


def failed(message: str, code: int) -> int:
    """Say what went wrong, with the traceback where it is asked for; the exit code."""
    if debugging():
        traceback.print_exc()
    complain(message)
    return code


def usage(error: typer.TyperException) -> str:
    """What is wrong with the arguments, and which help to read."""
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "newscite"
    return f"{message[:1].lower()}{message[1:]}; see `{path} --help`"


def system_error(error: OSError) -> str:
    """What the operating system said, and about which file."""
    name = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or error}{name}"
