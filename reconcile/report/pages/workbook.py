"""`estimates.xlsx`: estimates, claims, what every column means and how it was made, as a spreadsheet opens them.

A cell that begins like a formula is text. The file has no clock in it: equal tables give equal bytes.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.columns import CLAIMS, ESTIMATES, Column, names
from reconcile.errors import ConfigError
from reconcile.plain_numbers import DIGITS
from reconcile.report.sentences.printable import clean, shorten

__all__ = ["workbook"]

# rows that a sheet can have, the header included; Microsoft, "Excel specifications and limits"
MOST_ROWS = 1_048_576

# characters that a cell can have; same place
MOST_CHARACTERS = 32_767

# widths of columns in characters: the least, the most, and how many rows are looked at
NARROW, WIDE, LOOKED_AT = 8, 48, 200

# how numbers, shares and dates are shown; the cell keeps all digits that it was given
NUMBER, WHOLE, SHARE, DAY = "#,##0.0#####", "#,##0", "0.0%", "yyyy-mm-dd"

# first day that a spreadsheet can hold; earlier ones are written as text
FIRST_DAY = pd.Timestamp("1900-03-01")

# time that every part of the file carries: the first that a zip archive can hold
FIXED_TIME = (1980, 1, 1, 0, 0, 0)

# what the library writes of the time of writing
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")

_EXTRA = 'install the extra: pip install "reconcile-estimates[excel]", or set xlsx = false under [report]'

_DICTIONARY = ("table", "column", "type", "unit", "meaning", "an empty cell means")


def workbook(
    estimates: pd.DataFrame, claims: pd.DataFrame, about: Mapping[str, str], *, most: int = MOST_ROWS
) -> bytes:
    """Return estimates and claims as a workbook.

    Parameters
    ----------
    estimates, claims : DataFrame
        Rows of `estimates.csv` and `claims.csv`; columns that came with the claims follow as text.
    about : mapping of str to str
        What the last sheet states: date of knowledge, method, level, run.
    most : int
        Rows of a sheet, the header included. The sheet About says how many are cut.

    Returns
    -------
    bytes
        XLSX with the sheets Estimates, Claims, Data dictionary and About; the same bytes for the same tables.

    Raises
    ------
    ConfigError
        The extra `excel` is not installed.

    Examples
    --------
    >>> table = pd.DataFrame({column.name: [] for column in ESTIMATES})
    >>> claims = pd.DataFrame({column.name: [] for column in CLAIMS})
    >>> workbook(table, claims, {"method": "linear"})[:2]
    b'PK'
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise ConfigError("writing XLSX needs openpyxl", value="report.xlsx", hint=_EXTRA) from error
    book, cut = Workbook(write_only=True), dict[str, str]()
    for title, frame, columns in (("Estimates", estimates, ESTIMATES), ("Claims", claims, CLAIMS)):
        shown = frame[[*names(columns), *(name for name in frame.columns if name not in names(columns))]]
        cut |= {f"rows of {title} left out, see the CSV": f"{len(shown) - most + 1:,}"} if len(shown) >= most else {}
        _table(book.create_sheet(title), shown.iloc[: most - 1], columns)
    _plain(book.create_sheet("Data dictionary"), [_DICTIONARY, *_meanings()])
    _plain(book.create_sheet("About"), [("setting", "value"), *about.items(), *cut.items()])
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_clock(buffer.getvalue())


def _table(sheet: Any, frame: pd.DataFrame, columns: Sequence[Column]) -> None:
    """Write a table under a header that stays in view, with a filter on every column."""
    from openpyxl.utils import get_column_letter

    known = {column.name: column for column in columns}
    texts = [_values(frame[name], known.get(name)) for name in frame.columns]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(texts))}{len(frame) + 1}"
    for place, (name, values) in enumerate(zip(frame.columns, texts, strict=True), start=1):
        longest = max([len(str(name)), *(len(_shown(value)) for value in values[:LOOKED_AT])])
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, NARROW), WIDE)
    sheet.append([_text(sheet, str(name), bold=True) for name in frame.columns])
    formats = [_format(known.get(name)) for name in frame.columns]
    for row in zip(*texts, strict=True):
        sheet.append([_cell(sheet, value, shown) for value, shown in zip(row, formats, strict=True)])


def _plain(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of text under a header."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for place in range(len(rows[0])):
        longest = max(len(row[place]) for row in rows)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(longest + 2, NARROW), WIDE)
    for number, row in enumerate(rows):
        sheet.append([_text(sheet, value, bold=number == 0) for value in row])


def _meanings() -> Iterator[tuple[str, ...]]:
    for table, columns in (("Estimates", ESTIMATES), ("Claims", CLAIMS)):
        for column in columns:
            words = f": {', '.join(column.values)}" if column.values else ""
            yield table, column.name, column.type, column.unit, column.meaning + words, column.nulls


def _values(column: pd.Series, known: Column | None) -> list[Any]:
    """Return the values of a column as a workbook takes them, None for nulls."""
    kind = known.type if known else "string"
    if kind == "date":
        return [_day(day) for day in pd.to_datetime(column)]
    if kind in ("number", "integer"):
        numbers = pd.to_numeric(column, errors="coerce").to_numpy(np.float64)
        return [_number(value) if np.isfinite(value) else None for value in numbers.tolist()]
    if kind == "boolean":
        return [None if pd.isna(value) else bool(value) for value in column]
    return [text or None for text in strings(column)]


def _day(day: Any) -> Any:
    if pd.isna(day):
        return None
    return day.date() if day >= FIRST_DAY else str(day.date())


def _number(value: float) -> float:
    """Return a number with the digits that the CSV has, whole ones as they are."""
    return value if value == round(value) else float(f"{value:.{DIGITS}g}")


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _format(known: Column | None) -> str:
    if known is None or known.type in ("string", "boolean"):
        return ""
    return {"date": DAY, "integer": WHOLE}.get(known.type, SHARE if known.unit == "share" else NUMBER)


def _cell(sheet: Any, value: Any, shown: str) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return _text(sheet, value)
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if shown and not isinstance(value, bool):
        cell.number_format = WHOLE if shown == NUMBER and value == round(value) else shown
    return cell


def _text(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """Return a cell of text, whatever it begins with; None for empty text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    shown = shorten(text, MOST_CHARACTERS) if len(text) > MOST_CHARACTERS else clean(text)
    if not shown:
        return None
    cell = WriteOnlyCell(sheet, shown)
    # a text such as "=1+1" or "#N/A" would else become a formula or an error; the mark keeps it text when it is edited
    cell.data_type = "s"
    if shown.startswith(("=", "+", "-", "@", "#")):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _without_clock(content: bytes) -> bytes:
    """Return the same archive with fixed times, inside and out."""
    written = datetime.datetime(*FIXED_TIME).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _WRITTEN.sub(rb"\g<1>" + written, data)
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, data)
    return buffer.getvalue()
