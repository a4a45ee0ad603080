"""The known layout of a file, found by its headers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from reconcile.claims.formats import RawTable
from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.tagged_columns import is_tag_row
from reconcile.claims.text import text_of
from reconcile.errors import ConfigError, InputError
from reconcile.folder.layouts import layout_called, layout_names, layouts_of

__all__ = ["Recognised", "recognised"]

# headers that an error shows of a file that no layout fits
_SHOWN = 12


@dataclass(frozen=True)
class Recognised:
    """A layout that a file has, the row of its header, all headers, and the tags below them."""

    name: str
    row: int
    headers: list[str]
    tags: list[str]


def recognised(file: Path, wanted: str = "") -> Recognised:
    r"""Return the layout of a file: the one that is wanted, else the one whose headers stand in its first rows.

    Raises
    ------
    InputError
        The file cannot be read, no known layout fits it, several do, or the one that is wanted does not.
    ConfigError
        There is no layout of the name that is wanted.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "deaths.csv")
    ...     _ = file.write_text("A chart,,\nEntity,Year,Deaths\nAland,2001,7\n")
    ...     recognised(file).name, recognised(file).row
    ('owid', 2)
    """
    raw = read_table(file, file.name, ClaimSettings())
    if wanted:
        return _by_name(raw, file, wanted)
    seen = _rows(raw)
    fitting = [
        (row, headers, tags, names) for row, headers, tags in seen if (names := layouts_of(headers, tagged=bool(tags)))
    ]
    if not fitting:
        headers = [str(name) for name in raw.table.columns]
        raise InputError(
            f"no known layout fits it; its headers are {', '.join(headers[:_SHOWN])}", file=file.name,
            hint=f"layouts: {', '.join(layout_names())} (--layout NAME); or declare its columns in [[inputs]]",
        )  # fmt: skip
    row, headers, tags, names = fitting[0]
    unsure = [name for name in names if not layout_called(name).verified]
    if len(names) > 1 or unsure:
        why = "several layouts fit it" if len(names) > 1 else "it looks like a layout whose headers were never verified"
        raise InputError(f"{why}: {', '.join(names)}", file=file.name, hint=f"name it: --layout {names[0]}")
    return Recognised(names[0], row, headers, tags)


def _by_name(raw: RawTable, file: Path, wanted: str) -> Recognised:
    try:
        known = layout_called(wanted)
    except ValueError as error:
        raise ConfigError(str(error), hint=f"layouts: {', '.join(layout_names())}") from error
    seen = _rows(raw)
    fits = [one for one in seen if {*known.headers} <= {*one[1]} and (not known.tags or one[2])]
    if fits:
        return Recognised(wanted, *fits[0])
    nearest = max(seen, key=lambda one: len({*known.headers} & {*one[1]}))
    missing = [name for name in known.headers if name not in nearest[1]]
    what = f"it has no header {', '.join(map(repr, missing))}" if missing else "it has no row of HXL tags"
    raise InputError(f"is not of the layout '{wanted}': {what}", file=file.name, hint="see docs/how-to/files.md")


def _rows(raw: RawTable) -> list[tuple[int, list[str], list[str]]]:
    """Return the first rows of a file: their numbers, the headers that they would be, and the tags below them."""
    first = text_of(raw.table.iloc[0]) if len(raw.table) else text_of(pd.Series([], dtype="str"))
    tags = first.tolist() if is_tag_row(first) else []
    return [
        (1, [str(name) for name in raw.table.columns], tags),
        *((row, cells, []) for row, cells in enumerate(raw.head[1:], start=2)),
    ]
