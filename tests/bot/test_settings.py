"""Settings: where they come from, and what is said of wrong ones."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

import pytest

from bot.reading.reader import ReadingSettings
from bot.settings import ReadingPart, RetrievalPart, WebPart, WebSettings, read_settings
from corpus.errors import InputError
from index.retrieval import RetrievalSettings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the user who runs the tests."""
    for name in os.environ:
        if name.upper().startswith("NEWSCITE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A config file, named by NEWSCITE_CONFIG."""
    file = tmp_path / "settings.toml"
    file.touch()
    monkeypatch.setenv("NEWSCITE_CONFIG", str(file))
    return file


def test_without_any_the_defaults_hold():
    """The library is in the user's data folder."""
    settings = read_settings()
    assert settings.library.name == "library"
    assert settings.library.parent.name == "newscite"
    assert settings.retrieval == RetrievalSettings()
    assert settings.reading == ReadingSettings()
    assert settings.web == WebSettings()


def test_the_command_wins_over_the_environment_and_that_over_the_file(config, monkeypatch):
    """Key by key."""
    config.write_text('library = "shelf"\n[retrieval]\nk = 3\ndepth = 30\n')
    assert read_settings().retrieval == RetrievalSettings(k=3, depth=30)
    monkeypatch.setenv("NEWSCITE_RETRIEVAL__K", "4")
    assert read_settings().retrieval == RetrievalSettings(k=4, depth=30)
    monkeypatch.setenv("NEWSCITE_LIBRARY", "/from/environment")
    assert read_settings().library == Path("/from/environment")
    assert read_settings(Path("/from/command")).library == Path("/from/command")


def test_a_relative_library_in_the_file_is_beside_the_file(config, monkeypatch, tmp_path):
    """Wherever newscite is run from; in the environment and a command it is where one is."""
    config.write_text('library = "shelf"')
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert read_settings().library == tmp_path / "shelf"
    assert read_settings(Path("here")).library == tmp_path / "elsewhere" / "here"


def test_the_file_in_the_users_config_folder_is_read(monkeypatch, tmp_path):
    """Where none is named."""
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path)
    (tmp_path / "newscite.toml").write_text("[reading]\npassages = 5\n")
    assert read_settings().reading.passages == 5


def test_an_empty_variable_is_as_none(monkeypatch):
    """Shells make them."""
    monkeypatch.setenv("NEWSCITE_LIBRARY", "")
    assert read_settings().library.name == "library"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[retrieval]\nk = 0\n", "settings.toml: retrieval.k: "),
        ("[retrieval]\nk = 'many'\n", "'many'"),
        ("[retrieval]\nkk = 1\n", "settings.toml: retrieval.kk: no such setting"),
        ("colour = 1\n", "settings.toml: colour: no such setting"),
        ("[reading]\nthreshold = 2.0\n", "reading.threshold"),
        ("retrieval = 3\n", "settings.toml: retrieval: "),
        ("k = \n", "settings.toml: not TOML"),
    ],
)
def test_a_fault_of_the_file_names_file_and_key(config, content, said):
    """In one line."""
    config.write_text(content)
    with pytest.raises(InputError) as error:
        read_settings()
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSCITE_RETRIEVAL__K", "-1"),
        ("NEWSCITE_RETRIEVAL__KK", "1"),
        ("NEWSCITE_RETRIEVAL", "{"),
        ("NEWSCITE_WEB__PORT", "99999"),
    ],
)
def test_a_fault_of_the_environment_names_the_variable(monkeypatch, name, value):
    """In one line; a part that is no JSON by its name within newscite."""
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError) as error:
        read_settings()
    assert name in str(error.value) or '"retrieval"' in str(error.value)
    assert "\n" not in str(error.value)


def test_a_config_file_that_is_named_and_missing_is_an_error(monkeypatch, tmp_path):
    """It was meant to be read."""
    monkeypatch.setenv("NEWSCITE_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(InputError, match="NEWSCITE_CONFIG"):
        read_settings()


@pytest.mark.parametrize(
    ("part", "settings"),
    [
        (RetrievalPart, RetrievalSettings),
        (ReadingPart, ReadingSettings),
        (WebPart, WebSettings),
    ],
)
def test_every_setting_can_be_set(part, settings):
    """What is read has the same names as what it is read for."""
    assert list(part.model_fields) == [field.name for field in fields(settings)]
