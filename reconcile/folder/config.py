"""`reconcile.toml`: read and checked, with every path in it kept inside the project."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reconcile.errors import ConfigError
from reconcile.folder.config_keys import Keys, Paths, known_keys
from reconcile.folder.paths import folder_at, inside
from reconcile.nearest import nearest_of

__all__ = ["CONFIG_FILE", "Config", "find_config", "load_config"]

CONFIG_FILE = "reconcile.toml"


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of a project.

    Attributes
    ----------
    root : Path
        The project's folder, absolute, symbolic links resolved.
    keys : Keys
        The keys of `reconcile.toml`, defaults filled in.
    raw, processed, reports : Path
        Folders of the project, inside `root`.
    inputs : tuple of Path
        Declared files of claims, inside `root`.
    """

    root: Path
    keys: Keys
    raw: Path
    processed: Path
    reports: Path
    inputs: tuple[Path, ...]


def load_config(root: str | Path = ".") -> Config:
    """Read the `reconcile.toml` of a project; without the file, every key has its default.

    Parameters
    ----------
    root : str or Path
        The project's folder.

    Returns
    -------
    Config

    Raises
    ------
    ConfigError
        The folder is missing, the file is not TOML, a key is unknown or its value cannot be used, or a path leads
        out of the project. All faulty keys are named at once.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "reconcile.toml").write_text('at = "month-end"')
    ...     load_config(folder).keys.at
    'month-end'
    """
    home = folder_at(root)
    keys = _checked(_parsed(home / CONFIG_FILE))
    folders = {name: _folder(home, f"paths.{name}", getattr(keys.paths, name)) for name in Paths.model_fields}
    _apart(folders)
    paths = [(item, inside(home, item.path, key="inputs.path")) for item in keys.inputs if item.path]
    declared = tuple(path for item, path in paths if not item.has_articles)
    return Config(root=home, keys=keys, inputs=declared, **folders)


def find_config(root: str | Path) -> Config | None:
    """Return the config of a folder, None where it has no `reconcile.toml` and so is not a project.

    Raises
    ------
    ConfigError
        The folder is missing, or its config cannot be used.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     find_config(folder) is None
    True
    """
    config = load_config(root)
    return config if (config.root / CONFIG_FILE).exists() else None


def _parsed(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    if not file.is_file():
        raise ConfigError("this is no regular file", file=CONFIG_FILE, hint="a config is a file of text")
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"line {line} is not UTF-8", file=CONFIG_FILE, hint="save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"this is not TOML: {error}", file=CONFIG_FILE, hint="fix that line") from error
    except OSError as error:
        raise ConfigError(f"the file cannot be read: {error.strerror}", file=CONFIG_FILE) from error


def _checked(raw: dict[str, Any]) -> Keys:
    try:
        return Keys.model_validate(raw)
    except ValidationError as error:
        faults = dict.fromkeys(_fault(item["type"], item["loc"], item["msg"]) for item in error.errors())
        raise ConfigError("; ".join(faults), file=CONFIG_FILE, hint="docs/configuration.md lists all keys") from error


def _fault(kind: str, place: tuple[int | str, ...], message: str) -> str:
    """Return what is wrong with a key, the key first."""
    path = ".".join(_names(place))
    if kind == "extra_forbidden":
        return f"unknown key '{path}', the nearest known one is '{_nearest(place)}'"
    reason = message.removeprefix("Value error, ")
    return f"{path}: {reason[:1].lower()}{reason[1:]}"


def _names(place: tuple[int | str, ...]) -> list[str]:
    """Return the names on the way to a key; positions in lists are left out."""
    return [name for name in place if isinstance(name, str)]


def _nearest(place: tuple[int | str, ...]) -> str:
    """Return the known key nearest to an unknown one: of its name in another table, else most alike in its own."""
    *table, name = _names(place)
    if table[:1] in (["measures"], ["places"]):
        table = [table[0], "*"]
    if table[-1:] == ["numbers"]:
        # an input has the keys of the project
        table = ["numbers"]
    known = known_keys()
    elsewhere = [key for key in known if key.split(".")[-1] == name]
    by_name = {key.split(".")[-1]: key for key in known if key.split(".")[:-1] == table}
    return elsewhere[0] if elsewhere else by_name[nearest_of(name, by_name)]


def _folder(root: Path, key: str, value: str) -> Path:
    path = inside(root, value, key=key)
    if path.exists() and not path.is_dir():
        raise ConfigError(f"{key} = '{value}' is not a folder", file=CONFIG_FILE, hint="name a folder")
    return path


def _apart(folders: dict[str, Path]) -> None:
    """Raise where one folder holds another: a run must never write where it reads."""
    for name, path in folders.items():
        for other, second in folders.items():
            if name != other and path.is_relative_to(second):
                raise ConfigError(
                    f"paths.{name} lies in paths.{other}", file=CONFIG_FILE, hint="give each a folder of its own"
                )
