"""Settings: the only reader of the environment and of the config file.

What is given to a command wins over the environment, the environment over the config file,
the file over the defaults. A setting `k` of the table `[retrieval]` is NEWSCITE_RETRIEVAL__K
in the environment.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.generating.settings import OWN_KEY, ModelSettings
from bot.reading.reader import ReadingSettings
from corpus.errors import InputError
from index.retrieval import RetrievalSettings

PREFIX = "NEWSCITE_"
ROOT_PATH = r"^(https?://[\w.:-]+)?(/[\w.~-]+)*/?$"
"""Of `WebSettings.root_path`."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where `newscite serve` listens, and for whom.

    Attributes:
        host: address to bind.
        port: 1 to 65535.
        auth: file of those who may sign in, None: nobody has to.
        root_path: where a proxy serves the page, a path or an address; "" without one.
        waiting: questions that may wait to be answered; one more is told that the page is busy.
        upload_mb: mebibytes that may be sent at once, and so of a file.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth: Path | None = None
    root_path: str = ""
    waiting: int = 64
    upload_mb: int = 25


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run of newscite can be set to.

    Attributes:
        library: absolute path of the folder that the library lives in.
        retrieval: how passages are found.
        reading: how answers are found in them.
        web: where the page is served.
        model: which language model writes, if any.
    """

    library: Path
    retrieval: RetrievalSettings = field(default_factory=RetrievalSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    web: WebSettings = field(default_factory=WebSettings)
    model: ModelSettings = field(default_factory=ModelSettings)


def read_settings(library: Path | None = None) -> Settings:
    """The settings of this run.

    Args:
        library: folder of the library, where the user named one.

    Raises:
        InputError: a setting is unknown or out of bounds, or the config file cannot be read;
            the message names the file and the key, or the variable.
    """
    file = config_file()
    values = read_toml(file)
    try:
        given = Given(**values)
    except SettingsError as error:
        raise InputError(
            f"environment: {error}: give plain values, as in {PREFIX}LIBRARY"
        ) from None
    except ValidationError as error:
        raise InputError(described(error, file)) from None
    parts = given.model_dump(exclude_unset=True)
    return Settings(
        library_folder(library, given.library, file.parent),
        RetrievalSettings(**parts.get("retrieval", {})),
        ReadingSettings(**parts.get("reading", {})),
        WebSettings(**parts.get("web", {})),
        ModelSettings(**parts.get("model", {})),
    )


def model_key() -> str | None:
    """The key for a language model on a server of one's own; in no settings, so in no file."""
    return os.environ.get(OWN_KEY) or None


def variables_set() -> set[str]:
    """The names of the environment's variables that are set, and not to nothing."""
    return {name for name, value in os.environ.items() if value}


def changed(settings: Settings, changes: Sequence[str]) -> Settings:
    """The settings with some set otherwise for this run: "retrieval.k=8".

    Raises:
        InputError: a change is malformed, names no setting of retrieval, reading or model, or its
            value is out of bounds.
    """
    for change in changes:
        key, equals, value = change.partition("=")
        table, _, name = key.strip().partition(".")
        part = CHANGEABLE.get(table)
        if not equals or part is None or name not in part.model_fields:
            names = [f"{t}.{n}" for t, of in CHANGEABLE.items() for n in of.model_fields]
            raise InputError(f"--set needs NAME=VALUE, one of {', '.join(names)}; found {change!r}")
        try:
            given = part.model_validate({name: value.strip()}).model_dump(exclude_unset=True)
        except ValidationError as error:
            said = error.errors()[0]["msg"]
            raise InputError(f"--set {key.strip()}: {said}, found {value!r}") from None
        settings = replace(settings, **{table: replace(getattr(settings, table), **given)})
    return settings


def config_file() -> Path:
    """The config file: the one that NEWSCITE_CONFIG names, or newscite.toml in the user's folder.

    Raises:
        InputError: NEWSCITE_CONFIG names no file.
    """
    named = os.environ.get(f"{PREFIX}CONFIG")
    if not named:
        return platformdirs.user_config_path("newscite", appauthor=False) / "newscite.toml"
    file = Path(named).expanduser()
    if not file.is_file():
        raise InputError(f"{PREFIX}CONFIG names {named!r}, which is no file: correct or unset it")
    return file


