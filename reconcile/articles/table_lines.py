"""Lines of text that are rows of a table: their cells stand between bars, tabs or wide gaps."""

from __future__ import annotations

import re

__all__ = ["cells_of", "is_table_line"]

# a gap between two columns: a bar, a tab, or three blanks, as two stand between sentences
_EDGE = re.compile(r"[ \u00a0]*[|│¦\t][ \u00a0]*|[ \u00a0]{3,}")
# characters of the longest cell of a table; a longer one is running text
_LONGEST_CELL = 80
# columns of a table
_FEWEST = 2


def cells_of(line: str) -> list[tuple[int, int]]:
    """Return the first and last characters of the cells of a line, empty ones between two bars included.

    Examples
    --------
    >>> line = "| Orva | 31 |"
    >>> [line[start:end] for start, end in cells_of(line)]
    ['Orva', '31']
    """
    begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
    edges = [match.span() for match in _EDGE.finditer(line, begin, end)]
    if edges and edges[0][0] == begin:
        begin, edges = edges[0][1], edges[1:]
    if edges and edges[-1][1] == end:
        end, edges = edges[-1][0], edges[:-1]
    return list(zip([begin, *(last for _, last in edges)], [*(first for first, _ in edges), end], strict=True))


def is_table_line(line: str) -> bool:
    """Return True for a line that may be the row of a table.

    Examples
    --------
    >>> is_table_line("Orva | 31 | 40"), is_table_line("Orva     31"), is_table_line("Orva  31")
    (True, True, False)
    """
    if "|" not in line and "\t" not in line and "   " not in line and "│" not in line and "¦" not in line:
        return False
    cells = cells_of(line)
    return len(cells) >= _FEWEST and max(end - start for start, end in cells) <= _LONGEST_CELL
