"""The text of `sources.csv` with another origin in it: one line is set or added, all others stay byte for byte."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

from reconcile.spellings import clean_name

__all__ = ["Line", "lines_of", "with_origin"]

# delimiters of tables that people write
_DELIMITERS = ",;\t|"

_NEEDED = ("source", "origin", "origin_basis")

# the mark with which spreadsheets begin a file of UTF-8
_MARK = "\ufeff"


class Line(NamedTuple):
    """A row of a table as its text, with its end, and as cells; none of a blank line."""

    text: str
    cells: list[str]


def lines_of(text: str) -> list[Line]:
    r"""Return the rows of a table of delimited text, the header first.

    Examples
    --------
    >>> lines_of('source,note\nA,"one\ntwo"\n')[1].text
    'A,"one\ntwo"\n'
    """
    lines = list(StringIO(text, newline=""))
    reader = csv.reader(iter(lines), delimiter=_delimiter(lines), skipinitialspace=True)
    found, done = [], 0
    for cells in reader:
        found.append(Line("".join(lines[done : reader.line_num]), cells))
        done = reader.line_num
    return found


def with_origin(text: str, source: str, origin: str, basis: str) -> list[tuple[str, str]]:
    r"""Return the lines of a table of sources before and after a source has an origin.

    Parameters
    ----------
    text : str
        The table, "" where there is none yet.
    source, origin, basis : str
        The source by its canonical name, whom it has its figures from, and how that is known.

    Returns
    -------
    list of (before, after)
        All lines of the table in their order; `before` is "" of what is new.

    Examples
    --------
    >>> with_origin("source,grade\nA,B2\n", "B", "A", "suspected")
    [('source,grade\n', 'source,grade,origin,origin_basis\n'), ('A,B2\n', 'A,B2,,\n'), ('', 'B,,A,suspected\n')]
    """
    lines = lines_of(text)
    first = next((number for number, line in enumerate(lines) if line.cells), None)
    given = {"source": source, "origin": origin, "origin_basis": basis}
    if first is None:
        rows = [_row(_NEEDED, ",", "\n"), _row(list(given.values()), ",", "\n")]
        return [*((line.text, line.text) for line in lines), *(("", row) for row in rows)]
    header = [name.removeprefix(_MARK).strip() for name in lines[first].cells]
    more = [name for name in _NEEDED[1:] if name not in header]
    columns, delimiter = [*header, *more], _delimiter([lines[first].text])
    now = [*lines[:first], *_with_columns(lines[first:], more, delimiter)]
    at = columns.index("source")
    own = next((number for number, line in enumerate(now) if number > first and _is_of(line, at, source)), None)
    pairs = [(old.text, new.text) for old, new in zip(lines, now, strict=True)]
    if own is None:
        end = _end(lines[first].text) or "\n"
        before, after = pairs[-1]
        pairs[-1] = (before, after if _end(after) else after + end)
        return [*pairs, ("", _row([given.get(name, "") for name in columns], delimiter, end))]
    # the name stays as it is written
    cells = [cell if name == "source" else given.get(name, cell)
             for name, cell in zip(columns, now[own].cells, strict=False)]  # fmt: skip
    pairs[own] = (lines[own].text, _row(cells, delimiter, _end(lines[own].text)))
    return pairs


def _with_columns(lines: Sequence[Line], names: Sequence[str], delimiter: str) -> list[Line]:
    """Return a table with further columns behind its own, which are empty; blank lines stay blank."""
    widened = []
    for number, line in enumerate(lines):
        more = list(names) if number == 0 else [""] * len(names)
        ends = [delimiter + name for name in more] if line.cells else []
        text = line.text.rstrip("\r\n") + "".join(ends) + _end(line.text)
        widened.append(Line(text, line.cells + more) if ends else line)
    return widened


def _is_of(line: Line, at: int, source: str) -> bool:
    return len(line.cells) > at and clean_name(line.cells[at]) == source


def _delimiter(lines: Sequence[str]) -> str:
    header = next((line for line in lines if line.strip()), "")
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)


def _end(text: str) -> str:
    return text[len(text.rstrip("\r\n")) :]


def _row(cells: Sequence[str], delimiter: str, end: str) -> str:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(cells)
    return text.getvalue() + end
