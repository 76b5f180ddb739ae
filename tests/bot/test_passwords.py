"""Who may use a shared page: the file, its lines, and who is admitted."""

from __future__ import annotations

import pytest

from bot.passwords import NOBODY, Users, line_for, read_users
from corpus.errors import InputError

HASHED = line_for("ana", "correct horse").partition(":")[2]


@pytest.fixture
def file(tmp_path):
    """Makes a file of users: `file(text)`."""

    def make(text: str):
        path = tmp_path / "users"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def test_a_line_admits_its_name_with_its_password_and_nobody_else(file):
    """The line holds no password."""
    line = line_for("ana", "correct horse")
    assert line.startswith("ana:$argon2id$")
    assert "correct" not in line
    users = read_users(file(f"# readers\n\n{line}\n"))
    assert users.admits("ana", "correct horse")
    assert not users.admits("ana", "correct horse ")
    assert not users.admits("ana", "")
    assert not users.admits("bob", "correct horse")
    assert not users.admits("ana", "x" * 5000)
    assert not users.admits("ana", "\ud800")


def test_two_lines_of_one_password_differ():
    """Each has a salt of its own."""
    assert line_for("ana", "correct horse") != line_for("ana", "correct horse")


def test_a_name_that_is_not_there_is_compared_all_the_same(monkeypatch):
    """So that how long it takes does not tell which names there are."""
    compared = []
    monkeypatch.setattr(
        "bot.passwords.PasswordHasher",
        lambda: type("H", (), {"verify": lambda _, known, __: compared.append(known)})(),
    )
    assert not Users({"ana": HASHED}).admits("bob", "whatever")
    assert compared == [NOBODY]


def test_showing_users_shows_no_hash():
    """As an error report would."""
    assert HASHED not in repr(Users({"ana": HASHED}))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nobody in it"),
        ("# only a comment\n", "nobody in it"),
        ("ana:secret\n", ":1: expected NAME:HASH"),
        (f"\nana b:{HASHED}", ":2: expected"),
        (f"ana:{HASHED}\nana:{HASHED}\n", ":2: the name 'ana' was used"),
        (f"ana:{HASHED.replace('argon2id', 'argon2i')}", "expected"),
        (f"ana:{HASHED.replace('m=65536', 'm=8')}", "expected"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_without_telling_what_is_in_it(file, text, said):
    """File and line are named; a password that somebody wrote there is not."""
    with pytest.raises(InputError, match=said) as error:
        read_users(file(text))
    assert "secret" not in str(error.value)
    assert "$argon2" not in str(error.value)


def test_a_file_that_is_not_there_is_bad_input(tmp_path):
    """In a line."""
    with pytest.raises(InputError, match="cannot read"):
        read_users(tmp_path / "gone")


@pytest.mark.parametrize(
    ("name", "password"),
    [("", "correct horse"), ("a:b", "correct horse"), ("ana", "short"), ("ana", "x" * 1025)],
)
def test_what_makes_no_line_is_refused(name, password):
    """The password is not told."""
    with pytest.raises(InputError) as error:
        line_for(name, password)
    assert "horse" not in str(error.value)
