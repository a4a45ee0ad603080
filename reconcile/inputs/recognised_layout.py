"""The known layout of a file, found by its headers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from reconcile.claims.formats import RawTable
from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings, TableAt
from reconcile.claims.tagged_columns import is_tag_row
from reconcile.claims.text import text_of
from reconcile.errors import ConfigError, InputError
from reconcile.folder.layouts import layout_called, layout_names, layouts_of

__all__ = ["Recognised", "recognised"]

# share of a layout's headers that a file may lack and still be called near: makers rename a few, not half of them
_NEAR = 0.5

# headers that an error shows of a file that no layout fits
_SHOWN = 12


@dataclass(frozen=True)
class Recognised:
    """A layout that a file has, the sheet and the row of its header, all headers, and the tags below them."""

    name: str
    sheet: str
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
    seen = _seen(file)
    if wanted:
        return _by_name(seen, file, wanted)
    fitting = [(place, names) for place in seen if (names := layouts_of(place.headers, tagged=bool(place.tags)))]
    if not fitting:
        raise InputError(
            f"no known layout fits it{_nearest(seen)}; its headers are {', '.join(seen[0].headers[:_SHOWN])}",
            file=file.name,
            hint=f"layouts: {', '.join(layout_names())} (--layout NAME); or declare its columns in [[inputs]]",
        )  # fmt: skip
    place, names = fitting[0]
    unsure = [name for name in names if not layout_called(name).verified]
    if len(names) > 1 or unsure:
        why = "several layouts fit it" if len(names) > 1 else "it looks like a layout whose headers were never verified"
        raise InputError(f"{why}: {', '.join(names)}", file=file.name, hint=f"name it: --layout {names[0]}")
    return replace(place, name=names[0])


def _nearest(seen: list[Recognised]) -> str:
    """Return the layout most of whose headers the file has, and those that it lacks; nothing where none comes near."""
    lacks = {name: min(({*layout_called(name).headers} - {*place.headers} for place in seen), key=len)
             for name in layout_names() if layout_called(name).headers}  # fmt: skip
    share = {name: len(lacking) / len(layout_called(name).headers) for name, lacking in lacks.items()}
    nearest = min(share, key=lambda name: share[name])
    if share[nearest] >= _NEAR:
        return ""
    missing = ", ".join(repr(header) for header in layout_called(nearest).headers if header in lacks[nearest])
    return f"; nearest is '{nearest}', of which it lacks {missing}"


def _by_name(seen: list[Recognised], file: Path, wanted: str) -> Recognised:
    try:
        known = layout_called(wanted)
    except ValueError as error:
        raise ConfigError(str(error), hint=f"layouts: {', '.join(layout_names())}") from error
    fits = [one for one in seen if {*known.headers} <= {*one.headers} and (not known.tags or one.tags)]
    if fits:
        return replace(fits[0], name=wanted)
    nearest = max(seen, key=lambda one: len({*known.headers} & {*one.headers}))
    missing = [name for name in known.headers if name not in nearest.headers]
    what = f"it has no header {', '.join(map(repr, missing))}" if missing else "it has no row of HXL tags"
    raise InputError(f"is not of the layout '{wanted}': {what}", file=file.name, hint="see docs/how-to/files.md")


def _seen(file: Path) -> list[Recognised]:
    """Return the first rows of a file, and of every sheet of a workbook, as what they would be as headers."""
    first = read_table(file, file.name, ClaimSettings())
    seen = _rows(first, "")
    for sheet in first.sheets[1:]:
        try:
            seen += _rows(read_table(file, file.name, ClaimSettings(at=TableAt(sheet=sheet))), sheet)
        except InputError:
            # an empty sheet, or one of pictures
            continue
    return seen


def _rows(raw: RawTable, sheet: str) -> list[Recognised]:
    """Return the first rows of a table as headers, with the tags below them; the first are those that were read."""
    first = text_of(raw.table.iloc[0]).tolist() if len(raw.table) else []
    heads = [[str(name) for name in raw.table.columns], *raw.head[1:]]
    below = [first, *raw.head[2:], []]
    return [
        Recognised("", sheet, row, cells, under if is_tag_row(pd.Series(under, dtype="str")) else [])
        for row, (cells, under) in enumerate(zip(heads, below, strict=False), start=1)
    ]
