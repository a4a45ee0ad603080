"""Files of words: which languages and styles there are, and whether a file has all that the report needs.

A *language* is a file `words.<language>.toml` in `words/`; a *style* of it, `words.<language>.<style>.toml`, holds
only the words that it writes otherwise. Both are found by their names: no code knows which there are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter
from typing import Any

from reconcile.errors import ConfigError

__all__ = ["LANGUAGE", "PLAIN", "languages", "styles", "tables_of"]

# the language whose file is complete by definition: all others are held against it
LANGUAGE = "en"

# the style of a language without a file of its own
PLAIN = "plain"

# tables that may hold fewer or other names than the English file: what is missing is printed as it stands in the claims
_OPEN = ("units", "singular", "adjectives", "populations", "includes", "measures")

# placeholders that every sentence of a table may have, beside those of its English one
_MORE_PARTS = {
    "leads": {"clause", "who", "on", "outlet", "number", "noun", "what"},
    "beside": {"who", "outlet", "amount", "date"},
    "dates": {"day", "month", "short", "year"},
    "numerals": {"number"},
}

# what a measure's words must give, by itself or through its form; the others are empty where they are not given
_NEEDED_OF_MEASURES = ("figures", "cumulative", "plain", "noun", "title", "item")


def languages(folder: Path | None = None) -> list[str]:
    """Return the languages that have a file of words, in alphabetical order.

    Examples
    --------
    >>> languages()
    ['en']
    """
    return sorted({parts[0] for parts in _names(folder)})


def styles(language: str = LANGUAGE, folder: Path | None = None) -> list[str]:
    """Return the styles that a language can be written in, the plain one first.

    Examples
    --------
    >>> styles()
    ['plain', 'ap', 'guardian']
    """
    return [PLAIN, *sorted(parts[1] for parts in _names(folder) if parts[0] == language and len(parts) > 1)]


def _names(folder: Path | None) -> list[tuple[str, ...]]:
    """Return the language of every file of words, and of a style's file the style too."""
    file_names = (entry.name for entry in _home(folder).iterdir())
    return [tuple(name.split(".")[1:-1]) for name in file_names if name.startswith("words.") and name.endswith(".toml")]


def _home(folder: Path | None) -> Traversable:
    return files(__package__).joinpath("words") if folder is None else folder


def tables_of(language: str = LANGUAGE, style: str = PLAIN, folder: Path | None = None) -> dict[str, Any]:
    """Return the tables of a language in a style, checked to be complete.

    Parameters
    ----------
    language, style : str
    folder : Path, optional
        Folder of the files; default: those that come with the package.

    Raises
    ------
    ConfigError
        There is no such file, it is no TOML, it lacks a key, or a sentence of it has a placeholder that is not known.

    Examples
    --------
    >>> tables_of()["cardinals"][3], tables_of(style="ap")["dates"]["day"]
    ('three', '{short} {day}, {year}')
    """
    if language not in languages(folder):
        raise ConfigError(
            f"no words are written in '{language}'", value=language,
            hint=f"there are: {', '.join(languages(folder))}; docs/how-to/languages.md says how one is added",
        )  # fmt: skip
    if style not in styles(language, folder):
        raise ConfigError(
            f"'{language}' has no style '{style}'", value=style, hint=f"it has: {', '.join(styles(language, folder))}"
        )
    english, name = _english(), f"words.{language}.toml"
    tables = english if language == LANGUAGE and folder is None else _parsed(name, folder)
    _hold_against(english, tables, name)
    if style == PLAIN:
        return tables
    name = f"words.{language}.{style}.toml"
    styled = _styled(tables, _parsed(name, folder), name)
    _hold_against(english, styled, name)
    return styled


@cache
def _english() -> dict[str, Any]:
    """Return the English words, which all others are held against."""
    return _parsed(f"words.{LANGUAGE}.toml", None)


def _parsed(name: str, folder: Path | None) -> dict[str, Any]:
    try:
        return tomllib.loads(_home(folder).joinpath(name).read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise ConfigError(f"this is not TOML in UTF-8: {error}", file=name, hint="fix that line") from error


def _hold_against(english: Mapping[str, Any], tables: Mapping[str, Any], name: str) -> None:
    """Raise ConfigError where tables lack a key of the English ones, or a sentence has an unknown placeholder."""
    for key in english:
        if key not in tables:
            raise _lacking(name, key)
        if key not in _OPEN:
            _compare(english[key], tables[key], key, name)
    if "other" not in tables["measures"]:
        raise _lacking(name, "measures.other")
    templates = (text for texts in english["forms"].values() for text in texts.values())
    known = {"amount", "for", "label", "party", "were", "targets", "deaths", "cases", "those", "subjects"}.union(
        *map(_placeholders, templates)
    )
    for measure, own in tables["measures"].items():
        _check_measure(tables, str(measure), own, known, name)


def _check_measure(tables: Mapping[str, Any], measure: str, own: Any, known: set[str], name: str) -> None:
    form = own.get("form") if isinstance(own, dict) else None
    if form not in tables["forms"]:
        raise _lacking(name, f"measures.{measure}.form")
    for key in _NEEDED_OF_MEASURES:
        text = {**tables["forms"][form], **own}.get(key)
        if not isinstance(text, str):
            raise _lacking(name, f"measures.{measure}.{key}")
        _refuse_unknown(set(_placeholders(text)) - known, f"measures.{measure}.{key}", name)


def _compare(english: Any, own: Any, key: str, name: str) -> None:
    if type(english) is not type(own):
        raise ConfigError(f"'{key}' is not written as in English", file=name, hint=f"it is: {english!r}"[:120])
    if isinstance(english, dict):
        for subkey, value in english.items():
            if subkey not in own:
                raise _lacking(name, f"{key}.{subkey}")
            _compare(value, own[subkey], f"{key}.{subkey}", name)
    elif isinstance(english, str) and not key.startswith("forms."):
        known = {*_placeholders(english), *_MORE_PARTS.get(key.split(".", maxsplit=1)[0], ())}
        _refuse_unknown(set(_placeholders(own)) - known, key, name)


def _placeholders(text: str) -> list[str]:
    try:
        return [placeholder for _, placeholder, _, _ in Formatter().parse(text) if placeholder is not None]
    except ValueError:
        return ["{"]


def _refuse_unknown(unknown: set[str], key: str, name: str) -> None:
    if unknown:
        raise ConfigError(
            f"'{key}' has an unknown placeholder '{min(unknown)}'", file=name,
            hint=f"use those of words.{LANGUAGE}.toml",
        )  # fmt: skip


def _lacking(name: str, key: str) -> ConfigError:
    return ConfigError(f"'{key}' is missing", file=name, hint=f"copy the key from words.{LANGUAGE}.toml")


def _styled(tables: Mapping[str, Any], style: Mapping[str, Any], name: str, path: str = "") -> dict[str, Any]:
    """Return the tables of a language, with what a style writes otherwise in its place."""
    merged = dict(tables)
    for key, value in style.items():
        place = f"{path}{key}"
        if key not in tables and not place.startswith(tuple(f"{table}." for table in _OPEN)):
            raise ConfigError(f"'{place}' is not a key of its language", file=name, hint="see the file it lies over")
        within = isinstance(value, dict) and key in tables
        merged[key] = _styled(tables[key], value, name, f"{place}.") if within else value
    return merged
