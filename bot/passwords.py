"""Who may use a page that is shared: a file of names and hashed passwords, a line each.

Hashes are Argon2id (RFC 9106) by argon2-cffi, with its recommended cost; it compares in constant
time. A name that is not there takes as long as a wrong password.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from corpus.errors import InputError

NAME = re.compile(r"[\w.@+-]{1,64}")
SHORTEST, LONGEST = 8, 1024
"""Characters of a password."""
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$CTSkOLVu3ndKBmvu+doxlg"
    "$wUfXrypM8LkLg//WXYlzw0WzqkqIROYvHwTuw+MWke0"
)
"""A hash of no password of anybody's, for names that are not there."""


@dataclass(frozen=True)
class Users:
    """Names with the hashes of their passwords; showing it shows no hash."""

    hashes: Mapping[str, str] = field(repr=False)

    def admits(self, name: str, password: str) -> bool:
        """Whether a name and a password belong together; takes a tenth of a second or so."""
        known = self.hashes.get(name, NOBODY)
        if len(password) > LONGEST:
            return False
        try:
            PasswordHasher().verify(known, password)
        except (VerificationError, UnicodeEncodeError):
            return False
        return name in self.hashes


def read_users(path: Path) -> Users:
    """The users of a file: `NAME:HASH` lines; blank ones and those that begin with # are not read.

    Raises:
        InputError: it cannot be read, a line is no user, or there is none; no hash is told.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError(f"--auth: {path}: not UTF-8") from None
    except OSError as error:
        raise InputError(f"--auth: cannot read {str(path)!r}: {error.strerror}") from None
    hashes: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, hashed = line.strip().partition(":")
        if not NAME.fullmatch(name) or not argon2id(hashed):
            raise InputError(
                f"--auth: {path}:{number}: expected NAME:HASH as `newscite password NAME` prints it"
            )
        if name in hashes:
            raise InputError(f"--auth: {path}:{number}: the name {name!r} was used before")
        hashes[name] = hashed
    if not hashes:
        raise InputError(f"--auth: {path}: nobody in it: add lines of `newscite password NAME`")
    return Users(hashes)


def line_for(name: str, password: str) -> str:
    """The line of a user.

    Raises:
        InputError: the name or the password cannot be used.
    """
    if not NAME.fullmatch(name):
        raise InputError(f"a name has 1 to 64 letters, digits, or any of . _ - + @; found {name!r}")
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            f"a password has {SHORTEST} to {LONGEST:,} characters, this one has {len(password):,}"
        )
    try:
        return f"{name}:{PasswordHasher().hash(password)}"
    except UnicodeEncodeError:
        raise InputError("the password is no valid Unicode text") from None


def argon2id(hashed: str) -> bool:
    """Whether a text is a hash that can be checked, and is not too cheap or costly to be."""
    try:
        made = extract_parameters(hashed)
    except (InvalidHashError, ValueError):
        return False
    costs = 8_192 <= made.memory_cost <= 2**20 and made.time_cost <= 16 and made.parallelism <= 16
    return made.type is Type.ID and costs
