"""The first rows of declared files, as lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reconcile.cli.terminal import printable

if TYPE_CHECKING:
    from reconcile.inputs.first_rows import FirstRow

__all__ = ["first_row_lines"]

# characters of a line, two of a narrow terminal
_LONGEST = 240


def first_row_lines(rows: Iterable[FirstRow]) -> list[str]:
    """Return rows as lines, the name of each file above its own.

    Examples
    --------
    >>> from reconcile.inputs.first_rows import FirstRow
    >>> first_row_lines([FirstRow("list.csv", 1, {"measure": "killed", "best": "7"})])
    ['list.csv, first rows as read:', '  row 1: measure killed, best 7']
    """
    lines, file = [], ""
    for row in rows:
        if row.file != file:
            lines.append(f"{printable(row.file)}, first rows as read:")
            file = row.file
        cells = ", ".join(f"{name} {text}" for name, text in row.cells.items())
        lines.append(f"  row {row.row}: {printable(cells)}"[:_LONGEST])
    return lines
