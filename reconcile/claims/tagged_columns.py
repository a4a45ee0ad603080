"""Columns that a file names by HXL tags in its second row: what each of them stands for."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from reconcile.claims.measures import MEASURES
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.errors import InputError

__all__ = ["is_tag_row", "tagged"]


def is_tag_row(cells: pd.Series) -> bool:
    """Return True where all filled cells of a row are tags.

    Examples
    --------
    >>> is_tag_row(pd.Series(["#date", "", "#affected+killed"])), is_tag_row(pd.Series(["", ""]))
    (True, False)
    """
    filled = cells[cells != ""]
    return bool(len(filled)) and bool(filled.str.startswith("#").all())


def tagged(table: pd.DataFrame, file: str, settings: ClaimSettings) -> ClaimSettings:
    """Return settings that declare the columns of a file by their tags, where an input has its columns known by them.

    What the settings declare goes before a tag. A tag of figures is a measure: each is a reading of the rows.

    Raises
    ------
    InputError
        The file has no row of tags.

    Examples
    --------
    >>> table = pd.DataFrame({"when": ["#date", "2024-05-01"], "dead": ["#affected + killed", "5"]})
    >>> settings = ClaimSettings(tags={"#date": "count_date", "#affected+killed": "killed"})
    >>> tagged(table, "list.csv", settings).columns, tagged(table, "list.csv", settings).values
    ({'when': 'count_date'}, [{'best': 'dead', 'measure': 'killed'}])
    """
    if not settings.tags:
        return settings
    cells = text_of(table.iloc[0]) if len(table) else pd.Series([], dtype="str")
    if not is_tag_row(cells):
        hint = "look whether the tags stand in another row: header names that of the columns"
        raise InputError("has no row of HXL tags under its header", file=file, hint=hint)
    of_tag = {_plain(tag): str(header) for header, tag in reversed(list(cells.items())) if tag}
    columns, values, taken = dict(settings.columns), list(settings.values), {*settings.columns.values()}
    for tag, name in settings.tags.items():
        header = of_tag.get(_plain(tag))
        if header is None or header in columns or name in taken or name in settings.constants:
            continue
        if name in MEASURES:
            values.append({"best": header, "measure": name})
        else:
            columns[header] = name
        taken.add(name)
    return replace(settings, columns=columns, values=values, only_declared=True)


def _plain(tag: str) -> str:
    """Return a tag without blanks, its attributes in alphabetical order: their order says nothing."""
    name, *attributes = "".join(tag.lower().split()).split("+")
    return "+".join([name, *sorted(attributes)])