def corpora_folder(named: Path | None) -> Path:
    """Where libraries of corpora are kept: beside the library named, or in the user's cache."""
    if named is not None:
        library = library_folder(named, None, Path())
        return library.with_name(f"{library.name}-corpora")
    return platformdirs.user_cache_path("newscite", appauthor=False) / "corpora"


class Part(BaseModel):
    """A table of the config file: unknown keys are refused, unset ones left to the defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RetrievalPart(Part):
    """Bounds of `index.retrieval.RetrievalSettings`."""

    depth: int = Field(default=0, ge=1, le=1000)
    k: int = Field(default=0, ge=1, le=1000)
    meaning: float = Field(default=0, ge=0, le=1)
    article: float = Field(default=0, ge=0, le=100)
    dated: float = Field(default=0, ge=0, le=100)
    recent: float = Field(default=0, ge=0, le=100)
    lexical: bool = True


class ReadingPart(Part):
    """Bounds of `bot.reading.reader.ReadingSettings`."""

    passages: int = Field(default=0, ge=1, le=1000)
    window: int = Field(default=0, ge=64, le=512)
    stride: int = Field(default=0, ge=1, le=512)
    batch: int = Field(default=0, ge=1, le=1024)
    threshold: float | None = Field(default=None, ge=0, le=1)


class ModelPart(Part):
    """Bounds of `bot.generating.settings.ModelSettings`."""

    name: str = ""
    base_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    timeout: float = Field(default=0, gt=0, le=3600)
    attempts: int = Field(default=0, ge=1, le=10)
    context: int = Field(default=0, ge=500, le=1_000_000)
    output: int = Field(default=0, ge=50, le=100_000)
    temperature: float | None = Field(default=None, ge=0, le=2)
    least: float | None = Field(default=None, ge=0, le=1)


CHANGEABLE: Mapping[str, type[Part]] = {
    "retrieval": RetrievalPart,
    "reading": ReadingPart,
    "model": ModelPart,
}


class WebPart(Part):
    """Bounds of `WebSettings`."""

    host: str = Field(default="", min_length=1)
    port: int = Field(default=0, ge=1, le=65535)
    auth: Path | None = None
    root_path: str = Field(default="", pattern=ROOT_PATH)
    waiting: int = Field(default=0, ge=1, le=10_000)
    upload_mb: int = Field(default=0, ge=1, le=1_000)


class Given(BaseSettings):
    """What the environment and the config file say; the file's values come as arguments."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
    )

    library: Path | None = None
    retrieval: RetrievalPart = RetrievalPart()
    reading: ReadingPart = ReadingPart()
    web: WebPart = WebPart()
    model: ModelPart = ModelPart()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 — pydantic-settings calls by name
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the config file, and nothing else."""
        return env_settings, init_settings


def read_toml(file: Path) -> dict[str, Any]:
    """The config file's tables; empty where there is no file.

    Raises:
        InputError: it is not TOML in UTF-8, or cannot be read.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: not TOML in UTF-8: {error}") from None
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from None


def described(error: ValidationError, file: Path) -> str:
    """The first fault of the settings in one line: where it stands, and what was expected."""
    first = error.errors()[0]
    keys = [str(key) for key in first["loc"]]
    variable = PREFIX + "__".join(keys).upper()
    where = variable if variable in upper(os.environ) else f"{file}: {'.'.join(keys)}"
    if first["type"] == "extra_forbidden":
        return f"{where}: no such setting: remove it, or correct its name"
    return f"{where}: {first['msg']}, found {first['input']!r}"


def upper(variables: Mapping[str, str]) -> set[str]:
    """Names of variables as pydantic-settings compares them."""
    return {name.upper() for name in variables}


def library_folder(named: Path | None, configured: Path | None, beside: Path) -> Path:
    """The library's folder: the one named, or the one configured, or the user's data folder.

    Args:
        named: from the command line; relative to the working folder.
        configured: from the environment, relative to the working folder, or from the config
            file, relative to that file's folder.
        beside: folder of the config file.
    """
    if named is not None:
        return Path(os.path.abspath(named.expanduser()))  # noqa: PTH100 — a link stays a link
    if configured is None:
        return platformdirs.user_data_path("newscite", appauthor=False) / "library"
    start = Path.cwd() if os.environ.get(f"{PREFIX}LIBRARY") else beside
    return Path(os.path.abspath(start / configured.expanduser()))  # noqa: PTH100
