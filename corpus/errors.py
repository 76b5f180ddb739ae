"""The error that every error of newscite is, and the one for bad input."""

from __future__ import annotations


class NewsciteError(Exception):
    """Something that the user can be told in one line, with what to do about it.

    Attributes:
        exit_code: what a command that stops on this error exits with.
    """

    exit_code = 1


class InputError(NewsciteError):
    """What the user gave cannot be used: a missing file, an empty question, a bad case."""

    exit_code = 2
