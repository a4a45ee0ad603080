"""What a terminal gets: JSON, tables as text, progress, and no control character."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

__all__ = ["echo_json", "printable", "progress_shown", "text_table"]


def echo_json(value: Any, *, one_line: bool = False) -> None:
    """Write a value to standard output as JSON, indented or on one line, with null for what is missing.

    Examples
    --------
    >>> echo_json({"low": float("nan"), "as_of": date(2025, 1, 31)})
    {
      "low": null,
      "as_of": "2025-01-31"
    }
    """
    click.echo(json.dumps(_plain(value), indent=None if one_line else 2, ensure_ascii=False))


def _plain(value: Any) -> Any:
    """Return plain Python for JSON: tables as lists of rows, dates as text, NaN and NaT as None."""
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        return [_plain(row) for row in value.to_dict("records")]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10] if value == value else None  # noqa: PLR0124  NaT differs from itself
    return value


@contextmanager
def progress_shown(*, wanted: bool) -> Iterator[Callable[[str], None]]:
    """Yield a callable that shows the stage at work, on standard error and only where that is a terminal.

    Yields
    ------
    callable

    Examples
    --------
    >>> with progress_shown(wanted=False) as progress:
    ...     progress("reading")
    """
    if not (wanted and sys.stderr.isatty()):
        yield lambda stage: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting …") as status:
        yield lambda stage: status.update(f"{stage} …")


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> list[str]:
    """Return rows laid out in columns, two blanks apart, without control characters.

    Parameters
    ----------
    header : sequence of str
    rows : sequence of sequence of str
    right : sequence of int
        Positions of columns to align to the right.

    Examples
    --------
    >>> text_table(["voice", "claims"], [["KBS", "12"]], right=[1])
    ['voice  claims', 'KBS        12']
    """
    cells = [[printable(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    return [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def printable(text: str) -> str:
    r"""Replace control characters with blanks: text from a file must not control a terminal.

    Half characters, as in names of files that are not UTF-8, become U+FFFD.

    Examples
    --------
    >>> printable("a\tb\x1b[2J")
    'a b [2J'
    """
    if text.isprintable():
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(sign if sign.isprintable() else " " for sign in whole)
