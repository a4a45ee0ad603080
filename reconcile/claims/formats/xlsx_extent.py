"""How far the filled cells of a workbook reach, asked before they are read: the reader lays out all between them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from reconcile.claims.formats.free_memory import check_memory
from reconcile.claims.formats.text_weight import FOR_A_CELL
from reconcile.errors import InputError
from reconcile.plurals import counted

__all__ = ["check_extent"]

# cells that are laid out whatever their number: at 32 bytes each (calamine's issue 693) a few dozen megabytes
MOST_CELLS = 1_000_000

# cells that are laid out for each filled one, beyond that: tables of claims are half empty, and nearly all of this one
MOST_FOR_A_FILLED_ONE = 20

# bytes read at once, and those kept of the piece before, as a cell may begin in it; the tag of a cell has some dozens
_CHUNK, _KEPT = 1 << 20, 1 << 10

# the reference of a cell that is not an empty tag, and the number of a row whose first cell has no reference
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\br\s*=\s*["']([A-Za-z]{1,7})([0-9]{1,9})["'][^<>]*(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\br\s*=\s*["']([0-9]{1,9})["'][^<>]*>\s*<(?:\w+:)?c\b(?![^<>]*\br\s*=)""")

# letters of a column's name are digits to this base, from 1
_LETTERS = 26


def check_extent(archive: zipfile.ZipFile, name: str) -> None:
    """Raise where a sheet has a filled cell so far from the others that laying out what lies between fills the memory.

    Parameters
    ----------
    archive : ZipFile
        The workbook.
    name : str
        The file's name, for errors.

    Raises
    ------
    InputError
        A filled cell lies too far away.

    Examples
    --------
    >>> from io import BytesIO
    >>> with zipfile.ZipFile(BytesIO(), "w") as archive:
    ...     archive.writestr("xl/worksheets/sheet1.xml", '<c r="A1"><v>1</v></c><c r="XFD99999"><v>2</v></c>')
    ...     check_extent(archive, "claims.xlsx")
    Traceback (most recent call last):
        ...
    reconcile.errors.InputError: claims.xlsx: has 2 filled cells in 99,999 rows and 16,384 columns ...
    """
    for part in archive.namelist():
        if part.lower().startswith("xl/worksheets/") and part.lower().endswith(".xml"):
            _check_sheet(_pieces(archive, part), name)


def _check_sheet(pieces: Iterator[bytes], name: str) -> None:
    rows, letters, filled = 0, set[bytes](), 0
    for piece in pieces:
        cells = _CELL.findall(piece)
        letters.update(column for column, _ in cells)
        filled += len(cells)
        rows = max([rows, *(int(row) for _, row in cells), *map(int, _ROW.findall(piece))])
    columns = max(map(_column, letters), default=0)
    if rows * columns > max(MOST_CELLS, MOST_FOR_A_FILLED_ONE * filled):
        raise InputError(
            f"has {counted(filled, 'filled cell')} in {rows:,} rows and {columns:,} columns", file=name,
            hint="look for a lone cell far below or far to the right of the table, and delete its row or column",
        )  # fmt: skip
    check_memory(FOR_A_CELL * rows * columns, name)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part in pieces that each hold whole tags; of what is cut, a piece begins with what the last one left."""
    rest = b""
    with archive.open(part) as stream:
        while data := stream.read(_CHUNK):
            data = rest + data
            end = data.rfind(b">") + 1
            rest = data[end:][-_KEPT:]
            yield data[:end]


def _column(letters: bytes) -> int:
    """Return the number of a column, from 1."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number
