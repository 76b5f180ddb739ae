"""Ctrl-C: what a command that loses nothing does within two seconds, and what its end ignores."""

from __future__ import annotations

import _thread
import contextlib
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.cli.terminal import complain
from corpus.errors import NewsciteError

INTERRUPTED = 130
PATIENCE_S = 1.0
"""How long a command may take to close what it has open, before it is ended without that."""
AGAIN_S = 0.05
SHOW_CURSOR = "\n\x1b[?25h"


class StoppedError(NewsciteError):
    """The user pressed Ctrl-C; the message says what is done and how to go on."""

    exit_code = INTERRUPTED


class Stop:
    """One run of work that may be killed at any moment, and what to say of it then.

    Attributes:
        words: what is done, and how to go on.
    """

    def __init__(self) -> None:
        self.words: Callable[[], str] = lambda: "interrupted"
        self._ends = threading.Lock()
        self._over = False
        self._pressed = False

    def done(self) -> None:
        """Take the work for done: from here to the end of the process, Ctrl-C means nothing."""
        ignore()
        with self._ends:
            self._over = True

    def press(self, *_: object) -> None:
        """What Ctrl-C does: the first interrupts; others are the thread's, see `watch`."""
        if not self._pressed:
            self._pressed = True
            raise KeyboardInterrupt

    def leave(self) -> None:
        """End the process here and now, unless the work is over; the system closes what is open."""
        with self._ends:
            if not self._over:
                if sys.stderr.isatty():  # a bar may have hidden it
                    sys.stderr.write(SHOW_CURSOR)
                complain(self.words())
                os._exit(INTERRUPTED)


def ignore() -> None:
    """Ignore Ctrl-C from here on: what was to be done is done, or its end has been said.

    Not by SIG_IGN, which the processes that this one starts would inherit.
    """
    with contextlib.suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, lambda *_: None)


@contextmanager
def as_before() -> Iterator[None]:
    """Leave Ctrl-C as it was found, for whoever runs a command in a process of theirs."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, before)


@contextmanager
def promptly() -> Iterator[Stop]:
    """End within two seconds of Ctrl-C, whatever the work is at; a second one ends it at once.

    Usually the work is left in order: what it has open is closed. A library in the middle of a
    long computation, or one that swallows the interruption, is not waited for. Ctrl-C is ignored
    afterwards, if it was pressed.

    Raises:
        StoppedError: the work was left in order.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    with watched(stop):
        try:
            yield stop
        except KeyboardInterrupt:
            stop.done()
            raise StoppedError(stop.words()) from None


@contextmanager
def watched(stop: Stop) -> Iterator[None]:
    """Have a thread wait for Ctrl-C, of which the system tells it even where Python cannot act."""
    told, tells = socket.socketpair()
    tells.setblocking(False)
    before = signal.signal(signal.SIGINT, stop.press)
    fd = signal.set_wakeup_fd(tells.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=watch, args=(told, stop), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(fd)
        tells.close()
        if signal.getsignal(signal.SIGINT) == stop.press:
            signal.signal(signal.SIGINT, before)


def watch(told: socket.socket, stop: Stop) -> None:
    """End the process where the first Ctrl-C has not ended its work in time, or a second comes."""
    with told:
        while (first := told.recv(1)) and first[0] != signal.SIGINT:
            pass
        if not first or (select.select([told], [], [], PATIENCE_S)[0] and not told.recv(1)):
            return  # the work has ended
        stop.leave()


def unraised(found: sys.UnraisableHookArgs) -> None:
    """Where Ctrl-C met code that cannot raise, such as a callback of an import, repeat it later.

    Python itself would print a traceback and go on.
    """
    if not issubclass(found.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(found)
        return
    again = threading.Timer(AGAIN_S, interrupt)
    again.daemon = True
    again.start()


def interrupt() -> None:
    """Interrupt the main thread, also where it sleeps."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


class Exit:
    """The end of the process, when all that others have registered for it is done.

    Python would then take apart every module, which with torch loaded takes a second or two, and
    a Ctrl-C meanwhile would end it by the signal.

    Attributes:
        code: the exit code; None: it is not known, so Python ends in its own way.
    """

    def __init__(self) -> None:
        self.code: int | None = None

    def __call__(self) -> None:
        """Leave with the code."""
        if self.code is None:
            return
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(self.code)
