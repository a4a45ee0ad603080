"""Files with several columns of figures: every column is a reading of its rows, with constants of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from reconcile.claims.declarable import FIGURES
from reconcile.claims.missing_marks import without_marks
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.errors import InputError
from reconcile.nearest import nearest_of
from reconcile.plurals import counted
from reconcile.records import findings

__all__ = ["readings", "with_figure"]


def readings(table: pd.DataFrame, file: str, settings: ClaimSettings) -> list[tuple[pd.DataFrame, ClaimSettings]]:
    """Return a table and settings for every column of figures that is declared; as given where none is.

    Raises
    ------
    InputError
        A column of figures is not there.

    Examples
    --------
    >>> table = pd.DataFrame({"dead": ["7"], "hurt": ["9"], "town": ["Alton"]})
    >>> values = [{"best": "dead", "measure": "killed"}, {"best": "hurt", "measure": "wounded"}]
    >>> [part.columns.tolist() for part, _ in readings(table, "list.csv", ClaimSettings(values=values))]
    [['dead', 'town'], ['hurt', 'town']]
    """
    if not settings.values:
        return [(table, settings)]
    headers = {header for value in settings.values for header in _headers(value)}
    missing = sorted(headers - {*map(str, table.columns)})
    if missing:
        near = nearest_of(missing[0], map(str, table.columns))
        hint = f"the nearest one is '{near}'; see values of this input"
        raise InputError(f"has no column '{missing[0]}'", file=file, column=missing[0], hint=hint)
    return [_reading(table, settings, value, headers) for value in settings.values]


def _headers(value: Mapping[str, str]) -> dict[str, str]:
    return {header: name for name, header in value.items() if name in FIGURES}


def _reading(
    table: pd.DataFrame, settings: ClaimSettings, value: Mapping[str, str], headers: set[str]
) -> tuple[pd.DataFrame, ClaimSettings]:
    own = _headers(value)
    constants = {name: text for name, text in value.items() if name not in FIGURES}
    kept = table[[name for name in table.columns if name in own or name not in headers]]
    columns = {header: name for header, name in settings.columns.items() if name not in constants}
    return kept, replace(settings, columns=columns | own, constants={**settings.constants, **constants})


def with_figure(
    table: pd.DataFrame, rows: list[int], file: str, settings: ClaimSettings
) -> tuple[pd.DataFrame, list[int], list[pd.DataFrame]]:
    """Return the rows that have a figure in a reading of a file with several: an empty cell there is no claim.

    Examples
    --------
    >>> table = pd.DataFrame({"best": ["7", "-"], "measure": "killed"})
    >>> settings = ClaimSettings(values=[{"best": "dead"}], constants={"measure": "killed"})
    >>> kept, rows, found = with_figure(table, [1, 2], "list.csv", settings)
    >>> kept["best"].tolist(), rows, found[-1]["message"].tolist()
    (['7'], [1], ['1 row has no figure of killed, and makes no claim of it'])
    """
    if not settings.values:
        return table, rows, []
    table, marked = without_marks(table.assign(file=file), settings.missing)
    filled = pd.concat([text_of(table[name]) != "" for name in FIGURES if name in table.columns], axis=1).any(axis=1)
    empty = int((~filled).sum())
    if not empty:
        return table, rows, [marked]
    what = settings.constants.get("measure", "this reading")
    verbs = "has no figure of {}, and makes" if empty == 1 else "have no figure of {}, and make"
    message = f"{counted(empty, 'row')} {verbs.format(what)} no claim of it"
    told = findings("rows-without-figure", message, file=file)
    kept = [row for row, held in zip(rows, filled, strict=True) if held]
    return table[filled].reset_index(drop=True), kept, [marked, told]
