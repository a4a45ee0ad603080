"""The memory that a large text takes once it is a table, from what is counted in it before it is read whole."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from reconcile.claims.formats.delimited import DELIMITERS
from reconcile.claims.formats.free_memory import LARGE, check_memory
from reconcile.errors import InputError

__all__ = ["FOR_A_CELL", "check_text"]

# bytes in memory for each byte of a text: it is held as bytes, as text and as lines
FOR_A_BYTE = 3

# bytes for each cell of a table, measured on 60,000 rows of 300 (Python 3.11, pandas 3.0): 99 with all else
FOR_A_CELL = 90

# bytes for each row: 250 to read it, measured on 1,500,000 of 4 cells, and what checking it takes beside; a run on a
# workbook of 1,048,575 rows, nearly all of them repeated, took 1.8 GB
FOR_A_ROW = 1_200

# bytes for each list and value of JSON: as many as measured on 600,000 records of 4 values and 1,500,000 nested ones
FOR_A_LIST, FOR_A_VALUE = 90, 70

# bytes of the longest line of a table or of JSON lines: a row of claims with a whole article in it takes a thousandth
LONGEST_LINE = 100_000_000

# bytes that are looked at at once
_CHUNK = 1 << 24


def check_text(held: Path | BytesIO, ending: str, size: int, name: str) -> None:
    """Raise where a large text takes more memory than there is, or has a line that is no row.

    Parameters
    ----------
    held : Path or BytesIO
    ending : str
        Format, as ".csv".
    size : int
        Bytes of the text.
    name : str
        The file's name, for errors.

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_text(BytesIO(b"source,best"), ".csv", 11, "claims.csv")
    """
    if size <= LARGE:
        return
    check_memory(FOR_A_BYTE * size, name)
    counted = _objects(held) if ending in (".json", ".jsonl") else _cells(held)
    if ending != ".json":
        _check_lines(held, name)
    check_memory(FOR_A_BYTE * size + counted, name)


def _objects(held: Path | BytesIO) -> int:
    return sum(
        FOR_A_ROW * chunk.count(b"{") + FOR_A_LIST * chunk.count(b"[") + FOR_A_VALUE * chunk.count(b",")
        for chunk in _chunks(held)
    )


def _cells(held: Path | BytesIO) -> int:
    """Return the bytes for cells and rows; the delimiter is what is most frequent at the beginning."""
    first = next(_chunks(held), b"")
    delimiter = max((sign.encode() for sign in DELIMITERS), key=first.count)
    cells = lines = 0
    for chunk in _chunks(held):
        ends = max(chunk.count(b"\n"), chunk.count(b"\r"))
        cells, lines = cells + chunk.count(delimiter) + ends, lines + ends
    return FOR_A_CELL * cells + FOR_A_ROW * lines


def _check_lines(held: Path | BytesIO, name: str) -> None:
    line, length = 1, 0
    for chunk in _chunks(held):
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        # a line within a chunk is shorter than the limit
        first = min((place for place in (chunk.find(b"\n"), chunk.find(b"\r")) if place >= 0), default=len(chunk))
        if length + first > LONGEST_LINE:
            raise InputError(
                f"line {line:,} has more than {LONGEST_LINE:,} bytes", file=name,
                hint="a row of claims is a line; look for line ends that were lost, or a quote that is never closed",
            )  # fmt: skip
        line += max(chunk.count(b"\n"), chunk.count(b"\r"))
        length = length + len(chunk) if end < 0 else len(chunk) - end - 1


def _chunks(held: Path | BytesIO) -> Iterator[bytes]:
    if isinstance(held, BytesIO):
        data = held.getbuffer()
        yield from (bytes(data[start : start + _CHUNK]) for start in range(0, len(data), _CHUNK))
        return
    try:
        with held.open("rb") as file:
            yield from iter(lambda: file.read(_CHUNK), b"")
    except OSError:
        # whoever reads it whole says so
        return
